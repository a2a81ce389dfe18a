//! What uncensoring counts with: a shelf is not empty for longer than time has passed.
#include <gtest/gtest.h>
#include <cstring>
#include "host/world/world.hpp"
#include "tests/support/memory_store.hpp"
#include "tests/support/small_run.hpp"

namespace gs {
namespace {

TEST(EmptyShelf, IsEmptyForPartOfItsBucketAtMost) {
  config::Request request = test::small_request("flexible");
  request.sets = {"clock.warmup=28 d", "wave.show.start=2 d 20 h", "policy.micro.z=-1"};  // shelves that run empty
  Params const p = config::load(request).params;
  auto const engine = cpu::make_engine(p, world::make_world(p));
  while (engine->now() < 20 * day + 20 * hour) engine->step();  // buckets begin at midnight
  test::MemoryStore store;
  engine->save_table(store, "shelf");
  std::vector<char> const& bytes = store.columns.at("shelf.out_time");
  std::vector<std::uint32_t> out(bytes.size() / sizeof(std::uint32_t));
  std::memcpy(out.data(), bytes.data(), bytes.size());
  std::int64_t empty = 0;
  for (std::uint32_t const t : out) {
    ASSERT_LE(t, 20 * hour);
    ASSERT_EQ(t % hour, 0);  // ticks of an hour
    empty += t > 0 ? 1 : 0;
  }
  EXPECT_GT(empty, 0);
}

}  // namespace
}  // namespace gs
