//! Loyalty at rest: what members open with is what their parcels would have brought them to.
#include "kernels/state/loyalty.hpp"
#include <gtest/gtest.h>
#include <cmath>
#include "kernels/core/random.hpp"

namespace gs::GS_BACKEND {
namespace {

//! A long line of parcels to one member, a share `good` of them good, by the rules of the visit.
double after_many(LoyaltyLaw const& law, std::uint64_t seed) {
  double loyalty = 0.3, sum = 0.0;
  int const settle = 2000, count = 200'000;
  for (int k = 0; k < settle + count; ++k) {
    loyalty = law.after(loyalty, uniform(draw4(seed, Stream::exposure, 7, static_cast<std::uint32_t>(k)).v[0]) < law.good);
    if (k >= settle) sum += loyalty;
  }
  return sum / count;
}

TEST(Loyalty, RestsWhereGainAndLossWeighTheSame) {
  for (LoyaltyLaw const law : {LoyaltyLaw{0.10, 0.25, 0.995}, {0.10, 0.25, 0.90}, {0.30, 0.50, 0.60}}) {
    EXPECT_NEAR(after_many(law, 3), law.mean(), 0.01) << law.good;
    double const mean = law.mean();
    EXPECT_NEAR(law.good * law.after(mean, true) + (1.0 - law.good) * law.after(mean, false), mean, 1e-12);
  }
  EXPECT_NEAR((LoyaltyLaw{0.10, 0.25, 0.995}).mean(), 0.0995 / (0.0995 + 0.00125), 1e-12);
}

TEST(Loyalty, MembersOpenAtRest) {
  for (LoyaltyLaw const law : {LoyaltyLaw{0.10, 0.25, 0.995}, {0.10, 0.25, 0.90}, {0.30, 0.50, 0.60}}) {
    double sum = 0.0, square = 0.0, mood = 0.0;
    int const n = 100'000;
    for (int i = 0; i < n; ++i) {
      double const parcels = law.good_since((i + 0.5) / n), at = law.at_rest(parcels);
      sum += at, square += at * at, mood += mood_at_rest(law.good, parcels);
    }
    EXPECT_NEAR(sum / n, law.mean(), 0.002) << law.good;
    EXPECT_NEAR(mood / n, law.good, 0.002) << law.good;
    EXPECT_GT(square / n - sum / n * sum / n, 1e-5) << "members differ";
  }
}

TEST(Loyalty, NothingBadOrNothingGood) {
  LoyaltyLaw const never_bad{0.10, 0.25, 1.0}, never_good{1.0, 0.25, 0.0}, unmoved{0.0, 0.0, 1.0};
  EXPECT_EQ(never_bad.at_rest(never_bad.good_since(0.5)), 1.0);
  EXPECT_EQ(never_good.at_rest(never_good.good_since(0.5)), 0.0);
  EXPECT_EQ(never_good.after(0.0, true), 1.0);
  EXPECT_EQ(unmoved.at_rest(unmoved.good_since(0.5)), 1.0);
  EXPECT_EQ(unmoved.after(0.4, true), 0.4);
  LoyaltyLaw const all_at_once{1.0, 0.25, 0.9};  // one good parcel makes it loyal
  EXPECT_NEAR(all_at_once.at_rest(0.0), 0.75 * all_at_once.mean(), 1e-12);
  EXPECT_NEAR(all_at_once.at_rest(1.0), 1.0, 1e-9);
}

TEST(Loyalty, WhoHasNoneLooksAThirdAsOften) {
  EXPECT_DOUBLE_EQ(looking_of(1.0), 1.0);
  EXPECT_DOUBLE_EQ(looking_of(0.0), 1.0 / 3.0);
  EXPECT_EQ(read_share(stored_share(1.0)), 1.0);
  EXPECT_NEAR(read_share(stored_share(0.3)), 0.3, 1.0 / 65535.0);
}

}  // namespace
}  // namespace gs::GS_BACKEND
