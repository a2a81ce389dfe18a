//! What members do, on paper: hazards, logit shares, cart times, cascades.
#include "kernels/members/choice.hpp"
#include <gtest/gtest.h>
#include <algorithm>
#include <cmath>
#include <vector>
#include "kernels/members/hazard.hpp"
#include "kernels/members/wake.hpp"

namespace gs::cpu {
namespace {

std::vector<double> quantiles() {
  std::vector<double> q(gumbel_cells + 1);
  for (int k = 0; k <= gumbel_cells; ++k) MakeQuantiles{q.data()}(k);
  return q;
}

// Theory: looks are Poisson, and (1 - e^-h) E[n | n >= 1] = h: whether time is cut into one tick or twelve, as many looks fall into it.
TEST(Hazard, AMemberAwakeLooksAsOftenAsItsHazardSays) {
  for (double const h : {0.01, 0.4, 1.5, 4.0}) {
    std::int64_t looks = 0, once = 0, n = 200'000;
    for (std::int64_t k = 0; k < n; ++k) {
      int const here = looks_in_tick(h, (static_cast<double>(k) + 0.5) / static_cast<double>(n));
      looks += here, once += here == 1;
    }
    EXPECT_NEAR(static_cast<double>(looks) / static_cast<double>(n) * (1.0 - std::exp(-h)), h, 1e-3 * h) << h;
    EXPECT_NEAR(static_cast<double>(once) / static_cast<double>(n), h / (std::exp(h) - 1.0), 1e-4) << h;
  }
  EXPECT_EQ(looks_in_tick(1e9, 0.0), most_looks);
}

// Theory: s_j = e^u_j / (1 + sum e^u) (McFadden 1974).
TEST(Choice, SharesAreMultinomialLogit) {
  auto const q = quantiles();
  double const u[] = {1.0, 0.5, 0.0, -1.0};
  double const expected[] = {0.4036, 0.2448, 0.1485, 0.0546, 0.1485};
  int chosen[5] = {};
  int const n = 400000;
  for (int i = 0; i < n; ++i) {
    std::uint64_t const luck = mix64(static_cast<std::uint64_t>(i) + 77);
    int best = 4;
    double most = luck_of(q.data(), luck, ~0u);
    for (std::uint32_t j = 0; j < 4; ++j) {
      double const x = u[j] + luck_of(q.data(), luck, j);
      if (x > most) {
        most = x;
        best = static_cast<int>(j);
      }
    }
    ++chosen[best];
  }
  for (int j = 0; j < 5; ++j) EXPECT_NEAR(static_cast<double>(chosen[j]) / n, expected[j], 4.0 * std::sqrt(0.25 / n)) << j;
}

TEST(Choice, TableOfGumbelsIsCloseToTheLaw) {
  auto const q = quantiles();
  for (std::uint64_t w = 1; w < (1ULL << 32); w += 104729 * 7) {
    auto const word = static_cast<std::uint32_t>(w);
    EXPECT_NEAR(gumbel_from(q.data(), word), gumbel(word), 2e-3) << word;
  }
}

TEST(Choice, GuidedDrawsFollowTheWeights) {
  std::vector<std::uint64_t> const weight = {5, 0, 1000000, 3, 7, 90000, 1, 1, 1, 400000};
  std::vector<std::uint64_t> upto;
  std::uint64_t sum = 0;
  for (std::uint64_t const w : weight) upto.push_back(sum += w);
  for (int const bits : {1, 4, 8, 12}) {
    std::vector<std::uint32_t> guide((1u << bits) + 1);
    for (int k = 0; k <= 1 << bits; ++k) MakeGuide{upto.data(), guide.data(), 10, bits}(k);
    for (std::uint64_t w = 0; w < (1ULL << 32); w += 65521 * 11) {
      auto const word = static_cast<std::uint32_t>(w);
      auto const plain = std::upper_bound(upto.begin(), upto.end(), weight_at(sum, word)) - upto.begin();
      ASSERT_EQ(draw_by_weight({upto.data(), guide.data(), 10, bits}, word), static_cast<std::uint32_t>(plain)) << word << " of " << bits;
    }
  }
  EXPECT_EQ(guide_bits(10), 8);
  EXPECT_EQ(guide_bits(2000), 11);
  EXPECT_EQ(guide_bits(1'000'000), 16);
}

TEST(Choice, ADearerItemIsWorthLessAndATasteMatchMore) {
  ChoiceParams const p;
  Taster const who{0x8000800080008000ULL, 1.0, 0.5, 1, 0xffff, 0.0};
  SkuLook near{}, far{}, dear{};
  near.taste = dear.taste = 0x8000800080008000ULL;
  dear.price_term = 1.0;
  EXPECT_GT(utility(p, who, near, 0.0), utility(p, who, far, 0.0));
  EXPECT_NEAR(utility(p, who, near, 0.0) - utility(p, who, dear, 0.0), 1.0, 1e-12);
}

TEST(Choice, AMemberWithAPriceClassLikesPricesNearItBest) {
  ChoiceParams p;
  Taster who{0x8000800080008000ULL, 1.0, 0.5, 1, 0xffff, 0.0};
  SkuLook look{};
  look.price_term = p.price * 0.7;  // twice the reference price
  double const plain = utility(p, who, look, 0.0);
  who.price_class = 0.7;
  EXPECT_EQ(utility(p, who, look, 0.0), plain) << "without choice.budget nobody has a class";
  p.budget = 2.0;
  EXPECT_NEAR(utility(p, who, look, 0.0), plain + p.price * 0.7, 1e-12) << "what it is used to costs it nothing";
  double const best = utility(p, who, look, 0.0);
  look.price_term = p.price * 1.7;
  EXPECT_NEAR(utility(p, who, look, 0.0), best - p.price - 0.5 * 2.0, 1e-12);
  look.price_term = p.price * -1.3;
  EXPECT_NEAR(utility(p, who, look, 0.0), best + 2.0 * p.price - 0.5 * 2.0 * 4.0, 1e-12);
  double sum = 0.0, square = 0.0;
  for (std::uint64_t i = 0; i < 20000; ++i) {
    double const c = price_class(42, MemberId(i), 0.5);
    sum += c, square += c * c;
  }
  EXPECT_NEAR(sum / 20000.0, 0.0, 0.015);
  EXPECT_NEAR(square / 20000.0, 0.25, 0.01);
}

TEST(Cart, LiveMedianIsThreeMinutesAndShelfSixHours) {
  ChoiceParams const p;
  EXPECT_NEAR(static_cast<double>(decision_time(p, true, 1u << 31)), 180.0, 2.0);
  EXPECT_NEAR(static_cast<double>(decision_time(p, false, 1u << 31)), 21600.0, 2.0);
  EXPECT_GT(decision_time(p, false, 0xffffffffu - (1u << 26)), 4 * day);  // the tail of a week
}

TEST(Hazard, NeedComesBackAndLoyaltyLifts) {
  MemberRow row;
  row.loyalty = 0xffff;
  EXPECT_NEAR(readiness(row, 100 * day, 10.0), 1.0, 0.001);
  row.last_buy = static_cast<std::uint32_t>(100 * day / minute) + 1;
  EXPECT_NEAR(readiness(row, 100 * day, 10.0), 1.0 - need_share, 0.001);
  EXPECT_GT(readiness(row, 110 * day, 10.0), readiness(row, 101 * day, 10.0));
  EXPECT_LE(readiness(row, 400 * day, 10.0), most_loyal + 1e-9);  // the bound that skip sampling relies on
  row.loyalty = 0;
  EXPECT_NEAR(readiness(row, 400 * day, 10.0), 1.0 / 3.0, 0.001);
}

//! One block of members that all have the same hazard, woken again and again.
double woken_share(double rate, double readiness_of_all, int ticks) {
  std::vector<StoredMember> rows(1024, stored({}));
  for (StoredMember& r : rows) r.loyalty = static_cast<std::uint16_t>(65535.0 * (3.0 * readiness_of_all - 1.0) / 2.0);
  std::uint16_t const zero16 = 0;
  double const pull = 1.0;
  Pressure pressure;
  pressure.hours = 1.0;
  std::uint64_t bits[16];
  std::int64_t totals[count_of<Counter>] = {}, awake = 0;
  Tally const tally{totals, nullptr, nullptr};
  for (int t = 0; t < ticks; ++t) {
    WakeBlock{rows.data(), &zero16, &zero16, &zero16, &rate, &pull, pressure, 10.0, 42, 1024, Now{t * hour, (t + 1) * hour, t}, bits, tally}(0);
    for (std::uint64_t const b : bits) awake += __builtin_popcountll(b);
  }
  EXPECT_GE(totals[at(Counter::candidates)], awake);
  return static_cast<double>(awake) / (1024.0 * ticks);
}

TEST(Wake, SkipSamplingIsUnbiased) {
  for (double const rate : {0.002, 0.05, 0.4, 2.0}) {
    double const expected = 1.0 - std::exp(-rate * 0.8), n = 1024.0 * 2000;
    EXPECT_NEAR(woken_share(rate, 0.8, 2000), expected, 5.0 * std::sqrt(expected * (1.0 - expected) / n)) << rate;
  }
}

TEST(Wake, MoreReadyMembersWakeOnTheSameLuck) {  // common random numbers: who wakes at 0.6 also wakes at 1.0
  EXPECT_LT(woken_share(0.05, 0.6, 200), woken_share(0.05, 1.0, 200));
}

TEST(Cascade, ContactsStayInThePopulationAndSomeAreFar) {
  std::uint64_t const members = 1000;
  int far = 0;
  for (std::uint64_t i = 0; i < members; ++i) {
    for (std::uint32_t k = 0; k < 8; ++k) {
      MemberId const c = contact_of(7, MemberId(i), k, to_chance(0.2), members);
      ASSERT_LT(c.v, members);
      std::uint64_t const apart = std::min((c.v + members - i) % members, (i + members - c.v) % members);
      far += apart > 4 ? 1 : 0;
    }
  }
  EXPECT_NEAR(far / 8000.0, 0.2, 0.03);
}

}  // namespace
}  // namespace gs::cpu
