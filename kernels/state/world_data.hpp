#pragma once
//! A whole world at time 0, as host/world hands it to an engine. Plain vectors; the engine uploads them.
#include <string>
#include <vector>
#include "kernels/state/flow_tables.hpp"
#include "kernels/state/world_tables.hpp"

namespace gs {

//! Where a member's order can be served from, in the order it is tried, as offsets into `serve_points`.
//! serve_points[serve_first[(zone * platforms + platform)] + ...] would not scale: it is given by rule instead:
//! site_rows[site] (-1 = serves no member) and serve[(site_row * partitions + partition) * skus + sku] = PointId (none = not kept there).
struct ServeMap {
  std::uint32_t partitions = 1;  //!< 4 = one per platform, 1 = pooled
  std::uint32_t skus = 0;
  std::vector<std::uint32_t> site_row;  //!< by SiteId; ~0u = serves no member
  std::vector<PointId> serve;           //!< [(site_row * partitions + partition) * skus + sku]
  std::uint32_t routes = 0;             //!< how many sites a zone tries
  std::vector<SiteId> route;            //!< [zone * routes + k], nearest first; none = end
  std::vector<LaneId> route_lane;       //!< parcel lane of that route
  std::vector<PointId> to_order;        //!< [(grade - 1) * skus + sku] where it is made to order (lever 8); empty = nowhere
};

//! A discrete law of lead times.
struct LeadTable {
  std::vector<Seconds> value;
  std::vector<Chance> upto;
};  //!< cumulative thresholds, the last is `certain`

//! One burst of attention, resolved from scenario waves and daily posts: what the traffic stage integrates over each tick.
struct Burst {
  WaveKind kind = WaveKind::content;
  std::uint32_t channel = 0;
  Seconds start = 0, end = 0;  //!< link open … closed [s since start of the run]; bursts are sorted by start
  Seconds gone = 0;            //!< from here on its pull is zero
  ItemId sku;
  double looks_per_hour = 0.0;      //!< extra looks of the whole population at the plateau [1/h]
  double rise = 0.0;                //!< [s]
  double decay = 0.0, power = 0.0;  //!< excess falls as (1 + t/decay)^-power after `end` [s]
  double live_bonus = 0.0;          //!< added to utility while open
  double discount = 0.0;            //!< price cut 0…1
  double share_boost = 1.0;         //!< multiplies the chance to pass it on
  std::int64_t seeds = 0;           //!< members who share it at `start`
  double deposit = 0.0;             //!< share of the list price paid ahead by who holds its cart for the sale
  double bots_per_hour = 0.0;       //!< fake carts
  bool shown = false;               //!< true: a declared show (fine ticks around it), false: background content
};

//! Something that is down for a while. `id` counts suppliers, sites, lanes, materials (items) or regions; `share` and `which` of what a
//! scenario declares are already drawn.
struct Outage {
  Seconds from = 0, to = never;              //!< down in [from, to)
  Seconds known_from = 0, known_to = never;  //!< what planners believe
  std::uint32_t id = 0;
  OutageOf what = OutageOf::supplier;
  OutageKind pauses = OutageKind::closed;
  std::uint8_t left = 0;     //!< hours, hands or capacity left [%]
  std::uint8_t silent = 0;   //!< 1: no outage but a part that does not work yet (a lever's ramp)
  std::uint32_t slow = 100;  //!< transit times [%]
};

struct WorldData {
  ItemTable<HostColumn> items;
  ZoneTable<HostColumn> zones;
  SiteTable<HostColumn> sites;
  LaneTable<HostColumn> lanes;
  RecipeTable<HostColumn> recipes;
  ComponentTable<HostColumn> components;
  PoolTable<HostColumn> pools;
  LinkTable<HostColumn> links;
  SupplierTable<HostColumn> suppliers;
  PointTable<HostColumn> points;
  DemandTable<HostColumn> demands;

  std::uint32_t skus = 0, modules = 0, materials = 0, lines = 0, families = 0, levels = 0, markets = 0;
  std::vector<std::uint32_t> level_first;  //!< [levels + 1]: points of level l are level_first[l] … level_first[l+1]-1
  std::vector<struct PolicyParams> policies;
  std::vector<LeadTable> lead_tables;
  ServeMap serve;

  // members: procedural from id; a block of 1,024 ids shares zone, segment and activity class
  std::vector<std::uint16_t> block_zone, block_segment, block_class;
  std::vector<double> class_rate;  //!< looks an hour of each of the 16 activity classes [1/h]
  std::vector<Seconds> join;       //!< by which so many 4,096ths of the members have joined [s since start]; empty = all are there

  std::vector<Burst> bursts;                      //!< sorted by start
  std::vector<std::pair<Seconds, Seconds>> fine;  //!< fine tick windows, sorted, disjoint, on multiples of the usual tick
  std::vector<std::vector<double>> trace;         //!< attention multiplier an hour by channel; empty = 1
  std::vector<Outage> outages;                    //!< declared ones and ramps, in any order
  std::vector<SupplierId> standby;                //!< work for us only while others of their market are known to be down

  StockTable<HostColumn> stock;  //!< at the stationary law
  ForecastTable<HostColumn> forecast;
  WatchTable<HostColumn> watched;       //!< SKUs that a scenario ignites
  ShipmentTable<HostColumn> shipments;  //!< full pipelines
  JobTable<HostColumn> jobs;
};

}  // namespace gs
