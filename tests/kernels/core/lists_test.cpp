//! Stable selection, sorts and sums, and the owners of tables, at the sizes where loops and chunks begin and end.
#include <gtest/gtest.h>
#include <numeric>
#include "kernels/core/arena.hpp"
#include "kernels/core/catalogue.hpp"
#include "kernels/core/periods.hpp"
#include "tests/kernels/core/claims_support.hpp"

namespace gs::cpu {
namespace {

class Sizes : public testing::TestWithParam<std::int64_t> {};
INSTANTIATE_TEST_SUITE_P(Edges, Sizes, testing::Values(0, 1, 31, 32, 33, 511, 512, 513, 4095, 4096, 4097, 70000));

struct EveryThird {
  std::uint32_t const* x;
  bool operator()(std::int64_t i) const { return x[i] % 3 == 0; }
};

TEST_P(Sizes, ListWhereIsAscendingAndComplete) {
  Dice dice{static_cast<std::uint64_t>(GetParam())};
  std::vector<std::uint32_t> x, expected;
  for (std::int64_t i = 0; i < GetParam(); ++i) {
    x.push_back(static_cast<std::uint32_t>(dice.next(1000)));
    if (x.back() % 3 == 0) expected.push_back(static_cast<std::uint32_t>(i));
  }
  auto const device = uploaded(x);
  for (std::uint64_t const shuffle : {UINT64_C(0), UINT64_C(99)}) {
    Lane lane;
    lane.shuffle = shuffle;
    Scratch scratch;
    Scratch::Use const use(scratch);
    List const list = list_where(lane, GetParam(), EveryThird{device.data()}, scratch);
    EXPECT_EQ(std::vector<std::uint32_t>(list.items, list.items + list.count), expected);
  }
}

TEST_P(Sizes, SortIsStableAndSumsAreRight) {
  auto const n = GetParam();
  Dice dice{17};
  std::vector<std::uint64_t> key;
  std::vector<std::uint32_t> value;
  std::vector<std::int64_t> x;
  for (std::int64_t i = 0; i < n; ++i) {
    key.push_back(dice.next(20));
    value.push_back(static_cast<std::uint32_t>(i));
    x.push_back(static_cast<std::int64_t>(dice.next(100)) - 50);
  }
  auto k = uploaded(key);
  auto v = uploaded(value);
  sort_pairs({}, k.data(), v.data(), n);
  auto const order = downloaded(v, n);
  for (std::size_t i = 1; i < order.size(); ++i) {
    ASSERT_LE(key[order[i - 1]], key[order[i]]);
    if (key[order[i - 1]] == key[order[i]]) { ASSERT_LT(order[i - 1], order[i]); }
  }
  auto const in = uploaded(x);
  Buffer<std::int64_t> out(n);
  exclusive_sum({}, in.data(), out.data(), n);
  std::int64_t total = 0;
  auto const sums = downloaded(out, n);
  for (std::size_t i = 0; i < sums.size(); ++i) {
    ASSERT_EQ(sums[i], total);
    total += x[i];
  }
  if (n > 0) { EXPECT_EQ(sum({}, in.data(), n), total); }
}

TEST_P(Sizes, ShuffledLoopsVisitEverythingOnce) {
  auto const n = GetParam();
  Buffer<std::int64_t> seen(n);
  Lane lane;
  lane.shuffle = 0xabcdef;
  std::int64_t* cells = seen.data();
  for_each(lane, n, [cells](std::int64_t i) { atomic_add(&cells[i], 1); });
  for (std::int64_t const c : downloaded(seen, n)) ASSERT_EQ(c, 1);
}

template <template <class> class Column>
struct PairTable {
  Column<std::int64_t> a;
  Column<std::uint8_t> b;
  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("a", "1", t.a...);
    visit("b", "1", t.b...);
  }
};
GS_EVERY_COLUMN_LISTED(PairTable);
using PairId = Id<struct PairTag, std::uint32_t>;

PairTable<HostColumn> some_pairs(std::int64_t n) {
  PairTable<HostColumn> t;
  for (std::int64_t i = 0; i < n; ++i) {
    t.a.push_back(i * 1000003);
    t.b.push_back(static_cast<std::uint8_t>(i % 251));
  }
  return t;
}

TEST_P(Sizes, RowsComeBackAsTheyWent) {
  auto const t = some_pairs(GetParam());
  Rows<PairTable, PairId> rows;
  rows.upload(t);
  auto const back = rows.download();
  EXPECT_EQ(back.a, t.a);
  EXPECT_EQ(back.b, t.b);
}

TEST_P(Sizes, KeepDropsTheRestAndKeepsTheOrder) {
  auto const t = some_pairs(GetParam());
  Rows<PairTable, PairId> rows;
  rows.upload(t);
  std::vector<std::uint32_t> list;
  for (std::int64_t i = 0; i < GetParam(); i += 3) list.push_back(static_cast<std::uint32_t>(i));
  auto const device = uploaded(list);
  Scratch scratch;
  Scratch::Use const use(scratch);
  rows.keep({}, {device.data(), device.size()}, scratch);
  auto const back = rows.download();
  ASSERT_EQ(back.a.size(), list.size());
  for (std::size_t i = 0; i < list.size(); ++i) {
    EXPECT_EQ(back.a[i], t.a[list[i]]);
    EXPECT_EQ(back.b[i], t.b[list[i]]);
  }
}

template <template <class> class Column>
struct MarkedTable {
  Column<std::int64_t> own;
  Column<Alike<std::int64_t>> a;
  Column<Alike<std::uint8_t>> b;

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("own", "1", t.own...);
    visit("a", "1", t.a...);
    visit("b", "1", t.b...);
  }
};
GS_EVERY_COLUMN_LISTED(MarkedTable);

