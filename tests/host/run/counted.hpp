#pragma once
#include "host/run/metrics.hpp"
#include "tests/support/fake_engine.hpp"

namespace gs::test {

//! Counts of a year of a tiny world, as a run would leave them, and the metrics made from them.
struct Counted {
  Params params;
  WorldData world = tiny_world();
  Totals totals = FakeEngine({}).totals();
  run::Collected series;
  Counted() {
    series.lines = 2;
    totals.sku_wants = totals.sku_sold = totals.sku_stockouts = totals.stock_by_sku = {0, 0};
  }
  void count(Counter c, std::int64_t n) { totals.counters[static_cast<std::size_t>(at(c))] = n; }
  std::vector<run::Metric> measured() { return run::measure({params, world, totals, series, 365 * day}); }
};

}  // namespace gs::test
