#include "host/experiments/hidden.hpp"
#include <algorithm>
#include "host/world/scale.hpp"
#include "kernels/state/lever_costs.hpp"

namespace gs::experiments {
namespace {

void sensing(Params const& p, std::vector<Hidden>& out) {
  for (WaveParams const& w : p.waves)
    if (w.kind == WaveKind::livestream)
      out.push_back({"sensing", "share of the show's appeal that can be seen before it, rho^2", "wave." + w.name + ".preheat_visibility",
                     w.preheat_visibility});
}

//! Means over SKUs and modules: a SKU has three parts, every part is a module.
void modular(Params const& p, std::vector<Hidden>& out) {
  world::Scale const s = world::scale_of(p);
  out.push_back({"modular", "SKUs that share a module (commonality), mean", "", 3.0 * s.skus() / static_cast<double>(s.modules())});
}

void network(Params const& p, std::vector<Hidden>& out) {
  world::Scale const s = world::scale_of(p);
  double const held = std::min(1.0, static_cast<double>(s.assortment) / static_cast<double>(std::max(1u, s.skus())));
  out.push_back({"network", "share of the SKUs that a micro site holds", "world.micro_assortment", held});
}

//! As many platforms of equal size would split the stock as much (inverse Simpson index).
void pooled(Params const& p, std::vector<Hidden>& out) {
  double by_platform[count_of<Platform>] = {}, sum = 0.0, squares = 0.0;
  for (ChannelParams const& c : p.channels) by_platform[at(c.platform)] += c.share;
  for (double const share : by_platform) sum += share, squares += share * share;
  if (squares > 0.0) out.push_back({"pooled", "stocks of equal size that one pool replaces", "channel.share", sum * sum / squares});
}
}  // namespace

std::vector<Hidden> hidden_parameters(Params const& p) {
  std::vector<Hidden> out;
  if (p.design.sensing) sensing(p, out);
  if (p.design.presale)
    out.push_back({"presale", "what members give for a day less of waiting, beta_w", "choice.wait_per_day", p.choice.wait_per_day});
  if (p.design.modular) modular(p, out);
  if (p.design.elastic) out.push_back({"elastic", "outside load of the pool it draws on, mean", "world.outside_load", p.world.outside_load});
  if (p.design.network) network(p, out);
  if (p.design.pooled) pooled(p, out);
  if (p.design.micro_making) out.push_back({"micro", "exponent of SKU popularity: how thin the tail is", "world.zipf", p.world.zipf});
  if (p.design.tiers) out.push_back({"tiers", "outside load of the suppliers under contract, mean", "world.outside_load", p.world.outside_load});
  if (shares_information(p.design))
    out.push_back(
        {"sharing", "lots that shops order in, which hide what members want [d of demand]", "policy.regional.batch", p.design.regional.batch});
  if (decides_sooner(p.design))
    out.push_back({"organisation", "appeal half-life of a hit: how fast what planners know grows old [d]", "world.hit_half_life",
                   static_cast<double>(p.world.hit_half_life) / static_cast<double>(day)});
  for (WaveParams const& w : p.waves)
    if (p.design.warning) out.push_back({"warning", "peak of the wave that is to be found early", "wave." + w.name + ".peak", w.peak});
  if (p.design.returns.on) out.push_back({"returns", "share of shelf sales sent back", "world.return_shelf", p.world.return_shelf});
  if (p.design.express.on) {
    out.push_back({"express", "hands of a site over what parcels need, mean", "world.site_capacity", p.world.site_capacity});
    out.push_back({"express", "places of a carrier over what parcels need, mean; 0 = any", "world.parcel_capacity", p.world.parcel_capacity});
  }
  for (DisruptionParams const& d : p.disruptions)
    if (p.design.resourcing.on)
      out.push_back({"resourcing", "share of what " + d.name + " may hit that is down", "disruption." + d.name + ".share", d.share});
  if (p.design.grades.on)
    out.push_back({"grades", "share of members who look for a combination of their own", "members.seek_deep", p.members.seek_deep});
  return out;
}

}  // namespace gs::experiments
