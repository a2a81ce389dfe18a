#include "host/output/master.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "host/output/files.hpp"
#include "host/output/layout.hpp"
#include "host/output/rewrite.hpp"
#include "host/output/skeleton.hpp"
#include "kernels/core/errors.hpp"

namespace gs::output {
namespace {
namespace fs = std::filesystem;

//! Everything in an axis, so that two can be compared.
struct AxisContent {
  std::vector<double> numbers;
  std::vector<std::string> texts;
  bool operator==(AxisContent const&) const = default;
};

bool is_text(hid_t dataset) {
  h5::Handle const type(h5::check(H5Dget_type(dataset), "cannot read the type"));
  return H5Tget_class(type) == H5T_STRING;
}

AxisContent content_of(hid_t file, std::string const& name) {
  auto const dataset = h5::open_dataset(file, name);
  if (is_text(dataset)) return {{}, h5::read_texts(dataset, name)};
  AxisContent out{std::vector<double>(h5::size_of(dataset).at(0)), {}};
  h5::read_rows(dataset, name, H5T_NATIVE_DOUBLE, 0, out.numbers.size(), out.numbers.data());
  return out;
}

//! What the runs have in common, by the first of them.
struct Common {
  std::map<std::string, AxisContent> axes;                   //!< of the first run
  std::map<std::string, std::vector<std::string>> datasets;  //!< their axes, by name; scales apart
  std::set<std::string> different;                           //!< axes that not every run has alike
};

Common read_first(hid_t file) {
  Common out;
  for (auto const& name : h5::dataset_names(file)) {
    auto const dataset = h5::open_dataset(file, name);
    if (h5::is_scale(dataset))
      out.axes[name] = content_of(file, name);
    else
      out.datasets[name] = axes_in(dataset, name);
  }
  return out;
}

void compare(Common& common, hid_t file) {
  auto const names = h5::dataset_names(file);
  std::set<std::string> const there(names.begin(), names.end());
  for (auto const& [axis, content] : common.axes)
    if (!there.contains(axis) || !(content_of(file, axis) == content)) common.different.insert(axis);
}

//! A figure over time or day: what is joined. Sampled members are left to the files of the runs; so are hashes, which no float64 holds.
bool is_series(std::string const& name, std::vector<std::string> const& axes) {
  return !axes.empty() && (axes[0] == "time" || axes[0] == "day") && name != "state_hash";
}

//! The same in every run that has the same axes: kept once.
bool is_fixed(std::string const& name) {
  for (char const* known : {"span", "measured", "zone_x", "zone_y", "zone_region", "pool_layer", "pool_process", "pool_family"})
    if (name == known) return true;
  return false;
}

class MasterWriter {
 public:
  MasterWriter(fs::path const& path, MasterAxes const& axes, std::vector<MasterCell> const& cells, MasterInfo const& info)
      : folder_(path.parent_path()), axes_(axes), cells_(cells), info_(info), file_(h5::create_file(with_suffix(path, ".tmp"), true)) {
    for (MasterAxis const& axis : axes.axes) lead_.push_back(static_cast<hsize_t>(axis.size())), lead_names_.push_back(axis.name);
  }

  std::string write() {
    provenance();
    for (MasterAxis const& axis : axes_.axes) values(axis, {axis.name});
    for (MasterAxis const& axis : axes_.along) values(axis, {lead_names_.front()});
    runs();
    summary();
    series();
    attach_scales(file_, axes_of_);
    file_.close();
    return note_;
  }

 private:
  void provenance() {
    write_provenance(file_, info_.run);
    h5::set_text(file_, "source", fmt::format("Groundswell ensemble {}", info_.run.version));
    h5::set_text(file_, "results_hash", info_.results_hash);
    h5::set_flag(file_, "complete", std::all_of(cells_.begin(), cells_.end(), [](MasterCell const& c) { return c.state == 1; }));
    h5::write_text(file_, "config", info_.run.config_text);
    h5::set_text(h5::open_dataset(file_, "config"), "long_name", "resolved config of the first run; those of the others are in their files");
  }

