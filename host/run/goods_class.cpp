#include "host/run/goods_class.hpp"
#include <algorithm>
#include <numeric>

namespace gs::run {
namespace {

bool any_featured(std::vector<GoodsClass> const& classes) { return std::find(classes.begin(), classes.end(), GoodsClass::featured) != classes.end(); }

//! Points that fill this one, by any of its recipes.
void push_sources(WorldData const& w, std::uint32_t point, std::vector<std::uint32_t>& open) {
  if (w.points.recipes[point] == 0) return;
  std::uint32_t const first = w.points.first_recipe[point].v;
  for (std::uint32_t r = first; r < first + w.points.recipes[point]; ++r)
    for (std::uint32_t c = w.recipes.first_component[r]; c < w.recipes.first_component[r] + w.recipes.components[r]; ++c)
      open.push_back(w.components.point[c].v);
}

}  // namespace

std::vector<GoodsClass> goods_classes(WorldData const& world) {
  std::vector<GoodsClass> classes(world.skus, GoodsClass::tail);
  std::vector<std::uint32_t> by_rate(world.skus);
  std::iota(by_rate.begin(), by_rate.end(), 0u);
  auto const& rate = world.items.quiet_rate;
  std::stable_sort(by_rate.begin(), by_rate.end(), [&](std::uint32_t a, std::uint32_t b) { return rate[a] > rate[b]; });
  double all = 0.0, sum = 0.0;
  for (std::uint32_t const i : by_rate) all += static_cast<double>(rate[i]);
  for (std::uint32_t const i : by_rate) {
    if (sum < 0.5 * all) classes[i] = GoodsClass::head;
    sum += static_cast<double>(rate[i]);
  }
  for (Burst const& b : world.bursts)
    if (b.shown && b.sku.exists() && b.sku.v < world.skus) classes[b.sku.v] = GoodsClass::featured;
  return classes;
}

std::vector<char> featured_chain(WorldData const& world, std::vector<GoodsClass> const& classes) {
  std::size_t const points = rows(world.points);
  if (!any_featured(classes)) return std::vector<char>(points, 1);
  std::vector<char> in(points, 0);
  std::vector<std::uint32_t> open;
  for (std::uint32_t p = 0; p < points; ++p)
    if (world.points.item[p].v < classes.size() && classes[world.points.item[p].v] == GoodsClass::featured) open.push_back(p);
  while (!open.empty()) {
    std::uint32_t const p = open.back();
    open.pop_back();
    if (p >= points || in[p] != 0) continue;
    in[p] = 1;
    push_sources(world, p, open);
  }
  return in;
}

}  // namespace gs::run
