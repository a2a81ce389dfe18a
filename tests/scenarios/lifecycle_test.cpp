//! Goods that age: what the markdown ladder, clearance and shelf lives do to what lies around, and what they cost. The drills fashion_season and
//! fresh_weeks turn them on together; here each is alone.
#include <gtest/gtest.h>
#include "tests/scenarios/ran.hpp"

namespace gs {
namespace {

using test::Ran;
using test::Sets;
using test::operator+;

Sets const months = {"clock.warmup=42 d", "clock.length=70 d", "wave.start=30 d", "wave.peak=0", "wave.discount=0"};

//! What is cut in price sells, and what is left on the last rung goes to jobbers: less lies unsold, for less money a piece.
TEST(Lifecycle, MarkdownsClearWhatWouldLieAround) {
  Ran const kept("rigid", months), cleared("rigid", months + Sets{"lifecycle.markdown_step=15 %", "lifecycle.clear_cover=60"});
  EXPECT_EQ(kept["markdown_loss"], 0.0);
  EXPECT_GT(cleared["markdown_loss"], 0.0);
  EXPECT_EQ(kept["discounts"], 0.0) << "nothing was cut";
  EXPECT_NEAR(cleared["discounts"], cleared["markdown_loss"] * (1.0 - cleared["returns"]), 0.1 * cleared["markdown_loss"])
      << "booked at the door, less what came back";
  EXPECT_LT(cleared["overstock_share"], 0.5 * kept["overstock_share"]);
  EXPECT_GT(cleared["write_off"], kept["write_off"]) << "what jobbers take is written off at cost";
  EXPECT_LT(cleared["cost.markdown"], 0.0) << "and paid for at salvage";
  EXPECT_LT(cleared["leftover_loss"], kept["leftover_loss"]);
}

//! Goods that keep for a month only: a chain that holds months of stock throws much away, one that holds a week's little.
TEST(Lifecycle, WhatPerishesCostsTheChainThatHoldsIt) {
  Sets const fresh = {"lifecycle.perishable_share=50 %", "lifecycle.shelf_life=28 d"};
  Ran const slow("rigid", months + fresh), quick("flexible", months + fresh), dry("rigid", months);
  EXPECT_GT(slow["write_off"], 2.0 * dry["write_off"]);
  EXPECT_GT(slow["write_off"] / slow["revenue"], 2.0 * quick["write_off"] / quick["revenue"]);
  EXPECT_LT(slow["margin_share"], dry["margin_share"]);
}

}  // namespace
}  // namespace gs
