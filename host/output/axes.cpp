#include "host/output/axes.hpp"

#include <fmt/format.h>

namespace gs::output {
namespace {

PoolAxis pool_axis(PoolTable<HostColumn> const& pools, std::size_t i) {
  bool const flexible = pools.family[i] == 0xffff;
  return {layer_names[at(pools.layer[i])], process_names[at(pools.process[i])], flexible ? "flexible" : fmt::format("family {}", pools.family[i])};
}

}  // namespace

std::vector<std::string> channel_names(Params const& params) {
  std::vector<std::string> names;
  for (ChannelParams const& c : params.channels) names.push_back(c.name);
  return names;
}

Axes axes_of(WorldData const& world, std::vector<std::uint64_t> members, std::vector<std::uint32_t> suppliers,
             std::vector<TraceColumn> supplier_columns, std::vector<std::string> channels) {
  Axes axes;
  for (std::size_t i = 0; i < rows(world.zones); ++i) axes.zones.push_back({world.zones.x[i], world.zones.y[i], world.zones.region[i]});
  for (std::size_t i = 0; i < rows(world.pools); ++i) axes.pools.push_back(pool_axis(world.pools, i));
  for (std::uint32_t i = 0; i < world.lines; ++i) axes.lines.push_back(fmt::format("line {}", i));
  axes.channels = std::move(channels);
  axes.ranks = axes.zones.empty() || world.skus == 0 ? 0 : stockout_ranks;
  axes.members = std::move(members);
  axes.suppliers = std::move(suppliers);
  axes.supplier_columns = std::move(supplier_columns);
  return axes;
}

}  // namespace gs::output
