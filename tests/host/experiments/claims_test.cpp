#include "host/experiments/claims.hpp"
#include <gtest/gtest.h>
#include <cmath>
#include <set>
#include "host/run/metric.hpp"

namespace gs::experiments {
namespace {

Outcome outcome(std::string const& metric, double value, double margin, std::uint64_t hash) {
  Outcome o;
  o.state = State::done;
  o.state_hash = hash;
  o.metrics = {{metric, nullptr, value, ""}, {"margin", nullptr, margin, ""}};
  return o;
}

//! Pairs around two means, with a spread that differs from pair to pair.
std::vector<Outcome> pairs(std::string const& metric, double before, double after, double spread) {
  std::vector<Outcome> all;
  for (int r = 0; r < 6; ++r) {
    double const luck = 0.1 * r, own = spread * (r % 2 == 0 ? 1.0 : -1.0);
    all.push_back(outcome(metric, before + luck, 100.0, 1));
    all.push_back(outcome(metric, after + luck + own, 130.0 + own, 2));
  }
  return all;
}

Claim claim(double claimed, Claim::Effect effect = Claim::Effect::difference) {
  Claim c;
  c.name = "x", c.metric = "m", c.effect = effect, c.effect_claimed = claimed;
  return c;
}

TEST(JudgeEffect, ComparesTheIntervalWithNothingAndWithTheClaim) {
  EXPECT_EQ(judge_effect(0.0, 0.3, {0.25, 0.35}), ClaimVerdict::holds);
  EXPECT_EQ(judge_effect(0.0, 0.3, {0.4, 0.5}), ClaimVerdict::holds) << "more than was claimed";
  EXPECT_EQ(judge_effect(0.0, 0.3, {0.05, 0.2}), ClaimVerdict::refuted) << "the right way, but not as far";
  EXPECT_EQ(judge_effect(0.0, 0.3, {-0.4, -0.2}), ClaimVerdict::refuted);
  EXPECT_EQ(judge_effect(0.0, 0.3, {-0.1, 0.4}), ClaimVerdict::undecided);
  EXPECT_EQ(judge_effect(1.0, 0.35, {0.3, 0.4}), ClaimVerdict::holds) << "claims of a fall";
  EXPECT_EQ(judge_effect(1.0, 0.35, {0.5, 0.8}), ClaimVerdict::refuted);
  EXPECT_EQ(judge_effect(0.0, 0.3, {std::nan(""), std::nan("")}), ClaimVerdict::undecided);
}

TEST(JudgeClaim, UsesPairsSoThatCommonLuckCancels) {
  auto const all = pairs("m", 10.0, 12.0, 0.01);
  ClaimResult const r = judge_claim(claim(2.0), all);
  EXPECT_EQ(r.verdict, ClaimVerdict::holds);
  EXPECT_NEAR(r.effect, 2.0, 1e-9);
  EXPECT_LT(r.interval.high - r.interval.low, 0.05);
  EXPECT_EQ(judge_claim(claim(3.0), all).verdict, ClaimVerdict::refuted);
}

TEST(JudgeClaim, ARatioIsJudgedAsOne) {
  ClaimResult const r = judge_claim(claim(0.5, Claim::Effect::ratio), pairs("m", 10.0, 4.0, 0.01));
  EXPECT_EQ(r.verdict, ClaimVerdict::holds);
  EXPECT_NEAR(r.effect, 0.42, 0.03);
}

TEST(JudgeClaim, AnInputIsNotJudgedButPriced) {
  Claim c = claim(0.4);
  c.kind = Claim::Kind::input;
  ClaimResult const r = judge_claim(c, pairs("m", 10.0, 4.0, 0.01));
  EXPECT_EQ(r.verdict, ClaimVerdict::input);
  EXPECT_NEAR(r.margin.difference, 30.0, 1e-6);
}

TEST(JudgeClaim, AKeyThatNoRuleReadsIsFoundOut) {
  auto all = pairs("m", 10.0, 12.0, 0.01);
  for (Outcome& o : all) o.state_hash = 7;
  EXPECT_EQ(judge_claim(claim(2.0), all).verdict, ClaimVerdict::not_built);
}

TEST(JudgeClaim, FailedRunsGiveNoVerdict) {
  auto all = pairs("m", 10.0, 12.0, 0.01);
  all[3].state = State::failed;
  EXPECT_EQ(judge_claim(claim(2.0), all).verdict, ClaimVerdict::failed);
}

TEST(Claims, AreAllThereAndEachIsAnExperiment) {
  std::set<std::string> names;
  for (Claim const& c : claims_from_practice()) {
    EXPECT_TRUE(names.insert(c.name).second) << c.name;
    EXPECT_FALSE(c.claimed.empty());
    EXPECT_NE(run::find_metric(c.metric), nullptr) << c.metric;
    EXPECT_FALSE(c.remark.empty());
    EXPECT_TRUE(c.kind == Claim::Kind::input || std::isfinite(c.effect_claimed)) << c.name;
  }
  for (char const* const name :
       {"utilisation", "accuracy", "restock", "presale", "design_to_delivery", "enquiries", "supplier_programme", "modules", "information"})
    EXPECT_TRUE(names.contains(name)) << name << " of MODEL 9 is missing";
}

TEST(Claims, TheirRunsHaveValidConfigs) {
  ClaimsRequest q;
  q.base.world = "small";
  q.base.root = std::filesystem::path(GS_SOURCE_DIR) / "configs";
  q.replications = 1;
  for (Job const& job : claim_jobs(q)) EXPECT_NO_THROW(config::load(job.request)) << to_string(job.at);
}

}  // namespace
}  // namespace gs::experiments
