#pragma once
//! What the world is made of and does not change while it runs: items, zones, sites, lanes, recipes, pools, suppliers.
//! host/world fills them as HostColumn tables; the engine uploads them.
#include "kernels/core/ids.hpp"
#include "kernels/core/seconds32.hpp"
#include "kernels/core/units.hpp"
#include "kernels/state/kinds.hpp"
#include "kernels/state/table.hpp"

namespace gs {

//! Items by ItemId: SKUs, then modules, then materials.
template <template <class> class Column>
struct ItemTable {
  Column<ItemKind> kind;
  Column<std::uint16_t> line;                //!< product line; the "family" of the bullwhip
  Column<std::uint16_t> family;              //!< product family (changeovers, substitutes); SKUs of one family are consecutive ids
  Column<std::uint64_t> taste;               //!< 4 features of 16 bits each: what the item is like
  Column<Cents> price;                       //!< list price [cent/unit]
  Column<Cents> value;                       //!< what a unit in stock is worth at cost [cent/unit]
  Column<std::uint32_t> popularity;          //!< search weight [share of 2^32]
  Column<Micro> quiet_rate;                  //!< expected wants of all members in a quiet hour [1e-6 units/h]
  Column<Chance> return_shelf, return_live;  //!< propensity to be sent back
  Column<Seconds> launch;                    //!< first sold [s]
  Column<Seconds> half_life;                 //!< of its appeal [s]
  Column<std::uint32_t> carbon;              //!< [g CO2e/unit]
  Column<std::uint32_t> salvage;             //!< worth at the end [1e-3 of value]

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("kind", "1", t.kind...);
    visit("line", "1", t.line...);
    visit("family", "1", t.family...);
    visit("taste", "1", t.taste...);
    visit("price", "cent", t.price...);
    visit("value", "cent", t.value...);
    visit("popularity", "2^-32", t.popularity...);
    visit("quiet_rate", "1e-6 units/h", t.quiet_rate...);
    visit("return_shelf", "2^-32", t.return_shelf...);
    visit("return_live", "2^-32", t.return_live...);
    visit("launch", "s", t.launch...);
    visit("half_life", "s", t.half_life...);
    visit("carbon", "g", t.carbon...);
    visit("salvage", "1e-3", t.salvage...);
  }
};
GS_EVERY_COLUMN_LISTED(ItemTable);

//! Zones by ZoneId.
template <template <class> class Column>
struct ZoneTable {
  Column<std::uint32_t> region;
  Column<std::uint64_t> members;  //!< how many live here
  Column<Seconds> shift;          //!< local clock minus world clock [s]
  Column<std::int32_t> x, y;      //!< map position [m]

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("region", "1", t.region...);
    visit("members", "1", t.members...);
    visit("shift", "s", t.shift...);
    visit("x", "m", t.x...);
    visit("y", "m", t.y...);
  }
};
GS_EVERY_COLUMN_LISTED(ZoneTable);

//! Sites by SiteId.
template <template <class> class Column>
struct SiteTable {
  Column<SiteKind> kind;
  Column<ZoneId> zone;
  Column<std::uint32_t> region;
  Column<std::int64_t> handling;  //!< parcels it can send out [1/h]
  Column<std::int32_t> x, y;      //!< map position [m]

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("kind", "1", t.kind...);
    visit("zone", "1", t.zone...);
    visit("region", "1", t.region...);
    visit("handling", "1/h", t.handling...);
    visit("x", "m", t.x...);
    visit("y", "m", t.y...);
  }
};
GS_EVERY_COLUMN_LISTED(SiteTable);

//! Lanes by LaneId: a way goods move, between sites or (parcels) from a site to a class of zones.
template <template <class> class Column>
struct LaneTable {
  Column<SiteId> from, to;             //!< `to` is none for parcel lanes
  Column<LeadLaw> law;                 //!< of the transit time
  Column<Seconds> transit;             //!< mean transit time [s]
  Column<Seconds> spread;              //!< uniform: half width; gamma: standard deviation [s]
  Column<std::int64_t> capacity;       //!< [units/h]; 0 = unlimited
  Column<std::uint32_t> outside_load;  //!< share of the capacity others take [1e-3]
  Column<Cents> cost;                  //!< per unit [cent]
  Column<std::uint32_t> carbon;        //!< per unit [g CO2e]

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("from", "1", t.from...);
    visit("to", "1", t.to...);
    visit("law", "1", t.law...);
    visit("transit", "s", t.transit...);
    visit("spread", "s", t.spread...);
    visit("capacity", "units/h", t.capacity...);
    visit("outside_load", "1e-3", t.outside_load...);
    visit("cost", "cent", t.cost...);
    visit("carbon", "g", t.carbon...);
  }
};
GS_EVERY_COLUMN_LISTED(LaneTable);

