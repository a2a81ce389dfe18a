//! Members who join, through the whole engine: each comes with an order, the laws hold, and nothing depends on who is visited first.
#include <gtest/gtest.h>
#include <fstream>
#include "host/run/order_log.hpp"
#include "host/run/runner.hpp"
#include "host/world/world.hpp"
#include "kernels/core/errors.hpp"
#include "kernels/engine/engine.hpp"

namespace gs::run {
namespace {
namespace fs = std::filesystem;

class Arrivals : public testing::Test {
 protected:
  void SetUp() override {
    std::ofstream(file_) << "timestamp,value\n2026-01-05 00:00,1\n2026-01-06 00:00,3\n2026-01-07 00:00,0\n";
    ChannelParams shelf;
    shelf.name = "shelf", shelf.kind = ChannelKind::search, shelf.share = 1.0;
    params_.channels = {shelf};
    params_.members.count = 5000;
    params_.members.arrivals_file = file_.string();
    params_.members.orders_per_year = 600.0;  // sizes stock: all come within two days
    params_.members.active_orders = 40.0;
    params_.members.stay_shape = 0.5, params_.members.stay_days = 5.0;
    params_.clock.warmup = day, params_.clock.length = 9 * day;
    params_.threads = 1, params_.hash_every = 1;
  }
  void TearDown() override { fs::remove(file_); }

  fs::path file_ = fs::temp_directory_path() / ("gs_arrivals_" + std::to_string(getpid()) + ".csv");
  Params params_;
};

TEST_F(Arrivals, BuyOnceAtLeastAndOnlyAfterTheyCame) {
  WorldData const world = world::make_world(params_);
  auto const engine = cpu::make_engine(params_, world);
  auto const buyers = [&] {
    int n = 0;
    for (std::uint64_t i = 0; i < 5000; ++i) n += engine->member(i).orders > 0;
    return n;
  };
  while (engine->now() < day) engine->step();
  EXPECT_EQ(buyers(), 0) << "nobody is there in the warm-up";
  while (engine->now() < 2 * day) engine->step();
  EXPECT_NEAR(buyers(), 1250, 25) << "a quarter comes on the first day";
  while (engine->now() < 3 * day) engine->step();
  EXPECT_GE(buyers(), 4950);
  while (!engine->finished()) engine->step();
  EXPECT_TRUE(engine->audit().holds());
  std::int64_t orders = 0;
  for (std::uint64_t i = 0; i < 5000; ++i) orders += engine->member(i).orders;
  EXPECT_GT(orders, 5500) << "some come again";
}

TEST_F(Arrivals, DoNotDependOnTheVisitingOrder) {
  Params other = params_;
  other.shuffle = 12345, other.threads = 2;
  WorldData const world = world::make_world(params_);
  auto const a = cpu::make_engine(params_, world), b = cpu::make_engine(other, world);
  for (int t = 0; t < 96; ++t) {
    a->step(), b->step();
    ASSERT_EQ(a->state_hash(), b->state_hash()) << "tick " << t;
  }
}

TEST_F(Arrivals, AreInTheOrderLog) {
  RunRequest q;
  q.params = params_;
  q.backend = Backend::cpu;
  q.order_log = fs::temp_directory_path() / ("gs_order_log_" + std::to_string(getpid()) + ".csv");
  q.order_log_members = 1000;
  run(q);
  std::ifstream in(q.order_log);
  std::string line;
  std::getline(in, line);
  EXPECT_EQ(line, "member,time,orders,spend,family");
  int rows = 0;
  for (; std::getline(in, line); ++rows) ASSERT_NE(line.find(",2026-01-"), std::string::npos) << line;
  EXPECT_GE(rows, 980) << "a thousand members, each with the order it came for";
  EXPECT_THROW(run(q), ConfigError) << "what is there is not overwritten";
  fs::remove(q.order_log);
}

}  // namespace
}  // namespace gs::run
