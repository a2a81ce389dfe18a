#pragma once
//! Everything that is counted in a tick. One list: the enum, the names, units and long names in files all come from it.
#include <cstdint>
//! (clang-format never lays such lists out the same twice: it is kept off them.)
namespace gs {

struct CounterInfo {
  char const* name;
  char const* unit;
  char const* long_name;
};
// clang-format off
//! Totals of one tick. Flows are sums over the tick, `open_*` and `*_stock` are levels at its end.
#define GS_COUNTERS(X)                                                                                                                               \
  X(wakes, "1", "members awake")                                                                                                                     \
  X(candidates, "1", "wake candidates drawn")                                                                                                        \
  X(views, "1", "impressions") X(carts, "1", "carts filled") X(fake_carts, "1", "carts filled by bots")                                              \
      X(carts_decided, "1", "carts looked at again") X(abandoned, "1", "carts forgotten") X(wants, "1", "true first choices at decision time")       \
          X(ordered, "1", "wants ordered") X(substituted, "1", "wants that took another item") X(left, "1", "wants that left without an order")      \
              X(stockout_wants, "1", "wants whose item was nowhere at hand for the member") X(shares, "1", "shares") X(                              \
                  exposures, "1", "exposures by shares") X(placed, "1", "orders placed") X(filled_at_once, "1", "orders served from stock at once")  \
                  X(cancelled, "1", "orders cancelled") X(shipped, "1", "parcels sent") X(delivered, "1", "parcels delivered") X(                    \
                      on_time, "1", "parcels delivered within the promise") X(first_on_time, "1", "first-choice wants delivered within the promise") \
                      X(enquiries, "1", "enquiries") X(returned, "1", "parcels sent back")                                                           \
                          X(restocked, "grains", "returned goods put back on stock") X(scrapped, "grains", "goods scrapped")                         \
                              X(micro_hits, "1", "parcels sent from a micro site") X(moves, "1", "parcels sent from another region")                 \
                                  X(lost_sales, "cent", "list price of wants that left") X(revenue, "cent", "price of parcels delivered")            \
                                      X(planned, "1", "stock points planned") X(jobs, "1", "replenishment orders placed")                            \
                                          X(alarms, "1", "early warnings of a SKU")                                                                  \
                                          X(made, "grains", "goods finished by production") X(received, "grains", "goods bought from outside")       \
                                              X(demanded, "grains", "outside demand") X(demand_at_once, "grains", "outside demand served at once")   \
                                                  X(demand_in_time, "grains", "outside demand served within the quoted wait")                        \
                                                      X(demand_served, "grains", "outside demand served")                                            \
                                                          X(open_orders, "1", "orders placed and not delivered or cancelled")                        \
                                                              X(waiting_orders, "1", "orders without stock")                                         \
                                                                  X(open_jobs, "1", "replenishment orders open")                                     \
                                                                      X(stock_units, "grains", "goods in stock points")                              \
                                                                          X(stock_value, "cent", "goods in stock points at cost")                    \
                                                                              X(carbon, "g", "CO2e of transport and making")                         \
                                                                                  X(churned, "1", "members whose loyalty fell below one tenth")      \
                                                                                      X(parcel_cost, "cent", "parcel freight") X(refused, "1", "orders not confirmed: sold out while they were placed") \
      X(demand_lost, "grains", "outside demand that left unserved") X(defective, "1", "parcels delivered with a defect")

//! The same for what levers bring.
#define GS_LEVER_COUNTERS(X)                                                                             \
  X(returned_fit, "1", "parcels sent back: not what was expected")                                       \
  X(returned_impulse, "1", "parcels sent back: bought on impulse in a show")                             \
  X(returned_late, "1", "parcels sent back: came too late")                                              \
  X(returned_defective, "1", "parcels sent back: defective")                                             \
  X(inspected, "1", "returned pieces inspected on a bench")                                              \
  X(refurbished, "1", "returned pieces made as new")                                                     \
  X(recycled, "1", "returned pieces taken apart for their material")                                     \
  X(recovered_value, "cent", "worth of returned goods at cost, less what sorting and mending them took") \
  X(benches_waiting, "1", "returned pieces that wait for a bench")                                       \
  X(placed_deep, "1", "orders for a combination made to order")                                          \
  X(placed_extreme, "1", "orders for a piece made for one")                                              \
  X(placed_hit, "1", "orders for a SKU that is hot")                                                     \
  X(premium, "cent", "price over list paid for grades")                                                  \
  X(deposits, "1", "deposits paid ahead of a sale")                                                      \
  X(markdown_loss, "cent", "price given up by the markdown ladder on orders placed")                     \
  X(written_off, "cent", "goods thrown away or sold to jobbers, at cost")                                \
  X(expired, "grains", "goods past their shelf life")                                                    \
  X(cleared, "grains", "goods sold to jobbers at salvage")                                               \
  X(outages, "1", "suppliers, sites, lanes and sources that are down")

//! The same for what only the record needs.
#define GS_RECORD_COUNTERS(X)                                                                       \
  X(backorders, "grains", "orders for stocked goods, and outside demand, that wait for stock")      \
  X(backorder_age, "min", "how long these have waited, summed")                                     \
  X(reactivated, "1", "members whose loyalty rose to one tenth again")                              \
  X(waited_hands, "s", "how long parcels waited for hands at their site, summed")                   \
  X(waited_place, "s", "how long parcels waited for a place on their carrier's lane, summed")

enum class Counter : std::uint16_t {
#define X(name, unit, text) name,
  GS_COUNTERS(X) GS_LEVER_COUNTERS(X) GS_RECORD_COUNTERS(X)
#undef X
      count
};
inline constexpr CounterInfo counter_info[] = {
#define X(name, unit, text) {#name, unit, text},
    GS_COUNTERS(X) GS_LEVER_COUNTERS(X) GS_RECORD_COUNTERS(X)
#undef X
};
//! Levels at the end of a tick; all others are flows over it.
constexpr bool is_level(Counter c) {
  return c == Counter::open_orders || c == Counter::waiting_orders || c == Counter::open_jobs || c == Counter::stock_units ||
         c == Counter::stock_value || c == Counter::benches_waiting || c == Counter::outages || c == Counter::backorders ||
         c == Counter::backorder_age;
}

//! By zone and tick.
#define GS_ZONE_COUNTERS(X)           \
  X(wants, "1", "true first choices") \
  X(sales, "1", "orders placed") X(stockouts, "1", "wants whose item was nowhere at hand") X(heat, "1", "members awake") \
  X(shares, "1", "shares") X(delivered, "1", "parcels delivered") \
  X(door, "min", "time from order to door, summed over the parcels delivered")
enum class ZoneCounter : std::uint8_t {
#define X(name, unit, text) name,
  GS_ZONE_COUNTERS(X)
#undef X
      count
};
inline constexpr CounterInfo zone_counter_info[] = {
#define X(name, unit, text) {#name, unit, text},
    GS_ZONE_COUNTERS(X)
#undef X
};

//! By channel and tick.
#define GS_CHANNEL_COUNTERS(X) \
  X(looks, "1", "members brought by the channel: attention it won") \
  X(sales, "1", "orders placed by members it brought or reminded")
enum class ChannelCounter : std::uint8_t {
#define X(name, unit, text) name,
  GS_CHANNEL_COUNTERS(X)
#undef X
      count
};
inline constexpr CounterInfo channel_counter_info[] = {
#define X(name, unit, text) {#name, unit, text},
    GS_CHANNEL_COUNTERS(X)
#undef X
};

//! A day's stockouts by SKU and zone, worst first; kept so many a day. Worlds of more than 2^24 SKU-zones count by region instead.
inline constexpr int stockout_ranks = 128;
enum class StockoutField : std::uint8_t { sku, zone, wants, count };
inline constexpr CounterInfo stockout_info[] = {{"sku", "1", "SKU that was nowhere at hand; -1 = no entry"},
                                                {"zone", "1", "zone of the members who wanted it (very large worlds: region)"},
                                                {"wants", "1", "wants that met nothing at hand on that day"}};

//! By capacity pool and tick.
#define GS_POOL_COUNTERS(X)                                                                                                                  \
  X(offered, "s", "line-seconds offered after outside load")                                                                                 \
  X(calendar, "s", "line-seconds in the calendar, outages taken off")                                                                        \
  X(worked, "s", "line-seconds worked")                                                                                                      \
  X(changeover, "s", "line-seconds of changeover") X(asked, "s", "line-seconds asked for") X(price, "cent/h", "price of the last hour used") \
      X(started, "1", "lots begun") X(waited, "s", "from kit to begin, summed over lots begun")                                              \
          X(made, "grains", "goods finished, bad ones included") X(bad, "1e-6 grains", "of these bad, expected")                             \
              X(escaped, "1e-6 grains", "of the bad, let through by inspection, expected")                                                   \
                  X(fresh, "grains", "goods finished soon after a changeover")                                                               \
                      X(fresh_escaped, "1e-6 grains", "of the escaped, made soon after a changeover")                            \
                          X(idle, "s", "line-seconds offered and not used")                                                      \
                              X(spent, "cent s/h", "line-seconds worked at the price of their hour")
enum class PoolCounter : std::uint8_t {
#define X(name, unit, text) name,
  GS_POOL_COUNTERS(X)
#undef X
      count
};
inline constexpr CounterInfo pool_counter_info[] = {
#define X(name, unit, text) {#name, unit, text},
    GS_POOL_COUNTERS(X)
#undef X
};

//! By day, echelon and product line.
#define GS_CHAIN_COUNTERS(X)                        \
  X(orders, "grains", "orders leaving the echelon") \
  X(demand, "grains", "demand asked of the echelon") X(stock, "cent", "stock at cost at the end of the day")
enum class ChainCounter : std::uint8_t {
#define X(name, unit, text) name,
  GS_CHAIN_COUNTERS(X)
#undef X
      count
};
inline constexpr CounterInfo chain_counter_info[] = {
#define X(name, unit, text) {#name, unit, text},
    GS_CHAIN_COUNTERS(X)
#undef X
};

//! By day and echelon: what a planner is judged by.
#define GS_ECHELON_COUNTERS(X)                                                                                  \
  X(cycles, "1", "replenishment cycles that a receipt ended, over the stock points of the echelon")             \
  X(cycles_short, "1", "of these, cycles in which something was asked of the stock point that it did not have") \
  X(waited, "grains", "of the demand asked of the echelon, not served in that tick by the point that was asked") \
  X(to_order, "grains", "of the demand asked of the echelon, for what is made to order")
enum class EchelonCounter : std::uint8_t {
#define X(name, unit, text) name,
  GS_ECHELON_COUNTERS(X)
#undef X
      count
};
inline constexpr CounterInfo echelon_counter_info[] = {
#define X(name, unit, text) {#name, unit, text},
    GS_ECHELON_COUNTERS(X)
#undef X
};
// clang-format on
}  // namespace gs
