#include "host/world/willems.hpp"
#include "tests/host/world/sample.hpp"

namespace gs::world {
namespace {

std::string const head =
    "\xef\xbb\xbf/chain,,,,,,,,,,,,,\n"
    "/@company,/arcs/arc/@from,/arcs/arc/@to,/stages/stage/@avgDemand,/stages/stage/@maxServiceTime,/stages/stage/@serviceLevel,"
    "/stages/stage/@stageClassification,/stages/stage/@stageCost,/stages/stage/@stageName,/stages/stage/@stageTime,"
    "/stages/stage/@StageTime_1_p,/stages/stage/@StageTime_1_v,/stages/stage/@stDevDemand,/stages/stage/@stDevStageTime\n"
    "1,,,,,,,,,,,,,\n";
std::string arc(std::string const& from, std::string const& to) { return "1," + from + "," + to + ",,,,,,,,,,,\n"; }
std::string inside(std::string const& name, std::string const& cost, std::string const& time, std::string const& sd = "") {
  return "1,,,,,,Part," + cost + "," + name + "," + time + ",,,," + sd + "\n";
}
std::string shop(std::string const& name, std::string const& demand, std::string const& sd, std::string const& wait = "0",
                 std::string const& time = "0") {
  return "1,,," + demand + "," + wait + ",0.95,Retail,1," + name + "," + time + ",,," + sd + ",\n";
}
//! Two parts -> one maker -> two shops.
std::string const tree = arc("a", "make") + arc("b", "make") + arc("make", "north") + arc("make", "south") + inside("a", "2", "20") +
                         inside("b", "3.5", "8", "4") + inside("make", "10", "5") + shop("north", "30", "10") + shop("south", "8", "2", "3", "2");

Params with_file(std::string const& file) {
  Params p = market(5000);
  p.network.file = file;
  return p;
}

TEST(Willems, GuaranteedServiceBaseStock) {
  Scratch const file(head + tree);
  ChainFacts const f = chain_facts(read_chain(file.path()));
  EXPECT_EQ(f.level, (std::vector<std::uint32_t>{2, 2, 1, 0, 0}));
  EXPECT_EQ(f.mean, (std::vector<double>{38, 38, 38, 30, 8}));
  EXPECT_NEAR(f.sd[2], exact_sqrt(104.0), 1e-12);
  EXPECT_EQ(f.value, (std::vector<double>{2, 3.5, 15.5, 16.5, 16.5}));
  double const z = normal_quantile(0.95);
  EXPECT_NEAR(f.base_stock[0], 38 * 20 + z * exact_sqrt(20 * 104.0), 1e-9);
  EXPECT_NEAR(f.base_stock[1], 38 * 8 + z * exact_sqrt(8 * 104.0 + 38.0 * 38 * 16), 1e-9);  // Var T = 4²
  EXPECT_EQ(f.net_time[3], 0.0);
  EXPECT_EQ(f.net_time[4], 0.0);  // two days of work, but the customer waits three
}

TEST(Willems, BecomesAWorld) {
  Scratch const file(head + tree);
  WorldData const w = make_world(with_file(file.path()));
  validate_world(w);
  EXPECT_EQ(w.skus, 2u);
  EXPECT_EQ(w.modules, 1u);
  EXPECT_EQ(w.materials, 2u);
  EXPECT_EQ(w.levels, 3u);
  EXPECT_EQ(rows(w.demands), 2u);
  EXPECT_EQ(w.demands.law[0], DemandLaw::negative_binomial);  // sd² 100 > mean 30
  EXPECT_EQ(w.demands.law[1], DemandLaw::poisson);            // sd² 4 < mean 8, a small count
  EXPECT_EQ(w.demands.wait[1], 3 * day);
  EXPECT_TRUE(w.block_zone.empty());  // no members unless asked for
  for (std::size_t r = 0; r < rows(w.recipes); ++r) EXPECT_EQ(w.recipes.market[r], ~0u);
  for (std::size_t i = 0; i < rows(w.points); ++i) {
    EXPECT_EQ(w.stock.on_hand[i] + w.stock.on_order[i], w.points.fixed_level[i]) << "point " << i;  // full pipelines
    EXPECT_EQ(w.points.fixed_level[i] == 0, w.points.level[i] == 0);
  }
  std::size_t const b = 4;  // gamma: part b
  EXPECT_EQ(w.recipes.law[w.points.first_recipe[b].v], LeadLaw::gamma);
  EXPECT_EQ(w.recipes.spread[w.points.first_recipe[b].v], 4 * day);
  EXPECT_EQ(w.items.value[w.points.item[2].v], 1550);
}

TEST(Willems, OrdersInTheTickOfTheDemand) {
  Scratch const file(head + tree);
  Params p = with_file(file.path());
  WorldData const w = make_world(p);
  PolicyParams const& policy = w.policies.at(w.points.policy[0].v);
  EXPECT_EQ(policy.review, p.clock.fine_tick);  // shows have fine ticks over midnight, when days' demands are drawn
  EXPECT_EQ(policy.kind, PolicyKind::base_stock);
  EXPECT_EQ(policy.batch, 0.0);
}

TEST(Willems, MembersMapPopularityToDemand) {
  Scratch const file(head + tree);
  Params p = with_file(file.path());
  p.network.members = true;
  WorldData const w = make_world(p);
  validate_world(w);
  EXPECT_EQ(rows(w.demands), 0u);
  EXPECT_EQ(w.block_zone.size(), 5u);
  EXPECT_NEAR(static_cast<double>(w.items.popularity[0]) / w.items.popularity[1], 30.0 / 8.0, 1e-6);
  EXPECT_NEAR(24 * from_micro(w.items.quiet_rate[0] + w.items.quiet_rate[1]), 5000 * 20.0 / 365.0, 0.01);
  EXPECT_TRUE(w.serve.serve[0].exists());
  EXPECT_EQ(w.serve.routes, 1u);
}

TEST(Willems, InactiveDemandAsksForNothing) {
  Scratch const file(head + tree + arc("make", "west") + shop("west", "0", "0"));
  WorldData const w = make_world(with_file(file.path()));
  validate_world(w);
  EXPECT_EQ(w.skus, 3u);
  EXPECT_EQ(rows(w.demands), 2u);
}

TEST(Willems, DiscreteTimesHaveATable) {
  std::string const stage = "1,,,,,,Part,1,c,4,1,4,,\n";
  Scratch const file(head + arc("c", "shop") + stage + shop("shop", "5", "5"));
  WorldData const w = make_world(with_file(file.path()));
  ASSERT_EQ(w.lead_tables.size(), 1u);
  EXPECT_EQ(w.lead_tables[0].value, (std::vector<Seconds>{4 * day}));
  EXPECT_EQ(w.lead_tables[0].upto.back(), certain);
}

void expect_error(std::string const& text, std::string const& line, std::string const& says) {
  Scratch const file(text);
  EXPECT_SAYS(read_chain(file.path()), file.path() + line);
  EXPECT_SAYS(read_chain(file.path()), says);
}

TEST(Willems, ErrorsNameFileLineAndStage) {
  expect_error(head + tree + arc("north", "a"), ":", "the network has a cycle: ");
  expect_error(head + tree + arc("north", "a"), ":", "a -> make -> north -> a");
  expect_error(head + tree + arc("make", "make"), ":10: ", "make -> make");
  expect_error(head + arc("a", "nowhere") + inside("a", "1", "1") + shop("s", "1", "1"), ":4: ", "unknown stage 'nowhere'");
  expect_error(head + tree + inside("a", "1", "1"), ":13: ", "stage a was already declared in line 8");
  expect_error(head + tree + arc("a", "make"), ":13: ", "stands here twice");
  expect_error(head + inside("a", "cheap", "1") + shop("s", "1", "1"), ":4: ", "'cheap' in column stageCost is no number");
  expect_error(head + inside("a", "1", "-1") + shop("s", "1", "1"), ":4: ", "stageTime is -1");
  expect_error(head + inside("a", "1", "1"), ":2: ", "no stage has avgDemand above 0");
  expect_error(head, ":2: ", "no stages");
  expect_error(head + "1,,,,,,Part,1,c,4,0.7,4,,\n" + shop("s", "1", "1"), ":4: ", "add up to 0.7");
  expect_error(head + "1,,,5,0,1.0,Retail,1,s,0,,,1,\n", ":4: ", "it must lie below 1");
  expect_error(head + "1,,,5,0,0.95,Retail,1,s,0,,,1,,,,\n", ":4: ", "this row has 17 cells, the header 14");
  expect_error("a,b\n1,2\n", ":1: ", "no header row");
  std::string lame = head;
  lame.replace(lame.find("@stageTime,"), 11, "@leadTime,");
  expect_error(lame + tree, ":2: ", "the column stageTime is missing");
  EXPECT_SAYS(read_chain("no/such/net.csv"), "no/such/net.csv: cannot read this network file");
}

class Real : public ::testing::TestWithParam<char const*> {};
TEST_P(Real, NetworksLoad) {
  std::string const file = std::string(GS_SOURCE_DIR) + "/../shared/data/willems2008/" + GetParam() + ".csv";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "shared data is not here";
  WorldData const w = make_world(with_file(file));
  validate_world(w);
  for (std::size_t i = 0; i < rows(w.points); ++i) EXPECT_GE(w.stock.on_hand[i], 0);
}
INSTANTIATE_TEST_SUITE_P(Willems2008, Real, ::testing::Values("01", "03", "05", "07", "11", "13", "29", "33", "37"));

TEST(Willems, FirstNetworkHasTheNumbersOfItsFile) {
  std::string const file = std::string(GS_SOURCE_DIR) + "/../shared/data/willems2008/01.csv";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "shared data is not here";
  Chain const chain = read_chain(file);
  ChainFacts const f = chain_facts(chain);
  ASSERT_EQ(chain.stages.size(), 8u);
  EXPECT_EQ(chain.stages[0].name, "Manuf_0001");
  EXPECT_EQ(f.mean[0], 298.0);                              // Retail 1 and 2
  EXPECT_EQ(f.mean[1], 120.0);                              // Retail 2 and 3
  EXPECT_NEAR(chain.stages[2].time_sd, 11.22497216, 1e-7);  // the file states it beside the law
  EXPECT_NEAR(f.base_stock[0], 298 * 10 + normal_quantile(0.95) * exact_sqrt(10 * (36.62 * 36.62 + 1)), 1e-9);
}

}  // namespace
}  // namespace gs::world
