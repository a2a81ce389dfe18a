//! Every design at every size is a sound world, and the same one every time.
#include <cstring>
#include "tests/host/world/sample.hpp"

namespace gs::world {
namespace {

struct Case {
  std::int64_t members;
  int levers;
};

Params case_params(Case c) {
  Params p = market(c.members);
  p.design.modular = c.levers & 1, p.design.elastic = c.levers & 2, p.design.network = c.levers & 4, p.design.pooled = c.levers & 8;
  p.channels[1].posts_per_day = 30.0;
  WaveParams show;
  show.name = "show", show.skus = 3, show.start = 2 * day;
  p.waves.push_back(show);
  return p;
}

class Worlds : public ::testing::TestWithParam<Case> {};

TEST_P(Worlds, AreSound) { EXPECT_EQ(world_faults(make_world(case_params(GetParam()))), std::vector<std::string>{}); }

std::vector<Case> all_cases() {
  std::vector<Case> cases;
  for (std::int64_t const n : {0, 1, 1023, 20'000, 200'000, 1'000'000})
    for (int levers = 0; levers < 16; ++levers)
      if (n < 200'000 || levers == 0 || levers == 15) cases.push_back({n, levers});
  return cases;
}
INSTANTIATE_TEST_SUITE_P(AllDesigns, Worlds, ::testing::ValuesIn(all_cases()),
                         [](auto const& info) { return std::to_string(info.param.members) + "_" + std::to_string(info.param.levers); });

//! All columns of a table as one string of bytes.
template <class Table>
std::string bytes(Table const& table) {
  std::string out;
  Table::each_column([&](char const*, char const*, auto const& c) { out.append(reinterpret_cast<char const*>(c.data()), c.size() * sizeof(c[0])); },
                     table);
  return out;
}
std::string bytes(WorldData const& w) {
  std::string out = bytes(w.items) + bytes(w.zones) + bytes(w.sites) + bytes(w.lanes) + bytes(w.recipes) + bytes(w.components) + bytes(w.pools) +
                    bytes(w.suppliers);
  out += bytes(w.points) + bytes(w.demands) + bytes(w.stock) + bytes(w.forecast) + bytes(w.shipments);
  for (Burst const& b : w.bursts) out += std::to_string(b.start) + "," + std::to_string(b.sku.v) + "," + std::to_string(b.looks_per_hour) + ";";
  return out;
}

TEST(World, IsAPureFunctionOfParams) {
  Params p = case_params({20'000, 15});
  std::string const first = bytes(make_world(p));
  EXPECT_EQ(first, bytes(make_world(p)));
  p.seed += 1;
  EXPECT_NE(first, bytes(make_world(p)));
}

TEST(World, KeepsGoodsAndSocietyInEveryDesign) {
  WorldData const a = make_world(rigid(200'000)), b = make_world(flexible(200'000));
  for (std::uint32_t i = 0; i < a.skus; ++i) {
    EXPECT_EQ(a.items.price[i], b.items.price[i]);
    EXPECT_EQ(a.items.quiet_rate[i], b.items.quiet_rate[i]);
  }
  ASSERT_EQ(rows(a.suppliers), rows(b.suppliers));
  EXPECT_EQ(a.suppliers.kind, b.suppliers.kind);
  EXPECT_EQ(a.suppliers.tier, b.suppliers.tier);
  EXPECT_EQ(a.suppliers.outside_load, b.suppliers.outside_load);
  EXPECT_EQ(a.block_class, b.block_class);
}

TEST(World, ValidationSeesWhatIsBroken) {
  WorldData const good = make_world(rigid(1023));
  auto const breaks = [&](auto&& change) {
    WorldData w = good;
    change(w);
    return !world_faults(w).empty();
  };
  EXPECT_TRUE(breaks([](WorldData& w) { w.stock.on_order[0] += 1; }));
  EXPECT_TRUE(breaks([](WorldData& w) { w.components.point[0] = PointId(0); }));
  EXPECT_TRUE(breaks([](WorldData& w) { w.points.site.pop_back(); }));
  EXPECT_TRUE(breaks([](WorldData& w) { w.recipes.market[w.points.first_recipe[w.level_first[2]].v] = 9999; }));
  EXPECT_TRUE(breaks([](WorldData& w) { w.serve.serve[0] = PointId(1); }));
  EXPECT_TRUE(breaks([](WorldData& w) { w.zones.members[0] += 2048; }));
  EXPECT_THROW(
      {
        WorldData w = good;
        w.suppliers.lines[0] = 0;
        validate_world(w);
      },
      SimulationError);
}

}  // namespace
}  // namespace gs::world
