#include "host/world/arrivals.hpp"
#include "kernels/state/tenure.hpp"
#include "tests/host/world/sample.hpp"

namespace gs::world {
namespace {

TEST(Arrivals, AreEqualStepsOfMembers) {
  std::vector<Seconds> const t = join_times({0.0, 1.0, 3.0, 0.0}, 10 * day, "a.csv");
  ASSERT_EQ(t.size(), std::size_t{join_steps} + 1);
  EXPECT_EQ(t.front(), 10 * day + hour) << "nobody comes in the first hour";
  EXPECT_EQ(t[join_steps / 8], 10 * day + hour + hour / 2) << "a quarter comes in the second";
  EXPECT_EQ(t[join_steps / 4], 10 * day + 2 * hour);
  EXPECT_EQ(t[join_steps * 5 / 8], 10 * day + 2 * hour + hour / 2);
  EXPECT_EQ(t.back(), 10 * day + 3 * hour);
  EXPECT_TRUE(std::is_sorted(t.begin(), t.end()));
}

TEST(Arrivals, OfNobodyAreAnError) {
  EXPECT_SAYS(join_times({0.0, 0.0}, 0, "a.csv"), "a.csv: nobody arrives");
  EXPECT_SAYS(join_times({}, 0, "a.csv"), "a.csv: nobody arrives");
}

TEST(Arrivals, MakeTheWorldsCurve) {
  Scratch const file("timestamp,value\n2026-01-05 00:00,1\n2026-01-06 00:00,1\n2026-01-07 00:00,0\n");
  Params p = market(3000);
  EXPECT_TRUE(make_world(p).join.empty());
  p.members.arrivals_file = file.path();
  WorldData const w = make_world(p);
  ASSERT_EQ(w.join.size(), std::size_t{join_steps} + 1);
  EXPECT_EQ(w.join.front(), p.clock.warmup);
  EXPECT_EQ(w.join.back(), p.clock.warmup + 2 * day);
}

TEST(Arrivals, ActiveOrdersSetTheLooksAndNotTheSize) {
  Params p = market(16384), q = p;
  q.members.active_orders = 2.0 * p.members.orders_per_year;
  WorldData const a = make_world(p), b = make_world(q);
  EXPECT_EQ(a.skus, b.skus);
  double const more = b.class_rate[0] / a.class_rate[0];
  EXPECT_GT(more, 2.0) << "who has just bought looks less: twice the orders take more than twice the looks";
  EXPECT_LT(more, 4.0);
  for (std::size_t c = 0; c < a.class_rate.size(); ++c) EXPECT_NEAR(b.class_rate[c], more * a.class_rate[c], 1e-12 * b.class_rate[c]);
}

}  // namespace
}  // namespace gs::world
