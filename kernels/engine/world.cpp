#include "kernels/state/world.hpp"
#include <algorithm>
#include <numeric>
#include "kernels/core/arena.hpp"
#include "kernels/core/errors.hpp"
#include "kernels/core/row_hash.hpp"
#include "kernels/engine/opening.hpp"
#include "kernels/state/member_traits.hpp"
#include "kernels/state/order_flags.hpp"
#include "kernels/state/shelf.hpp"

namespace gs::GS_BACKEND {
namespace {

//! Lists by SKU what ServeMap holds by site.
void list_places(World& w, ServeMap const& m) {
  std::size_t const cells = std::size_t{m.partitions} * m.skus;
  std::vector<std::uint32_t> first(cells + 1, 0);
  for (std::size_t i = 0; i < m.serve.size(); ++i) first[i % cells + 1] += m.serve[i].exists() ? 1 : 0;
  std::partial_sum(first.begin(), first.end(), first.begin());
  std::vector<std::uint32_t> next = first;
  std::vector<PointId> place(first.back());
  for (std::size_t i = 0; i < m.serve.size(); ++i)
    if (m.serve[i].exists()) place[next[i % cells]++] = m.serve[i];
  put(w.place_first, first);
  put(w.place, place);
}

//! The map without its holes.
void list_kept(World& w, ServeMap const& m) {
  std::vector<Kept> kept;
  std::vector<PointId> serving;
  for (std::size_t begin = 0; m.skus > 0 && begin < m.serve.size(); begin += m.skus) {
    for (std::size_t sku = 0; sku < m.skus; ++sku) {
      if (sku % 64 == 0) kept.push_back({0, serving.size()});
      PointId const p = m.serve[begin + sku];
      if (!p.exists()) continue;
      kept.back().bits |= std::uint64_t{1} << (sku % 64);
      serving.push_back(p);
    }
  }
  put(w.kept, kept);
  put(w.serving, serving);
}

void upload_static(World& w, WorldData const& d) {
  w.items.upload(d.items);
  w.zones.upload(d.zones);
  w.sites.upload(d.sites);
  w.lanes.upload(d.lanes);
  w.recipes.upload(d.recipes);
  w.components.upload(d.components);
  w.pools.upload(d.pools);
  w.links.upload(d.links);
  w.suppliers.upload(d.suppliers);
  w.points.upload(d.points);
  w.demands.upload(d.demands);
  w.policies = d.policies;
  w.level_first = d.level_first;
  w.lead_tables = d.lead_tables;
  w.skus = d.skus;
  w.lines = d.lines;
  w.families = d.families;
  w.markets = d.markets;
  w.bursts = d.bursts;
  w.trace = d.trace;
  w.standby = d.standby;
  put(w.block_zone, d.block_zone);
  put(w.block_segment, d.block_segment);
  put(w.block_class, d.block_class);
  put(w.class_rate, d.class_rate);
  if (!d.join.empty()) put(w.join, d.join);
  put(w.site_row, d.serve.site_row);
  put(w.to_order, d.serve.to_order);
  put(w.route, d.serve.route);
  put(w.route_lane, d.serve.route_lane);
  for (LaneId const lane : d.serve.route_lane)
    if (d.lanes.capacity[lane.v] > 0) w.lane_queue.grow(w.lanes.size());
  list_places(w, d.serve);
  list_kept(w, d.serve);
  GS_VALIDATE(d.serve.routes <= most_routes, "a zone may have " + std::to_string(most_routes) + " routes at most");
  w.routes_per_zone = d.serve.routes;
  w.partitions = d.serve.partitions;
  std::vector<Seconds> values;
  std::vector<std::uint64_t> upto;
  std::vector<std::uint32_t> first{0};
  for (LeadTable const& t : d.lead_tables) {
    values.insert(values.end(), t.value.begin(), t.value.end());
    upto.insert(upto.end(), t.upto.begin(), t.upto.end());
    first.push_back(static_cast<std::uint32_t>(values.size()));
  }
  put(w.lead_values, values);
  put(w.lead_upto, upto);
  put(w.lead_first, first);
}

void size_counters(World& w) {
  w.totals.grow(static_cast<int>(Counter::count));
  w.zone_counts.grow(std::max<std::int64_t>(1, w.zones.size()) * static_cast<int>(ZoneCounter::count));
  w.pool_counts.grow(std::max<std::int64_t>(1, w.pools.size()) * static_cast<int>(PoolCounter::count));
  w.chain.grow(count_of<Echelon> * std::max<std::int64_t>(1, w.lines) * static_cast<int>(ChainCounter::count));
  w.paid.grow(std::int64_t{count_of<Party>} * count_of<Party> * count_of<Account>);
  if (w.params.lifecycle.perishable_share > 0.0) w.fresh.grow(5 * w.points.size());  // age_cells of ledger/ageing.hpp, which checks it
  w.settled.grow(w.paid.size());
  w.entered.grow(w.paid.size());
  w.due.grow(192 * w.paid.size());  // pay_days of ledger/terms.hpp, which checks it
  w.accrued.grow(8 + 6 * std::max<std::int64_t>(1, w.pools.size()));
  w.wait_hist.grow(count_of<Cohort> * wait_hours);
  w.censored_hist.grow(count_of<Cohort> * wait_hours);
  w.promise_hist.grow(count_of<Cohort> * promise_bins);
  w.backorder_hist.grow(wait_hours);
  w.echelon_counts.grow(count_of<Echelon> * count_of<EchelonCounter>);
  w.cycle_short.grow(std::max<std::int64_t>(1, (w.points.size() + 63) / 64));
  std::int64_t const skus = std::max<std::int64_t>(1, w.items.size());
  w.sku_wants.grow(2 * skus);
  w.sku_stockouts.grow(2 * skus);
  w.sku_in_time.grow(2 * skus);
  w.sku_sold.grow(skus);
  std::int64_t const scores = ForecastTally::width * count_of<Echelon> * skus;
  std::int64_t const copies = std::clamp<std::int64_t>(ForecastTally::most_cells / scores, 1, 8);
  while (w.forecast_shift > 0 && (w.points.size() - 1) >> (w.forecast_shift - 1) < copies) --w.forecast_shift;
  w.forecast_copies = static_cast<int>(w.points.size() > 0 ? ((w.points.size() - 1) >> w.forecast_shift) + 1 : 1);
  w.forecast_error.grow(w.forecast_copies * scores);
  w.day_in_time.grow((w.params.clock.warmup + w.params.clock.length) / day + 1);
  w.looks.grow(skus);
  w.search_upto.grow(skus);
  w.feed_upto.grow(skus);
  w.free_by_sku.grow(skus * std::max<std::uint32_t>(1, w.partitions));
  w.deals.grow(max_deals);
  w.slots.grow(max_slots);
  w.zone_pull.grow(std::max<std::int64_t>(1, w.zones.size()));
  w.error.grow(1);
  w.reviews.grow(std::max<std::int64_t>(1, std::ssize(w.policies)));
  w.quoted.grow(std::max<std::int64_t>(1, w.points.size() - first_settled(w)));
  w.site_queue.grow(std::max<std::int64_t>(1, w.sites.size()));
  w.channel_counts.grow(std::max<std::int64_t>(1, std::ssize(w.params.channels)) * static_cast<int>(ChannelCounter::count));
}

//! Stockouts are counted by SKU and zone, by region where that would be more than 2^24 cells.
void size_stockouts(World& w, WorldData const& d) {
  std::uint32_t const zones = static_cast<std::uint32_t>(w.zones.size());
  bool const by_zone = static_cast<std::int64_t>(zones) * w.skus <= std::int64_t{1} << 24;
  std::vector<std::uint32_t> place(std::max<std::uint32_t>(1, zones));
  for (std::uint32_t z = 0; z < zones; ++z) place[z] = by_zone ? z : d.zones.region[z];
  w.stockout_places = *std::max_element(place.begin(), place.end()) + 1;
  put(w.stockout_place, place);
  w.stockouts_today.grow(std::max<std::int64_t>(1, static_cast<std::int64_t>(w.skus) * w.stockout_places));
}

//! Audience of a channel by segment 0.4…1.6, mean 1, and media pull by activity class ~ sqrt(rate), mean 1.
void set_audience(World& w, WorldData const& d) {
  Pressure& p = w.pressure;
  p.channels = static_cast<int>(std::min<std::size_t>(w.params.channels.size(), max_channels));
  for (int c = 0; c < p.channels; ++c) {
    double total = 0.0;
    for (int s = 0; s < segments; ++s) {
      p.affinity[c][s] = 0.4 + 1.2 * static_cast<double>(mix64(w.params.seed ^ static_cast<std::uint64_t>(c * 64 + s)) >> 40) / 16777216.0;
      total += p.affinity[c][s];
    }
    for (int s = 0; s < segments; ++s) p.affinity[c][s] *= segments / total;
  }
  double total = 0.0;
  std::size_t const n = std::min<std::size_t>(d.class_rate.size(), classes);
  for (std::size_t k = 0; k < n; ++k) {
    p.class_pull[k] = exact_sqrt(d.class_rate[k]);
    total += p.class_pull[k];
  }
  for (std::size_t k = 0; k < n; ++k) p.class_pull[k] = total > 0.0 ? p.class_pull[k] * static_cast<double>(n) / total : 1.0;
  for (int c = 0; c < p.channels; ++c) {
    auto const& ch = w.params.channels[static_cast<std::size_t>(c)];
    w.terms.partition[c] = static_cast<std::uint8_t>(ch.platform);
    w.terms.live[c] = ch.kind == ChannelKind::livestream ? 1 : 0;
    w.terms.commission[c] = static_cast<std::uint32_t>(to_int(ch.commission * 10000.0 + 0.5));
  }
}

//! Tables that only some designs need have rows there and none elsewhere.
void size_optional_tables(World& w) {
  std::vector<std::uint8_t> uncensors;
  for (PolicyParams const& p : w.policies) uncensors.push_back(p.uncensor != UncensorKind::none ? 1 : 0);
  put(w.uncensors, uncensors);
  bool const shares = std::any_of(w.policies.begin(), w.policies.end(), [](auto const& p) { return p.sharing != SharingKind::orders; });
  if (w.demands.size() > 0 || w.fresh.size() > 0) w.flows.resize(w.points.size());
  if (std::any_of(uncensors.begin(), uncensors.end(), [](auto u) { return u != 0; })) w.shelf.resize(w.points.size());
  if (shares) w.shared.resize(w.points.size() - w.upstream());
  if (w.params.design.warning) w.warnings.resize(w.skus);
}

void size_tables(World& w) {
  w.attention.resize(w.items.size());
  w.signals.resize(w.items.size());
  w.goods.resize(w.items.size());
  w.hours.resize(w.pools.size());
  w.flaw_chance.grow(std::max<std::int64_t>(1, w.items.size()));
}

}  // namespace

World::World(Params const& p, WorldData const& d) : params(p) {
  GS_VALIDATE(p.clock.warmup + p.clock.length < Seconds32::last - 2 * 365 * day, "a run may last 66 years at most: tables keep times in 32 bits");
  // A loaded network with outside demand has no members, whatever the configuration says: the blocks decide.
  params.members.count = std::min(params.members.count, block_members * static_cast<std::int64_t>(d.block_zone.size()));
  error.grow(1);
  lane.shuffle = p.shuffle;
  lane.error = error.data();
  upload_static(*this, d);
  size_counters(*this);
  size_stockouts(*this, d);
  set_audience(*this, d);
  size_tables(*this);
  size_optional_tables(*this);
  open_world(*this, d);
  synchronise();
}

void World::grow_lines(PoolId pool, std::int64_t wanted) {
  std::vector<std::uint32_t> first(static_cast<std::size_t>(pools.size()) + 1);
  to_host(first.data(), first_line.data(), first_line.bytes());
  std::int64_t const more = wanted - (first[pool.v + 1] - first[pool.v]);
  if (more <= 0) return;
  WorkLineTable<HostColumn> table = work_lines.download();
  for (std::int64_t k = 0; k < more; ++k) insert_line(table, first[pool.v + 1], pool);
  for (std::size_t p = pool.v + 1; p < first.size(); ++p) first[p] += static_cast<std::uint32_t>(more);
  put(first_line, first);
  work_lines.upload(table);
}

}  // namespace gs::GS_BACKEND