  void values(MasterAxis const& axis, std::vector<std::string> const& over) {
    if (axis.numbers.empty()) {
      h5::write_texts(file_, axis.name, axis.texts);
    } else {
      auto const dataset = h5::create_dataset(file_, axis.name, H5T_IEEE_F64LE, h5::Shape::fixed({axis.numbers.size()}));
      h5::write_rows(dataset, axis.name, H5T_NATIVE_DOUBLE, 0, axis.numbers.size(), axis.numbers.data());
    }
    auto const dataset = h5::open_dataset(file_, axis.name);
    h5::set_text(dataset, "units", axis.unit);
    h5::set_text(dataset, "long_name", axis.long_name);
    axes_of_[axis.name] = over;
  }

  template <class T, class Get>
  h5::Handle by_run(std::string const& name, hid_t disk, hid_t memory, char const* long_name, Get get) {
    std::vector<T> all;
    for (MasterCell const& cell : cells_) all.push_back(get(cell));
    auto dataset = h5::create_dataset(file_, name, disk, h5::Shape::fixed(lead_));
    h5::write_rows(dataset, name, memory, 0, lead_.at(0), all.data());
    h5::set_text(dataset, "long_name", long_name);
    axes_of_[name] = lead_names_;
    return dataset;
  }

  void runs() {
    auto const state =
        by_run<std::uint8_t>("run_state", H5T_STD_U8LE, H5T_NATIVE_UINT8, "what came of the run", [](auto const& c) { return c.state; });
    h5::set_flag_values(state, "not_run done failed", 3);
    by_run<std::uint64_t>("run_seed", H5T_STD_U64LE, H5T_NATIVE_UINT64, "seed of the run", [](auto const& c) { return c.seed; });
    by_run<std::uint64_t>("run_hash", H5T_STD_U64LE, H5T_NATIVE_UINT64, "hash of the whole state at the end of the run",
                          [](auto const& c) { return c.state_hash; });
  }

  //! Every metric of every run; NaN where there is none.
  void summary() {
    std::vector<Metric> known;
    for (MasterCell const& cell : cells_)
      for (Metric const& m : cell.metrics)
        if (std::none_of(known.begin(), known.end(), [&](Metric const& k) { return k.name == m.name; })) known.push_back(m);
    if (known.empty()) return;
    std::vector<double> all;
    for (MasterCell const& cell : cells_)
      for (Metric const& k : known) {
        auto const found = std::find_if(cell.metrics.begin(), cell.metrics.end(), [&](Metric const& m) { return m.name == k.name; });
        all.push_back(found == cell.metrics.end() ? std::numeric_limits<double>::quiet_NaN() : found->value);
      }
    MasterAxis names{"metric", "", "name of the figure", {}, {}}, units{"metric_unit", "", "its unit", {}, {}};
    MasterAxis meanings{"metric_meaning", "", "what it means", {}, {}};
    for (Metric const& k : known) names.texts.push_back(k.name), units.texts.push_back(k.unit), meanings.texts.push_back(k.meaning);
    for (MasterAxis const* axis : {&names, &units, &meanings}) values(*axis, {"metric"});
    auto shape = lead_;
    shape.push_back(known.size());
    auto const dataset = h5::create_dataset(file_, "summary", H5T_IEEE_F64LE, h5::Shape::fixed(shape));
    h5::write_rows(dataset, "summary", H5T_NATIVE_DOUBLE, 0, lead_.at(0), all.data());
    h5::set_text(dataset, "long_name", "figures of the closing table by run, in the units of metric_unit");
    std::string coordinates = "run_state run_seed metric_unit metric_meaning";
    for (MasterAxis const& axis : axes_.along) coordinates += " " + axis.name;
    h5::set_text(dataset, "coordinates", coordinates);
    axes_of_["summary"] = lead_names_;
    axes_of_["summary"].push_back("metric");
  }

