#include "kernels/planning/alternates.hpp"

namespace gs::GS_BACKEND {

std::vector<std::int64_t> daily_hours(SupplierTable<HostColumn> const& suppliers, PoolTable<HostColumn> const& pools, std::size_t markets) {
  std::vector<std::int64_t> daily(markets, 0);
  for (std::size_t s = 0; s < suppliers.pool.size(); ++s) {
    if (!suppliers.pool[s].exists()) continue;
    std::int64_t const hours = static_cast<std::int64_t>(suppliers.lines[s]) * suppliers.shift_hours[s];
    daily[pools.market[suppliers.pool[s].v]] += hours * hour * (1000 - static_cast<std::int64_t>(suppliers.outside_load[s])) / 1000;
  }
  return daily;
}

}  // namespace gs::GS_BACKEND
