//! What a checks build does (GROUNDSWELL_CHECKS=1 does it in any build): the laws are audited after every stage. A drill passes; state in
//! which something was created or lost is found in the next stage, and by the audit at the end where nobody checks on the way.
#include <gtest/gtest.h>
#include <cstdlib>
#include <cstring>
#include "host/world/world.hpp"
#include "kernels/core/errors.hpp"
#include "tests/support/memory_store.hpp"
#include "tests/support/small_run.hpp"

namespace gs::run {
namespace {

//! Checks are asked for when an engine is made.
class Checks : public testing::Test {
 protected:
  void SetUp() override { ::setenv("GROUNDSWELL_CHECKS", "1", 1); }
  void TearDown() override { ::unsetenv("GROUNDSWELL_CHECKS"); }
};

//! One cell of one column, changed behind the engine's back.
struct Crime {
  char const* column;
  std::int64_t by;  //!< added to its first cell
  char const* law;  //!< that it breaks, as messages call it
};

template <class T>
void add_to_first(std::vector<char>& cells, std::int64_t by) {
  T value;
  std::memcpy(&value, cells.data(), sizeof value);
  value = static_cast<T>(value + by);
  std::memcpy(cells.data(), &value, sizeof value);
}

void commit(Engine& engine, Crime const& crime) {
  test::MemoryStore store;
  engine.save(store);
  ASSERT_TRUE(store.columns.contains(crime.column)) << crime.column;
  auto& cells = store.columns[crime.column];
  ASSERT_GT(store.counts[crime.column], 0) << crime.column;
  std::size_t const width = cells.size() / static_cast<std::size_t>(store.counts[crime.column]);
  ASSERT_TRUE(width == 4 || width == 8) << crime.column << " has cells of " << width << " bytes";
  width == 8 ? add_to_first<std::int64_t>(cells, crime.by) : add_to_first<std::int32_t>(cells, crime.by);
  engine.load(store);
}

std::unique_ptr<Engine> after_three_days() {
  Params const p = config::load(test::small_request("flexible", 2000)).params;
  auto engine = cpu::make_engine(p, world::make_world(p));
  for (int k = 0; k < 72; ++k) engine->step();
  return engine;
}

//! A unit that came from nowhere, a cent that nobody paid, a promise of stock that is not there, an order that nobody placed.
constexpr Crime crimes[] = {{"stock.on_hand", 1, "goods 1"},
                            {"goods.scrapped", 1, "goods 1"},
                            {"stock.reserved", 1'000'000, "stock points 1"},
                            {"stock.backlog", 1, "orders 1"},
                            {"due", 1, "money 1"},
                            {"settled", -1, "money 1"},
                            {"stock.on_order", -1'000'000'000, "stock points 1"}};

TEST_F(Checks, ADrillKeepsTheLawsAfterEveryStage) {
  for (char const* design : {"rigid", "flexible"}) {
    RunRequest q = test::small_run(design, "", 2000);
    q.events = test::small_events();
    q.ticks = 200;
    RunResult const result = run(q);
    EXPECT_EQ(result.broken_law, "") << design;
    EXPECT_EQ(result.ticks, 200) << design;
  }
}

TEST_F(Checks, WhatBreaksALawIsFoundInTheNextStageAndNamed) {
  for (Crime const& crime : crimes) {
    SCOPED_TRACE(crime.column);
    auto const engine = after_three_days();
    ASSERT_NO_FATAL_FAILURE(commit(*engine, crime));
    try {
      engine->step();
      ADD_FAILURE() << "nobody noticed";
    } catch (SimulationError const& error) {
      std::string const said = error.what();
      EXPECT_NE(said.find("a law broke in stage receive of tick 73"), std::string::npos) << said;
      EXPECT_NE(said.find(crime.law), std::string::npos) << said;
    }
  }
}

TEST(WithoutChecks, WhatBreaksALawIsFoundAtTheEnd) {
  for (Crime const& crime : crimes) {
    SCOPED_TRACE(crime.column);
    auto const engine = after_three_days();
    EXPECT_EQ(broken_law(engine->audit()), "");
    ASSERT_NO_FATAL_FAILURE(commit(*engine, crime));
    EXPECT_NE(broken_law(engine->audit()), "");
  }
}

}  // namespace
}  // namespace gs::run
