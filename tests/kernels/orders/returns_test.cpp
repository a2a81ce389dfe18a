//! What becomes of returned goods (lever 19), on paper.
#include "kernels/orders/returns.hpp"
#include <gtest/gtest.h>

namespace gs::cpu {
namespace {

constexpr SortRule benches{0.85, 0.6, 0.75}, counter{0.85, 0.0, 0.0};
std::uint32_t word(double u) { return static_cast<std::uint32_t>(u * 4294967296.0); }

struct Shares {
  double of[4] = {};
};
Shares shares(SortRule const& rule, std::uint16_t flags) {
  Shares s;
  for (int a = 0; a < 200; ++a)
    for (int b = 0; b < 200; ++b) s.of[static_cast<int>(sorted(rule, flags, word((a + 0.5) / 200), word((b + 0.5) / 200)))] += 1.0 / 40000.0;
  return s;
}

TEST(Returns, BenchesSortWhatACounterThrowsAway) {
  Shares const lever = shares(benches, 0), none = shares(counter, 0);
  EXPECT_NEAR(lever.of[static_cast<int>(Sorting::restock)], 0.85, 1e-9);
  EXPECT_NEAR(lever.of[static_cast<int>(Sorting::refurbish)], 0.15 * 0.6, 1e-9);
  EXPECT_NEAR(lever.of[static_cast<int>(Sorting::recycle)], 0.15 * 0.4 * 0.75, 1e-3);
  EXPECT_NEAR(none.of[static_cast<int>(Sorting::restock)], 0.85, 1e-9);  // the same goods come back
  EXPECT_NEAR(none.of[static_cast<int>(Sorting::waste)], 0.15, 1e-9);
}

TEST(Returns, DefectivePiecesAreNeverAsNew) {
  Shares const s = shares(benches, defective);
  EXPECT_EQ(s.of[static_cast<int>(Sorting::restock)], 0.0);
  EXPECT_NEAR(s.of[static_cast<int>(Sorting::refurbish)], 0.6, 1e-9);
}

TEST(Returns, APieceMadeForOneIsNobodyElses) {
  Shares const s = shares(benches, with_grade(0, Grade::extreme));
  EXPECT_EQ(s.of[static_cast<int>(Sorting::restock)] + s.of[static_cast<int>(Sorting::refurbish)], 0.0);
  EXPECT_NEAR(s.of[static_cast<int>(Sorting::recycle)], 0.75, 1e-9);
}

TEST(Returns, ReasonsFollowWhatHappened) {
  EXPECT_EQ(reason_for(defective | was_late, true, word(0.1)), ReturnReason::defective);
  EXPECT_EQ(reason_for(was_late, false, word(0.1)), ReturnReason::late);
  EXPECT_EQ(reason_for(0, false, word(0.1)), ReturnReason::fit);
  EXPECT_EQ(reason_for(0, true, word(0.1)), ReturnReason::impulse);
  EXPECT_EQ(reason_for(0, true, word(0.9)), ReturnReason::fit);
}

TEST(OrderFlags, GradeAndReasonDoNotDisturbEachOther) {
  for (int g = 0; g < count_of<Grade>; ++g)
    for (int r = 0; r < count_of<ReturnReason>; ++r) {
      std::uint16_t const f = with_reason(with_grade(in_wave | hot, static_cast<Grade>(g)), static_cast<ReturnReason>(r));
      EXPECT_EQ(at(grade_of(f)), g);
      EXPECT_EQ(at(reason_of(f)), r);
      EXPECT_EQ(f & 255, in_wave | hot);
    }
}

}  // namespace
}  // namespace gs::cpu