//! Recipes by RecipeId; those of one stock point are consecutive, the primary first (OR). Components stand in ComponentTable (AND).
template <template <class> class Column>
struct RecipeTable {
  Column<Alike<RecipeKind>> kind;
  Column<PointId> fills;  //!< the stock point it fills; none for `sell`: goods leave to outside customers
  Column<std::uint32_t> first_component;
  Column<Alike<std::uint32_t>> components;
  Column<Alike<LaneId>> lane;           //!< transport: the lane; else none
  Column<Alike<std::uint32_t>> market;  //!< process: where it asks for hours (see PoolTable.market); else ~0
  Column<Alike<Process>> process;
  Column<Alike<Seconds>> work;              //!< mean work content [s/unit]
  Column<Alike<LeadLaw>> work_law;          //!< of a unit's work content; not `discrete`
  Column<Alike<Seconds>> work_spread;       //!< half width (uniform) or standard deviation (gamma) [s/unit]
  Column<Alike<Seconds>> setup;             //!< changeover of one line to this item's family [s]
  Column<Alike<LeadLaw>> law;               //!< of the lead time that follows (process, buy); transport uses its lane's
  Column<Alike<Seconds>> lead;              //!< mean lead time after kit (buy: after the order; process: after the last hour; sell: how long
                                            //!< before it wants the goods a customer orders) [s]
  Column<Alike<Seconds>> spread;            //!< half width (uniform) or standard deviation (gamma) [s]
  Column<Alike<std::uint32_t>> lead_table;  //!< discrete law: row in WorldData::lead_tables; else ~0
  Column<Alike<Grains>> lot, minimum;       //!< order multiple and minimum [grains]; 0 = none
  Column<Alike<Grains>> min_lot;            //!< smallest quantity worth a line of its own [grains]; caps parallel lines at ceil(q/min_lot)
  Column<Alike<std::uint32_t>> yield;       //!< good share [1e-4]
  Column<Alike<Cents>> cost;                //!< paid per unit (buy: price; process: consumables) [cent]
  Column<Alike<std::uint8_t>> lost;         //!< sell: 1 = who is not served within the quoted wait leaves (lost sales); 0 = waits

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("kind", "1", t.kind...);
    visit("fills", "1", t.fills...);
    visit("first_component", "1", t.first_component...);
    visit("components", "1", t.components...);
    visit("lane", "1", t.lane...);
    visit("market", "1", t.market...);
    visit("process", "1", t.process...);
    visit("work", "s", t.work...);
    visit("work_law", "1", t.work_law...);
    visit("work_spread", "s", t.work_spread...);
    visit("setup", "s", t.setup...);
    visit("law", "1", t.law...);
    visit("lead", "s", t.lead...);
    visit("spread", "s", t.spread...);
    visit("lead_table", "1", t.lead_table...);
    visit("lot", "grains", t.lot...);
    visit("minimum", "grains", t.minimum...);
    visit("min_lot", "grains", t.min_lot...);
    visit("yield", "1e-4", t.yield...);
    visit("cost", "cent", t.cost...);
    visit("lost", "1", t.lost...);
  }
};
GS_EVERY_COLUMN_LISTED(RecipeTable);

//! Components of recipes (AND): so many grains of that stock point per grain made.
template <template <class> class Column>
struct ComponentTable {
  Column<PointId> point;
  Column<Alike<Grains>> quantity;

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("point", "1", t.point...);
    visit("quantity", "grains/grain", t.quantity...);
  }
};
GS_EVERY_COLUMN_LISTED(ComponentTable);

//! Capacity pools by PoolId: the offers of the hours market. Pools of one market are consecutive ids, cheapest first (merit order).
template <template <class> class Column>
struct PoolTable {
  Column<std::uint32_t> market;  //!< recipes ask here: (process) for flexible pools, (process, family) for dedicated lines
  Column<LayerKind> layer;
  Column<Process> process;
  Column<std::uint16_t> family;  //!< dedicated to this family; 0xffff = flexible
  Column<Cents> price;           //!< worked hour [cent/h]
  Column<Cents> idle_price;      //!< idle hour that is paid all the same (own lines) [cent/h]
  Column<Cents> setup_price;     //!< changeover hour [cent/h]
  Column<TierKind> tier;         //!< of its suppliers, where contracts differ by tier
  Column<std::uint32_t> escape;  //!< share of bad goods that inspection lets through [1e-4]

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("market", "1", t.market...);
    visit("layer", "1", t.layer...);
    visit("process", "1", t.process...);
    visit("family", "1", t.family...);
    visit("price", "cent/h", t.price...);
    visit("idle_price", "cent/h", t.idle_price...);
    visit("setup_price", "cent/h", t.setup_price...);
    visit("tier", "1", t.tier...);
    visit("escape", "1e-4", t.escape...);
  }
};
GS_EVERY_COLUMN_LISTED(PoolTable);

//! Pools that also serve a market that is not theirs (cross-trained lines, a chain of plants), asked after the market's own.
template <template <class> class Column>
struct LinkTable {
  Column<std::uint32_t> market;
  Column<PoolId> pool;
  Column<Cents> price;  //!< on top of the pool's own: freight, learning [cent/h]

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("market", "1", t.market...);
    visit("pool", "1", t.pool...);
    visit("price", "cent/h", t.price...);
  }
};
GS_EVERY_COLUMN_LISTED(LinkTable);

