//! Keys of the supply side: [world], [design], [lever.*], [ledger].
#include "host/config/schema.hpp"

namespace gs::config {
namespace {

#define P(member) GS_FIELD(Params, member)
constexpr Scope run = Scope::run;
using enum Kind;
constexpr double rich = 1e17;  //!< most money a key can hold [cent]

std::vector<Row> goods_rows() {
  char const* const model = "MODEL 1";
  return {
      {run, "world.skus", integer, "SKUs", 1, 1e8, "SKUs of 1 M members at 20 orders a year; scales with members x rate", "MODEL 1: 2 k",
       P(world.skus)},
      {run, "world.lines", integer, "lines", 1, 60000, "Product lines; modules are shared inside a line",
       "(chosen) because ten departments fit a screen", P(world.lines)},
      {run, "world.families", integer, "families", 1, 60000, "SKU families; a multiple of world.lines",
       "(chosen) because 50 variants a family is usual", P(world.families)},
      {run, "world.module_options_a", integer, "options", 1, 60000, "First module of a family: so many options",
       "MODEL 1: modules about 10 % of SKUs", P(world.module_options_a)},
      {run, "world.module_options_b", integer, "options", 1, 60000, "Second module of a family: so many options",
       "MODEL 1: modules about 10 % of SKUs", P(world.module_options_b)},
      {run, "world.materials_per_line", integer, "materials", 1, 1000, "Materials a product line is made of",
       "(chosen) because a few carry most of the lead time", P(world.materials_per_line)},
      {run, "world.zipf", real, "1", 0, 3, "Exponent of SKU popularity", "Brynjolfsson, Hu and Smith 2003: 0.87 for online books", P(world.zipf)},
      {run, "world.hit_share", share, "%", 0, 1, "Share of SKUs with a short life; the rest is core",
       "(chosen) because fashion and gadgets are a quarter of the shelf", P(world.hit_share)},
      {run, "world.hit_half_life", duration, "s", day, 3650.0 * day, "Appeal half-life of a hit", "MODEL 1: 3-30 d", P(world.hit_half_life)},
      {run, "world.core_half_life", duration, "s", day, 36500.0 * day, "Appeal half-life of a core SKU", "MODEL 1: 1 y", P(world.core_half_life)},
      {run, "world.price_median", money, "CNY", 1, rich, "Median list price", "(chosen) because a mid-price shop's parcel is worth about that",
       P(world.price_median)},
      {run, "world.price_sigma", real, "1", 0, 3, "Log-normal sigma of list prices",
       "(chosen) because nine in ten prices then lie within a factor of 5", P(world.price_sigma)},
      {run, "world.value_share", share, "%", 0.01, 1, "Unit value at cost as a share of the list price",
       "(chosen) because gross margins of 50-60 % are usual online", P(world.value_share)},
      {run, "world.return_shelf", share, "%", 0, 1, "Share of shelf sales sent back", "MODEL 3: 10-15 %", P(world.return_shelf)},
      {run, "world.return_live", share, "%", 0, 1, "Share of live sales sent back", "MODEL 3: 30-60 %", P(world.return_live)},
      {run, "world.salvage", share, "%", 0, 1, "What stock left at the end fetches, share of value", "(chosen) because job lots sell at a third",
       P(world.salvage)},
      {run, "world.grains_per_unit", integer, "grains", 1, 1'000'000, "Grains of a unit: 1, or 10 000 where theory is continuous", model,
       P(world.grains_per_unit)},
  };
}

std::vector<Row> site_rows() {
  return {
      {run, "world.zones", integer, "zones", 1, 65535, "Zones members live in; a multiple of world.regions; one micro site each", "MODEL 1: 256",
       P(world.zones)},
      {run, "world.regions", integer, "regions", 1, 65535, "Regions, one regional site each", "MODEL 1: 8", P(world.regions)},
      {run, "world.micro_assortment", integer, "SKUs", 0, 1e8, "SKUs a micro site holds", "MODEL 1: about 320", P(world.micro_assortment)},
      {run, "world.suppliers", integer, "suppliers", 1, 1e8, "Suppliers of 1 M members; scales with demand", "MODEL 1: 20 k", P(world.suppliers)},
      {run, "world.material_lead", duration, "s", 60, 3650.0 * day, "Mean lead time of materials; the same in all designs", "MODEL 5: 30-45 d",
       P(world.material_lead)},
      {run, "world.material_spread", duration, "s", 0, 3650.0 * day, "Half width of it (uniform)", "MODEL 5: 30-45 d", P(world.material_spread)},
      {run, "world.transit", real, "1", 0, 100, "Scale of transit times between sites (parcels keep theirs); 0: within a tick",
       "(chosen) 1: trunks at 60 km/h after half a day of loading", P(world.transit)},
      {run, "world.capacity_slack", real, "1", 0.05, 100, "Core hours over the hours that quiet demand needs",
       "(chosen) because plants plan for 80 % use", P(world.capacity_slack)},
      {run, "world.outside_load", share, "%", 0, 0.99, "Mean outside load of satellite and outsourced suppliers",
       "(chosen) because a third of their hours is idle", P(world.outside_load)},
      {run, "world.outside_swing", share, "%", 0, 1, "Calendar swing of the outside load",
       "MODEL 1: 11.11 is +30-60 % everywhere; (chosen) half of it in a usual week", P(world.outside_swing)},
      {run, "world.work", real, "min", 1e-3, 1e6, "Work content of a SKU made in one piece",
       "(chosen) because a sewn or assembled consumer good takes ten minutes or so", P(world.work_minutes)},
      {run, "world.setup", real, "h", 0, 1e4, "Changeover of a line to another family", "(chosen) because lines change over in a quarter of a shift",
       P(world.setup_hours)},
      {run, "world.core_hour", money, "CNY/h", 0, rich, "Price of a core hour", "(chosen) because wage, line and overhead come to about that",
       P(world.core_hour)},
      {run, "world.satellite_hour", money, "CNY/h", 0, rich, "Price of a satellite hour", "(chosen) 25 % over core: rented at short notice",
       P(world.satellite_hour)},
      {run, "world.outsourced_hour", money, "CNY/h", 0, rich, "Price of an outsourced hour", "(chosen) 60 % over core: a spot price",
       P(world.outsourced_hour)},
      {run, "world.micro_hour", money, "CNY/h", 0, rich, "Price of a micro workshop's hour", "(chosen) 2.3 x core: no scale", P(world.micro_hour)},
      {run, "world.price_rise", real, "1", 0, 100, "Spot price of an hour at full load, on top of the usual",
       "(chosen) because rush orders cost about twice as much", P(world.price_rise)},
      {run, "world.price_knee", share, "%", 0, 1, "Load from which spot prices rise", "(chosen) because below it somebody is always idle",
       P(world.price_knee)},
      {run, "world.festival_load", real, "1", 0, 10, "Outside load of everybody around a festival wave, on top of the usual",
       "MODEL 1: 11.11 is +30-60 % everywhere", P(world.festival_load)},
      {run, "world.festival_before", duration, "s", 0, 365.0 * day, "The rush begins so long before the festival",
       "(chosen) because brands fill their stock in the last week", P(world.festival_before)},
      {run, "world.festival_after", duration, "s", 0, 365.0 * day, "The rush ends so long after it", "(chosen) because carriers need days to clear",
       P(world.festival_after)},
      {run, "world.changeover_loss", share, "%", 0, 1, "Bad share just after a changeover, on top of the usual",
       "(chosen) because first-off scrap of a few percent is usual", P(world.changeover_loss)},
      {run, "world.changeover_settle", duration, "s", 0, 30.0 * day, "Work after which a changeover no longer shows", "(chosen) half a shift",
       P(world.changeover_settle)},
      {run, "world.escape_core", share, "%", 0, 1, "Of the bad goods of own lines, what inspection lets through",
       "(chosen) because visual inspection finds 80-95 %: See 2012", P(world.escape_core)},
      {run, "world.escape_satellite", share, "%", 0, 1, "The same of satellites", "(chosen) audited, but not under one roof",
       P(world.escape_satellite)},
      {run, "world.escape_outsourced", share, "%", 0, 1, "The same of outsourced work", "(chosen) checked by samples", P(world.escape_outsourced)},
      {run, "world.escape_micro", share, "%", 0, 1, "The same of micro workshops", "(chosen) one pair of eyes", P(world.escape_micro)},
      {run, "world.site_capacity", real, "1", 0.1, 1e4, "Handling capacity of a site over its mean parcels an hour",
       "(chosen) because a festival hour is about three means", P(world.site_capacity)},
      {run, "world.lane_capacity", real, "1", 0.1, 1e4, "Capacity of a lane between sites over its mean flow, at the usual load of others",
       "(chosen) because trucks are booked for batches, not for means", P(world.lane_capacity)},
      {run, "world.parcel_capacity", real, "1", 0, 1e4,
       "Parcels an hour that carriers take of a site over the mean, at the usual load of others; 0: whatever comes",
       "(chosen) because a shop books as many places as it has hands; in a rush others want them, too", P(world.parcel_capacity)},
  };
}

//! Its costs stand in schema_levers.cpp.
#define LEVER_OF(key, name, number, what) \
  { run, "lever." key ".on", boolean, "1", 0, 0, what, "MODEL 4, lever " #number, P(design.name) }
#define LEVER(name, number, what) LEVER_OF(#name, name, number, what)

std::vector<Row> design_rows() {
  return {
      {run, "design.name", text, "1", 0, 0, "Name of the design, as results print it", "the file's name, unless set", P(design.name)},
      {run, "design.core_share", real, "1", 0, 10, "Core hours as a share of what world.capacity_slack gives",
       "(chosen) 1; less where an elastic pool carries the peaks", P(design.core_share)},
      LEVER(sensing, 1, "Demand sensing: forecasts from carts, views and shares"),
      LEVER(warning, 2, "Early warning: a CUSUM of new carts by SKU; an alarm is planned at once"),
      {run, "lever.warning.false_alarms", real, "1/month", 1e-6, 100, "Allowed false alarms a SKU and month; sets the threshold",
       "MODEL 4, lever 2; (chosen) one in ten months", P(design.warning_false_alarms)},
      {run, "lever.warning.rise", real, "1", 1.05, 1000, "Rise of new carts it is tuned to find, as a multiple of the usual",
       "(chosen) because a hit starts with a multiple, not with a tenth", P(design.warning_rise)},
      LEVER(presale, 6, "Presale: deposits paid ahead of a sale are planned for as orders in hand"),
      LEVER(modular, 7, "Modular design: SKUs assembled from shared modules"),
      {run, "lever.modular.extra_work", real, "1", 0, 10, "Extra assembly work of a modular SKU, share of its work",
       "(chosen) because joints cost assembly time", P(design.modular_work)},
      {run, "lever.modular.extra_cost", share, "%", 0, 10, "Modular parts are dearer by this share of value",
       "(chosen) because shared parts are over-specified for some", P(design.modular_cost_share)},
      {run, "lever.modular.experience", share, "%", 0, 1, "Share of a match with one's taste that members feel in a modular SKU",
       "(chosen) 100 %: what is lost in practice is for claims to put in", P(design.modular_experience)},
      LEVER(elastic, 9, "Elastic pool: core, satellite, outsourced and micro hours on flexible lines"),
      {run, "lever.elastic.reserve", real, "1", 0, 100, "Satellite and outsourced hours booked over core hours",
       "(chosen) because half again is what a region can lend", P(design.elastic_reserve)},
      {run, "lever.elastic.dispatch", choice, "1", 0, 0, "Who decides which line group does what: every job for itself, or a plan a period",
       "MODEL 5: min-cost flow; greedy is the decentralised design", GS_CHOICE(Params, design.dispatch, dispatch_names)},
      {run, "lever.elastic.dispatch_period", duration, "s", 60, 365.0 * day, "How often the dispatch plan is made",
       "(chosen) because a day is what a shop floor plans", P(design.dispatch_period)},
      LEVER_OF("micro", micro_making, 11, "Micro workshops and 3D print near demand, for the tail and for niche hits"),
      {run, "lever.micro.from_rank", share, "%", 0, 1, "Workshops can print SKUs from this popularity quantile down",
       "(chosen) because best sellers are cheaper from a mould", P(design.micro_from_rank)},
      {run, "lever.micro.work", real, "1", 0.01, 1000, "Work of printing a SKU whole over its work in one piece",
       "(chosen) because a printer lays down slowly what a mould forms at once", P(design.micro_work)},
      {run, "lever.micro.material", share, "%", 0, 10, "Print material is dearer by this share of the SKU's value",
       "(chosen) because filament and resin cost more than granulate", P(design.micro_material)},
      {run, "lever.micro.feedstock", real, "d", 0, 3650, "Print material kept in each region, days of what can be printed there",
       "(chosen) because it has a month's lead time like all material", P(design.micro_feedstock_days)},
      {run, "lever.micro.reserve", real, "1", 0, 100, "Workshop hours booked near demand over core hours",
       "(chosen) because a tenth of the plant's hours is a niche's share", P(design.micro_reserve)},
      LEVER(tiers, 16, "Supplier tiers: contracts and shared order books with strategic and collaborative suppliers"),
      {run, "lever.tiers.booked_strategic", share, "%", 0, 1, "Share of a strategic supplier's hours that its contract keeps for us",
       "(chosen) because a strategic partner lives on its main customer", P(design.booked_strategic)},
      {run, "lever.tiers.booked_collaborative", share, "%", 0, 1, "The same of a collaborative supplier", "(chosen) half of it",
       P(design.booked_collaborative)},
      {run, "lever.tiers.idle", share, "%", 0, 1, "Paid for booked hours that are not used, share of their price",
       "(chosen) because a reservation fee of a quarter is usual: Barnes-Schuster, Bassok and Anupindi 2002 find options worth 20-30 %",
       P(design.contract_idle)},
      {run, "lever.tiers.sight_strategic", share, "%", 0, 1,
       "Of the hours others take, what a strategic supplier gives up when it sees our orders come",
       "(chosen) because it can move most of its other work by a day", P(design.sight_strategic)},
      {run, "lever.tiers.sight_collaborative", share, "%", 0, 1, "The same of a collaborative supplier, three days later",
       "(chosen) less than half of it", P(design.sight_collaborative)},
      LEVER(network, 12, "Central, regional and micro sites, nearest-first routing"),
      LEVER(pooled, 13, "One stock for all platforms, and transshipment"),
  };
}

std::vector<Row> ledger_rows() {
  return {
      {run, "ledger.capital_rate", real, "1/y", 0, 10, "Capital cost, share of stock value",
       "(chosen) because that is a brand's borrowing cost and risk", P(ledger.capital_rate)},
      {run, "ledger.hold_rate", real, "1/y", 0, 10, "Storage, insurance and handling, share of stock value",
       "Silver, Pyke and Peterson 1998: 10-15 % without capital", P(ledger.hold_rate)},
      {run, "ledger.parcel_handling", money, "CNY", 0, rich, "Handling of a parcel", "(chosen) because parcel warehouses charge about that",
       P(ledger.parcel_handling)},
      {run, "ledger.late_penalty", money, "CNY", 0, rich, "Paid to the platform for a late parcel", "(chosen) because platforms fine a few yuan",
       P(ledger.late_penalty)},
      {run, "ledger.cancel_penalty", money, "CNY", 0, rich, "Paid to the platform for an accepted order that cannot be served",
       "(chosen) because platforms fine a few yuan", P(ledger.cancel_penalty)},
      {run, "ledger.overstock", real, "d", 0, 3650, "Stock beyond so many days of forecast is overstock", "MODEL 6: 90 days",
       P(ledger.overstock_days)},
      {run, "ledger.pay_suppliers", duration, "s", 0, 180.0 * day, "Hours and materials are paid so long after", "MODEL 6: 30-60 d",
       P(ledger.pay_suppliers)},
      {run, "ledger.pay_carriers", duration, "s", 0, 180.0 * day, "Freight, handling and storage are paid so long after",
       "(chosen) because carriers bill by the month", P(ledger.pay_carriers)},
      {run, "ledger.platform_holds", duration, "s", 0, 180.0 * day, "What members pay reaches the brand so long after delivery", "MODEL 6: 7-15 d",
       P(ledger.platform_holds)},
      {run, "ledger.invest_life", duration, "s", day, 36500.0 * day, "Investments are written off in equal daily parts over this time",
       "(chosen) three years: software and fittings", P(ledger.invest_life)},
      {run, "ledger.rent_premium", real, "1", 0, 100, "Renting costs so much over the daily part of what buying costs",
       "(chosen) because a lessor carries the risk of standing idle", P(ledger.rent_premium)},
  };
}

void append(std::vector<Row>& all, std::vector<Row> const& more) { all.insert(all.end(), more.begin(), more.end()); }

}  // namespace

std::vector<Row> chain_rows() {
  std::vector<Row> all = goods_rows();
  append(all, site_rows());
  append(all, design_rows());
  append(all, ledger_rows());
  return all;
}

}  // namespace gs::config
