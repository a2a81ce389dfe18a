//! Ages of goods in stock and terms of payment, on paper.
#include "kernels/ledger/ageing.hpp"
#include <gtest/gtest.h>
#include "kernels/ledger/terms.hpp"
#include "kernels/state/lever_costs.hpp"

namespace gs::cpu {
namespace {

TEST(Ageing, WhatNobodyBuysExpiresAfterItsLife) {
  Ages a;
  Grains on_hand = 100;
  for (int quarter = 1; quarter <= 4; ++quarter) {
    Shifted const s = shift_ages(a, on_hand, 0);
    EXPECT_EQ(s.expired, 0) << quarter;
    a = s.next;
  }
  EXPECT_EQ(shift_ages(a, on_hand, 0).expired, 100);
}

TEST(Ageing, TheOldestIsIssuedFirst) {
  Ages a{{10, 20, 30, 40}};
  Shifted const s = shift_ages(a, 100 - 55 + 25, 55);  // 55 issued, 25 came in
  EXPECT_EQ(s.expired, 0);                             // 40 + 15 of the next class are gone
  EXPECT_EQ(s.next.of[3], 15);
  EXPECT_EQ(s.next.of[2], 20);
  EXPECT_EQ(s.next.of[1], 10);
  EXPECT_EQ(s.next.of[0], 25);
}

TEST(Ageing, StockThatIsMissingWasIssuedWhateverDemandSays) {
  Shifted const s = shift_ages(Ages{{10, 20, 30, 40}}, 60, 0);
  EXPECT_EQ(s.expired, 0);
  EXPECT_EQ(s.next.of[0], 0);
}

TEST(Ageing, NoMoreThanIsThereEverExpires) {
  for (Grains on_hand = 0; on_hand <= 120; on_hand += 7)
    for (Grains issued = 0; issued <= 150; issued += 11) {
      Shifted const s = shift_ages(Ages{{10, 20, 30, 40}}, on_hand, issued);
      Grains sum = s.expired;
      for (int k = 0; k < ages; ++k) sum += s.next.of[k];
      EXPECT_LE(s.expired, on_hand);
      EXPECT_EQ(sum, on_hand);
    }
}

TEST(Terms, EveryCellIsPaidOnceWhenItFallsDue) {
  std::vector<std::int64_t> paid(purse_cells, 0), entered(purse_cells, 0), settled(purse_cells, 0), due(pay_days * purse_cells, 0);
  auto const work = static_cast<std::size_t>(Purse::at(Party::brand, Party::supplier, Account::work));
  auto const sales = static_cast<std::size_t>(Purse::at(Party::member, Party::brand, Account::sales));
  auto const refund = static_cast<std::size_t>(Purse::at(Party::brand, Party::member, Account::refund));
  for (std::int64_t today = 1; today <= 400; ++today) {
    if (today <= 100) paid[work] += 7, paid[sales] += 11, paid[refund] += 3;
    SettleDay const step{paid.data(), entered.data(), settled.data(), due.data(), {45, 30, 10}, today, 0, 0};
    for (std::int64_t i = 0; i < purse_cells; ++i) step(i);
    EXPECT_EQ(settled[work], 7 * std::clamp<std::int64_t>(today - 45, 0, 100)) << today;
    EXPECT_EQ(settled[sales], 11 * std::clamp<std::int64_t>(today - 10, 0, 100));
    EXPECT_EQ(settled[refund], 3 * std::min<std::int64_t>(today, 100));
  }
}

TEST(LeverCosts, BoughtIsWrittenOffRentedIsDearerAndARampDefersBoth) {
  Params p;
  p.members.count = 1'000'000;
  p.design.returns.on = true;
  p.design.returns.cost = {1095'00, 500, 0, false};
  EXPECT_EQ(lever_day(p, 10 * day).change, 600);
  EXPECT_EQ(lever_day(p, 10 * day).written_off, 100);
  EXPECT_EQ(bought_at_start(p), 0);
  p.design.returns.cost.rented = true;
  EXPECT_EQ(lever_day(p, 10 * day).change, 640);
  EXPECT_EQ(lever_day(p, 10 * day).written_off, 0);
  p.design.returns.cost = {1095'00, 500, 30 * day, false};
  EXPECT_EQ(lever_day(p, p.clock.warmup).change, 0);
  EXPECT_EQ(lever_day(p, p.clock.warmup + day).change, 600);
  EXPECT_EQ(bought_at_start(p), 109500);
}

//! Information costs something, too: nobody is told members' demand for nothing.
TEST(LeverCosts, SharedDemandIsPaidForWhereItIsShared) {
  Params p;
  p.members.count = 1'000'000;
  p.design.sharing_cost = {0, 700, 0, false};
  EXPECT_EQ(lever_day(p, 10 * day).information, 0);
  p.design.plant.sharing = SharingKind::member_demand;
  EXPECT_EQ(lever_day(p, 10 * day).information, 700);
  p.design.plant.sharing = SharingKind::forecast;
  EXPECT_EQ(lever_day(p, 10 * day).information, 700);
}

//! Nor is anybody quicker than usual for nothing (lever 22); an echelon that is not there does not count.
TEST(LeverCosts, QuickPlansArePaidForWhereAPlanIsQuickerThanUsual) {
  Params p;
  p.members.count = 1'000'000;
  p.design.organisation_cost = {0, 900, 0, false};
  EXPECT_EQ(lever_day(p, 10 * day).information, 0);
  p.design.usual_delay_hours = 96.0;
  for (PolicyParams* q : {&p.design.regional, &p.design.central, &p.design.plant, &p.design.material}) q->information_delay_hours = 96.0;
  EXPECT_EQ(lever_day(p, 10 * day).information, 0);
  p.design.plant.information_delay_hours = 72.0, p.design.plant.decision_delay_hours = 12.0;
  EXPECT_EQ(lever_day(p, 10 * day).information, 900);
  p.design.plant.decision_delay_hours = 24.0;
  EXPECT_EQ(lever_day(p, 10 * day).information, 0);
  p.design.network = true;  // its micro sites see at once
  EXPECT_EQ(lever_day(p, 10 * day).information, 900);
}

}  // namespace
}  // namespace gs::cpu
