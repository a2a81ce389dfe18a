//! No counter overflows with a billion members and a thousand days: for every counter, account and column the largest value it can reach
//! under stated maxima, against the width of its type. A new one without a stated maximum fails here.
#include <gtest/gtest.h>
#include <limits>
#include <map>
#include <string>
#include "kernels/state/counters.hpp"
#include "kernels/state/flow_tables.hpp"
#include "kernels/state/market_tables.hpp"
#include "kernels/state/member_row.hpp"

namespace gs {
namespace {

// Stated maxima. Each is far beyond what a run does; a world that needs more must widen what fails here.
constexpr double members = 1e9, days = 1000.0, seconds = days * 86400.0;
constexpr double looks = members * days * 24.0;              // everybody looks every hour
constexpr double views = looks * 8.0;                        // slots a visit
constexpr double orders = members * days;                    // everybody orders every day
constexpr double price = 1e6;                                // mean price of what is bought: 10,000 CNY [cent]
constexpr double money = orders * price;                     // through any one account or counter
constexpr double goods = orders * 10.0;                      // of one item: ten of a material in every unit [grains]
constexpr double in_stock = members * 365.0;                 // a year's cover at an order a member and day [grains]
constexpr double stock_worth = in_stock * price * 0.45;      // [cent]
constexpr double line_seconds = orders * 3600.0;             // an hour of work a unit
constexpr double waiting_minutes = members * days * 1440.0;  // everybody waits for an order from the first day to the last
constexpr double carbon = orders * 1e5;                      // 100 kg a parcel [g]
constexpr double a_day = members * 10.0;                     // demand of one item on one day [grains]
constexpr double protection = 365.0;                         // longest L + R [d]
constexpr double chance = 4294967296.0, micro = 1e6;
constexpr double unused = static_cast<double>(never);  // `never` stands in time columns

using Maxima = std::map<std::string, double>;

template <class T>
double widest() {
  if constexpr (std::is_same_v<T, Seconds32>)
    return unused;  // it keeps `never`; what else it keeps: TimesInTables
  else if constexpr (std::is_enum_v<T>)
    return static_cast<double>(std::numeric_limits<std::underlying_type_t<T>>::max());
  else if constexpr (std::is_class_v<T>)
    return static_cast<double>(std::numeric_limits<decltype(T::v)>::max());
  else
    return static_cast<double>(std::numeric_limits<T>::max());
}

//! Half the width is asked for, so that sums and differences of two values stay inside as well.
void expect_fits(std::string const& name, Maxima const& maxima, double width) {
  auto const found = maxima.find(name);
  ASSERT_NE(found, maxima.end()) << name << " has no stated maximum: add it to this table";
  EXPECT_LE(found->second, width / 2.0) << name;
}

TEST(Overflow, CountersOfABillionMembersAndAThousandDays) {
  Maxima const by_unit = {{"grains", goods}, {"cent", money}, {"g", carbon}, {"1", views}, {"min", waiting_minutes}, {"s", 60.0 * waiting_minutes}};
  for (CounterInfo const& c : counter_info) expect_fits(c.unit, by_unit, widest<std::int64_t>());
  EXPECT_LE(stock_worth, widest<std::int64_t>() / 2.0);
  Maxima const pools = {{"s", line_seconds},
                        {"cent/h", price},
                        {"1", orders},
                        {"grains", orders},
                        {"1e-6 grains", orders * micro},
                        {"cent s/h", members * 3600.0 * price}};
  for (CounterInfo const& c : pool_counter_info) expect_fits(c.unit, pools, widest<std::int64_t>());
  Maxima const chain = {{"grains", goods}, {"cent", stock_worth}};
  for (CounterInfo const& c : chain_counter_info) expect_fits(c.unit, chain, widest<std::int64_t>());
  Maxima const echelons = {{"1", orders}, {"grains", goods}};
  for (CounterInfo const& c : echelon_counter_info) expect_fits(c.unit, echelons, widest<std::int64_t>());
  EXPECT_LE(goods * 1000.0, widest<std::int64_t>() / 2.0) << "forecast errors, in thousandths";
  // the file keeps zones as int32, and refuses what does not fit: a zone's members in one tick
  for ([[maybe_unused]] CounterInfo const& c : zone_counter_info) EXPECT_LE(members, widest<std::int32_t>() / 2.0);
}

TEST(Overflow, MoneyOfABillionMembersAndAThousandDays) {
  for ([[maybe_unused]] char const* account : account_names) EXPECT_LE(money, widest<std::int64_t>() / 2.0);
  double const value_seconds = stock_worth * 86400.0;  // a day's accrual: needs more than 64 bits, and has 32 + 63
  EXPECT_GT(value_seconds, widest<std::int64_t>());
  EXPECT_LE(value_seconds / 4294967296.0, widest<std::int64_t>() / 2.0);
  double const points = 1e9, ticks_a_day = 288.0;  // the low cell gathers 32 bits from every run of 1,024 stock points
  EXPECT_LE(points / 1024.0 * ticks_a_day * 4294967296.0, widest<std::int64_t>() / 2.0);
  double const wide = 1.7e38;  // of __int128: pricing multiplies by a rate in 1e-6, and hours by a price
  EXPECT_LE(value_seconds * micro, wide / 2.0);
  EXPECT_LE(line_seconds * price, wide / 2.0);
  EXPECT_LE(line_seconds / 3600.0 * price, widest<std::int64_t>() / 2.0);
}

template <template <template <class> class> class Table>
void expect_table_fits(std::string const& table, Maxima const& maxima) {
  Table<HostColumn> t;
  Table<HostColumn>::each_column(
      [&](char const* column, char const*, auto& cells) {
        using T = typename std::decay_t<decltype(cells)>::value_type;
        SCOPED_TRACE(table);
        expect_fits(column, maxima, widest<T>() * 2.0);  // columns: the whole width, sums of two are of counters only
      },
      t);
}

TEST(Overflow, ColumnsOfABillionMembersAndAThousandDays) {
  double const items = 4e6, points = 4e9, pools = 4e5;  // ids end there: WorldData counts them in 32 bits
  expect_table_fits<StockTable>("stock", {{"on_hand", in_stock},
                                          {"reserved", in_stock},
                                          {"backlog", members * 21.0},
                                          {"owed", goods},
                                          {"on_order", goods},
                                          {"asked", a_day * protection},
                                          {"total_asked", goods},
                                          {"in_transit", goods},
                                          {"next_arrival", unused}});
  expect_table_fits<ForecastTable>("forecast", {{"mean", a_day * micro},
                                                {"sigma_p", a_day * protection * micro},
                                                {"promised_total", a_day * protection * micro},

                                                {"checked", seconds},
                                                {"target", a_day * protection * 4.0},
                                                {"came", a_day * protection},
                                                {"window", a_day * protection}});
  expect_table_fits<OrderTable>("orders", {{"id", orders},
                                           {"member", members},
                                           {"sku", items},
                                           {"point", points},
                                           {"placed", seconds},
                                           {"promise", unused},
                                           {"patience", unused},
                                           {"due", unused},
                                           {"arrives", unused},
                                           {"price", price * 100.0},
                                           {"zone", 65535.0},
                                           {"state", 6.0},
                                           {"channel", 15.0},
                                           {"flags", 31.0}});
  expect_table_fits<JobTable>("jobs", {{"recipe", points},
                                       {"quantity", goods},
                                       {"missing", goods},
                                       {"in_work", goods},
                                       {"work_left", line_seconds},
                                       {"open", goods},
                                       {"lines", 4e6},
                                       {"ready", seconds},
                                       {"setup_left", line_seconds},
                                       {"placed", seconds},
                                       {"due", unused},
                                       {"state", 3.0}});
  expect_table_fits<ShipmentTable>("shipments", {{"to", points}, {"quantity", goods}, {"arrives", unused}, {"ordered", 1.0}});
  expect_table_fits<ReminderTable>("reminders", {{"member", members}, {"due", unused}, {"sku", items}, {"reason", 5.0}, {"channel", 15.0}});
  expect_table_fits<FlowTable>("flow", {{"asked", goods}, {"ordered", goods}, {"lost", goods}});
  expect_table_fits<ShelfTable>("shelf", {{"asked_out", a_day}, {"out_time", 31.0 * 86400.0}});
  expect_table_fits<SharedTable>("shared", {{"ordered", a_day * protection}, {"told", a_day * protection}});
  expect_table_fits<WarningTable>("warning", {{"seen", views}, {"cusum", 1e3 * micro}});
  expect_table_fits<WorkLineTable>("work lines", {{"pool", pools},
                                                  {"job", 4e9},
                                                  {"lot", goods},
                                                  {"setup_left", line_seconds},
                                                  {"work_left", line_seconds},
                                                  {"worked_at", seconds},
                                                  {"since_change", seconds},
                                                  {"family", 65535.0}});
  double const of_one_sku = members;  // a billion of the SKU that a scenario ignites, an hour of work each, at 1,000 CNY an hour
  expect_table_fits<WatchTable>("watch", {{"item", items},
                                          {"partition", 15.0},
                                          {"spark", seconds},
                                          {"sold_out", unused},
                                          {"first_made", unused},
                                          {"in_reach", unused},
                                          {"restocked", unused},
                                          {"made", of_one_sku},
                                          {"making", of_one_sku * 3600.0 * 1e5},
                                          {"worked", of_one_sku * 3600.0}});
}

TEST(Overflow, WhatTheMarketSeesOfABillionMembers) {
  double const rate = members * micro;  // everybody at one SKU in an hour [1e-6 1/h]
  Maxima maxima = {{"fast", rate}, {"slow", rate},    {"sold_fast", rate}, {"sold_slow", rate},
                   {"heat", 1e9},  {"review", micro}, {"rank", 1048576.0}, {"available", in_stock}};
  for (char const* total : {"views", "carts", "orders", "shares", "wants", "open_carts", "deposits", "carts_seen", "orders_seen", "shares_seen",
                            "good", "bad", "good_seen", "bad_seen"})
    maxima[total] = views;
  expect_table_fits<AttentionTable>("attention", maxima);
  double const used_in = 10.0, a_day_of_all = 24.0 * rate * used_in;  // of a material that goes tenfold into everything
  expect_table_fits<SignalTable>("signals",
                                 {{"sensed", a_day_of_all}, {"usual", a_day_of_all}, {"carts", views}, {"cart_rate", rate}, {"presold", views}});
  double const weight = 1e12, skus = 2e6 * 4;  // search and feed weights are clamped, their running sums unsigned
  EXPECT_LE(weight * skus, static_cast<double>(std::numeric_limits<std::uint64_t>::max()) / 2.0);
}

//! What outgrows a stored member stays at the most it holds; the other fields hold minutes, ids and shares that stay inside.
TEST(Overflow, AMemberOfAThousandDays) {
  double const minutes = days * 1440.0, items = 4e6;
  EXPECT_LE(minutes, StoredMember::minutes);
  EXPECT_LE(items, StoredMember::skus - 1);
  MemberRow row;
  row.last_buy = row.cart_since = row.seen = row.spend = row.orders = ~0u;
  row.events = row.loyalty = row.satisfaction = 0xffff;
  MemberRow const most = row_of(stored(row));
  EXPECT_EQ(most.last_buy, StoredMember::minutes);
  EXPECT_EQ(most.spend, 0xffffffu);
  EXPECT_EQ(most.orders, 4095u);
  EXPECT_EQ(most.events, 4095u);
  EXPECT_EQ(most.loyalty, 0xffff);
  MemberRow const fresh = row_of(stored({}));
  EXPECT_EQ(fresh.cart_sku, ~0u);
  EXPECT_EQ(fresh.last_family, 0xffff);
}

//! A member comes back as it was stored: every field, one at a time, so that no two share a bit.
TEST(Overflow, AMemberComesBackAsItWasStored) {
  int fields = 0;
  MemberRow row;
  MemberRow::each_field([&fields](char const*, char const*, auto const&) { ++fields; }, row);
  for (int k = 0; k < fields; ++k) {
    row = MemberRow{};
    int at = 0;
    MemberRow::each_field([&](char const*, char const*, auto& cell) { cell = at++ == k ? 0xabc : 0; }, row);
    MemberRow const back = row_of(stored(row));
    at = 0;
    MemberRow::each_field([&](char const* name, char const*, auto const& cell) { EXPECT_EQ(cell, at++ == k ? 0xabc : 0) << name; }, back);
  }
}

//! Runs end after 31 years at the latest (config/rules.cpp), and what they look forward to, patience and payment, is within two more.
TEST(Overflow, TimesInTables) {
  EXPECT_LE((StoredMember::minutes + 2.0 * 365.0 * 1440.0) * 60.0, Seconds32::last - 1.0);
  for (Seconds const t : {Seconds{-1}, Seconds{0}, 31 * 365 * day, never}) EXPECT_EQ(Seconds{Seconds32(t)}, t);
  EXPECT_EQ(Seconds{Seconds32(never - 5)}, never);
  EXPECT_EQ(Seconds{Seconds32(Seconds{1} << 31)}, never);
}

//! to_micro saturates at 2e9 units: means of the generated world at the start, where one material goes tenfold into everything.
TEST(Overflow, MeansOfTheStart) { EXPECT_LE(members * 60.0 / 365.0 * 10.0, 2.0e9); }

//! Times and ages as they enter keys and ranks: 32 bits of seconds, 28 bits of minutes, periods of outside demand.
TEST(Overflow, KeysOfRandomNumbersAndRanks) {
  EXPECT_LE(seconds * 10.0, 4294967295.0);
  EXPECT_LE(seconds / 60.0 * 10.0, 268435455.0);
  EXPECT_LE(chance, static_cast<double>(std::numeric_limits<std::uint64_t>::max()));
  double const open_orders = members * 3.0;  // lists name rows in 32 bits
  EXPECT_LE(open_orders, 4294967295.0);
}

}  // namespace
}  // namespace gs
