//! By channel, by layer of the capacity pool, by zone: read in blocks, because a large world has many of each.
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include "host/report/run_data.hpp"

namespace gs::report {
namespace {
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t block = 1024;  //!< rows read at a time

using Row = std::function<void(std::size_t row, std::int64_t const* values)>;

void each_row(output::RunReader const& reader, std::string const& name, std::size_t wide, Row const& take) {
  std::int64_t const rows = reader.rows();
  for (std::int64_t first = 0; first < rows; first += block) {
    std::int64_t const n = std::min(block, rows - first);
    auto const values = reader.integers(name, first, n);
    for (std::int64_t r = 0; r < n; ++r) take(static_cast<std::size_t>(first + r), values.data() + static_cast<std::size_t>(r) * wide);
  }
}

void read_channels(output::RunReader const& reader, Ticks const& t, RunData& data) {
  std::size_t const n = data.axes.channels.size();
  if (n == 0 || !reader.has("channel_looks")) return;
  data.looks.assign(n, std::vector<double>(static_cast<std::size_t>(t.days), 0.0));
  each_row(reader, "channel_looks", n, [&](std::size_t r, std::int64_t const* v) {
    for (std::size_t c = 0; t.day[r] >= 0 && c < n; ++c) data.looks[c][static_cast<std::size_t>(t.day[r])] += static_cast<double>(v[c]);
  });
}

//! Sums of a pool counter by layer and day; `weight` (same shape) by row and pool, if given.
struct ByLayer {
  std::vector<std::size_t> layer;  //!< of each pool
  std::size_t layers;
  std::int64_t days;
  std::vector<std::vector<double>> sums(output::RunReader const& reader, Ticks const& t, std::string const& name) const {
    std::vector<std::vector<double>> out(layers, std::vector<double>(static_cast<std::size_t>(days), 0.0));
    each_row(reader, name, layer.size(), [&](std::size_t r, std::int64_t const* v) {
      for (std::size_t p = 0; t.day[r] >= 0 && p < layer.size(); ++p) out[layer[p]][static_cast<std::size_t>(t.day[r])] += static_cast<double>(v[p]);
    });
    return out;
  }
  //! Mean over the pools' prices, by hours worked.
  std::vector<std::vector<double>> prices(output::RunReader const& reader, Ticks const& t) const {
    auto paid = std::vector(layers, std::vector<double>(static_cast<std::size_t>(days), 0.0)), hours = paid;
    std::int64_t const rows = reader.rows();
    for (std::int64_t first = 0; first < rows; first += block) {
      std::int64_t const n = std::min(block, rows - first);
      auto const price = reader.integers("pool_price", first, n), worked = reader.integers("pool_worked", first, n);
      for (std::size_t k = 0; k < price.size(); ++k) {
        std::size_t const r = static_cast<std::size_t>(first) + k / layer.size(), l = layer[k % layer.size()];
        if (t.day[r] < 0) continue;
        paid[l][static_cast<std::size_t>(t.day[r])] += static_cast<double>(price[k]) * 0.01 * static_cast<double>(worked[k]);
        hours[l][static_cast<std::size_t>(t.day[r])] += static_cast<double>(worked[k]);
      }
    }
    for (std::size_t l = 0; l < layers; ++l)
      for (std::size_t d = 0; d < paid[l].size(); ++d) paid[l][d] = hours[l][d] > 0.0 ? paid[l][d] / hours[l][d] : unknown;
    return paid;
  }
};

void read_layers(output::RunReader const& reader, Ticks const& t, RunData& data) {
  ByLayer by{{}, 0, t.days};
  for (output::PoolAxis const& p : data.axes.pools) {
    auto const known = std::find_if(data.layers.begin(), data.layers.end(), [&](Layer const& l) { return l.name == p.layer; });
    by.layer.push_back(static_cast<std::size_t>(known - data.layers.begin()));
    if (known == data.layers.end()) data.layers.push_back({p.layer, {}, {}});
  }
  by.layers = data.layers.size();
  if (by.layers == 0) return;
  auto const worked = by.sums(reader, t, "pool_worked"), calendar = by.sums(reader, t, "pool_calendar"), price = by.prices(reader, t);
  for (std::size_t l = 0; l < by.layers; ++l) {
    for (std::size_t d = 0; d < worked[l].size(); ++d) data.layers[l].use.push_back(calendar[l][d] > 0.0 ? worked[l][d] / calendar[l][d] : unknown);
    data.layers[l].price = price[l];
  }
}

bool inside(std::vector<Mark> const& when, double x) {
  return std::any_of(when.begin(), when.end(), [x](Mark const& m) { return x > m.from && x <= m.to; });
}

//! Before everything; while it goes on and the day after; the week after that.
std::vector<ZoneWindow> windows_of(RunData const& data) {
  ZoneWindow quiet{"quiet", {}, 0, {}, {}, {}, {}}, during{"in waves and the day after", {}, 0, {}, {}, {}, {}},
      after{"the week after", {}, 0, {}, {}, {}, {}};
  bool outages = false;
  for (Mark const& m : data.marks) {
    during.when.push_back({m.from, m.to + 1.0, ""});
    after.when.push_back({m.to + 1.0, m.to + 8.0, ""});
    outages = outages || m.label.ends_with("(outage)");
  }
  if (during.when.empty()) return {{"the whole measured time", {{data.measured.low, data.measured.high, ""}}, 0, {}, {}, {}, {}}};
  if (outages) during.name = "in waves or outages and the day after";
  double const first = data.marks.front().from - 2.0;
  if (first > data.measured.low + 3.0) quiet.when.push_back({data.measured.low, first, ""}), quiet.name = "quiet, before it";
  std::vector<ZoneWindow> out;
  if (!quiet.when.empty()) out.push_back(quiet);
  out.push_back(during), out.push_back(after);
  return out;
}

void read_zones(output::RunReader const& reader, Ticks const& t, RunData& data) {
  std::size_t const n = data.axes.zones.size();
  if (n == 0) return;
  data.windows = windows_of(data);
  for (ZoneWindow& w : data.windows) {
    std::vector<bool> in;
    for (std::size_t r = 0; r < t.end.size(); ++r) {
      in.push_back(t.day[r] >= 0 && inside(w.when, t.at(r)));
      if (in.back()) w.days += static_cast<double>(t.span[r]) / static_cast<double>(day);
    }
    std::pair<char const*, std::vector<double>*> const of[] = {
        {"zone_wants", &w.wants}, {"zone_stockouts", &w.stockouts}, {"zone_delivered", &w.delivered}, {"zone_door", &w.door}};
    for (auto const& [name, to] : of) {
      to->assign(n, 0.0);
      if (!reader.has(name)) continue;
      each_row(reader, name, n, [&](std::size_t r, std::int64_t const* v) {
        for (std::size_t z = 0; in[r] && z < n; ++z) (*to)[z] += static_cast<double>(v[z]);
      });
    }
  }
  std::erase_if(data.windows, [](ZoneWindow const& w) { return w.days <= 0.0; });
}
}  // namespace

void read_spread(output::RunReader const& reader, RunData& data) {
  Ticks const t = read_ticks(reader);
  read_channels(reader, t, data);
  read_layers(reader, t, data);
  read_zones(reader, t, data);
}

}  // namespace gs::report
