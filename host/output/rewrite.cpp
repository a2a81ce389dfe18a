#include "host/output/rewrite.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

#include "host/output/files.hpp"
#include "host/output/layout.hpp"
#include "host/output/skeleton.hpp"

namespace gs::output {
namespace {

constexpr hsize_t copy_bytes = 16 << 20;  //!< copied at a time

bool is_bookkeeping(std::string const& attribute) {
  for (char const* name : {"CLASS", "NAME", "DIMENSION_LIST", "REFERENCE_LIST", "DIMENSION_LABELS"})
    if (attribute == name) return true;
  return false;
}

std::size_t row_bytes(hid_t dataset, h5::Shape const& shape) {
  h5::Handle const type(h5::check(H5Dget_type(dataset), "cannot read the type"));
  return std::accumulate(shape.size.begin() + 1, shape.size.end(), std::size_t{1}, std::multiplies<>()) * H5Tget_size(type);
}

//! Rows up to the first chunk that is missing (HDF5 would read zeros) or cannot be read.
hsize_t readable_rows(hid_t dataset, std::string const& name, h5::Shape const& shape) {
  h5::Handle const type(h5::check(H5Dget_type(dataset), "cannot read the type", name));
  std::vector<char> chunk(shape.chunk[0] * row_bytes(dataset, shape));
  hsize_t rows = 0;
  try {
    while (rows < shape.size[0]) {
      hsize_t const count = std::min(shape.chunk[0], shape.size[0] - rows);
      if (!h5::has_chunk(dataset, rows)) break;
      h5::read_rows(dataset, name, type, rows, count, chunk.data());
      rows += count;
    }
  } catch (h5::Error const&) {  // the rows before it are what is left
  }
  return rows;
}

bool grows(std::vector<std::string> const& axes) {
  return !axes.empty() && std::find(std::begin(grows_names), std::end(grows_names), axes[0]) != std::end(grows_names);
}

void copy_rows(hid_t from, hid_t to, std::string const& name, hsize_t rows, hsize_t step) {
  h5::Handle const type(h5::check(H5Dget_type(from), "cannot read the type", name));
  auto shape = h5::shape_of(from);
  if (shape.size.empty()) shape.size = {1};
  std::vector<char> bytes(std::min(step, rows) * row_bytes(from, shape));
  for (hsize_t first = 0; first < rows; first += step) {
    hsize_t const count = std::min(step, rows - first);
    h5::read_rows(from, name, type, first, count, bytes.data());
    h5::write_rows(to, name, type, first, count, bytes.data());
  }
}

}  // namespace

void copy_attributes(hid_t from, hid_t to) {
  for (auto const& name : h5::attribute_names(from))
    if (!is_bookkeeping(name)) h5::copy_attribute(from, to, name);
}

std::vector<std::string> axes_in(hid_t dataset, std::string const& name) {
  if (h5::is_scale(dataset)) return {name};
  std::vector<std::string> axes;
  for (unsigned i = 0; i < h5::size_of(dataset).size(); ++i) axes.push_back(h5::scale_name(dataset, i));
  for (auto const& axis : axes)
    if (axis.empty()) throw h5::Error("has an axis without a scale: this is not a file that Groundswell wrote", name, 0);
  return axes;
}

void copy_fixed(hid_t from, hid_t file, std::string const& name) {
  h5::Handle const type(h5::check(H5Dget_type(from), "cannot read the type", name));
  auto const shape = h5::shape_of(from);
  if (H5Tget_class(type) == H5T_STRING) {
    auto const texts = h5::read_texts(from, name);
    shape.size.empty() ? h5::write_text(file, name, texts.at(0)) : h5::write_texts(file, name, texts);
    return copy_attributes(from, h5::open_dataset(file, name));
  }
  auto const to = h5::create_dataset(file, name, type, h5::Shape::fixed(shape.size));
  hsize_t const rows = shape.size.empty() ? 1 : shape.size[0];
  copy_rows(from, to, name, rows, std::max<hsize_t>(rows, 1));
  copy_attributes(from, to);
}

namespace {

void copy_growing(hid_t from, hid_t file, std::string const& name, hsize_t rows) {
  h5::Handle const type(h5::check(H5Dget_type(from), "cannot read the type", name));
  auto shape = h5::shape_of(from);
  shape.size[0] = rows;
  shape.limit[0] = rows > 0 ? rows : H5S_UNLIMITED;               // h5netcdf is slow on unlimited axes; a size of 0 means one in netCDF
  shape.chunk[0] = std::clamp<hsize_t>(rows, 1, shape.chunk[0]);  // a short run keeps no room for a long one
  auto const to = h5::create_dataset(file, name, type, shape, true);
  hsize_t const row_bytes = std::accumulate(shape.size.begin() + 1, shape.size.end(), hsize_t{1}, std::multiplies<>()) * H5Tget_size(type);
  hsize_t const chunks = std::max<hsize_t>(1, copy_bytes / (row_bytes * shape.chunk[0]));
  copy_rows(from, to, name, rows, chunks * shape.chunk[0]);
  copy_attributes(from, to);
}

void write_summary(hid_t file, std::vector<Metric> const& summary, AxesOf& axes) {
  if (summary.empty()) return;
  std::vector<std::string> names, units, meanings, notes;
  std::vector<double> values;
  for (auto const& metric : summary) {
    names.push_back(metric.name), units.push_back(metric.unit);
    values.push_back(metric.value), meanings.push_back(metric.meaning);
    notes.push_back(metric.note);
  }
  h5::write_texts(file, "metric", names);
  h5::write_texts(file, "metric_unit", units);
  h5::write_texts(file, "metric_meaning", meanings);
  h5::write_texts(file, "metric_note", notes);
  auto const dataset = h5::create_dataset(file, "summary", H5T_IEEE_F64LE, h5::Shape::fixed({values.size()}));
  h5::write_rows(dataset, "summary", H5T_NATIVE_DOUBLE, 0, values.size(), values.data());
  h5::set_text(dataset, "long_name", "figures of the closing table, in the units of metric_unit");
  h5::set_text(dataset, "coordinates", "metric_unit metric_meaning metric_note");
  for (auto const& [name, text] : {std::pair{"metric", "name of the figure"},
                                   {"metric_unit", "its unit"},
                                   {"metric_meaning", "what it means"},
                                   {"metric_note", "how sure it is, or why there is none"}})
    h5::set_text(h5::open_dataset(file, name), "long_name", text);
  for (char const* name : {"summary", "metric_unit", "metric_meaning", "metric_note"}) axes[name] = {"metric"};
}

void write_bins(hid_t file, BinAxis const& axis) {
  if (!axis.labels.empty()) {
    h5::write_texts(file, axis.name, axis.labels);
  } else {
    auto const dataset = h5::create_dataset(file, axis.name, h5::disk_type(h5::Store::i64), h5::Shape::fixed({axis.from.size()}));
    h5::write_rows(dataset, axis.name, H5T_NATIVE_INT64, 0, axis.from.size(), axis.from.data());
    h5::set_text(dataset, "units", axis.unit);
  }
  h5::set_text(h5::open_dataset(file, axis.name), "long_name", axis.long_name);
}

void write_distributions(hid_t file, std::vector<Distribution> const& list, AxesOf& axes) {
  for (Distribution const& d : list) {
    std::vector<hsize_t> size;
    for (BinAxis const& axis : d.axes) {
      if (axes.try_emplace(axis.name, std::vector{axis.name}).second) write_bins(file, axis);
      axes[d.name].push_back(axis.name);
      size.push_back(axis.labels.empty() ? axis.from.size() : axis.labels.size());
    }
    auto const dataset = h5::create_dataset(file, d.name, h5::disk_type(h5::Store::i64), h5::Shape::fixed(size));
    h5::write_rows(dataset, d.name, H5T_NATIVE_INT64, 0, size.at(0), d.counts.data());
    h5::set_text(dataset, "units", d.unit);
    h5::set_text(dataset, "long_name", d.long_name);
  }
}

void write_end(hid_t file, RunEnd const& end) {
  h5::write_text(file, "events", end.events_json);
  h5::set_text(h5::open_dataset(file, "events"), "long_name", "events injected while it ran, as JSON");
  h5::set_flag(file, "complete", end.complete);
  h5::set_text(file, "finished", now_utc());
  h5::set_real(file, "wall_seconds", end.wall_seconds);
  h5::set_number(file, "ticks_done", end.ticks_done);
  h5::set_text(file, "reason", end.reason);
}

}  // namespace

namespace {

//! One look at every dataset of a file.
struct Survey {
  Committed done;
  AxesOf axes;
};

Survey survey(hid_t file) {
  Survey out;
  bool const whole = h5::has_attribute(file, "finished");
  std::map<std::string, std::int64_t> rows;
  for (auto const& name : h5::dataset_names(file)) {
    auto const dataset = h5::open_dataset(file, name);
    auto const shape = h5::shape_of(dataset);
    auto const& axes = out.axes[name] = axes_in(dataset, name);
    if (!grows(axes)) continue;
    if (shape.chunk.empty()) throw h5::Error("is not stored in chunks", name, 0);
    auto const has = static_cast<std::int64_t>(whole ? shape.size[0] : readable_rows(dataset, name, shape));
    auto const [found, fresh] = rows.try_emplace(axes[0], has);
    if (!fresh) found->second = std::min(found->second, has);
  }
  out.done = {rows["time"], rows["day"], rows["sample"]};
  return out;
}

}  // namespace

Committed committed(hid_t file) { return survey(file).done; }

Committed rewrite(hid_t source, std::filesystem::path const& target, std::vector<Metric> const& summary, RunEnd const& end) {
  auto [done, axes] = survey(source);
  std::map<std::string, std::int64_t> const rows = {{"time", done.ticks}, {"day", done.days}, {"sample", done.samples}};
  auto file = h5::create_file(target, false);
  copy_attributes(source, file);
  axes.erase("events");
  for (auto const& name : h5::dataset_names(source)) {
    if (name == "events") continue;  // the end knows them all
    auto const dataset = h5::open_dataset(source, name);
    if (grows(axes[name]))
      copy_growing(dataset, file, name, static_cast<hsize_t>(rows.at(axes[name][0])));
    else
      copy_fixed(dataset, file, name);
  }
  write_summary(file, summary, axes);
  write_distributions(file, end.distributions, axes);
  write_end(file, end);
  attach_scales(file, axes);
  file.close();
  return done;
}

}  // namespace gs::output
