#pragma once
//! Small tools to fill host tables row by row.
#include "kernels/core/exact_math.hpp"
#include "kernels/core/random.hpp"
#include "kernels/state/params.hpp"
#include "kernels/state/world_data.hpp"

namespace gs::world {

//! Adds one row to a table and returns its index.
template <class Table>
std::size_t add_row(Table& table) {
  std::size_t const n = rows(table);
  resize_rows(table, n + 1);
  return n;
}

//! A recipe before it has a place in the table; the defaults are those of "no hours, no lane, no lot".
struct RecipeRow {
  RecipeKind kind = RecipeKind::transport;
  PointId fills;
  LaneId lane;
  std::uint32_t market = ~0u;
  Process process = Process::assembly;
  Seconds work = 0, setup = 0;
  LeadLaw law = LeadLaw::fixed;
  Seconds lead = 0, spread = 0;
  std::uint32_t lead_table = ~0u;
  Grains min_lot = 1;
  std::uint32_t yield = 10000;
  Cents cost = 0;
};
struct Component {
  PointId point;
  Grains quantity = 1;
};

//! Appends a recipe and its components.
RecipeId add_recipe(WorldData& world, RecipeRow const& row, std::vector<Component> const& components);

//! Words of chance for building a world: nothing here depends on time, so `slot` may number events.
inline Draws world_draw(Params const& params, Stream stream, std::uint64_t id, std::uint32_t slot = 0, std::uint32_t index = 0) {
  return draw4(params.seed, stream, id, slot, index);
}

//! x rounded down or up, so that its mean over the draw is x (x >= 0).
inline Grains round_by(double x, std::uint32_t word) { return x <= 0.0 ? 0 : to_int(x + uniform(word)); }
//! Nearest integer, ties to even.
inline std::int64_t round_near(double x) { return to_int(nearest(clamp(x, -2.0e15, 2.0e15))); }

}  // namespace gs::world
