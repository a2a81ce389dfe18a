//! When members are there: joining along a curve, leaving for good, and who wakes because of it.
#include "kernels/state/tenure.hpp"
#include <gtest/gtest.h>
#include <cmath>
#include <vector>
#include "kernels/members/wake.hpp"

namespace gs::cpu {
namespace {

//! Half of the members on the first day, a quarter on the third, a quarter on the fifth; from 10 d on.
std::vector<Seconds> curve() {
  std::vector<Seconds> join;
  for (int k = 0; k <= join_steps; ++k) {
    double const q = static_cast<double>(k) / join_steps;
    double const days = q < 0.5 ? 2.0 * q : (q < 0.75 ? 2.0 + 4.0 * (q - 0.5) : 4.0 + 4.0 * (q - 0.75));
    join.push_back(10 * day + static_cast<Seconds>(days * 86400.0));
  }
  return join;
}

TEST(Tenure, RanksOfABlockAreOneToOne) {
  Tenure const t{nullptr, 0.0, 0.0, 42};
  for (std::int64_t const block : {0, 1, 77, 1 << 20}) {
    std::vector<int> seen(block_members, 0);
    for (std::uint32_t k = 0; k < block_members; ++k) {
      std::uint32_t const rank = t.rank_of(MemberId(static_cast<std::uint64_t>(block * block_members + k)));
      ++seen[rank];
      ASSERT_EQ(t.place_of(block, rank), k);
    }
    for (int const n : seen) ASSERT_EQ(n, 1);
  }
}

TEST(Tenure, WithoutCurveAndLawEverybodyIsAlwaysThere) {
  Tenure const t;
  EXPECT_FALSE(t.on());
  EXPECT_TRUE(t.here(MemberId(5), 0));
  EXPECT_TRUE(t.here(MemberId(5), 1000000 * day));
  EXPECT_FALSE(t.newcomer(MemberId(5), 0, hour));
}

TEST(Tenure, MembersJoinAlongTheCurve) {
  std::vector<Seconds> const join = curve();
  Tenure const t{join.data(), 0.0, 0.0, 7};
  int by_day[8] = {};
  int const n = 64 * 1024;
  for (int i = 0; i < n; ++i) ++by_day[t.joins(MemberId(static_cast<std::uint64_t>(i))) / day - 10];
  EXPECT_NEAR(by_day[0], n / 2, 64);
  EXPECT_NEAR(by_day[2], n / 4, 64);
  EXPECT_NEAR(by_day[4], n / 4, 64);
  EXPECT_LE(by_day[1] + by_day[3], 2 * n / join_steps) << "the steps that straddle a quiet stretch, and no more";
}

// P(alive after t) = (beta / (beta + t))^s.
TEST(Tenure, LifetimesFollowTheParetoLaw) {
  Tenure const t{nullptr, 0.4, 50.0 * 86400.0, 99};
  int const n = 200000;
  for (double const days : {1.0, 10.0, 100.0, 1000.0}) {
    int alive = 0;
    for (int i = 0; i < n; ++i) alive += t.here(MemberId(static_cast<std::uint64_t>(i)), static_cast<Seconds>(days * 86400.0));
    double const p = std::pow(50.0 / (50.0 + days), 0.4);
    EXPECT_NEAR(static_cast<double>(alive) / n, p, 4.0 * std::sqrt(p * (1.0 - p) / n)) << days;
  }
}

struct Woken {
  std::vector<int> times;
  std::vector<Seconds> first;
};
//! One block through all ticks of a stretch; ordinary looks at `rate` an hour.
Woken wake(Tenure const& tenure, double rate, std::int64_t members, Seconds from, Seconds to) {
  std::vector<StoredMember> rows(block_members, stored({}));
  for (StoredMember& r : rows) r.loyalty = 49151;
  std::uint16_t const zero = 0;
  double const pull = 1.0;
  Pressure pressure;
  pressure.hours = 1.0;
  std::int64_t totals[count_of<Counter>] = {};
  Woken out{std::vector<int>(block_members, 0), std::vector<Seconds>(block_members, never)};
  for (Seconds t = from; t < to; t += hour) {
    std::uint64_t bits[16];
    WakeBlock{rows.data(),
              &zero,
              &zero,
              &zero,
              &rate,
              &pull,
              pressure,
              10.0,
              42,
              members,
              Now{t, t + hour, t / hour},
              bits,
              Tally{totals, nullptr, nullptr},
              tenure}(0);
    for (std::size_t k = 0; k < block_members; ++k)
      if (bits[k / 64] >> (k % 64) & 1) ++out.times[k], out.first[k] = std::min(out.first[k], t);
  }
  return out;
}

TEST(Tenure, EveryNewcomerWakesOnceInTheTickOfItsTime) {
  std::vector<Seconds> const join = curve();
  Tenure const t{join.data(), 0.0, 0.0, 42};
  for (std::int64_t const members : {1024, 700}) {
    Woken const w = wake(t, 0.0, members, 0, 20 * day);
    for (std::size_t k = 0; k < block_members; ++k) {
      bool const exists = static_cast<std::int64_t>(k) < members;
      ASSERT_EQ(w.times[k], exists ? 1 : 0) << k;
      if (exists) { ASSERT_EQ(w.first[k], t.joins(MemberId(k)) / hour * hour) << k; }
    }
  }
}

TEST(Tenure, NobodyLooksBeforeJoiningOrAfterLeaving) {
  std::vector<Seconds> const join = curve();
  Tenure const t{join.data(), 0.5, 3.0 * 86400.0, 42};
  Woken const w = wake(t, 0.2, 1024, 0, 40 * day), late = wake(t, 0.2, 1024, 30 * day, 40 * day);
  int looks = 0, silent = 0;
  for (std::size_t k = 0; k < block_members; ++k) {
    Seconds const joins = t.joins(MemberId(k)), leaves = joins + t.lifetime(MemberId(k));
    ASSERT_EQ(w.first[k], joins / hour * hour);
    looks += w.times[k];
    if (leaves <= 30 * day) {
      ASSERT_EQ(late.times[k], 0) << k;
      ++silent;
    }
  }
  EXPECT_GT(looks, 5 * 1024);
  EXPECT_GT(silent, 400);
}

}  // namespace
}  // namespace gs::cpu
