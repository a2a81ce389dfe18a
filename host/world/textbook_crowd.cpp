#include "host/world/textbook_crowd.hpp"
#include <algorithm>
#include "host/world/tables.hpp"

namespace gs::world {
namespace {

constexpr std::int64_t block_size = 1024;
constexpr Grains plenty = 1'000'000'000;

//! Shares of 2^32 in proportion to rank^-exponent; what rounding leaves goes to the first.
std::vector<std::uint32_t> popularity(std::uint32_t skus, double exponent) {
  std::vector<double> weight(skus);
  double all = 0.0;
  for (std::uint32_t k = 0; k < skus; ++k) all += weight[k] = exact_pow(static_cast<double>(k + 1), -exponent);
  std::vector<std::uint32_t> share(skus);
  for (std::uint32_t k = 0; k < skus; ++k) share[k] = static_cast<std::uint32_t>(to_int(clamp(weight[k] / all * 4294967296.0, 1.0, 4294967295.0)));
  return share;
}

void add_skus(Crowd const& crowd, Params const& params, WorldData& w) {
  std::vector<std::uint32_t> const share = popularity(crowd.skus, crowd.zipf);
  resize_rows(w.items, crowd.skus);
  for (std::uint32_t k = 0; k < crowd.skus; ++k) {
    double const price = crowd.prices.empty() ? 1.0 : crowd.prices[std::min<std::size_t>(k, crowd.prices.size() - 1)];
    w.items.kind[k] = ItemKind::sku, w.items.popularity[k] = share[k], w.items.half_life[k] = 1000 * day;
    w.items.price[k] = std::max<Cents>(1, round_near(price * static_cast<double>(params.world.price_median)));
    w.items.value[k] = 1;
    w.items.return_shelf[k] = to_chance(crowd.returned);
  }
  w.skus = crowd.skus, w.lines = w.families = 1;
}

//! One shop keeps everything; nobody has to order for it.
void add_shop(Crowd const& crowd, WorldData& w) {
  add_row(w.sites), add_row(w.zones), add_row(w.lanes);
  w.sites.kind[0] = SiteKind::regional, w.sites.handling[0] = plenty;
  w.zones.members[0] = static_cast<std::uint64_t>(crowd.members);
  w.sites.zone[0] = ZoneId(0), w.lanes.from[0] = SiteId(0), w.lanes.transit[0] = crowd.transit;
  resize_rows(w.points, crowd.skus), resize_rows(w.stock, crowd.skus), resize_rows(w.forecast, crowd.skus);
  for (std::uint32_t k = 0; k < crowd.skus; ++k) {
    w.points.site[k] = SiteId(0), w.points.policy[k] = PolicyId(0), w.points.item[k] = ItemId(k), w.points.owner[k] = Party::brand,
    w.points.fixed_level[k] = plenty, w.points.fixed_reorder[k] = -1;
    w.stock.on_hand[k] = plenty, w.stock.next_arrival[k] = never;
    w.serve.serve.push_back(PointId(k));
  }
  w.policies.resize(1);
  w.policies[0].forecast = ForecastKind::constant;
  w.levels = 1, w.level_first = {0, crowd.skus};
  w.serve.partitions = 1, w.serve.skus = crowd.skus, w.serve.routes = 1;
  w.serve.site_row = {0}, w.serve.route = {SiteId(0)}, w.serve.route_lane = {LaneId(0)};
}

void add_members(Crowd const& crowd, WorldData& w) {
  std::size_t const blocks = static_cast<std::size_t>((crowd.members + block_size - 1) / block_size);
  w.block_zone.assign(blocks, 0), w.block_segment.assign(blocks, 0), w.block_class.assign(blocks, 0);
  w.class_rate.assign(16, crowd.looks_per_hour);
}

void add_seeds(Crowd const& crowd, WorldData& w) {
  for (std::uint32_t k = 0; k < crowd.skus && crowd.seeds > 0; ++k) {
    Burst b;
    b.kind = WaveKind::cascade, b.sku = ItemId(k), b.end = b.gone = 1, b.seeds = crowd.seeds;
    w.bursts.push_back(b);
  }
}

}  // namespace

void calm(Params& p) {
  p.members.day_night = p.members.weekend = 0.0, p.members.need_days = 1e-6;
  p.choice.taste = p.choice.heat = p.choice.loyalty = p.choice.wait_per_day = p.choice.live_bonus = p.choice.constant = 0.0;
  p.choice.price_spread = 0.0;
  p.members.loyalty_gain = p.members.loyalty_loss = 0.0, p.service.handling = 0;
  p.cascade.share_after_delivery = 0.0, p.cascade.rewire = 1.0, p.cascade.heat_gamma = 0.0;
  p.cascade.rank_gain = p.cascade.rank_stockout = p.cascade.rank_review = 0.0;
  ChannelParams channel;
  channel.name = "shop", channel.share = 1.0;
  p.channels = {channel};
}

WorldData make_crowd_world(Crowd const& crowd, Params const& params) {
  WorldData w;
  add_skus(crowd, params, w);
  add_shop(crowd, w);
  add_members(crowd, w);
  add_seeds(crowd, w);
  return w;
}

}  // namespace gs::world
