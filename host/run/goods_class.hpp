#pragma once
//! Who carries a wave: the SKUs that shows feature, the best sellers beside them, and the long tail.
#include <cstdint>
#include <vector>
#include "kernels/state/world_data.hpp"

namespace gs::run {

enum class GoodsClass : std::uint8_t { featured, head, tail, count };
inline constexpr char const* goods_class_names[] = {"featured", "head", "tail"};

//! Class of every SKU: featured by a declared show; else head, the best sellers that make up half of the quiet wants; else tail.
std::vector<GoodsClass> goods_classes(WorldData const& world);

//! 1 for every stock point that what is featured runs through: its own points and, by their recipes, all they are filled from. Without a
//! show every point counts.
std::vector<char> featured_chain(WorldData const& world, std::vector<GoodsClass> const& classes);

}  // namespace gs::run
