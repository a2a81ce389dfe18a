#include "host/world/goods.hpp"

namespace gs::world {

std::vector<std::uint32_t> Goods::materials_of_module(std::uint32_t m) const {
  std::uint32_t const first = line_of_module(m) * s_.materials_per_line, n = s_.materials_per_line;
  switch (part_of_module(m)) {
    case 0:
      return {first, first + 1 % n};
    case 1:
      return {first + 2 % n};
    default:
      return {first + 3 % n};
  }
}

double Goods::material_value(ItemTable<HostColumn> const& items, std::vector<double> const& module_use, std::uint32_t k) const {
  if (k >= line_materials()) {
    double parts_value = 0.0;
    for (double const v : part_value) parts_value += v;
    return static_cast<double>(items.value[k - line_materials()]) * parts_value * material_share;
  }
  double value = 0.0, users = 0.0;
  std::uint32_t const line = line_of_material(k);
  for (std::uint32_t m = first_module(line); m < first_module(line + 1); ++m) {
    std::vector<std::uint32_t> const used = materials_of_module(m);
    for (std::uint32_t const u : used) {
      if (u != k) continue;
      value += module_use[m] * static_cast<double>(items.value[item_of_module(m).v]) * material_share / static_cast<double>(used.size());
      users += module_use[m];
    }
  }
  return users > 0.0 ? value / users : 1.0;
}

}  // namespace gs::world
