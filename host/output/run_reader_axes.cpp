//! What rows and columns of a run file stand for, and its summary.
#include <algorithm>

#include "host/output/run_reader_state.hpp"

namespace gs::output {
namespace {

//! `site_queue` over (sample, site) is the column `queue` of the table of sites.
void add_table_column(Axes& axes, Variable const& v) {
  auto const dash = v.name.find('_');
  if (dash == std::string::npos) return;
  auto table = std::find_if(axes.tables.begin(), axes.tables.end(), [&](TraceTable const& t) { return t.axis == v.axes[1]; });
  if (table == axes.tables.end()) table = axes.tables.insert(table, TraceTable{v.axes[1], v.name.substr(0, dash + 1), "", {}, {}, {}});
  table->columns.push_back({v.name.substr(dash + 1), v.unit, v.long_name});
}

}  // namespace

Axes RunReader::axes() const {
  Axes axes;
  auto const labels = [&](char const* name) { return has(name) ? strings(name) : std::vector<std::string>{}; };
  if (has("zone")) {
    auto const x = integers("zone_x"), y = integers("zone_y"), region = integers("zone_region");
    for (std::size_t i = 0; i < std::min({x.size(), y.size(), region.size()}); ++i)
      axes.zones.push_back({static_cast<std::int32_t>(x[i]), static_cast<std::int32_t>(y[i]), static_cast<std::uint32_t>(region[i])});
  }
  auto const layer = labels("pool_layer"), process = labels("pool_process"), family = labels("pool_family");
  for (std::size_t i = 0; i < std::min({layer.size(), process.size(), family.size()}); ++i) axes.pools.push_back({layer[i], process[i], family[i]});
  axes.channels = labels("channel");
  axes.ranks = has("rank") ? static_cast<std::int64_t>(integers("rank").size()) : 0;
  axes.lines = labels("line");
  axes.echelons = labels("echelon");
  axes.accounts = labels("account");
  axes.parties = labels("party");
  if (has("member")) axes.members = unsigned_integers("member");
  if (has("supplier"))
    for (auto const id : integers("supplier")) axes.suppliers.push_back(static_cast<std::uint32_t>(id));
  for (auto const& v : variables()) {
    if (v.name.starts_with("supplier_")) axes.supplier_columns.push_back({v.name.substr(9), v.unit, v.long_name});
    if (v.axes.size() == 2 && v.axes[0] == "sample" && v.axes[1] != "member" && v.axes[1] != "supplier") add_table_column(axes, v);
  }
  for (TraceTable& table : axes.tables)
    for (auto const id : integers(table.axis)) table.ids.push_back(static_cast<std::uint32_t>(id));
  return axes;
}

std::vector<Metric> RunReader::summary() const {
  if (!has("summary")) return {};
  auto const names = strings("metric"), units = strings("metric_unit"), meanings = strings("metric_meaning");
  auto const notes = has("metric_note") ? strings("metric_note") : std::vector<std::string>(names.size());  // files before it have none
  auto const values = numbers("summary");
  std::vector<Metric> summary;
  for (std::size_t i = 0; i < std::min({names.size(), units.size(), meanings.size(), values.size(), notes.size()}); ++i)
    summary.push_back({names[i], units[i], values[i], meanings[i], notes[i]});
  return summary;
}

}  // namespace gs::output