//! Suppliers by SupplierId. Each lends lines to one pool; what others want of them comes first.
template <template <class> class Column>
struct SupplierTable {
  Column<PoolId> pool;  //!< none: a design that does not use this supplier
  Column<LayerKind> kind;
  Column<TierKind> tier;
  Column<Process> process;
  Column<std::uint32_t> region;
  Column<std::uint32_t> lines;         //!< parallel lines
  Column<std::uint32_t> shift_hours;   //!< working hours a day [h], centred on 14:00
  Column<std::uint32_t> outside_load;  //!< mean share of its hours others take [1e-3]
  Column<std::uint32_t> yield;         //!< good share [1e-4]
  Column<Cents> cash;                  //!< at the start [cent]
  Column<std::uint32_t> booked;        //!< share of its hours that a contract keeps for us, whatever others want [1e-3]

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("pool", "1", t.pool...);
    visit("kind", "1", t.kind...);
    visit("tier", "1", t.tier...);
    visit("process", "1", t.process...);
    visit("region", "1", t.region...);
    visit("lines", "1", t.lines...);
    visit("shift_hours", "h", t.shift_hours...);
    visit("outside_load", "1e-3", t.outside_load...);
    visit("yield", "1e-4", t.yield...);
    visit("cash", "cent", t.cash...);
    visit("booked", "1e-3", t.booked...);
  }
};
GS_EVERY_COLUMN_LISTED(SupplierTable);

//! Stock points by PointId, sorted by level: 0 faces the member, each level only orders from higher ones.
template <template <class> class Column>
struct PointTable {
  Column<Alike<SiteId>> site;
  Column<ItemId> item;
  Column<Alike<std::uint8_t>> partition;  //!< platform, or 0 when pooled
  Column<Alike<Party>> owner;             //!< who pays for the stock (VMI flips it)
  Column<Alike<Echelon>> echelon;
  Column<Alike<std::uint8_t>> level;
  Column<Alike<PolicyId>> policy;
  Column<RecipeId> first_recipe;
  Column<Alike<std::uint32_t>> recipes;
  Column<Micro> mean;                   //!< expected demand at the stationary law [1e-6 grains/day]
  Column<Seconds32> lead;               //!< planned lead time L of its primary recipe, its supplier's wait included [s]
  Column<Alike<Grains>> fixed_level;    //!< base stock, S or Q given from outside; -1 = from the forecast
  Column<Alike<Grains>> fixed_reorder;  //!< s or r given from outside; -1 = from the forecast

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("site", "1", t.site...);
    visit("item", "1", t.item...);
    visit("partition", "1", t.partition...);
    visit("owner", "1", t.owner...);
    visit("echelon", "1", t.echelon...);
    visit("level", "1", t.level...);
    visit("policy", "1", t.policy...);
    visit("first_recipe", "1", t.first_recipe...);
    visit("recipes", "1", t.recipes...);
    visit("mean", "1e-6 grains/d", t.mean...);
    visit("lead", "s", t.lead...);
    visit("fixed_level", "grains", t.fixed_level...);
    visit("fixed_reorder", "grains", t.fixed_reorder...);
  }
};
GS_EVERY_COLUMN_LISTED(PointTable);

//! Demand from outside that is not ours to model as members: real networks and textbook cases. One `sell` recipe each.
template <template <class> class Column>
struct DemandTable {
  Column<RecipeId> recipe;  //!< kind sell: its one component is the stock point asked
  Column<DemandLaw> law;
  Column<Micro> mean, sd;        //!< per period [1e-6 grains]
  Column<Micro> rho;             //!< AR(1) coefficient between periods [1e-6]; 0 = independent
  Column<Seconds> period;        //!< one draw a period [s]
  Column<Seconds> wait;          //!< quoted wait the customer accepts [s]
  Column<std::uint32_t> luck;    //!< 0 = its chances are its own; k = those of row k - 1 (common draws)
  Column<std::uint32_t> common;  //!< normal law: group whose common factor it shares; 0 = none
  Column<Micro> loading;         //!< correlation with that factor, -1…1 [1e-6]
  Column<Seconds> from, until;   //!< holds for periods that begin in [from, until) [s]; until 0 = for ever

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("recipe", "1", t.recipe...);
    visit("law", "1", t.law...);
    visit("mean", "1e-6 grains", t.mean...);
    visit("sd", "1e-6 grains", t.sd...);
    visit("rho", "1e-6", t.rho...);
    visit("period", "s", t.period...);
    visit("wait", "s", t.wait...);
    visit("luck", "1", t.luck...);
    visit("common", "1", t.common...);
    visit("loading", "1e-6", t.loading...);
    visit("from", "s", t.from...);
    visit("until", "s", t.until...);
  }
};
GS_EVERY_COLUMN_LISTED(DemandTable);

}  // namespace gs
