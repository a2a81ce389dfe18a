//! Members are procedural: all that is stored is zone, segment and activity class of each block of 1,024 ids.
#include <algorithm>
#include "host/world/arrivals.hpp"
#include "host/world/attraction.hpp"
#include "host/world/draft.hpp"
#include "host/world/gamma_classes.hpp"
#include "host/world/pull.hpp"
#include "host/world/trace.hpp"
#include "kernels/state/loyalty.hpp"

namespace gs::world {
namespace {

constexpr std::uint32_t reverse_bits(std::uint32_t x) {
  std::uint32_t r = 0;
  for (int i = 0; i < 32; ++i) r |= ((x >> i) & 1u) << (31 - i);
  return r;
}
//! van der Corput sequence, base 2: 0, 1/2, 1/4, 3/4 …
double spread(std::uint32_t k) { return static_cast<double>(reverse_bits(k)) / 4294967296.0; }

//! First block of each zone (and the end): blocks shared out by weights between 0.5 and 1.5 that repeat in no short pattern.
std::vector<std::int64_t> zone_bounds(Scale const& s) {
  std::vector<double> upto(s.zones + 1, 0.0);
  for (std::uint32_t z = 0; z < s.zones; ++z) upto[z + 1] = upto[z] + 0.5 + spread(z);
  std::vector<std::int64_t> first(s.zones + 1, 0);
  for (std::uint32_t z = 0; z <= s.zones; ++z) first[z] = round_near(static_cast<double>(s.blocks) * upto[z] / upto[s.zones]);
  return first;
}

std::int64_t members_of_block(Params const& p, std::int64_t block) {
  return std::min<std::int64_t>(block_size, p.members.count - block * block_size);
}

//! Classes by bit reversal and segments by the golden ratio: any run of consecutive blocks (a zone, a region, a small world) mixes them evenly.
void fill_blocks(Draft& d, std::vector<std::int64_t> const& first) {
  WorldData& w = d.world;
  std::size_t const n = static_cast<std::size_t>(d.scale.blocks);
  w.block_zone.resize(n), w.block_segment.resize(n), w.block_class.resize(n);
  for (std::uint32_t z = 0; z < d.scale.zones; ++z)
    for (std::int64_t b = first[z]; b < first[z + 1]; ++b) {
      std::size_t const k = static_cast<std::size_t>(b);
      w.block_zone[k] = static_cast<std::uint16_t>(z);
      w.block_class[k] = static_cast<std::uint16_t>(reverse_bits(static_cast<std::uint32_t>(b)) >> 28);
      w.block_segment[k] = static_cast<std::uint16_t>((static_cast<std::uint32_t>(b) * 2654435769u) >> 29);
    }
}

constexpr double first_guess = 13.0;  //!< looks an order, before the goods are there that decide it

//! Looks an hour by class; the mean over the members who are there is exactly orders x looks an order.
void fill_class_rates(Draft& d) {
  MemberParams const& m = d.params.members;
  ClassMeans const looks = gamma_class_means(m.activity_shape);
  std::array<double, activity_classes> count{};
  for (std::size_t b = 0; b < d.world.block_class.size(); ++b)
    count[d.world.block_class[b]] += static_cast<double>(members_of_block(d.params, static_cast<std::int64_t>(b)));
  double weighted = 0.0, all = 0.0;
  for (std::size_t c = 0; c < count.size(); ++c) weighted += looks[c] * count[c], all += count[c];
  double const orders_a_year = active_orders(m), looks_an_order = m.wakes_per_order > 0.0 ? m.wakes_per_order : first_guess,
               mean = orders_a_year * looks_an_order / 8760.0;
  double const scale = all > 0.0 && weighted > 0.0 ? mean * all / weighted : mean;
  for (double const look : looks) d.world.class_rate.push_back(look * scale);
  d.class_demand = class_orders(looks, orders_a_year / 365.0, {m.need_days}).relative;
}

void fill_zones(Draft& d, std::vector<std::int64_t> const& first) {
  auto& zones = d.world.zones;
  resize_rows(zones, d.scale.zones);
  d.zone_share.assign(d.scale.zones, 0.0);
  d.zone_segment.assign(std::size_t{d.scale.zones} * segments, 0.0);
  d.region_share.assign(d.scale.regions, 0.0);
  double sum = 0.0;
  for (std::uint32_t z = 0; z < d.scale.zones; ++z) {
    zones.region[z] = z * d.scale.regions / d.scale.zones;  // neighbours in id: balanced mixes by region too
    for (std::int64_t b = first[z]; b < first[z + 1]; ++b) {
      std::int64_t const n = members_of_block(d.params, b);
      double const orders = static_cast<double>(n) * d.class_demand[d.world.block_class[static_cast<std::size_t>(b)]];
      zones.members[z] += static_cast<std::uint64_t>(n);
      d.zone_share[z] += orders;
      d.zone_segment[z * segments + d.world.block_segment[static_cast<std::size_t>(b)]] += orders;
    }
    for (std::uint32_t g = 0; g < segments; ++g) {
      double& share = d.zone_segment[z * segments + g];
      share = d.zone_share[z] > 0.0 ? share / d.zone_share[z] : 1.0 / segments;
    }
    sum += d.zone_share[z];
  }
  for (std::uint32_t z = 0; z < d.scale.zones; ++z) {
    d.zone_share[z] = sum > 0.0 ? d.zone_share[z] / sum : 1.0 / d.scale.zones;
    d.region_share[zones.region[z]] += d.zone_share[z];
  }
}

//! Demand follows the looks on each platform's channels; all is on the shelf if no channel is declared. Pooled: one partition has it all.
void fill_platforms(Draft& d) {
  double live = 0.0, shelf = 0.0;
  d.platforms.assign(d.partitions(), {});
  for (ChannelParams const& c : d.params.channels) {
    PlatformShare& p = d.platforms[d.partitions() == 1 ? 0u : static_cast<std::size_t>(at(c.platform))];
    bool const is_live = c.kind == ChannelKind::livestream;
    (is_live ? p.live : p.shelf) += c.share, (is_live ? live : shelf) += c.share;
    (is_live ? p.posts_live : p.posts_shelf) += post_looks(d.scale.posts, c);
  }
  if (!(shelf > 0.0)) d.platforms[d.partitions() == 1 ? 0u : static_cast<std::size_t>(at(Platform::shelf))].shelf = shelf = 1.0;
  for (PlatformShare& p : d.platforms) p.live /= live > 0.0 ? live : 1.0, p.shelf /= shelf;
}

}  // namespace

void make_members(Draft& draft) {
  std::vector<std::int64_t> const first = zone_bounds(draft.scale);
  fill_blocks(draft, first);
  fill_class_rates(draft);
  fill_zones(draft, first);
  fill_platforms(draft);
  std::string const& arrivals = draft.params.members.arrivals_file;
  if (!arrivals.empty()) draft.world.join = join_times(read_hours(arrivals), draft.params.clock.warmup, arrivals);
}

void calibrate_looks(Draft& d) {
  MemberParams const& m = d.params.members;
  if (m.wakes_per_order > 0.0 || !(orders_a_look(d.purchases, d.world, d.params) > 0.0)) return;
  double const a_day = active_orders(m) / 365.0;
  double looks_an_order = first_guess;
  for (int round = 0; round < 4; ++round) {  // the more looks, the more carts are filled anew before they are decided on
    double const brings = orders_a_look(d.purchases, d.world, d.params) * looking_of(law_of(m).mean()) * seen_more;
    double const next = clamp(d.purchases.at_rest.full_need / a_day / brings, 1.0, 1000.0);
    for (double& rate : d.world.class_rate) rate *= next / looks_an_order;
    looks_an_order = next;
  }
}

}  // namespace gs::world
