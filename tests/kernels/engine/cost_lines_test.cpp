//! Cost lines tie to counts: a parcel, a fine or a return that is counted and not paid for breaks its line, and only a day that is settled pays
//! for levers.
#include "kernels/engine/cost_lines.hpp"
#include <gtest/gtest.h>
#include <map>
#include "host/config/config.hpp"
#include "host/world/world.hpp"

namespace gs::cpu {
namespace {

struct Books {
  Params params;
  std::unique_ptr<World> world;
  std::vector<std::int64_t> counters = std::vector<std::int64_t>(static_cast<std::size_t>(Counter::count), 0);

  Books() {
    config::Request ask;
    ask.root = std::string(GS_SOURCE_DIR) + "/configs";
    ask.scenario = "livestream_pulse", ask.design = "flexible", ask.members = 3000, ask.threads = 1;
    params = config::load(ask).params;
    world = std::make_unique<World>(params, world::make_world(params));
    world->now = Now{0, 0, 0};
  }
  std::int64_t& of(Counter c) { return counters[static_cast<std::size_t>(c)]; }
  //! Lines that do not hold, by what is missing.
  std::map<std::string, Cents> gaps(Seconds settled = 0) {
    std::map<std::string, Cents> out;
    for (CostLine const& line : cost_lines(*world, counters, {settled, world->now.end}))
      if (line.gap() != 0) out[std::string(line.name).substr(0, std::string(line.name).find(' '))] = line.gap();
    return out;
  }
};

TEST(CostLines, HoldBeforeAnythingHappens) { EXPECT_TRUE(Books().gaps().empty()); }

TEST(CostLines, WhatIsCountedMustBePaidFor) {
  using Gaps = std::map<std::string, Cents>;
  {
    Books b;
    b.of(Counter::shipped) = 3;
    EXPECT_EQ(b.gaps(), (Gaps{{"handling", 3 * b.params.ledger.parcel_handling}}));
  }
  {
    Books b;
    b.of(Counter::cancelled) = 5, b.of(Counter::refused) = 4;
    EXPECT_EQ(b.gaps(), (Gaps{{"penalty", b.params.ledger.cancel_penalty}}));
  }
  {
    Books b;
    b.of(Counter::delivered) = 7, b.of(Counter::on_time) = 5;
    EXPECT_EQ(b.gaps(), (Gaps{{"penalty", 2 * b.params.ledger.late_penalty}}));
  }
  {
    Books b;
    b.of(Counter::returned) = 1, b.of(Counter::restocked) = 1;  // and back on stock
    EXPECT_EQ(b.gaps(), (Gaps{{"return", b.params.service.return_freight}, {"inspection", b.params.service.inspect_cost}}));
    b.of(Counter::restocked) = 0;  // and nowhere: thrown away
    EXPECT_EQ(b.gaps()["disposal"], b.params.lifecycle.disposal);
  }
  {
    Books b;
    b.of(Counter::revenue) = 100000;
    EXPECT_GT(b.gaps()["commission"], 0);
  }
}

TEST(CostLines, WhatIsPaidMustHaveBeenCounted) {
  Books b;
  b.world->purse().pay(Party::brand, Party::outside, Account::handling, 1);
  b.world->purse().pay(Party::brand, Party::platform, Account::paid_traffic, 100);
  b.world->purse().pay(Party::brand, Party::member, Account::refund, 5);
  EXPECT_EQ(b.gaps(), (std::map<std::string, Cents>{{"handling", 1}, {"paid", 100}, {"refunds", 5}}));
}

//! A discount is a part of a sale; what came back gives back the discounts of what was bought, no more.
TEST(CostLines, DiscountsBelongToSales) {
  using Gaps = std::map<std::string, Cents>;
  Books b;
  b.world->purse().pay(Party::member, Party::brand, Account::discount, -7);
  EXPECT_EQ(b.gaps(), (Gaps{{"discounts", 7}}));
  b.world->purse().pay(Party::member, Party::brand, Account::sales, 70);
  EXPECT_TRUE(b.gaps().empty());
  b.of(Counter::revenue) = 63;
  b.world->purse().pay(Party::brand, Party::member, Account::refund, 70);
  EXPECT_EQ(b.gaps()["refunds"], 7) << "refunded at the list price, which nobody had paid";
  b.world->purse().pay(Party::brand, Party::member, Account::discount, -7);
  EXPECT_EQ(b.gaps().count("refunds"), 0u);
  b.world->purse().pay(Party::brand, Party::member, Account::discount, -1);
  EXPECT_EQ(b.gaps()["discounts"], 1);
}

TEST(CostLines, LeversArePaidForByTheDay) {
  Books b;
  EXPECT_TRUE(b.gaps(day - 1).empty());
  Cents const one = b.gaps(day)["change"], two = b.gaps(2 * day)["change"];
  EXPECT_GT(one, 0);
  EXPECT_EQ(two, 2 * one);
}

}  // namespace
}  // namespace gs::cpu
