#pragma once
//! A world in the making: what the steps of make_world hand on to each other besides the world itself.
#include <array>
#include <string>
#include <vector>
#include "host/world/attraction.hpp"
#include "host/world/protection.hpp"
#include "host/world/scale.hpp"
#include "host/world/tables.hpp"

namespace gs::world {

//! Stock points by what they hold and where; none = not kept there. Indices: (place * skus + sku) * partitions + partition.
struct PointIndex {
  std::vector<PointId> micro, regional, central;
  std::vector<PointId> plant, kit;        //!< by SKU, designs without modules: where it is made, and its own material kit
  std::vector<PointId> module, material;  //!< by module and by line material, modular designs
  std::vector<PointId> feedstock;         //!< print material near demand, [region * line materials + material]; designs with workshops
  std::vector<PointId> to_order;          //!< [(grade - 1) * skus + sku]: made to order at the central site (lever 8)
};

inline constexpr std::uint8_t order_partition = 250;  //!< and beyond, by grade: stock points that hold nothing but what was ordered

//! What a stock partition sells of all quiet orders from live rooms and from other channels; and how often a SKU of popularity 1 is looked
//! at because of posts there, relative to its quiet orders.
struct PlatformShare {
  double live = 0, shelf = 0;
  double posts_live = 0, posts_shelf = 0;
};

//! Stationary demand of one zone by SKU [units/d]; quiet orders, usual posts apart.
struct ZoneOrders {
  std::vector<double> live, shelf;
};

struct Draft {
  Params const& params;
  Scale scale;
  WorldData world;

  std::array<double, 16> class_demand{};  //!< mean orders of a member by class / mean of all (equilibrium of need)
  std::vector<double> zone_share;         //!< of demand, by zone; sums to 1
  std::vector<double> region_share;
  std::vector<PlatformShare> platforms;  //!< by stock partition
  std::vector<double> zone_segment;      //!< [zone * segments + segment]: share of the zone's demand
  std::vector<double> popularity;        //!< by SKU: how often it is shown; sums to 1
  Purchases purchases;                   //!< what each segment buys
  std::vector<std::uint32_t> by_rank;    //!< SKUs by quiet orders, best seller first
  std::vector<double> daily;             //!< stationary demand by SKU: quiet days with their usual posts [units/d]

  std::vector<SiteId> regional_site, micro_site;  //!< by region; by zone (empty without the network lever)
  SiteId central_site, plant_site;
  LaneId to_central;                                //!< trunk lane from the plant
  std::vector<LaneId> to_regional, to_micro;        //!< trunk lanes by region; by zone
  std::vector<std::vector<std::uint32_t>> nearest;  //!< other regions by distance, by region
  std::vector<LaneId> transship;                    //!< [to * regions + from]; none = not used
  PointIndex points;
  std::vector<Flow> flows;  //!< by point
  Swings swings;
  std::vector<double> hours;  //!< quiet need by market [line-hours/d]

  explicit Draft(Params const& p) : params(p), scale(scale_of(p)), swings(p.world.hit_half_life) {}
  std::uint32_t partitions() const { return params.design.pooled ? 1u : static_cast<std::uint32_t>(count_of<Platform>); }
  Grains grains() const { return params.world.grains_per_unit; }
  //! Orders of all members on a quiet day.
  double quiet_orders() const {
    return static_cast<double>(params.members.count > 0 ? params.members.count : 0) * params.members.orders_per_year / 365.0;
  }
  ZoneOrders zone_orders(std::uint32_t zone) const;
  //! Stationary demand of one zone by SKU over all platforms, posts included [units/d].
  std::vector<double> zone_daily(std::uint32_t zone) const;
  //! Stationary demand for one SKU in one partition of a zone, posts included [units/d].
  double partition_daily(ZoneOrders const& orders, std::uint32_t sku, std::uint32_t partition) const {
    PlatformShare const& p = platforms[partition];
    double const live = orders.live[sku], shelf = orders.shelf[sku];
    return live * p.live + shelf * p.shelf +
           (live + shelf) * popularity[sku] * (p.posts_live * purchases.prompted_live[sku] + p.posts_shelf * purchases.prompted_shelf[sku]);
  }
  std::size_t cell(std::size_t place, std::size_t sku, std::size_t partition) const {
    return (place * scale.skus() + sku) * partitions() + partition;
  }
};

// The steps, in the order make_world takes them.
void make_members(Draft& draft);  //!< blocks, classes, zones' population and share of demand
/*!
 * Scales class_rate so that members order members.orders_per_year (active_orders) at rest, whatever the goods: more choice makes more of a
 * look, and in a small catalogue more looks find what was just bought. Nothing happens if members.wakes_per_order is given.
 */
void calibrate_looks(Draft& draft);
void make_items(Draft& draft);     //!< SKUs, modules, materials
void make_sites(Draft& draft);     //!< map, sites
void make_lanes(Draft& draft);     //!< trunk and transshipment lanes
void make_points(Draft& draft);    //!< stock points, sorted by level
void make_recipes(Draft& draft);   //!< how each point is filled; names the markets of hours
void make_means(Draft& draft);     //!< stationary mean and sigma of every point, hours by market
void make_pools(Draft& draft);     //!< capacity pools and the suppliers bound to them
void make_routes(Draft& draft);    //!< serve map, parcel lanes, capacities of lanes and sites
void make_policies(Draft& draft);  //!< one policy an echelon
void make_leads(Draft& draft);     //!< planned lead time of every point, top down
//! Targets, stock and pipelines at the stationary law; `flows` by point.
void make_stock(WorldData& world, Params const& params, std::vector<Flow> const& flows, Swings& swings);
void make_bursts(WorldData& world, Params const& params, std::vector<std::uint32_t> const& by_rank);  //!< waves, posts, fine windows, trace

}  // namespace gs::world
