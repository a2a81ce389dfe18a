#include "host/output/master_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <sstream>

#include "host/output/layout.hpp"
#include "host/output/rewrite.hpp"
#include "kernels/core/errors.hpp"

namespace gs::output {
namespace {

constexpr char const* master_source = "Groundswell ensemble";

template <class T>
std::vector<T> values(hid_t file, std::string const& name, hid_t memory) {
  auto const dataset = h5::open_dataset(file, name);
  auto const size = h5::size_of(dataset);
  std::vector<T> out(std::accumulate(size.begin(), size.end(), hsize_t{1}, std::multiplies<>()));
  if (!out.empty()) h5::read_rows(dataset, name, memory, 0, size.empty() ? 1 : size[0], out.data());
  return out;
}

MasterAxis axis_of(hid_t file, std::string const& name) {
  auto const dataset = h5::open_dataset(file, name);
  MasterAxis axis{name, h5::get_text(dataset, "units"), h5::get_text(dataset, "long_name"), {}, {}};
  h5::Handle const type(h5::check(H5Dget_type(dataset), "cannot read the type", name));
  if (H5Tget_class(type) == H5T_STRING)
    axis.texts = h5::read_texts(dataset, name);
  else
    axis.numbers = values<double>(file, name, H5T_NATIVE_DOUBLE);
  return axis;
}

void read_axes(hid_t file, MasterData& out) {
  for (std::string const& name : axes_in(h5::open_dataset(file, "run_state"), "run_state")) out.axes.axes.push_back(axis_of(file, name));
  auto const names = h5::dataset_names(file);
  if (std::find(names.begin(), names.end(), "summary") == names.end()) return;
  std::istringstream along(h5::get_text(h5::open_dataset(file, "summary"), "coordinates"));
  for (std::string name; along >> name;)
    if (!name.starts_with("run_") && !name.starts_with("metric_")) out.axes.along.push_back(axis_of(file, name));
  auto const metric = axis_of(file, "metric").texts, unit = axis_of(file, "metric_unit").texts, meaning = axis_of(file, "metric_meaning").texts;
  for (std::size_t k = 0; k < std::min({metric.size(), unit.size(), meaning.size()}); ++k)
    out.metrics.push_back({metric[k], unit[k], 0.0, meaning[k]});
  out.summary = values<double>(file, "summary", H5T_NATIVE_DOUBLE);
}

void read_provenance(hid_t file, MasterData& out) {
  std::pair<char const*, std::string&> const texts[] = {{"title", out.run.title},
                                                        {"scenario", out.run.scenario},
                                                        {"version", out.run.version},
                                                        {"git_commit", out.run.git_commit},
                                                        {"build_type", out.run.build_type},
                                                        {"compiler", out.run.compiler},
                                                        {"command_line", out.run.command_line},
                                                        {"config_sha256", out.run.config_sha256},
                                                        {"started", out.run.started},
                                                        {"results_hash", out.results_hash}};
  for (auto const& [name, text] : texts) text = h5::get_text(file, name);
  out.run.seed = h5::get_unsigned(file, "seed");
  out.run.members = h5::get_number(file, "members");
  out.run.git_dirty = h5::get_number(file, "git_dirty") != 0;
  out.complete = h5::get_number(file, "complete") != 0;
}
}  // namespace

bool is_master(std::filesystem::path const& path) {
  h5::quiet();
  try {
    return h5::get_text(h5::open_to_read(path), "source").starts_with(master_source);
  } catch (h5::Error const&) { return false; }
}

MasterData read_master(std::filesystem::path const& path) {
  h5::quiet();
  try {
    MasterData out;
    auto const file = h5::open_to_read(path);
    if (!h5::get_text(file, "source").starts_with(master_source)) throw h5::Error("this is not the master of a sweep", "", 0);
    if (h5::get_number(file, "format_version", 1) > format_version) throw h5::Error("it was written by a newer Groundswell: use that one", "", 0);
    read_provenance(file, out);
    read_axes(file, out);
    out.state = values<std::uint8_t>(file, "run_state", H5T_NATIVE_UINT8);
    out.seed = values<std::uint64_t>(file, "run_seed", H5T_NATIVE_UINT64);
    if (out.summary.size() != out.state.size() * out.metrics.size())
      throw h5::Error("its figures do not fit its axes; the file is damaged", "summary", 0);
    return out;
  } catch (h5::Error const& error) {
    auto const object = error.object.empty() ? "" : fmt::format(", '{}'", error.object);
    throw ConfigError(fmt::format("'{}'{}: {}", path.string(), object, error.what()));
  }
}

}  // namespace gs::output
