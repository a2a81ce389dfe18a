// Attributes, dimension scales and names.
#include <fmt/format.h>
#include <hdf5_hl.h>

#include "host/output/h5.hpp"

namespace gs::output::h5 {
namespace {

void set(hid_t object, std::string const& name, hid_t disk, hid_t memory, void const* value) {
  if (has_attribute(object, name)) check(H5Adelete(object, name.c_str()), "cannot replace the attribute", name);
  Handle const space(check(H5Screate(H5S_SCALAR), "cannot make a scalar"));
  Handle const attribute(check(H5Acreate2(object, name.c_str(), disk, space, H5P_DEFAULT, H5P_DEFAULT), "cannot create the attribute", name));
  check(H5Awrite(attribute, memory, value), "cannot write the attribute", name);
}

Handle open_attribute(hid_t object, std::string const& name) {
  return Handle(check(H5Aopen(object, name.c_str(), H5P_DEFAULT), "cannot open the attribute", name));
}

std::string read_text(hid_t attribute, std::string const& name) {
  Handle const type = text_type(), space(check(H5Aget_space(attribute), "cannot read the shape", name));
  if (H5Sget_simple_extent_npoints(space) != 1) throw Error("is not one text", name, 0);
  char* pointer = nullptr;
  check(H5Aread(attribute, type, &pointer), "cannot read the attribute", name);
  std::string const text = pointer ? pointer : "";
  H5Dvlen_reclaim(type, space, H5P_DEFAULT, &pointer);
  return text;
}

template <class T>
T get(hid_t object, std::string const& name, hid_t memory, T otherwise) {
  if (!has_attribute(object, name)) return otherwise;
  Handle const attribute = open_attribute(object, name), space(H5Aget_space(attribute)), type(H5Aget_type(attribute));
  bool const number = H5Tget_class(type) == H5T_INTEGER || H5Tget_class(type) == H5T_FLOAT;
  if (!number || H5Sget_simple_extent_npoints(space) != 1) throw Error("is not one number", name, 0);
  T value{};
  check(H5Aread(attribute, memory, &value), "cannot read the attribute", name);
  return value;
}

}  // namespace

void set_text(hid_t object, std::string const& name, std::string_view text) {
  if (text.empty()) return;
  std::string const whole(text);
  char const* const pointer = whole.c_str();
  Handle const type = text_type();
  set(object, name, type, type, &pointer);
}

void set_number(hid_t object, std::string const& name, std::int64_t value) { set(object, name, H5T_STD_I64LE, H5T_NATIVE_INT64, &value); }
void set_unsigned(hid_t object, std::string const& name, std::uint64_t value) { set(object, name, H5T_STD_U64LE, H5T_NATIVE_UINT64, &value); }
void set_real(hid_t object, std::string const& name, double value) { set(object, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, &value); }
void set_flag(hid_t object, std::string const& name, bool value) {
  std::uint8_t const byte = value ? 1 : 0;
  set(object, name, H5T_STD_U8LE, H5T_NATIVE_UINT8, &byte);
}

void set_flag_values(hid_t object, std::string const& meanings, int count) {
  std::uint8_t const values[] = {0, 1, 2, 3};
  hsize_t const size = static_cast<hsize_t>(count);
  Handle const space(check(H5Screate_simple(1, &size, nullptr), "cannot make a shape"));
  Handle const attribute(
      check(H5Acreate2(object, "flag_values", H5T_STD_U8LE, space, H5P_DEFAULT, H5P_DEFAULT), "cannot create the attribute", "flag_values"));
  check(H5Awrite(attribute, H5T_NATIVE_UINT8, values), "cannot write the attribute", "flag_values");
  set_text(object, "flag_meanings", meanings);
}

bool has_attribute(hid_t object, std::string const& name) {
  return check(H5Aexists(object, name.c_str()), "cannot look for the attribute", name) > 0;
}

std::string get_text(hid_t object, std::string const& name) {
  if (!has_attribute(object, name)) return {};
  Handle const attribute = open_attribute(object, name), type(check(H5Aget_type(attribute), "cannot read the type", name));
  switch (H5Tget_class(type)) {
    case H5T_INTEGER:
      return H5Tget_sign(type) == H5T_SGN_NONE ? std::to_string(get_unsigned(object, name)) : std::to_string(get_number(object, name));
    case H5T_FLOAT:
      return fmt::format("{}", get_real(object, name));
    case H5T_STRING:
      break;
    default:
      return {};
  }
  return H5Tis_variable_str(type) > 0 ? read_text(attribute, name) : std::string{};
}

std::int64_t get_number(hid_t object, std::string const& name, std::int64_t otherwise) { return get(object, name, H5T_NATIVE_INT64, otherwise); }
std::uint64_t get_unsigned(hid_t object, std::string const& name, std::uint64_t otherwise) { return get(object, name, H5T_NATIVE_UINT64, otherwise); }
double get_real(hid_t object, std::string const& name, double otherwise) { return get(object, name, H5T_NATIVE_DOUBLE, otherwise); }

std::vector<std::string> attribute_names(hid_t object) {
  std::vector<std::string> names;
  auto const add = [](hid_t, char const* name, H5A_info_t const*, void* out) -> herr_t {
    static_cast<std::vector<std::string>*>(out)->emplace_back(name);
    return 0;
  };
  check(H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_INC, nullptr, add, &names), "cannot list the attributes");
  return names;
}

