//! Guaranteed-service base stock of a loaded chain (Graves & Willems 2000, in the simple form of MODEL §1).
#include <algorithm>
#include "host/world/willems.hpp"
#include "kernels/core/exact_math.hpp"

namespace gs::world {
namespace {

//! Stages, customers before their suppliers.
std::vector<std::uint32_t> from_demand_side(Chain const& chain) {
  std::vector<std::size_t> open(chain.stages.size());
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < open.size(); ++i)
    if ((open[i] = chain.stages[i].customers.size()) == 0) order.push_back(i);
  for (std::size_t k = 0; k < order.size(); ++k)
    for (std::uint32_t const s : chain.stages[order[k]].suppliers)
      if (--open[s] == 0) order.push_back(s);
  return order;
}

double promised(Stage const& s) { return s.sells ? s.wait : 0.0; }  // s_out: the customer's wait, 0 inside [d]

}  // namespace

ChainFacts chain_facts(Chain const& chain) {
  std::size_t const n = chain.stages.size();
  ChainFacts f{std::vector<std::uint32_t>(n, 0), std::vector<double>(n, 0.0), std::vector<double>(n, 0.0),
               std::vector<double>(n, 0.0),      std::vector<double>(n, 0.0), std::vector<double>(n, 0.0)};
  std::vector<double> variance(n, 0.0), service(n, 0.0);
  std::vector<std::uint32_t> const order = from_demand_side(chain);
  for (std::uint32_t const i : order) {
    Stage const& s = chain.stages[i];
    f.mean[i] += s.demand, variance[i] += s.demand > 0.0 ? s.demand_sd * s.demand_sd : 0.0;
    service[i] = s.service > 0.0 ? s.service : (service[i] > 0.0 ? service[i] : 0.95);  // not given: the strictest customer's
    for (std::uint32_t const up : s.suppliers) {
      f.level[up] = std::max(f.level[up], f.level[i] + 1);
      f.mean[up] += f.mean[i], variance[up] += variance[i];
      service[up] = std::max(service[up], service[i]);
    }
  }
  for (std::size_t k = order.size(); k-- > 0;) {
    std::uint32_t const i = order[k];
    Stage const& s = chain.stages[i];
    double late = 0.0;
    f.value[i] = s.cost;
    for (std::uint32_t const up : s.suppliers) f.value[i] += f.value[up], late = std::max(late, promised(chain.stages[up]));
    f.sd[i] = exact_sqrt(variance[i]);
    f.net_time[i] = std::max(0.0, late + s.time - promised(s));
    double const spread = exact_sqrt(f.net_time[i] * variance[i] + f.mean[i] * f.mean[i] * s.time_sd * s.time_sd);
    f.base_stock[i] = std::max(0.0, f.mean[i] * f.net_time[i] + normal_quantile(service[i]) * spread);
  }
  return f;
}

}  // namespace gs::world
