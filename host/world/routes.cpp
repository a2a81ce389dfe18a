//! From where members are served: routes by zone, parcel lanes, and capacities that follow from the mean flow.
#include <algorithm>
#include "host/world/draft.hpp"
#include "host/world/network.hpp"

namespace gs::world {
namespace {

constexpr double spill = 0.1;               //!< share of a zone's demand that later routes are prepared for (chosen)
constexpr std::uint32_t others_load = 300;  //!< share of carriers' capacity that others take [1e-3] (chosen)

//! A class of parcels: how far it goes (chosen after city couriers, regional and national parcel services).
struct ParcelClass {
  Seconds transit, half_width;
  Cents cost;
  std::uint32_t carbon;
};
constexpr ParcelClass in_zone{10 * hour, 4 * hour, 500, 150}, in_region{28 * hour, 8 * hour, 800, 350};
constexpr ParcelClass from_central{60 * hour, 15 * hour, 1100, 900}, from_afar{65 * hour, 16 * hour, 1200, 1000};

LaneId add_parcel_lane(Draft& d, SiteId from, ParcelClass const& c) {
  auto& t = d.world.lanes;
  std::size_t const i = add_row(t);
  t.from[i] = from, t.law[i] = LeadLaw::uniform, t.transit[i] = c.transit, t.spread[i] = c.half_width;
  t.outside_load[i] = others_load, t.cost[i] = c.cost, t.carbon[i] = c.carbon;
  return LaneId(static_cast<std::uint32_t>(i));
}

struct ParcelLanes {
  std::vector<LaneId> micro, near, far;
  LaneId central;
};
//! Who may be served from any site, not from its own region only (levers 12 and 13).
bool from_anywhere(Draft const& d) { return d.params.design.pooled || d.params.design.network; }

ParcelLanes add_parcel_lanes(Draft& d) {
  ParcelLanes lanes;
  for (SiteId const s : d.micro_site) lanes.micro.push_back(add_parcel_lane(d, s, in_zone));
  for (SiteId const s : d.regional_site) lanes.near.push_back(add_parcel_lane(d, s, in_region));
  if (!from_anywhere(d) && !d.params.design.grades.on) return lanes;
  lanes.central = add_parcel_lane(d, d.central_site, from_central);  // what is made to order leaves from there, too
  if (!from_anywhere(d)) return lanes;
  for (SiteId const s : d.regional_site) lanes.far.push_back(add_parcel_lane(d, s, from_afar));
  return lanes;
}

//! One stop of a zone's route, and the share of the zone's demand it is prepared for.
struct Stop {
  SiteId site;
  LaneId lane;
  double share;
};

std::vector<Stop> route_of(Draft const& d, ParcelLanes const& lanes, std::uint32_t zone, double at_micro) {
  std::uint32_t const region = d.world.zones.region[zone];
  std::vector<Stop> route;
  if (!d.micro_site.empty()) route.push_back({d.micro_site[zone], lanes.micro[zone], at_micro});
  route.push_back({d.regional_site[region], lanes.near[region], d.micro_site.empty() ? 1.0 : 1.0 - at_micro + spill});
  if (!lanes.central.exists()) return route;
  route.push_back({d.central_site, lanes.central, spill});
  for (std::uint32_t const other : d.nearest[region])
    if (!lanes.far.empty() && route.size() < max_routes) route.push_back({d.regional_site[other], lanes.far[other], spill});
  return route;
}

//! Parcels an hour of a zone, and the share of them that its micro site keeps.
struct ZoneDemand {
  double an_hour = 0.0, at_micro = 0.0;
};
ZoneDemand zone_demand(Draft const& d, std::uint32_t zone) {
  ZoneDemand z;
  std::vector<double> const daily = d.zone_daily(zone);
  for (std::uint32_t i = 0; i < daily.size(); ++i) {
    z.an_hour += daily[i] / 24.0;
    if (!d.micro_site.empty() && d.points.micro[d.cell(zone, i, 0)].exists()) z.at_micro += daily[i] / 24.0;
  }
  if (z.an_hour > 0.0) z.at_micro /= z.an_hour;
  return z;
}

//! A shelf that only fills shops serves nobody, even where parcels made to order leave from its site.
bool faces_members(Draft const& d, std::size_t point) {
  auto const& t = d.world.points;
  return t.partition[point] < order_partition && (from_anywhere(d) || t.site[point] != d.central_site);
}

void fill_serve(Draft& d) {
  ServeMap& m = d.world.serve;
  m.partitions = d.partitions(), m.skus = d.scale.skus();
  m.site_row.assign(rows(d.world.sites), ~0u);
  std::uint32_t next = 0;
  for (SiteId const s : m.route)
    if (s.exists() && m.site_row[s.v] == ~0u) m.site_row[s.v] = next++;
  m.serve.assign(static_cast<std::size_t>(next) * m.partitions * m.skus, PointId::none());
  auto const& t = d.world.points;
  for (std::size_t i = 0; i < rows(t); ++i) {
    std::uint32_t const row = m.site_row[t.site[i].v];
    if (row == ~0u || t.item[i].v >= m.skus || !faces_members(d, i)) continue;
    m.serve[(static_cast<std::size_t>(row) * m.partitions + t.partition[i]) * m.skus + t.item[i].v] = PointId(static_cast<std::uint32_t>(i));
  }
}

std::int64_t capacity(double factor, double an_hour) {
  return to_int(clamp(factor * an_hour, 0.0, 1e15)) + 4;
}  // + 4: small sites are no bottleneck by rounding

//! Trunk lanes carry a whole review's orders at once: slots are booked for so many days' worth.
void size_trunks(Draft& d) {
  auto& lanes = d.world.lanes;
  std::vector<double> flow(rows(lanes), 0.0), reviews(rows(lanes), 1.0);
  auto const& t = d.world.points;
  for (std::size_t i = 0; i < rows(t); ++i)
    for (std::uint32_t k = 0; k < t.recipes[i]; ++k) {
      LaneId const lane = d.world.recipes.lane[t.first_recipe[i].v + k];
      if (!lane.exists()) continue;
      flow[lane.v] += from_micro(t.mean[i]) / static_cast<double>(d.grains()) / 24.0 * (k == 0 ? 1.0 : spill);
      reviews[lane.v] = std::max(reviews[lane.v], static_cast<double>(d.world.policies[t.policy[i].v].review) / static_cast<double>(day));
    }
  double all = 0.0;
  for (double const units : d.daily) all += units / 24.0;
  flow[d.to_central.v] = std::max(flow[d.to_central.v], all);  // modules travel it inside the making lead
  for (std::size_t i = 0; i < flow.size(); ++i)
    lanes.capacity[i] = capacity(d.params.world.lane_capacity * reviews[i] / (1.0 - others_load * 1e-3), flow[i]);
}

}  // namespace

void make_routes(Draft& draft) {
  size_trunks(draft);
  ServeMap& m = draft.world.serve;
  ParcelLanes const parcels = add_parcel_lanes(draft);
  m.routes = static_cast<std::uint32_t>(route_of(draft, parcels, 0, 0.0).size());
  std::vector<double> from_site(rows(draft.world.sites), 0.0), on_lane(rows(draft.world.lanes), 0.0);
  for (std::uint32_t z = 0; z < draft.scale.zones; ++z) {
    ZoneDemand const demand = zone_demand(draft, z);
    for (Stop const& stop : route_of(draft, parcels, z, demand.at_micro)) {
      m.route.push_back(stop.site), m.route_lane.push_back(stop.lane);
      from_site[stop.site.v] += stop.share * demand.an_hour;
      on_lane[stop.lane.v] += stop.share * demand.an_hour;
    }
  }
  for (std::size_t i = 0; i < from_site.size(); ++i)
    if (from_site[i] > 0.0) draft.world.sites.handling[i] = capacity(draft.params.world.site_capacity, from_site[i]);
  for (std::size_t i = 0; i < on_lane.size(); ++i)
    if (!draft.world.lanes.to[i].exists() && draft.params.world.parcel_capacity > 0.0)
      draft.world.lanes.capacity[i] = capacity(draft.params.world.parcel_capacity / (1.0 - others_load * 1e-3), on_lane[i]);
  fill_serve(draft);
}

}  // namespace gs::world
