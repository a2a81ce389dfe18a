#pragma once
//! Every number a run is made from. host/config fills it from TOML (one schema row a field); it is constant within a tick.
//! Defaults marked (chosen) in the schema are choices, not truths. Real numbers here are read only by exact maths.
#include <cstdint>
#include <string>
#include <vector>
#include "kernels/core/units.hpp"
#include "kernels/state/kinds.hpp"
#include "kernels/state/lever_params.hpp"

namespace gs {

//! Ticks and the measured window.
struct ClockParams {
  Seconds tick = hour;                //!< usual tick
  Seconds fine_tick = 5 * minute;     //!< inside fine windows around shows; divides `tick`
  Seconds fine_before = 30 * minute;  //!< a fine window opens so long before a show …
  Seconds fine_after = 3 * hour;      //!< … and closes so long after its end
  Seconds warmup = 60 * day;          //!< simulated, not measured
  Seconds length = 30 * day;          //!< measured, after the warm-up
};

//! Who the members are and how often they look.
struct MemberParams {
  std::int64_t count = 1'000'000;
  double orders_per_year = 20.0;  //!< mean orders a member and year, sizes everything
  double wakes_per_order = 0.0;   //!< looks that one order takes; 0: as many as the world's choice model makes it take
  double activity_shape = 0.27;   //!< gamma shape of lambda over members (CDNOW)
  double need_days = 10.0;        //!< tau: time for the need to come back after a purchase [d]
  double loyalty_gain = 0.10;     //!< share of the gap to 1 closed by a good delivery
  double loyalty_loss = 0.25;     //!< share lost by a late or defective one
  double usual_good = 0.995;      //!< share of good parcels in the past that members open with
  double day_night = 0.75;        //!< depth of the diurnal wave 0…1 (peak/trough = (1+d)/(1-d))
  double weekend = 0.15;          //!< extra looking at the weekend
  double seek_deep = 0.15;        //!< share of members who look for a combination of their own
  double seek_extreme = 0.03;     //!< share who want a piece made for them alone
  std::string arrivals_file;      //!< `timestamp,value`: members join in proportion, each with the order it came for; "" = all are there at the start
  double active_orders = 0.0;     //!< orders a year of a member who is there, after the one it came for; 0 = `orders_per_year`
  double stay_shape = 0.0;        //!< s of the Pareto law of how long they stay; 0 = for ever
  double stay_days = 365.0;       //!< its scale beta [d]
};

//! What a member makes of what it sees (multinomial logit; McFadden 1974).
struct ChoiceParams {
  double constant = -1.2;           //!< beta_0 of any item against "nothing"
  double taste = 3.0;               //!< beta_t on match 0…1
  double price = 1.2;               //!< beta_p on ln(p / reference)
  double price_spread = 0.5;        //!< members' own beta_p lies within this share of it, uniformly
  double budget = 0.0;              //!< beta_b on the squared distance of ln p from the member's own price class / 2; 0 = nobody has one
  double budget_spread = 0.5;       //!< sd over members of the ln price they shop at
  double heat = 0.35;               //!< beta_h on ln(1 + heat)
  double wait_per_day = 0.35;       //!< beta_w [1/d]
  double loyalty = 0.6;             //!< beta_l on loyalty 0…1
  double live_bonus = 0.8;          //!< utility added while a host shows the item
  double cart_threshold = 3.05;     //!< best utility over "nothing" above which it goes into the cart
  double buy_threshold = 1.9;       //!< and, when the cart is looked at again, is bought
  double live_threshold = 0.8;      //!< the same inside a live show (buy at once)
  double recommender_error = 0.5;   //!< noise of the recommender's idea of taste, falls as 1/sqrt(events)
  Seconds shelf_median = 6 * hour;  //!< cart to decision on the shelf: lognormal with a tail of a week
  double shelf_sigma = 1.6;
  Seconds live_median = 3 * minute;  //!< cart to decision in a live show
  double live_sigma = 0.8;
  Seconds abandon_mean = 36 * hour;  //!< mean time of the competing hazard: forgotten carts
  Seconds patience_mean = 6 * day;   //!< how long over the promise a member waits for a parcel not sent
  double patience_days_max = 21.0;   //!< a promise above this is never accepted [d]
};

//! Word of mouth.
struct CascadeParams {
  std::int64_t contacts = 8;           //!< shown to per share
  double see = 0.30;                   //!< chance a contact sees it
  double share = 0.25;                 //!< chance to pass on what was seen; R0 = contacts x see x share
  double share_after_delivery = 0.02;  //!< chance a happy buyer shares
  double rewire = 0.2;                 //!< share of long-range contacts in the small world
  Seconds delay = 2 * hour;            //!< mean time until a contact sees it
  double heat_gamma = 0.8;             //!< feed share ~ w heat^gamma
  Seconds heat_half_life = 8 * hour;
  double rank_gain = 0.5;      //!< how strongly ranking follows sales velocity
  double rank_stockout = 0.5;  //!< ranking lost while nothing is available
  double rank_review = 0.5;    //!< ranking lost per lost review point
};

//! After the order.
struct ServiceParams {
  Seconds handling = 4 * hour;     //!< pick and pack [s]
  double promise_safety = 1.28;    //!< safety quantile of the promise (z)
  Seconds enquiry_mean = 4 * day;  //!< mean time to an enquiry while waiting
  Seconds return_after = 3 * day;  //!< mean time at home before it is sent back
  Seconds return_transit = 4 * day;
  Seconds inspect = 2 * day;         //!< returned goods wait for a bench
  double return_good = 0.85;         //!< share of returned goods that can be sold again
  double late_tolerance_days = 0.5;  //!< lateness a member does not notice [d]
  double defect_unhappy = 0.5;       //!< share of defects that cost loyalty
  Cents return_freight = 600;        //!< paid to the carrier for a parcel that comes back [cent]
  Cents inspect_cost = 300;          //!< looking at a returned piece [cent]
};

//! One wave of attention. Several kinds share the record; unused fields keep their defaults.
struct WaveParams {
  std::string name;
  WaveKind kind = WaveKind::livestream;
  std::uint32_t channel = 0;  //!< index into ChannelParams
  Seconds start = 0;          //!< [s since the end of the warm-up]; negative reaches into it
  Seconds duration = 2 * hour;
  double peak = 10.0;          //!< arrivals at the peak, as a multiple of the featured SKUs' quiet rate
  std::uint32_t skus = 1;      //!< how many SKUs it features
  double first_rank = 0.0;     //!< popularity quantile of the first featured SKU: 0 = best seller, 1 = deepest tail
  double rise = 30.0;          //!< seconds to reach the plateau after a link opens
  double decay_minutes = 3.9;  //!< excess decays as (1 + t/decay)^-decay_power after the link closes
  double decay_power = 1.05;
  double preheat_visibility = 0.4;  //!< rho^2 = Var(pre) / Var(total) of ln appeal
  double appeal_sigma = 0.8;        //!< sd of ln appeal over featured SKUs (SKU-mix variance)
  Seconds preheat = 2 * day;        //!< the pre-announcement starts so long before
  std::int64_t seeds = 0;           //!< cascade, longtail: members who share at the start
  double r0 = 0.0;                  //!< cascade, longtail: R0 for the SKU while hot; 0 = the world's
  Seconds half_life = 3 * day;      //!< cascade, longtail: of the extra attention
  double discount = 0.0;            //!< price cut while it lasts (0…1)
  double deposit = 0.0;             //!< festival: share of the price paid ahead by who holds its cart for the sale; 0 = no presale
  Seconds design_time = 0;          //!< what it features is only designed when it begins, and on sale so long after; 0 = it is there
  double bots = 0.0;                //!< noise: fake carts a member-hour as a multiple of the quiet cart rate
  Seconds repeat = 0;               //!< again every so often; 0 = once
  std::int64_t times = 1;           //!< how often
};

//! A channel and its audience.
struct ChannelParams {
  std::string name;
  ChannelKind kind = ChannelKind::search;
  Platform platform = Platform::shelf;
  double share = 0.1;            //!< share of unprompted looks that happen here
  double posts_per_day = 0.0;    //!< daily content: posts
  double post_peak = 1.0;        //!< median pull of a post: extra looks as a multiple of the featured SKU's quiet rate
  Seconds post_life = 6 * hour;  //!< half-life of a post's pull
  double commission = 0.05;      //!< share of sales paid to the platform
  Cents slot_fee = 0;            //!< paid a featured SKU and show
  Cents look_price = 0;          //!< paid for a thousand extra looks that posts and shows bring [cent]
};

//! How much of everything a world holds. Counts are for 1 M members at 20 orders a year and scale with members x rate.
struct WorldParams {
  std::int64_t skus = 2000;
  std::int64_t lines = 10;             //!< product lines; modules are shared inside a line
  std::int64_t families = 40;          //!< SKU families, a multiple of `lines`
  std::int64_t module_options_a = 10;  //!< a family's SKUs are options A x options B
  std::int64_t module_options_b = 5;
  std::int64_t materials_per_line = 4;
  std::int64_t zones = 256;
  std::int64_t regions = 8;
  std::int64_t micro_assortment = 320;  //!< SKUs a micro site holds
  std::int64_t suppliers = 20000;
  double zipf = 0.9;        //!< exponent of SKU popularity
  double hit_share = 0.25;  //!< share of SKUs with a short life (hit); the rest is core
  Seconds hit_half_life = 14 * day;
  Seconds core_half_life = 365 * day;
  Cents price_median = 12900;  //!< [cent]
  double price_sigma = 0.5;
  double value_share = 0.45;  //!< unit value at cost / price
  double return_shelf = 0.12, return_live = 0.35;
  double salvage = 0.35;              //!< of value
  Seconds material_lead = 36 * day;   //!< same in all designs
  Seconds material_spread = 6 * day;  //!< half width (uniform): 30–42 d
  double transit = 1.0;               //!< scale of all transit times and their spread; 0: goods move within a tick
  double capacity_slack = 1.25;       //!< core hours / hours that quiet demand needs
  double outside_load = 0.65;         //!< mean outside load of satellite and outsourced suppliers
  double outside_swing = 0.15;        //!< its calendar swing
  double work_minutes = 12.0;         //!< work content of a SKU made in one piece [min]
  double setup_hours = 2.0;           //!< changeover of a line
  Cents core_hour = 6000, satellite_hour = 7500, outsourced_hour = 9500, micro_hour = 14000;  //!< price of an hour [cent/h]
  double site_capacity = 3.0;                                                                 //!< handling capacity / mean parcels an hour
  double lane_capacity = 6.0;                                                                 //!< trunk lane capacity / mean flow
  double parcel_capacity = 3.0;          //!< parcels an hour that carriers take at their usual load / mean parcels an hour; 0: whatever comes
  double price_rise = 1.0;               //!< spot price of an hour at full load, on top of the usual, share
  double price_knee = 0.85;              //!< load from which prices rise 0…1
  double festival_load = 0.45;           //!< outside load of everybody in a festival, relative (+45 %)
  Seconds festival_before = 5 * day;     //!< it begins so long before the festival …
  Seconds festival_after = 3 * day;      //!< … and ends so long after it
  double changeover_loss = 0.03;         //!< bad share just after a changeover, on top of the usual
  Seconds changeover_settle = 4 * hour;  //!< work after which that has gone (linear)
  double escape_core = 0.05, escape_satellite = 0.10, escape_outsourced = 0.20, escape_micro = 0.15;  //!< of the bad, what inspection misses
  std::int64_t grains_per_unit = 1;
};

//! One replenishment policy; stock points refer to it by PolicyId.
struct PolicyParams {
  std::string name;
  PolicyKind kind = PolicyKind::base_stock;
  ForecastKind forecast = ForecastKind::moving_average;
  std::int64_t window = 28;              //!< moving average: buckets p
  double alpha = 0.1;                    //!< smoothing
  Seconds bucket = day;                  //!< forecast bucket (physical, never a tick)
  Seconds review = day;                  //!< R
  Seconds phase = 0;                     //!< reviews at t with (t - phase) mod review = 0
  double z = 1.64;                       //!< safety factor
  bool after_demand = true;              //!< P = L + R - one tick; else L + R
  double batch = 0.0;                    //!< order multiple as days of mean demand; 0 = none
  bool allow_negative = false;           //!< textbook only: returns excess upstream
  double smoothing_t = 1.0;              //!< T in q = f + (S - f - IP)/T
  double sensing_days = 2.0;             //!< sensed: how long a spark is assumed to last (half-life, days)
  double information_delay_hours = 0.0;  //!< age of the demand and stock a planner sees
  double decision_delay_hours = 0.0;     //!< from the plan to the order
  UncensorKind uncensor = UncensorKind::none;
  SharingKind sharing = SharingKind::orders;
  bool ar1_estimated = true;  //!< ar1: rho from the window; else `ar1_rho`
  double ar1_rho = 0.0;       //!< ar1: correlation of a bucket's demand with the next
};

//! How much older than its plan's data an order is when it leaves (lever 22).
inline Seconds delay_of(PolicyParams const& p) {
  return static_cast<Seconds>((p.information_delay_hours + p.decision_delay_hours) * static_cast<double>(hour) + 0.5);
}

//! Levers (MODEL §4): which are on, and what they cost. Each acts through information, time, capacity, stock, price or choice.
struct DesignParams {
  std::string name = "rigid";
  bool sensing = false;
  LeverCost sensing_cost;  //!< 1: forecast from carts, views and shares
  bool warning = false;
  LeverCost warning_cost;             //!< 2: CUSUM of carts by SKU; an alarm is planned at once
  double warning_false_alarms = 0.1;  //!< allowed false alarms a SKU and month
  double warning_rise = 3.0;          //!< rise of carts it is tuned to find, as a multiple of the usual
  bool presale = false;
  LeverCost presale_cost;  //!< 6: deposits paid ahead of a sale are planned for
  bool modular = false;
  LeverCost modular_cost;  //!< 7: SKUs assembled from shared modules
  bool elastic = false;
  LeverCost elastic_cost;  //!< 9: core + satellite + outsourced + micro, flexible lines
  bool network = false;
  LeverCost network_cost;  //!< 12: micro sites, nearest-first routing
  bool pooled = false;
  LeverCost pooled_cost;  //!< 13: one stock for all platforms + transshipment
  bool micro_making = false;
  LeverCost micro_making_cost;  //!< 11: workshops that print near demand, for the tail and for niche hits
  bool tiers = false;
  LeverCost tiers_cost;                          //!< 16: strategic and collaborative suppliers on contracts
  LeverCost sharing_cost;                        //!< 15: due where a policy is told more than orders (PolicyParams::sharing); no ramp
  LeverCost organisation_cost;                   //!< 22: due where a plan is sooner than usual (delay_of); no ramp
  double usual_delay_hours = 0.0;                //!< information + decision delay of a chain that pays nothing for being quicker
  DispatchKind dispatch = DispatchKind::greedy;  //!< 9: who decides which line group does what
  Seconds dispatch_period = day;
  double micro_from_rank = 0.5;                               //!< workshops can print the SKUs from this popularity quantile down
  double micro_work = 3.0;                                    //!< work of printing a SKU whole / its work in one piece
  double micro_material = 0.15;                               //!< print material is dearer than the parts it replaces, share
  double micro_feedstock_days = 10.0;                         //!< print material kept near demand, days of demand for the SKUs it can make
  double micro_reserve = 0.10;                                //!< workshop hours booked near demand / core hours
  double booked_strategic = 0.8, booked_collaborative = 0.4;  //!< share of a supplier's hours that its contract keeps for us
  double contract_idle = 0.25;                                //!< of the hour's price, paid for booked hours that are not used
  double sight_strategic = 0.6, sight_collaborative = 0.25;   //!< of others' hours, given up for us when our orders are seen coming
  double modular_work = 0.25;                                 //!< extra assembly work of a modular SKU
  double modular_cost_share = 0.03;                           //!< dearer parts
  double modular_experience = 1.0;                            //!< share of a match with one's taste that is felt in a modular SKU
  double elastic_reserve = 0.5;                               //!< satellite/outsourced hours booked / core hours
  double core_share = 1.0;                                    //!< core hours as a share of what `capacity_slack` gives
  PolicyParams micro, regional, central, plant, material;     //!< one policy an echelon
  ResourcingLever resourcing;                                 //!< 21
  ReturnsLever returns;                                       //!< 19
  ExpressLever express;                                       //!< 29
  GradesLever grades;                                         //!< 8
};

//! Money terms.
struct LedgerParams {
  double capital_rate = 0.10;           //!< a year, share of stock value
  double hold_rate = 0.15;              //!< a year, share of stock value
  Cents parcel_handling = 350;          //!< a parcel [cent]
  Cents late_penalty = 500;             //!< paid to the platform a late parcel [cent]
  Cents cancel_penalty = 300;           //!< paid to the platform when an accepted order cannot be served [cent]
  double overstock_days = 90.0;         //!< stock beyond so many days of forecast is overstock
  Seconds pay_suppliers = 45 * day;     //!< hours and materials are paid so long after
  Seconds pay_carriers = 30 * day;      //!< freight, handling, storage
  Seconds platform_holds = 10 * day;    //!< what members pay reaches the brand so long after delivery
  Seconds invest_life = 3 * 365 * day;  //!< investments are written off in equal daily parts
  double rent_premium = 0.4;            //!< renting costs so much over the daily part of what buying costs
};

//! Outside demand on a loaded network.
struct NetworkParams {
  std::string file;      //!< Willems CSV; empty = the generated world
  bool members = false;  //!< popularity mapped to avgDemand instead of exogenous draws
  bool lost = false;     //!< outside demand not served within its quoted wait is lost; else it waits on
};

struct Params {
  std::uint64_t seed = 20260101;
  std::string scenario = "livestream_pulse";
  std::string trace_file;  //!< timestamp,value
  ClockParams clock;
  MemberParams members;
  ChoiceParams choice;
  CascadeParams cascade;
  ServiceParams service;
  std::vector<ChannelParams> channels;
  std::vector<WaveParams> waves;
  std::vector<DisruptionParams> disruptions;
  LifecycleParams lifecycle;
  WorldParams world;
  DesignParams design;
  LedgerParams ledger;
  NetworkParams network;
  int threads = 0;            //!< 0 = all
  int hash_every = 24;        //!< a full state hash every so many ticks (members: every tick)
  std::uint64_t shuffle = 0;  //!< tests: visit agents in another order (0 = natural); must not change a bit
};

//! How large this world is against the reference (1 M members x 20 orders a year). Counts, fees and lever costs in configs are the
//! reference world's and scale with it, so that worlds of any size give the same shares, services and margins.
inline double world_size(Params const& p) { return static_cast<double>(p.members.count) * p.members.orders_per_year / 2e7; }

}  // namespace gs
