#include "kernels/planning/split.hpp"
#include "kernels/state/ramp.hpp"

namespace gs::GS_BACKEND {

Arrived arrived_by(DesignParams const& design, Seconds now, Seconds warmup) {
  Seconds const today = now / day * day;
  return {ramp_share(design.elastic_cost, today, warmup), ramp_share(design.micro_making_cost, today, warmup)};
}

std::vector<std::int64_t> daily_hours(SupplierTable<HostColumn> const& suppliers, PoolTable<HostColumn> const& pools, std::size_t markets,
                                      Arrived const& arrived) {
  std::vector<std::int64_t> daily(markets, 0);
  std::vector<char> plant(markets, 0);  // somebody else than workshops works there
  for (std::size_t p = 0; p < pools.market.size(); ++p)
    if (pools.layer[p] != LayerKind::micro) plant[pools.market[p]] = 1;
  for (std::size_t s = 0; s < suppliers.pool.size(); ++s) {
    if (!suppliers.pool[s].exists()) continue;
    std::int64_t const hours = static_cast<std::int64_t>(suppliers.lines[s]) * suppliers.shift_hours[s];
    std::uint32_t const pool = suppliers.pool[s].v, market = pools.market[pool];
    std::int64_t const all = hours * hour * (1000 - static_cast<std::int64_t>(suppliers.outside_load[s])) / 1000;
    double const here = pools.layer[pool] == LayerKind::core ? 1.0 : (plant[market] != 0 ? arrived.rented : arrived.workshops);
    daily[market] += here < 1.0 ? static_cast<std::int64_t>(static_cast<double>(all) * here) : all;
  }
  return daily;
}

}  // namespace gs::GS_BACKEND
