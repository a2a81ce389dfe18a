#include "host/run/verify.hpp"
#include <gtest/gtest.h>
#include "tests/support/fake_engine.hpp"

namespace gs::run {
namespace {
Way fake(std::string name, test::FakeScript script) {
  return {std::move(name), [script] { return std::make_unique<test::FakeEngine>(script); }};
}

TEST(Verify, EqualRunsHaveNoDifference) {
  Verdict const v = verify({fake("one", {}), fake("two", {})}, 0);
  EXPECT_TRUE(v.differences.empty());
  EXPECT_EQ(v.ticks, 72);
  EXPECT_EQ(v.ways.size(), 2u);
}

TEST(Verify, NamesTheFirstTickAndTableThatDiffer) {
  test::FakeScript other;
  other.differs_at = 17;
  other.differing_table = "shipments";
  test::FakeScript same;
  same.differing_table = "shipments";
  Verdict const v = verify({fake("one", same), fake("same", same), fake("other", other)}, 0);
  ASSERT_EQ(v.differences.size(), 1u);
  EXPECT_EQ(v.differences[0].way, "other");
  EXPECT_EQ(v.differences[0].tick, 17);
  EXPECT_EQ(v.differences[0].table, "shipments");
}

TEST(Verify, StopsAfterTheGivenTicks) { EXPECT_EQ(verify({fake("one", {})}, 10).ticks, 10); }

TEST(Verify, ABrokenLawIsReported) {
  test::FakeScript leaks;
  leaks.lost_goods = 3;
  EXPECT_NE(verify({fake("one", leaks)}, 5).broken_law.find("goods"), std::string::npos);
}

}  // namespace
}  // namespace gs::run
