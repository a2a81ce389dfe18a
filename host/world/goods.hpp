#pragma once
//! Which item is what: ids of SKUs, modules and materials, and what is made of what. Pure arithmetic on the scale.
#include <vector>
#include "host/world/scale.hpp"
#include "kernels/core/ids.hpp"
#include "kernels/state/kinds.hpp"
#include "kernels/state/world_tables.hpp"

namespace gs::world {

// A SKU's parts: its family's base, one option A, one option B.
inline constexpr int parts = 3;
inline constexpr double part_value[parts] = {0.30, 0.18, 0.12};  //!< of the SKU's value (chosen)
inline constexpr double assembly_value = 1.0 - part_value[0] - part_value[1] - part_value[2];
inline constexpr double part_work[parts] = {0.45, 0.25, 0.20};  //!< of its work content; the rest is assembly (chosen)
inline constexpr double assembly_work = 0.10;
inline constexpr double material_share = 0.5;  //!< of a module's value (chosen)
inline constexpr Process part_process[parts] = {Process::moulding, Process::cutting, Process::printing};

class Goods {
 public:
  Goods(Scale const& scale, DesignParams const& design) : s_(scale), kits_(design.modular ? 0u : scale.skus()) {}

  // SKU i = (family * A + a) * B + b, family = line * families_per_line + f.
  std::uint32_t family_of(std::uint32_t sku) const { return sku / s_.skus_per_family(); }
  std::uint32_t line_of(std::uint32_t sku) const { return family_of(sku) / s_.families_per_line; }
  std::uint32_t option_a(std::uint32_t sku) const { return sku / s_.options_b % s_.options_a; }
  std::uint32_t option_b(std::uint32_t sku) const { return sku % s_.options_b; }

  // Module m of a line: bases by family, then options A, then options B.
  std::uint32_t module_base(std::uint32_t sku) const { return first_module(line_of(sku)) + family_of(sku) % s_.families_per_line; }
  std::uint32_t module_a(std::uint32_t sku) const { return first_module(line_of(sku)) + s_.families_per_line + option_a(sku); }
  std::uint32_t module_b(std::uint32_t sku) const { return first_module(line_of(sku)) + s_.families_per_line + s_.options_a + option_b(sku); }
  std::uint32_t module(std::uint32_t sku, int part) const { return part == 0 ? module_base(sku) : (part == 1 ? module_a(sku) : module_b(sku)); }
  std::uint32_t line_of_module(std::uint32_t m) const { return m / s_.modules_per_line(); }
  int part_of_module(std::uint32_t m) const {
    std::uint32_t const k = m % s_.modules_per_line();
    return k < s_.families_per_line ? 0 : (k < s_.families_per_line + s_.options_a ? 1 : 2);
  }
  //! A base belongs to its family; options, which all families of the line share, go under its first.
  std::uint32_t family_of_module(std::uint32_t m) const {
    std::uint32_t const k = m % s_.modules_per_line();
    return line_of_module(m) * s_.families_per_line + (k < s_.families_per_line ? k : 0);
  }

  // Materials: by line, then (designs without modules) one kit a SKU.
  std::uint32_t line_materials() const { return s_.lines * s_.materials_per_line; }
  std::uint32_t materials() const { return line_materials() + kits_; }
  std::uint32_t line_of_material(std::uint32_t k) const { return k < line_materials() ? k / s_.materials_per_line : line_of(k - line_materials()); }
  //! The line materials a module takes, one unit each: a base two, an option one.
  std::vector<std::uint32_t> materials_of_module(std::uint32_t m) const;
  //! Can a workshop near demand print this SKU? From a popularity quantile down; `rank` 0 = best seller.
  bool printable(std::size_t rank, double from) const { return static_cast<double>(rank) >= from * static_cast<double>(s_.skus()); }
  //! What a material is worth: `material_share` of what is made of it by use (modules' or its SKU's values must be there).
  double material_value(ItemTable<HostColumn> const& items, std::vector<double> const& module_use, std::uint32_t k) const;

  ItemId item_of_module(std::uint32_t m) const { return ItemId(s_.skus() + m); }
  ItemId item_of_material(std::uint32_t k) const { return ItemId(s_.skus() + s_.modules() + k); }
  ItemId item_of_kit(std::uint32_t sku) const { return item_of_material(line_materials() + sku); }
  std::size_t items() const { return s_.skus() + s_.modules() + materials(); }

 private:
  std::uint32_t first_module(std::uint32_t line) const { return line * s_.modules_per_line(); }

  Scale s_;
  std::uint32_t kits_;
};

}  // namespace gs::world
