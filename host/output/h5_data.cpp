// Datasets and the texts in them.
#include <algorithm>
#include <limits>
#include <numeric>

#include "host/output/h5.hpp"

namespace gs::output::h5 {
namespace {

Handle space_of(hid_t dataset, std::string const& name) { return Handle(check(H5Dget_space(dataset), "cannot read the shape", name)); }

Handle make_space(Shape const& shape) {
  if (shape.size.empty()) return Handle(check(H5Screate(H5S_SCALAR), "cannot make a scalar"));
  hsize_t const* limit = shape.limit.empty() ? nullptr : shape.limit.data();
  return Handle(check(H5Screate_simple(static_cast<int>(shape.size.size()), shape.size.data(), limit), "cannot make a shape"));
}

//! Memory and file selections of rows [first, first + count).
struct Selection {
  Handle file, memory;
};
Selection select(hid_t dataset, std::string const& name, hsize_t first, hsize_t count) {
  Selection s{space_of(dataset, name), {}};
  std::vector<hsize_t> size(static_cast<std::size_t>(check(H5Sget_simple_extent_ndims(s.file), "cannot read the shape", name)));
  if (!size.empty()) check(H5Sget_simple_extent_dims(s.file, size.data(), nullptr), "cannot read the shape", name);
  if (size.empty()) return {std::move(s.file), make_space({})};
  std::vector<hsize_t> start(size.size(), 0);
  start[0] = first;
  size[0] = count;
  check(H5Sselect_hyperslab(s.file, H5S_SELECT_SET, start.data(), nullptr, size.data(), nullptr), "cannot select rows", name);
  s.memory = make_space(Shape::fixed(size));
  return s;
}

}  // namespace

Handle create_dataset(hid_t file, std::string const& name, hid_t type, Shape const& shape, bool checksum) {
  Handle const space = make_space(shape);
  Handle const list(check(H5Pcreate(H5P_DATASET_CREATE), "cannot make a property list"));
  Handle const link(check(H5Pcreate(H5P_LINK_CREATE), "cannot make a property list"));
  check(H5Pset_create_intermediate_group(link, 1), "cannot make groups");
  if (!shape.chunk.empty()) {
    check(H5Pset_chunk(list, static_cast<int>(shape.chunk.size()), shape.chunk.data()), "cannot set the chunk", name);
    check(H5Pset_shuffle(list), "cannot set the shuffle filter", name);
    check(H5Pset_deflate(list, 1), "cannot set the deflate filter", name);
    if (checksum) check(H5Pset_fletcher32(list), "cannot set the checksum", name);
  }
  // Whole chunks are written at once: a cache would only hold a second copy of them.
  Handle const use(check(H5Pcreate(H5P_DATASET_ACCESS), "cannot make a property list"));
  check(H5Pset_chunk_cache(use, 1, 0, 1.0), "cannot set the cache", name);
  return Handle(check(H5Dcreate2(file, name.c_str(), type, space, link, list, use), "cannot create the dataset", name));
}

Handle create_virtual(hid_t file, std::string const& name, std::vector<hsize_t> const& lead, std::vector<hsize_t> const& piece,
                      std::vector<Piece> const& pieces) {
  std::vector<hsize_t> size = lead, count(lead.size(), 1);
  size.insert(size.end(), piece.begin(), piece.end()), count.insert(count.end(), piece.begin(), piece.end());
  Handle const space = make_space(Shape::fixed(size)), source = make_space(Shape::fixed(piece));
  Handle const list(check(H5Pcreate(H5P_DATASET_CREATE), "cannot make a property list"));
  double const missing = std::numeric_limits<double>::quiet_NaN();
  check(H5Pset_fill_value(list, H5T_NATIVE_DOUBLE, &missing), "cannot set the fill value", name);
  for (Piece const& p : pieces) {
    std::vector<hsize_t> start(size.size(), 0);
    std::copy(p.at.begin(), p.at.end(), start.begin());
    check(H5Sselect_hyperslab(space, H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr), "cannot select a run", name);
    check(H5Pset_virtual(list, space, p.file.c_str(), ("/" + name).c_str(), source), "cannot point to a run", name);
  }
  check(H5Sselect_all(space), "cannot select all", name);
  return Handle(check(H5Dcreate2(file, name.c_str(), H5T_IEEE_F64LE, space, H5P_DEFAULT, list, H5P_DEFAULT), "cannot create the dataset", name));
}

Handle open_dataset(hid_t file, std::string const& name) {
  return Handle(check(H5Dopen2(file, name.c_str(), H5P_DEFAULT), "cannot open the dataset", name));
}

Shape shape_of(hid_t dataset) {
  Handle const space(check(H5Dget_space(dataset), "cannot read the shape"));
  auto const axes = static_cast<std::size_t>(check(H5Sget_simple_extent_ndims(space), "cannot read the shape"));
  Shape shape{std::vector<hsize_t>(axes), std::vector<hsize_t>(axes), {}};
  if (axes == 0) return {};
  check(H5Sget_simple_extent_dims(space, shape.size.data(), shape.limit.data()), "cannot read the shape");
  Handle const list(check(H5Dget_create_plist(dataset), "cannot read how it is stored"));
  if (H5Pget_layout(list) != H5D_CHUNKED) return Shape::fixed(shape.size);
  shape.chunk.resize(axes);
  check(H5Pget_chunk(list, static_cast<int>(axes), shape.chunk.data()), "cannot read the chunk");
  return shape;
}

//! Not by way of shape_of(): HDF5 copies a dataset's whole property list to say its chunk, which cost more than the rows of a small run.
std::vector<hsize_t> size_of(hid_t dataset) {
  Handle const space(check(H5Dget_space(dataset), "cannot read the shape"));
  std::vector<hsize_t> size(static_cast<std::size_t>(check(H5Sget_simple_extent_ndims(space), "cannot read the shape")));
  if (!size.empty()) check(H5Sget_simple_extent_dims(space, size.data(), nullptr), "cannot read the shape");
  return size;
}

void set_rows(hid_t dataset, std::string const& name, hsize_t rows) {
  auto size = size_of(dataset);
  size.at(0) = rows;
  check(H5Dset_extent(dataset, size.data()), "cannot make room", name);
}

void write_rows(hid_t dataset, std::string const& name, hid_t memory_type, hsize_t first, hsize_t count, void const* data) {
  auto const where = select(dataset, name, first, count);
  check(H5Dwrite(dataset, memory_type, where.memory, where.file, H5P_DEFAULT, data), "cannot write", name);
}

void read_rows(hid_t dataset, std::string const& name, hid_t memory_type, hsize_t first, hsize_t count, void* data) {
  auto const where = select(dataset, name, first, count);
  check(H5Dread(dataset, memory_type, where.memory, where.file, H5P_DEFAULT, data), "cannot read", name);
}

bool has_chunk(hid_t dataset, hsize_t first_row) {
  std::vector<hsize_t> start(size_of(dataset).size(), 0);
  start.at(0) = first_row;
  unsigned filters = 0;
  haddr_t address = HADDR_UNDEF;
  hsize_t bytes = 0;
  check(H5Dget_chunk_info_by_coord(dataset, start.data(), &filters, &address, &bytes), "cannot look for a chunk");
  return address != HADDR_UNDEF;
}

Handle text_type() {
  Handle type(check(H5Tcopy(H5T_C_S1), "cannot make a text type"));
  check(H5Tset_size(type, H5T_VARIABLE), "cannot make a text type");
  check(H5Tset_cset(type, H5T_CSET_UTF8), "cannot make a text type");
  return type;
}

namespace {
void write_pointers(hid_t file, std::string const& name, Shape const& shape, std::vector<char const*> const& pointers) {
  Handle const type = text_type();
  Handle const dataset = create_dataset(file, name, type, shape);
  check(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()), "cannot write", name);
}
}  // namespace

void write_texts(hid_t file, std::string const& name, std::vector<std::string> const& texts) {
  std::vector<char const*> pointers;
  for (auto const& text : texts) pointers.push_back(text.c_str());
  write_pointers(file, name, Shape::fixed({texts.size()}), pointers);
}

void write_text(hid_t file, std::string const& name, std::string const& text) { write_pointers(file, name, {}, {text.c_str()}); }

std::vector<std::string> read_texts(hid_t dataset, std::string const& name) {
  auto const size = size_of(dataset);
  auto const items = std::accumulate(size.begin(), size.end(), hsize_t{1}, std::multiplies<>());
  Handle const stored(check(H5Dget_type(dataset), "cannot read the type", name));
  if (H5Tget_class(stored) != H5T_STRING || H5Tis_variable_str(stored) <= 0) throw Error("is not text", name, 0);
  Handle const type = text_type(), space = space_of(dataset, name);
  std::vector<char*> pointers(items, nullptr);
  check(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()), "cannot read", name);
  std::vector<std::string> texts;
  for (char const* pointer : pointers) texts.emplace_back(pointer ? pointer : "");
  H5Dvlen_reclaim(type, space, H5P_DEFAULT, pointers.data());
  return texts;
}

}  // namespace gs::output::h5
