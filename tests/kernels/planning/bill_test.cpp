//! The bill of materials and the shares of stock points, from small worlds.
#include "kernels/planning/bill.hpp"
#include <gtest/gtest.h>
#include "kernels/planning/echelon.hpp"

namespace gs::cpu {
namespace {

struct Small {
  PointTable<HostColumn> points;
  RecipeTable<HostColumn> recipes;
  ComponentTable<HostColumn> components;

  void point(std::uint32_t item, Echelon echelon, double mean, RecipeKind kind, std::vector<std::pair<std::uint32_t, Grains>> const& parts) {
    std::size_t const p = rows(points), r = rows(recipes);
    resize_rows(points, p + 1);
    resize_rows(recipes, r + 1);
    points.item[p] = ItemId(item);
    points.echelon[p] = echelon;
    points.mean[p] = to_micro(mean);
    points.first_recipe[p] = RecipeId(static_cast<std::uint32_t>(r));
    points.recipes[p] = 1;
    recipes.kind[r] = kind;
    recipes.first_component[r] = static_cast<std::uint32_t>(rows(components));
    recipes.components[r] = static_cast<std::uint32_t>(parts.size());
    for (auto const& [at, n] : parts) {
      std::size_t const c = rows(components);
      resize_rows(components, c + 1);
      components.point[c] = PointId(at);
      components.quantity[c] = n;
    }
  }
};

//! Shop <- plant (2 of module 1, 1 of module 2) <- module 1 (3 of material 3).
Small three_levels() {
  Small s;
  s.point(0, Echelon::regional, 4.0, RecipeKind::transport, {{1, 1}});
  s.point(0, Echelon::plant, 4.0, RecipeKind::process, {{2, 2}, {3, 1}});
  s.point(1, Echelon::plant, 8.0, RecipeKind::process, {{4, 3}});
  s.point(2, Echelon::plant, 4.0, RecipeKind::buy, {});
  s.point(3, Echelon::material, 24.0, RecipeKind::buy, {});
  return s;
}

TEST(Bill, FollowsPrimaryRecipesAndSkipsTransport) {
  Small const s = three_levels();
  Bill const bill = make_bill(s.points, s.recipes, s.components, 4);
  ASSERT_EQ(bill.edges.size(), 3u);
  EXPECT_EQ(bill.first, (std::vector<std::int64_t>{0, 2, 3}));
  EXPECT_EQ(bill.edges[0].each, 2'000000);
  EXPECT_EQ(bill.edges[1].each, 1'000000);
  EXPECT_EQ(bill.edges[2].from, ItemId(1));
  EXPECT_EQ(bill.edges[2].each, 3'000000);
}

TEST(Bill, SignalsExplodeThroughAllDepths) {
  Small const s = three_levels();
  Bill const bill = make_bill(s.points, s.recipes, s.components, 4);
  SignalTable<HostColumn> seen;
  resize_rows(seen, 4);
  seen.sensed = {10'000000, 7, 7, 7};
  seen.usual = {4'000000, 7, 7, 7};
  Rows<SignalTable, ItemId> signals;
  signals.upload(seen);
  Buffer<BillEdge> edges(static_cast<std::int64_t>(bill.edges.size()));
  to_device(edges.data(), bill.edges.data(), edges.bytes());
  for_each({}, edges.size(), ClearSignal{signals.view(), edges.data()});
  for (std::size_t d = 0; d + 1 < bill.first.size(); ++d)
    for_each({}, bill.first[d + 1] - bill.first[d], ExplodeSignal{signals.view(), edges.data() + bill.first[d]});
  auto const out = signals.download();
  EXPECT_EQ(out.sensed, (std::vector<Micro>{10'000000, 20'000000, 10'000000, 60'000000}));
  EXPECT_EQ(out.usual, (std::vector<Micro>{4'000000, 8'000000, 4'000000, 24'000000}));
}

TEST(Bill, TwoPlantsWithDifferentBillsAreWeighedByTheirDemand) {
  Small s;
  s.point(0, Echelon::plant, 3.0, RecipeKind::process, {{2, 1}});
  s.point(0, Echelon::plant, 1.0, RecipeKind::process, {{2, 5}});
  s.point(1, Echelon::material, 8.0, RecipeKind::buy, {});
  Bill const bill = make_bill(s.points, s.recipes, s.components, 2);
  ASSERT_EQ(bill.edges.size(), 1u);
  EXPECT_EQ(bill.edges[0].each, 2'000000);  // (3 x 1 + 1 x 5) / 4
}

//! Members ask shops: what a central site sends them is no demand of its own, what it sells besides is.
TEST(DirectShares, ArePartsOfWhatMembersAskForDirectly) {
  Small s;
  s.point(0, Echelon::regional, 3.0, RecipeKind::transport, {{2, 1}});
  s.point(0, Echelon::regional, 1.0, RecipeKind::transport, {{2, 1}});
  s.point(0, Echelon::central, 8.0, RecipeKind::buy, {});
  s.point(1, Echelon::central, 2.0, RecipeKind::buy, {});
  EXPECT_EQ(direct_shares(s.points, s.recipes, s.components, {true, true, true, false}, 2), (std::vector<double>{0.375, 0.125, 0.5, 0.0}));
  EXPECT_EQ(direct_shares(s.points, s.recipes, s.components, {true, true, false, false}, 2), (std::vector<double>{0.75, 0.25, 0.0, 0.0}));
}

TEST(Bill, NothingMadeIsAnEmptyBill) {
  Small s;
  s.point(0, Echelon::regional, 1.0, RecipeKind::buy, {});
  Bill const bill = make_bill(s.points, s.recipes, s.components, 1);
  EXPECT_TRUE(bill.edges.empty());
  EXPECT_EQ(bill.first, std::vector<std::int64_t>{0});
}

TEST(Cover, AddsUpTheProtectionOfThoseServed) {
  Small s = three_levels();
  s.points.lead = {day, 2 * day, 3 * day, 3 * day, 30 * day};
  s.points.policy.assign(5, PolicyId(0));
  PolicyParams policy;
  policy.review = day;
  std::vector<PolicyRule> const rules = {policy_rule(policy, day, 0.5)};  // P = L
  EXPECT_EQ(covered_ahead(s.points, s.recipes, s.components, rules), (std::vector<Seconds>{0, day, 3 * day, 3 * day, 6 * day}));
  s.points.mean[1] = to_micro(8.0);  // half of what the plant sells goes to members directly
  EXPECT_EQ(covered_ahead(s.points, s.recipes, s.components, rules)[1], day / 2);
}

//! Lever 15: the plant's members' demand is what the shop tells it, less what the shop gets back; a shop that is asked itself believes no more.
TEST(Shares, OfWhatIsToldOneselfNeeds) {
  Small s = three_levels();
  s.points.mean[1] = to_micro(3.0);  // a quarter comes back to the shop
  std::vector<bool> faces(5, false);
  auto const share = own_shares(s.points, s.recipes, s.components, faces);
  EXPECT_EQ(share[0], 1.0);
  EXPECT_EQ(share[1], 0.75);
  EXPECT_EQ(share[2], 8.0 / 6.0);
  faces[2] = true;
  EXPECT_EQ(own_shares(s.points, s.recipes, s.components, faces)[2], 1.0);
}

TEST(Shares, AddUpToOneByItemAndEchelon) {
  Small s;
  s.point(0, Echelon::regional, 3.0, RecipeKind::buy, {});
  s.point(0, Echelon::regional, 1.0, RecipeKind::buy, {});
  s.point(0, Echelon::plant, 4.0, RecipeKind::buy, {});
  s.point(1, Echelon::plant, 0.0, RecipeKind::buy, {});
  auto const share = point_shares(s.points, 2);
  EXPECT_EQ(share, (std::vector<double>{0.75, 0.25, 1.0, 0.0}));
}

}  // namespace
}  // namespace gs::cpu