  void series() {
    auto const first = std::find_if(cells_.begin(), cells_.end(), [](MasterCell const& c) { return !c.file.empty(); });
    if (first == cells_.end()) return;
    auto const source = h5::open_to_read(first->file);
    Common common = read_first(source);
    for (MasterCell const& cell : cells_)
      if (!cell.file.empty()) compare(common, h5::open_to_read(cell.file));
    std::set<std::string> used, left;
    for (auto const& [name, over] : common.datasets) {
      bool const fixed = is_fixed(name);
      if (!fixed && (!is_series(name, over) || is_text(h5::open_dataset(source, name)))) continue;
      for (std::string const& axis : over)
        if (common.different.contains(axis)) left.insert(axis);
      bool const joined = std::none_of(over.begin(), over.end(), [&](auto const& axis) { return common.different.contains(axis); });
      if (joined && fixed) keep_once(source, name, over, used);
      if (joined && !fixed) join(source, name, over, used);
    }
    for (std::string const& axis : used) copy_fixed(h5::open_dataset(source, axis), file_, axis), axes_of_[axis] = {axis};
    for (std::string const& axis : left)
      note_ +=
          fmt::format("{}what goes over `{}` is left to the files of the runs: they do not all have the same one", note_.empty() ? "" : "; ", axis);
  }

  void keep_once(hid_t source, std::string const& name, std::vector<std::string> const& over, std::set<std::string>& used) {
    copy_fixed(h5::open_dataset(source, name), file_, name);
    axes_of_[name] = over;
    used.insert(over.begin(), over.end());
  }

  void join(hid_t source, std::string const& name, std::vector<std::string> const& over, std::set<std::string>& used) {
    auto const from = h5::open_dataset(source, name);
    auto const dataset = h5::create_virtual(file_, name, lead_, h5::size_of(from), pieces());
    copy_attributes(from, dataset);
    axes_of_[name] = lead_names_;
    axes_of_[name].insert(axes_of_[name].end(), over.begin(), over.end());
    used.insert(over.begin(), over.end());
  }

  //! Where the runs stand: their files and their places on the leading axes.
  std::vector<h5::Piece> const& pieces() {
    for (std::size_t c = 0; pieces_.empty() && c < cells_.size(); ++c) {
      std::vector<hsize_t> at(lead_.size());
      std::size_t rest = c;
      for (std::size_t a = lead_.size(); a-- > 0; rest /= lead_[a]) at[a] = rest % lead_[a];
      all_.push_back({cells_[c].file.empty() ? "" : cells_[c].file.lexically_relative(folder_).generic_string(), at});
    }
    if (pieces_.empty()) std::copy_if(all_.begin(), all_.end(), std::back_inserter(pieces_), [](h5::Piece const& p) { return !p.file.empty(); });
    return pieces_;
  }

  fs::path folder_;
  MasterAxes const& axes_;
  std::vector<MasterCell> const& cells_;
  MasterInfo const& info_;
  h5::OutFile file_;
  std::vector<hsize_t> lead_;
  std::vector<std::string> lead_names_;
  std::vector<h5::Piece> pieces_, all_;
  AxesOf axes_of_;
  std::string note_;
};
}  // namespace

std::int64_t MasterAxes::cells() const {
  return std::accumulate(axes.begin(), axes.end(), std::int64_t{1}, [](std::int64_t n, MasterAxis const& a) { return n * a.size(); });
}

std::string write_master(fs::path const& path, MasterAxes const& axes, std::vector<MasterCell> const& cells, MasterInfo const& info) {
  GS_VALIDATE(!cells.empty() && axes.cells() == static_cast<std::int64_t>(cells.size()), "a master needs a cell for every point of its axes");
  std::string note;
  try {
    note = MasterWriter(path, axes, cells, info).write();
  } catch (h5::Error const& error) {
    remove_quietly(with_suffix(path, ".tmp"));
    throw SimulationError(fmt::format("cannot write '{}': {} {}", path.string(), error.object, error.what()));
  }
  publish(with_suffix(path, ".tmp"), path, true);
  return note;
}

}  // namespace gs::output
