//! The counter generator against Random123's published known answers, and draws against their laws.
#include "kernels/core/random.hpp"
#include <gtest/gtest.h>
#include <cmath>
#include <set>

namespace gs::cpu {
namespace {

struct KnownAnswer {
  std::uint32_t counter[4], key[2], out[4];
};

//! philox4x32, 10 rounds, from the vectors that come with Random123 (Salmon et al. 2011).
TEST(Random, PhiloxKnownAnswers) {
  KnownAnswer const cases[] = {
      {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
      {{~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}, {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
      {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}, {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}}};
  for (auto const& c : cases) {
    std::uint64_t const seed = static_cast<std::uint64_t>(c.key[1]) << 32 | c.key[0],
                        id = static_cast<std::uint64_t>(c.counter[1]) << 32 | c.counter[0];
    Draws const d = draw4(seed, static_cast<Stream>(c.counter[3] >> 8), id, c.counter[2], c.counter[3] & 0xff);
    for (int i = 0; i < 4; ++i) EXPECT_EQ(d.v[i], c.out[i]);
  }
}

TEST(Random, StreamsIdsTimesAndIndicesDiffer) {
  std::set<std::uint32_t> seen;
  seen.insert(draw4(1, Stream::test, 5, 7, 0).v[0]);
  seen.insert(draw4(2, Stream::test, 5, 7, 0).v[0]);
  seen.insert(draw4(1, Stream::yield, 5, 7, 0).v[0]);
  seen.insert(draw4(1, Stream::test, UINT64_C(5) << 32, 7, 0).v[0]);
  seen.insert(draw4(1, Stream::test, 5, 8, 0).v[0]);
  seen.insert(draw4(1, Stream::test, 5, 7, 1).v[0]);
  EXPECT_EQ(seen.size(), 6u);
}

TEST(Random, UniformNeverReachesItsEnds) {
  EXPECT_GT(uniform(0), 0.0);
  EXPECT_LT(uniform(~0u), 1.0);
  EXPECT_GT(uniform52(0, 0), 0.0);
  EXPECT_LT(uniform52(~0u, ~0u), 1.0);
}

TEST(Random, LawsHaveTheirMoments) {
  int const n = 200000;
  double u = 0, u2 = 0, z = 0, z2 = 0, e = 0, g = 0;
  for (int i = 0; i < n; ++i) {
    Draws const d = draw4(42, Stream::test, static_cast<std::uint64_t>(i), 0);
    double const x = uniform(d.v[0]), y = normal(d.v[1]);
    u += x;
    u2 += x * x;
    z += y;
    z2 += y * y;
    e += exponential(d.v[2]);
    g += gumbel(d.v[3]);
  }
  double const se = 1.0 / std::sqrt(n);
  EXPECT_NEAR(u / n, 0.5, 4 * 0.2887 * se);
  EXPECT_NEAR(u2 / n, 1.0 / 3, 4 * 0.3 * se);
  EXPECT_NEAR(z / n, 0.0, 4 * se);
  EXPECT_NEAR(z2 / n, 1.0, 4 * 1.42 * se);
  EXPECT_NEAR(e / n, 1.0, 4 * se);
  EXPECT_NEAR(g / n, 0.5772157, 4 * 1.2826 * se);
}

}  // namespace
}  // namespace gs::cpu