TEST_P(Sizes, CataloguesComeBackAsTheyWentAndKeepWhatIsAlikeOnce) {
  MarkedTable<HostColumn> t;
  for (std::int64_t i = 0; i < GetParam(); ++i) t.own.push_back(i), t.a.push_back(i % 3), t.b.push_back(static_cast<std::uint8_t>(i % 2));
  Catalogue<MarkedTable, PairId> rows;
  rows.upload(t);
  auto const back = rows.download();
  EXPECT_EQ(back.own, t.own);
  EXPECT_EQ(back.a, t.a);
  EXPECT_EQ(back.b, t.b);
  EXPECT_LE(rows.bytes(), GetParam() * (8 + 4) + 6 * 9);  // its own, its kind; six kinds
  auto const seen = rows.view();
  for (std::uint32_t i = 0; i < t.a.size(); ++i) ASSERT_EQ(seen.a[PairId(i)], t.a[i]);
}

TEST(Scratch, RoomsDoNotOverlapAndDoNotMoveWhileTheyAreInUse) {
  Scratch scratch;
  for (int round = 0; round < 3; ++round) {  // the first finds nothing, the second what the first needed
    Scratch::Use const use(scratch);
    std::vector<std::pair<std::int64_t*, std::int64_t>> rooms;
    for (std::int64_t n = 1; n < 100000; n = n * 3 + 1) {
      rooms.emplace_back(scratch.room<std::int64_t>(n), n);
      for (std::int64_t i = 0; i < n; ++i) rooms.back().first[i] = n;
    }
    for (auto const& [p, n] : rooms)
      for (std::int64_t i = 0; i < n; ++i) ASSERT_EQ(p[i], n);
  }
}

TEST(Scratch, WhatOneGivesBackTheNextGets) {
  Scratch scratch;
  std::int64_t held = 0;
  for (int round = 0; round < 20; ++round) {
    Scratch::Use const use(scratch);
    (void)scratch.room<char>(1000);
    for (int stage = 0; stage < 5; ++stage) {
      Scratch::Use const inner(scratch);
      (void)scratch.room<char>(100000);
    }
    if (round == 2) held = scratch.bytes();
    if (round > 2) { EXPECT_EQ(scratch.bytes(), held); }
  }
  EXPECT_LE(held, 101000 * 9 / 8 + 1024);
}

TEST(Rows, GrowingKeepsWhatIsThere) {
  Rows<PairTable, PairId> rows;
  rows.upload(some_pairs(100));
  rows.resize(5000);
  EXPECT_GE(rows.capacity(), 5000);
  EXPECT_EQ(rows.download().a[99], 99 * INT64_C(1000003));
  std::int64_t const capacity = rows.capacity();
  rows.resize(10);
  rows.resize(capacity);
  EXPECT_EQ(rows.capacity(), capacity);  // shrinking frees nothing, growing back allocates nothing
}

TEST(Periods, BeginAndEndOncePerPeriodForAnyTick) {
  for (Seconds const tick : {300, 900, 3600, 7200, 86400}) {
    std::int64_t begun = 0, ended = 0, with_phase = 0;
    for (Seconds t = 0; t < 10 * day; t += tick) {
      begun += begins_in(t, t + tick, day) ? 1 : 0;
      ended += ends_in(t, t + tick, day) ? 1 : 0;
      with_phase += ends_in(t, t + tick, day, 6 * hour) ? 1 : 0;
    }
    EXPECT_EQ(begun, 10) << tick;
    EXPECT_EQ(ended, 10) << tick;
    EXPECT_EQ(with_phase, 10) << tick;
  }
  EXPECT_TRUE(begins_in(0, 300, day));
  EXPECT_FALSE(ends_in(0, 300, day));
  EXPECT_TRUE(ends_in(day - 300, day, day));
  EXPECT_EQ(multiples_before(day, day), 1);  // 0 only
  EXPECT_EQ(multiples_before(day + 1, day), 2);
}

}  // namespace
}  // namespace gs::cpu
