#pragma once
//! How metrics are written down, and what they count: shared by the files that measure.
#include <limits>
#include <string>
#include <utility>
#include <vector>
#include "host/run/metrics.hpp"

namespace gs::run {

inline constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
inline constexpr double year_days = 365.0;

//! Appends metrics; a ratio over zero is "n/a" with the reason.
class Sheet {
 public:
  void add(std::string name, double value, std::string note = "") {
    MetricInfo const* info = find_metric(name);
    rows_.push_back({std::move(name), info, value, std::move(note)});
  }
  void ratio(std::string name, double above, double below, char const* empty) {
    if (below > 0.0)
      add(std::move(name), above / below);
    else
      add(std::move(name), nothing, empty);
  }
  std::vector<Metric> take() { return std::move(rows_); }

 private:
  std::vector<Metric> rows_;
};

struct Counts {
  Totals const& t;
  double grains;
  double operator()(Counter c) const { return t.counters.empty() ? 0.0 : static_cast<double>(t.counters[static_cast<std::size_t>(at(c))]); }
  double units(Counter c) const { return (*this)(c) / grains; }
};

inline double pool_sum(Evidence const& e, LayerKind layer, PoolCounter c) {
  std::int64_t sum = 0;
  for (std::size_t p = 0; p < e.world.pools.layer.size(); ++p)
    if (e.world.pools.layer[p] == layer) sum += e.totals.pools[p * static_cast<std::size_t>(count_of<PoolCounter>) + static_cast<std::size_t>(at(c))];
  return static_cast<double>(sum);
}

//! By SKU: 1 where a declared show features it.
inline std::vector<char> featured_skus(Evidence const& e) {
  std::vector<char> featured(e.world.skus, 0);
  for (Burst const& b : e.world.bursts)
    if (b.shown && b.sku.exists() && b.sku.v < featured.size()) featured[b.sku.v] = 1;
  return featured;
}

//! Sum over SKUs that are (not) featured.
inline double sku_sum(std::vector<std::int64_t> const& by_sku, std::vector<char> const& featured, bool want) {
  double sum = 0.0;
  for (std::size_t i = 0; i < by_sku.size() && i < featured.size(); ++i)
    if ((featured[i] != 0) == want) sum += static_cast<double>(by_sku[i]);
  return sum;
}

//! Service, stockouts and lost sales, time to the door, and how long trouble lasted.
void service_metrics(Evidence const& e, Counts const& n, Sheet& out);
//! How far forecasts were off, and what MSER-5 makes of the warm-up.
void forecast_metrics(Evidence const& e, Sheet& out);
void warmup_metrics(Evidence const& e, Sheet& out);
//! Promises kept and missed, backorders and their age.
void promise_metrics(Evidence const& e, Sheet& out);
//! Cycle service and fill rate by echelon.
void planner_metrics(Evidence const& e, Sheet& out);
//! Contribution, retention and lifetime value of a member.
void value_metrics(Evidence const& e, Counts const& n, Sheet& out);
//! Hours, changeovers, suppliers, defects and restocks.
void supply_metrics(Evidence const& e, Counts const& n, Sheet& out);

}  // namespace gs::run
