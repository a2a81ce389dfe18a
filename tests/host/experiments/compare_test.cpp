//! Designs on common seeds: directions in words, precision, what is said about tuning and levers.
#include "host/experiments/compare.hpp"
#include <gtest/gtest.h>
#include <cmath>
#include "kernels/core/errors.hpp"
#include "tests/host/experiments/small.hpp"

namespace gs::experiments {
namespace {
using testing::small_request;

CompareRequest ask(std::vector<std::string> designs, std::int64_t replications) {
  CompareRequest r;
  r.base = small_request();
  r.designs = std::move(designs), r.replications = replications;
  return r;
}

Options two_at_a_time() {
  Options o;
  o.parallel = 2, o.backend = run::Backend::cpu;
  return o;
}

Difference const& of(CompareResult const& result, std::string const& metric) {
  for (Difference const& d : result.comparisons.front().differences)
    if (d.metric == metric) return d;
  ADD_FAILURE() << "no metric " << metric;
  return result.comparisons.front().differences.front();
}

TEST(Compare, SetsDesignsAgainstEachOtherOnOneLuck) {
  Ensemble ensemble(two_at_a_time());
  CompareResult const r = compare(ensemble, ask({"rigid", "flexible"}, 4));
  ASSERT_EQ(r.outcomes.size(), 8u);
  EXPECT_EQ(r.outcomes[0].seed, r.outcomes[1].seed);
  EXPECT_NE(r.outcomes[0].seed, r.outcomes[2].seed);
  Difference const& micro = of(r, "inventory_value.all");
  EXPECT_EQ(micro.paired.n, 4);
  EXPECT_EQ(micro.direction, Direction::better) << "flexible lives on less stock: " << micro.paired.a << " -> " << micro.paired.b;
  EXPECT_NEAR(micro.paired.difference, micro.paired.b - micro.paired.a, 1e-6 * micro.paired.a);
  Difference const& wants = of(r, "wants");
  EXPECT_LT(wants.paired.sd, wants.paired.unpaired) << "common seeds take the common luck out of the difference";
}

TEST(Compare, ADesignAgainstItselfIsNoDifference) {
  CompareRequest request = ask({"rigid", "rigid.toml"}, 3);
  request.designs[1] = (request.base.root / "designs" / "rigid.toml").string();
  request.base.sets.push_back("design.name=rigid");
  Ensemble ensemble(two_at_a_time());
  CompareResult const result = compare(ensemble, request);
  EXPECT_EQ(result.designs[1].name, "rigid") << "its file's name, not its path";
  for (Difference const& d : result.comparisons.front().differences) EXPECT_TRUE(d.direction == Direction::none || d.paired.n < 2) << d.metric;
}

TEST(Compare, RunsUntilItIsPrecise) {
  CompareRequest request = ask({"rigid", "flexible"}, 3);
  request.precision = 0.05, request.watched = {"revenue"}, request.most = 12;
  Ensemble ensemble(two_at_a_time());
  CompareResult const r = compare(ensemble, request);
  Difference const& revenue = of(r, "revenue");
  if (r.precise_enough)
    EXPECT_LE(revenue.paired.half_width(), 0.05 * revenue.paired.a);
  else
    EXPECT_EQ(r.replications, 12);
  EXPECT_EQ(r.outcomes.size(), static_cast<std::size_t>(2 * r.replications));
}

TEST(Direction, NeedsBothIntervals) {
  Paired p = paired(std::vector<double>(5, 0.0), std::vector<double>{1.0, 1.1, 0.9, 1.0, 1.05});
  EXPECT_EQ(direction_of(p, +1), Direction::better);
  EXPECT_EQ(direction_of(p, -1), Direction::worse);
  EXPECT_EQ(direction_of(p, 0), Direction::higher);
  p.bootstrap.low = -0.1;
  EXPECT_EQ(direction_of(p, +1), Direction::unclear);
  EXPECT_EQ(direction_of(paired(std::vector<double>{0, 0}, std::vector<double>{1, 1.1}), +1), Direction::unclear) << "two pairs show nothing";
}

TEST(Tuning, IsSaidInWords) {
  DesignFacts a, b;
  a.name = "a", b.name = "b";
  a.tuned = config::Tuned{0.95, 1'000'000, "market", "", 1000, 8, ""};
  EXPECT_NE(tuning_verdict({a, b}).find("not tuned: b"), std::string::npos);
  b.tuned = a.tuned;
  EXPECT_NE(tuning_verdict({a, b}).find("all tuned"), std::string::npos);
  b.tuned->budget = 1'100'000;
  EXPECT_NE(tuning_verdict({a, b}).find("not to the same"), std::string::npos);
}

TEST(Hidden, ParametersAreThoseOfTheLeversThatAreOn) {
  EXPECT_TRUE(hidden_parameters(config::load(small_request("rigid")).params).empty());
  auto request = small_request("flexible");
  for (char const* set : {"wave.show.preheat_visibility=0.7", "world.outside_load=0.5"}) request.sets.push_back(set);
  auto const hidden = hidden_parameters(config::load(request).params);
  ASSERT_EQ(hidden.size(), 7u);
  EXPECT_EQ(hidden[0].lever, "sensing");
  EXPECT_EQ(hidden[0].value, 0.7);
  EXPECT_EQ(hidden[2].lever, "elastic");
  EXPECT_EQ(hidden[2].value, 0.5);
  EXPECT_EQ(hidden[5].lever, "micro");
}

TEST(Compare, RefusesNonsense) {
  Ensemble ensemble(two_at_a_time());
  EXPECT_THROW(compare(ensemble, ask({"rigid"}, 2)), ConfigError);
  EXPECT_THROW(compare(ensemble, ask({"rigid", "rigid"}, 2)), ConfigError);
  CompareRequest request = ask({"rigid", "flexible"}, 2);
  request.watched = {"servce"};
  EXPECT_THROW(compare(ensemble, request), ConfigError);
}

}  // namespace
}  // namespace gs::experiments
