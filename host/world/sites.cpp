//! The map: regions on hexagons 500 km apart, zones on smaller hexagons inside, one central site, a plant, regional and micro sites.
#include <algorithm>
#include "host/world/draft.hpp"
#include "host/world/map.hpp"
#include "host/world/network.hpp"

namespace gs::world {
namespace {

constexpr double region_spacing = 500e3;  //!< [m] (chosen): eight regions span about 1,500 km

Place region_place(std::uint32_t region) { return hex_spiral(region, region_spacing); }

void place_zones(Draft& d) {
  auto& z = d.world.zones;
  std::vector<std::uint32_t> count(d.scale.regions, 0), next(d.scale.regions, 0);
  for (std::uint32_t const r : z.region) ++count[r];
  for (std::size_t i = 0; i < z.region.size(); ++i) {
    std::uint32_t const r = z.region[i];
    double const spacing = region_spacing / (2.0 * hex_rings(count[r]) + 1.0);
    Place const in = hex_spiral(next[r]++, spacing), at = region_place(r);
    z.x[i] = at.x + in.x, z.y[i] = at.y + in.y;
    z.shift[i] = round_near(static_cast<double>(z.x[i]) / 1e6 * 4.0) * (15 * minute);  // a thousand kilometres are about an hour
  }
}

SiteId add_site(Draft& d, SiteKind kind, std::uint32_t region, Place place, ZoneId zone = ZoneId::none()) {
  auto& s = d.world.sites;
  std::size_t const i = add_row(s);
  s.kind[i] = kind, s.zone[i] = zone, s.region[i] = region, s.x[i] = place.x, s.y[i] = place.y;
  return SiteId(static_cast<std::uint32_t>(i));
}

Place place_of(Draft const& d, SiteId s) { return {d.world.sites.x[s.v], d.world.sites.y[s.v]}; }

//! Road freight in consolidated loads: 60 km/h and half a day of loading; 62 g CO2e per tonne-kilometre at 1.5 kg a unit (ECTA/Cefic guideline).
LaneId add_trunk(Draft& d, SiteId from, SiteId to, Seconds loading) {
  auto& t = d.world.lanes;
  std::size_t const i = add_row(t);
  double const km = distance(place_of(d, from), place_of(d, to));
  t.from[i] = from, t.to[i] = to, t.law[i] = LeadLaw::uniform;
  t.transit[i] = round_near(d.params.world.transit * (km / 60.0 * hour + static_cast<double>(loading)) / 900.0) * 900;
  t.spread[i] = t.transit[i] / 5;
  t.outside_load[i] = 300;
  t.cost[i] = 30 + round_near(0.15 * km);
  t.carbon[i] = static_cast<std::uint32_t>(round_near(0.093 * km)) + 5;
  return LaneId(static_cast<std::uint32_t>(i));
}

//! Other regions of each region, nearest first, ties by id.
void order_regions(Draft& d) {
  d.nearest.resize(d.scale.regions);
  for (std::uint32_t r = 0; r < d.scale.regions; ++r) {
    auto& list = d.nearest[r];
    for (std::uint32_t o = 0; o < d.scale.regions; ++o)
      if (o != r) list.push_back(o);
    auto const away = [&](std::uint32_t o) { return distance(region_place(r), region_place(o)); };
    std::stable_sort(list.begin(), list.end(), [&](std::uint32_t a, std::uint32_t b) { return away(a) < away(b); });
  }
}

}  // namespace

void make_sites(Draft& draft) {
  place_zones(draft);
  order_regions(draft);
  draft.central_site = add_site(draft, SiteKind::central, 0, {20'000, -30'000});
  for (std::uint32_t r = 0; r < draft.scale.regions; ++r) draft.regional_site.push_back(add_site(draft, SiteKind::regional, r, region_place(r)));
  draft.plant_site = add_site(draft, SiteKind::plant, 0, {-90'000, 60'000});
  add_site(draft, SiteKind::outside, 0, {-700'000, 500'000});
  if (!draft.params.design.network) return;
  for (std::uint32_t z = 0; z < draft.scale.zones; ++z)
    draft.micro_site.push_back(
        add_site(draft, SiteKind::micro, draft.world.zones.region[z], {draft.world.zones.x[z], draft.world.zones.y[z]}, ZoneId(z)));
}

void make_lanes(Draft& draft) {
  draft.to_central = add_trunk(draft, draft.plant_site, draft.central_site, 12 * hour);
  for (SiteId const to : draft.regional_site) draft.to_regional.push_back(add_trunk(draft, draft.central_site, to, 14 * hour));
  for (std::size_t z = 0; z < draft.micro_site.size(); ++z)
    draft.to_micro.push_back(add_trunk(draft, draft.regional_site[draft.world.zones.region[z]], draft.micro_site[z], 5 * hour));
  std::uint32_t const n = draft.scale.regions;
  draft.transship.assign(static_cast<std::size_t>(n) * n, LaneId::none());
  if (!draft.params.design.pooled) return;
  for (std::uint32_t to = 0; to < n; ++to)
    for (std::uint32_t k = 0; k < std::min<std::uint32_t>(transship_sources, n - 1); ++k) {
      std::uint32_t const from = draft.nearest[to][k];
      draft.transship[static_cast<std::size_t>(to) * n + from] = add_trunk(draft, draft.regional_site[from], draft.regional_site[to], 10 * hour);
    }
}

}  // namespace gs::world