void copy_attribute(hid_t from, hid_t to, std::string const& name) {
  Handle const source = open_attribute(from, name), type(check(H5Aget_type(source), "cannot read the type", name));
  Handle const space(check(H5Aget_space(source), "cannot read the shape", name));
  if (H5Tget_class(type) == H5T_STRING && H5Tis_variable_str(type) > 0) return set_text(to, name, read_text(source, name));
  if (H5Tget_class(type) != H5T_INTEGER && H5Tget_class(type) != H5T_FLOAT) return;  // nothing that we write
  auto const items = static_cast<std::size_t>(check(H5Sget_simple_extent_npoints(space), "cannot read the shape", name));
  std::vector<char> bytes(items * H5Tget_size(type));
  check(H5Aread(source, type, bytes.data()), "cannot read the attribute", name);
  Handle const target(check(H5Acreate2(to, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT), "cannot create the attribute", name));
  check(H5Awrite(target, type, bytes.data()), "cannot write the attribute", name);
}

void make_scale(hid_t dataset, std::string const& name) { check(H5DSset_scale(dataset, name.c_str()), "cannot make it a scale", name); }
void attach_scale(hid_t dataset, hid_t scale, unsigned axis) { check(H5DSattach_scale(dataset, scale, axis), "cannot attach a scale"); }
bool is_scale(hid_t dataset) { return H5DSis_scale(dataset) > 0; }

std::string scale_name(hid_t dataset, unsigned axis) {
  auto const take = [](hid_t, unsigned, hid_t scale, void* out) -> herr_t {
    char name[256] = {};
    if (H5DSget_scale_name(scale, name, sizeof name) < 0) return -1;
    *static_cast<std::string*>(out) = name;
    return 1;
  };
  std::string name;
  check(H5DSiterate_scales(dataset, axis, nullptr, take, &name), "cannot read the scales");
  return name;
}

std::vector<std::string> dataset_names(hid_t file) {
  std::vector<std::string> names;
  auto const add = [](hid_t group, char const* name, H5L_info_t const*, void* out) -> herr_t {
    Handle const object(H5Oopen(group, name, H5P_DEFAULT));
    if (!object.open()) return -1;
    if (H5Iget_type(object) == H5I_DATASET) static_cast<std::vector<std::string>*>(out)->emplace_back(name);
    return 0;
  };
  Handle const root(check(H5Gopen2(file, "/", H5P_DEFAULT), "cannot open the root group"));
  Handle const create(check(H5Gget_create_plist(root), "cannot read how it was made"));
  unsigned order = 0;
  check(H5Pget_link_creation_order(create, &order), "cannot read how it was made");
  H5_index_t const index = (order & H5P_CRT_ORDER_INDEXED) ? H5_INDEX_CRT_ORDER : H5_INDEX_NAME;
  check(H5Literate(root, index, H5_ITER_INC, nullptr, add, &names), "cannot list the datasets");
  return names;
}

}  // namespace gs::output::h5
