//! How fast stock points are planned: the plain order-up-to sweep (moving average, daily buckets and reviews), by how many of them order.
//!
//!   build/bin/bench_planning            (goal: 1e8 stock points a second on two cores)
#include <benchmark/benchmark.h>
#include <time.h>
#include <chrono>
#include <utility>
#include "kernels/planning/planning_stage.hpp"
#include "tests/support/chains.hpp"

namespace gs::cpu {
namespace {

using namespace testing_chains;
using Clock = std::chrono::steady_clock;

constexpr std::uint32_t fed_by_one = 8;  //!< shops a depot feeds
constexpr std::uint32_t skus = 2000;     //!< as in a world of a million members

//! Appends n equal stock points at once: row by row would take longer than the benchmark.
void add_points(WorldData& w, std::uint32_t n, std::uint8_t level, Echelon echelon, double a_day) {
  std::size_t const first = rows(w.points), all = first + n;
  resize_rows(w.points, all);
  resize_rows(w.stock, all);
  resize_rows(w.forecast, all);
  for (std::size_t p = first; p < all; ++p) {
    w.points.site[p] = SiteId(0);
    w.points.item[p] = ItemId(static_cast<std::uint32_t>(p) % skus);
    w.points.owner[p] = Party::brand;
    w.points.echelon[p] = echelon;
    w.points.level[p] = level;
    w.points.policy[p] = PolicyId(level);
    w.points.mean[p] = w.forecast.mean[p] = micro(a_day);
    w.forecast.sigma_p[p] = micro(a_day / 4);
    w.points.lead[p] = day + hour;
    w.points.fixed_level[p] = w.points.fixed_reorder[p] = -1;
    w.points.first_recipe[p] = RecipeId(static_cast<std::uint32_t>(p));
    w.points.recipes[p] = 1;
    w.stock.on_hand[p] = static_cast<Grains>(3 * a_day);
    w.stock.next_arrival[p] = never;
  }
}

void add_recipes(WorldData& w, std::uint32_t shops, std::uint32_t depots) {
  resize_rows(w.recipes, shops + depots);
  resize_rows(w.components, shops);
  for (std::uint32_t r = 0; r < shops + depots; ++r) {
    w.recipes.kind[r] = r < shops ? RecipeKind::transport : RecipeKind::buy;
    w.recipes.fills[r] = PointId(r);
    w.recipes.market[r] = w.recipes.lead_table[r] = ~0u;
    w.recipes.lead[r] = day + hour;
    if (r >= shops) continue;
    w.recipes.first_component[r] = r;
    w.recipes.components[r] = 1;
    w.components.point[r] = PointId(shops + r / fed_by_one);
    w.components.quantity[r] = 1;
  }
}

WorldData shops_and_depots(std::uint32_t shops, double mean) {
  std::uint32_t const depots = (shops + fed_by_one - 1) / fed_by_one;
  WorldData w;
  w.skus = skus;
  w.lines = w.families = 1;
  for (std::uint32_t i = 0; i < skus; ++i) add_item(w, ItemKind::sku);
  PolicyParams daily = base_stock(ForecastKind::moving_average, 28, 1.64), weekly = daily;
  weekly.review = weekly.bucket = 7 * day;
  w.policies = {daily, weekly};
  add_points(w, shops, 0, Echelon::regional, mean);
  add_points(w, depots, 1, Echelon::central, mean * fed_by_one);
  add_recipes(w, shops, depots);
  w.levels = 2;
  w.level_first = {0, shops, shops + depots};
  add_row(w.sites);
  w.serve.site_row = {~0u};
  return w;
}

//! A day's demand of every shop, different every day; what was ordered has come. One shop in `each` orders daily, the others have plenty.
void sell(World& w, std::uint32_t shops, std::uint32_t each, std::int64_t today, double a_day) {
  auto const s = w.stock.view();
  w.jobs.resize(0);
  w.shipments.resize(0);
  for (std::uint32_t k = 0; k < shops; ++k) {
    PointId const p(k);
    double const u = static_cast<double>(mix64(k + static_cast<std::uint64_t>(today) * shops) >> 40) / 16777216.0;
    Grains const q = to_int(a_day * (0.5 + u) + u);
    s.on_hand[p] = each == 0 || k % each != 0 ? 1'000'000'000 : s.on_hand[p] + s.on_order[p] - q;
    s.on_order[p] = 0;
    s.asked[p] = q;
  }
}

double cpu_seconds() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

//! range(0): stock points; range(1): one in so many orders (0 = none); range(2): demand a day [1/10]. Below 10 a day (P = 2 d) targets are
//! quantiles of counts. range(3): 1 = the measured window, where each forecast that runs out is scored for the record.
void BM_OrderUpTo(benchmark::State& state) {
  auto const shops = static_cast<std::uint32_t>(state.range(0)), each = static_cast<std::uint32_t>(state.range(1));
  double const a_day = 0.1 * static_cast<double>(state.range(2));
  Params params = chain_params(hour, 1000, 1);
  if (state.range(3) == 0) params.clock.warmup = 2000 * day;
  World w(params, shops_and_depots(shops, a_day));
  PlanningStage stage;
  std::int64_t today = 0;
  auto const plan = [&] {
    today += today % 7 == 6 ? 2 : 1;  // depots rest: their week never ends on a day that is planned
    sell(w, shops, each, today, a_day);
    w.now = {today * day - hour, today * day, today * 24};
    double const before = cpu_seconds();
    auto const start = Clock::now();
    stage.run(w);
    return std::pair(std::chrono::duration<double>(Clock::now() - start).count(), cpu_seconds() - before);
  };
  for (int warm = 0; warm < 3; ++warm) plan();
  double cpu = 0.0, best = 1e9;
  for (auto _ : state) {
    auto const [wall, core] = plan();
    state.SetIterationTime(wall);
    cpu += core;
    best = core < best ? core : best;
  }
  state.SetItemsProcessed(state.iterations() * shops);
  state.counters["core_ns"] = 1e9 * cpu / (static_cast<double>(state.iterations()) * shops);
  state.counters["best_core_ns"] = 1e9 * best / shops;
  state.counters["orders"] = static_cast<double>(w.jobs.size()) / shops;
}
BENCHMARK(BM_OrderUpTo)
    ->ArgNames({"points", "one_in", "a_day_x10", "scored"})
    ->ArgsProduct({{100'000, 1'000'000}, {0, 10, 1}, {400}, {1}})
    ->ArgsProduct({{100'000, 1'000'000}, {0}, {400}, {0}})
    ->Args({100'000, 0, 5, 1})
    ->Args({100'000, 1, 5, 1})
    ->UseManualTime();

}  // namespace
}  // namespace gs::cpu

BENCHMARK_MAIN();
