#include <fmt/format.h>
#include "host/run/sheet.hpp"

namespace gs::run {
namespace {

void capacity_metrics(Evidence const& e, Sheet& out) {
  double worked = 0.0, changeover = 0.0;
  for (int k = 0; k < count_of<LayerKind>; ++k) {
    auto const layer = static_cast<LayerKind>(k);
    if (pool_sum(e, layer, PoolCounter::calendar) <= 0.0) continue;
    double const own = pool_sum(e, layer, PoolCounter::worked);
    worked += own;
    changeover += pool_sum(e, layer, PoolCounter::changeover);
    out.ratio(fmt::format("utilisation.{}", layer_names[k]), own, pool_sum(e, layer, PoolCounter::calendar), "no calendar");
    out.add(fmt::format("hours_worked.{}", layer_names[k]), own / 3600.0);
    out.add(fmt::format("hours_idle.{}", layer_names[k]), pool_sum(e, layer, PoolCounter::idle) / 3600.0);
    if (own > 0.0) out.add(fmt::format("capacity_price.{}", layer_names[k]), pool_sum(e, layer, PoolCounter::spent) / own / 100.0);
  }
  out.ratio("changeover_share", changeover, worked + changeover, "no hours worked");
}

double tier_sum(Evidence const& e, TierKind tier, PoolCounter c) {
  double sum = 0.0;
  for (std::size_t p = 0; p < e.world.pools.tier.size(); ++p) {
    LayerKind const layer = e.world.pools.layer[p];
    bool const ours = layer == LayerKind::core || layer == LayerKind::micro;
    if (e.world.pools.tier[p] == tier && !ours)
      sum += static_cast<double>(e.totals.pools[p * static_cast<std::size_t>(count_of<PoolCounter>) + static_cast<std::size_t>(at(c))]);
  }
  return sum;
}

//! How soon lots are begun by tier, what hours cost, and how bad goods get past inspection.
void supplier_metrics(Evidence const& e, Counts const& n, Sheet& out) {
  for (int k = 0; k < count_of<TierKind>; ++k) {
    auto const tier = static_cast<TierKind>(k);
    if (!e.params.design.tiers || tier_sum(e, tier, PoolCounter::calendar) <= 0.0) continue;
    out.ratio(fmt::format("response.{}", tier_names[k]), tier_sum(e, tier, PoolCounter::calendar), tier_sum(e, tier, PoolCounter::offered),
              "leaves us no hour");
  }
  double fresh = 0.0, fresh_escaped = 0.0, waited = 0.0, started = 0.0;
  for (int k = 0; k < count_of<LayerKind>; ++k) {
    auto const layer = static_cast<LayerKind>(k);
    waited += pool_sum(e, layer, PoolCounter::waited), started += pool_sum(e, layer, PoolCounter::started);
    fresh += pool_sum(e, layer, PoolCounter::fresh), fresh_escaped += pool_sum(e, layer, PoolCounter::fresh_escaped);
    if (pool_sum(e, layer, PoolCounter::made) > 0.0)
      out.add(fmt::format("defect_escape.{}", layer_names[k]),
              1e-6 * pool_sum(e, layer, PoolCounter::escaped) / pool_sum(e, layer, PoolCounter::made));
  }
  if (fresh > 0.0) out.add("defect_escape.after_changeover", 1e-6 * fresh_escaped / fresh);
  out.ratio("lot_wait", waited / 3600.0, started, "no lot begun");
  out.ratio("defective", n(Counter::defective), n(Counter::delivered), "no parcels");
}

//! A SKU that the scenario ignites: out of it, back again, and what making it since has cost.
void restock_metrics(Evidence const& e, Counts const& n, Sheet& out) {
  auto const& t = e.totals.watched;
  if (rows(t) == 0) return;
  auto const days = [](Seconds s) { return static_cast<double>(s) / static_cast<double>(day); };
  Seconds const end = e.params.clock.warmup + e.measured;
  bool const back = t.restocked[0] < never;
  out.add("time_to_sold_out", t.sold_out[0] < never ? days(t.sold_out[0] - t.spark[0]) : nothing, "the chain was never out of it");
  if (t.spark[0] < end)
    out.add("time_to_restock", days((back ? t.restocked[0] : end) - t.spark[0]), back ? "" : "not when the window ends: at least so long");
  if (t.made[0] <= 0) return out.add("restock_unit_cost", nothing, "none was made");
  double const units = static_cast<double>(t.made[0]) / n.grains;
  out.add("restock_units", units);
  out.add("restock_unit_cost", static_cast<double>(t.making[0]) / 3600.0 / 100.0 / units);
}

}  // namespace

void supply_metrics(Evidence const& e, Counts const& n, Sheet& out) {
  capacity_metrics(e, out);
  supplier_metrics(e, n, out);
  restock_metrics(e, n, out);
}

}  // namespace gs::run
