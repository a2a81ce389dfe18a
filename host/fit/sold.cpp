#include "host/fit/sold.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include "host/config/config.hpp"
#include "host/fit/patterns.hpp"
#include "host/world/world.hpp"

namespace gs::fit {

std::vector<std::string> sets_of(Catalogue const& c) {
  return {fmt::format("world.price_median={:.2f} CNY", c.price_median), fmt::format("world.price_sigma={:.4f}", c.price_sigma),
          fmt::format("world.zipf={:.4f}", c.zipf)};
}

Sold sold_in(std::vector<std::string> const& sets, std::string const& design) {
  config::Request ask;
  ask.world = "market", ask.design = design, ask.sets = sets;
  Params const params = config::load(ask).params;
  WorldData const world = world::make_world(params);
  std::vector<double> rate;
  double all = 0.0, mean = 0.0, square = 0.0;
  for (std::size_t i = 0; i < world.skus; ++i) {
    double const r = static_cast<double>(world.items.quiet_rate[i]), ln = std::log(static_cast<double>(world.items.price[i]) / 100.0);
    rate.push_back(r), all += r, mean += r * ln, square += r * ln * ln;
  }
  mean /= all;
  return {mean, std::sqrt(std::max(0.0, square / all - mean * mean)), fit_zipf(rate).exponent, world::orders_a_look(world, params)};
}

Matched match_catalogue(CatalogueGoal const& goal, std::vector<std::string> const& sets, std::string const& design) {
  Matched out;
  if (goal.spend) out.catalogue.price_median = std::exp(goal.sold.ln_mean), out.catalogue.price_sigma = goal.sold.ln_sd;
  for (int round = 0; round < 7; ++round) {
    std::vector<std::string> all = sets;
    for (std::string const& set : sets_of(out.catalogue)) all.push_back(set);
    out.sold = sold_in(all, design);
    if (round == 6 || !(goal.spend || goal.popularity)) break;  // the last one is only looked at
    Catalogue& c = out.catalogue;
    if (goal.spend) {
      c.price_median = std::clamp(c.price_median * std::exp(goal.sold.ln_mean - out.sold.ln_mean), 0.01, 1e9);
      c.price_sigma = std::clamp(c.price_sigma * goal.sold.ln_sd / std::max(out.sold.ln_sd, 1e-3), 0.02, 2.5);
    }
    if (goal.popularity) c.zipf = std::clamp(c.zipf + 0.8 * (goal.sold.zipf - out.sold.zipf), 0.0, 3.0);
  }
  return out;
}

}  // namespace gs::fit
