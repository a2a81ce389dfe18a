#pragma once
//! The enumerations of the world. Stored as uint8 in tables; the names are what files, tables and messages print.
#include <cstdint>

namespace gs {

enum class ItemKind : std::uint8_t { sku, module, material, count };
inline constexpr char const* item_kind_names[] = {"sku", "module", "material"};

enum class SiteKind : std::uint8_t { central, regional, micro, plant, outside, count };
inline constexpr char const* site_kind_names[] = {"central", "regional", "micro", "plant", "outside"};

//! Where a stock point stands in the chain, counted from the member up; the grain of bullwhip.
enum class Echelon : std::uint8_t { micro, regional, central, plant, material, count };
inline constexpr char const* echelon_names[] = {"micro", "regional", "central", "plant", "material"};

//! Channels a member can be reached by.
enum class ChannelKind : std::uint8_t { livestream, short_video, social_feed, search, shop, count };
inline constexpr char const* channel_kind_names[] = {"livestream", "short_video", "social_feed", "search", "shop"};

//! Stock partitions of a rigid chain: one per platform. A pooled chain has partition 0 only.
enum class Platform : std::uint8_t { live, social, shelf, shop, count };
inline constexpr char const* platform_names[] = {"live", "social", "shelf", "shop"};

enum class LayerKind : std::uint8_t { core, satellite, outsourced, micro, count };
inline constexpr char const* layer_names[] = {"core", "satellite", "outsourced", "micro"};

enum class TierKind : std::uint8_t { strategic, collaborative, transactional, count };
inline constexpr char const* tier_names[] = {"strategic", "collaborative", "transactional"};

//! Who decides where work is done: every job takes the cheapest line that is free (decentralised), or a plan of each period hands out hours.
enum class DispatchKind : std::uint8_t { greedy, flow, count };
inline constexpr char const* dispatch_names[] = {"greedy", "flow"};

//! Process types a capacity pool offers.
enum class Process : std::uint8_t { assembly, moulding, cutting, printing, count };
inline constexpr char const* process_names[] = {"assembly", "moulding", "cutting", "printing"};

//! What a recipe does: move goods on a lane, work on them, buy them from outside, or (demand side) sell them to the outside.
enum class RecipeKind : std::uint8_t { transport, process, buy, sell, count };
inline constexpr char const* recipe_kind_names[] = {"transport", "process", "buy", "sell"};

enum class LeadLaw : std::uint8_t { fixed, uniform, exponential, gamma, discrete, count };
inline constexpr char const* lead_law_names[] = {"fixed", "uniform", "exponential", "gamma", "discrete"};

enum class ForecastKind : std::uint8_t { constant, moving_average, smoothing, sensed, ar1, count };
inline constexpr char const* forecast_names[] = {"constant", "moving_average", "smoothing", "sensed", "ar1"};

//! What a planner makes of sales while nothing was at hand (MODEL §5).
enum class UncensorKind : std::uint8_t { none, in_stock, count };
inline constexpr char const* uncensor_names[] = {"none", "in_stock"};

//! What a stock point is told of the demand downstream (lever 15).
enum class SharingKind : std::uint8_t { orders, member_demand, forecast, count };
inline constexpr char const* sharing_names[] = {"orders", "member_demand", "forecast"};

enum class PolicyKind : std::uint8_t { base_stock, s_S, r_Q, count };
inline constexpr char const* policy_names[] = {"base_stock", "s_S", "r_Q"};

enum class WaveKind : std::uint8_t { livestream, cascade, content, festival, trace, noise, longtail, count };
inline constexpr char const* wave_names[] = {"livestream", "cascade", "content", "festival", "trace", "noise", "longtail"};

enum class DemandLaw : std::uint8_t { fixed, poisson, negative_binomial, gamma, normal, count };
inline constexpr char const* demand_law_names[] = {"fixed", "poisson", "negative_binomial", "gamma", "normal"};

enum class Grade : std::uint8_t { basic, deep, extreme, count };
inline constexpr char const* grade_names[] = {"basic", "deep", "extreme"};

enum class OrderState : std::uint8_t { waiting, reserved, shipped, delivered, returning, inspecting, refurbishing, closed, count };
inline constexpr char const* order_state_names[] = {"waiting",   "reserved",   "shipped",      "delivered",
                                                    "returning", "inspecting", "refurbishing", "closed"};

//! Why a parcel comes back.
enum class ReturnReason : std::uint8_t { fit, impulse, late, defective, count };
inline constexpr char const* return_reason_names[] = {"fit", "impulse", "late", "defective"};

//! What an outage hits (lever 21).
enum class OutageOf : std::uint8_t { supplier, site, lane, material, region, count };
inline constexpr char const* outage_of_names[] = {"supplier", "site", "lane", "material", "region"};

//! What it stops. `closed`: everything (the share `depth` of hours, hands or capacity); `orders`: nothing can be ordered for it;
//! `shipments`: what is ordered is not sent to it; `transit`: what is on its way stands still; `receipts`: what arrives waits at the gate.
enum class OutageKind : std::uint8_t { closed, orders, shipments, transit, receipts, count };
inline constexpr char const* outage_kind_names[] = {"closed", "orders", "shipments", "transit", "receipts"};

//! A replenishment order through its recipe: waits for components, is worked on, is done; or is decided and has not left the desk yet.
enum class JobState : std::uint8_t { wait_kit, wait_hours, closed, decided, count };
inline constexpr char const* job_state_names[] = {"wait_kit", "wait_hours", "closed", "decided"};

//! Why a member wakes by due time.
enum class Reason : std::uint8_t { cart, shared, delivered, late, final_payment, count };
inline constexpr char const* reason_names[] = {"cart", "shared", "delivered", "late", "final_payment"};

//! Accounts of the ledger (MODEL §6).
enum class Account : std::uint8_t {
  sales,
  discount,
  refund,
  fee,
  material,
  work,
  changeover,
  idle,
  hold,
  capital,
  markdown,
  write_off,
  transport,
  handling,
  returns,
  penalty,
  commission,
  paid_traffic,
  information,
  change,
  count
};
inline constexpr char const* account_names[] = {"sales",   "discount", "refund",     "fee",          "material",    "work",      "changeover",
                                                "idle",    "hold",     "capital",    "markdown",     "write_off",   "transport", "handling",
                                                "returns", "penalty",  "commission", "paid_traffic", "information", "change"};

enum class Party : std::uint8_t { member, brand, supplier, carrier, platform, outside, count };
inline constexpr char const* party_names[] = {"member", "brand", "supplier", "carrier", "platform", "outside"};

template <class E>
constexpr int count_of = static_cast<int>(E::count);
template <class E>
constexpr int at(E e) {
  return static_cast<int>(e);
}

}  // namespace gs
