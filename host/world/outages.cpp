#include "host/world/outages.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <set>
#include <string>
#include "kernels/core/errors.hpp"
#include "kernels/core/random.hpp"
#include "kernels/state/ramp.hpp"

namespace gs::world {
namespace {

using Ids = std::vector<std::uint32_t>;

template <class Holds>
Ids where(std::size_t n, Holds&& holds) {
  Ids ids;
  for (std::uint32_t i = 0; i < n; ++i)
    if (holds(i)) ids.push_back(i);
  return ids;
}

template <std::size_t n>
int name_at(char const* const (&names)[n], std::string const& name) {
  for (std::size_t k = 0; k < n; ++k)
    if (name == names[k]) return static_cast<int>(k);
  return -1;
}

//! "3,7" as numbers below `most`; empty if it is no list of numbers.
Ids numbers(std::string const& text, std::size_t most, std::string const& who) {
  Ids ids;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t const end = std::min(text.find(',', at), text.size());
    std::string const part = text.substr(at, end - at);
    bool const digits = !part.empty() && part.size() < 10 && part.find_first_not_of("0123456789") == std::string::npos;
    if (!digits) return {};
    std::uint32_t const id = static_cast<std::uint32_t>(std::stoul(part));
    GS_VALIDATE(id < most, fmt::format("disruption '{}': number {} is not there, only 0 to {}", who, id, most - 1));
    ids.push_back(id);
    at = end + 1;
  }
  return ids;
}

//! What a disruption could hit, in ascending ids. A lane is known by the kind of site it starts from, a material by its number.
Ids candidates(WorldData const& w, DisruptionParams const& d) {
  bool const all = d.which == "all";
  std::size_t regions = 0;
  for (std::uint32_t const r : w.sites.region) regions = std::max<std::size_t>(regions, r + std::size_t{1});
  int const site = name_at(site_kind_names, d.which), layer = name_at(layer_names, d.which);
  switch (d.what) {
    case OutageOf::supplier:
      if (all || layer >= 0) return where(rows(w.suppliers), [&](std::uint32_t i) { return all || at(w.suppliers.kind[i]) == layer; });
      return numbers(d.which, rows(w.suppliers), d.name);
    case OutageOf::site:
      if (all || site >= 0)
        return where(rows(w.sites), [&](std::uint32_t i) { return all ? w.sites.kind[i] != SiteKind::outside : at(w.sites.kind[i]) == site; });
      return numbers(d.which, rows(w.sites), d.name);
    case OutageOf::lane:
      if (all || site >= 0)
        return where(rows(w.lanes),
                     [&](std::uint32_t i) { return all || (w.lanes.from[i].exists() && at(w.sites.kind[w.lanes.from[i].v]) == site); });
      return numbers(d.which, rows(w.lanes), d.name);
    case OutageOf::material: {
      Ids const materials = where(rows(w.items), [&](std::uint32_t i) { return w.items.kind[i] == ItemKind::material; });
      if (all) return materials;
      Ids ids;
      for (std::uint32_t const k : numbers(d.which, materials.size(), d.name)) ids.push_back(materials[k]);
      return ids;
    }
    default:
      return all ? where(regions, [](std::uint32_t) { return true; }) : numbers(d.which, regions, d.name);
  }
}

//! One disruption and what all its outages share.
struct Declared {
  WorldData& world;
  Params const& params;
  DisruptionParams const& d;
  std::uint64_t number;
  Draws draw(std::uint32_t id, std::uint32_t time) const { return draw4(params.seed, Stream::outage, number << 32 | id, time); }
  Outage outage(std::uint32_t id, Seconds from, Seconds to) const {
    Outage o;
    o.what = d.what, o.pauses = d.pauses, o.id = id;
    o.from = from, o.to = to, o.known_from = from + d.detection, o.known_to = to + d.detection;
    o.left = static_cast<std::uint8_t>(to_int(clamp((1.0 - d.depth) * 100.0 + 0.5, 0.0, 100.0)));
    o.slow = static_cast<std::uint32_t>(to_int(d.slow * 100.0 + 0.5));
    return o;
  }
};

//! Periods until something that happens with chance tick/mean in each has happened: geometric, at least one tick.
Seconds geometric(Seconds mean, Seconds tick, std::uint32_t word) {
  double const p = clamp(static_cast<double>(tick) / static_cast<double>(mean), 1e-9, 1.0);
  if (p >= 1.0) return tick;
  return tick * (1 + to_int(exact_log(uniform(word)) / exact_log(1.0 - p)));
}

//! Up and down at random, two-state Markov in ticks; up at the start.
void add_random(Declared const& c, std::uint32_t id, Seconds from, Seconds to) {
  Seconds const tick = c.params.clock.tick;
  std::uint32_t k = 0;
  for (Seconds t = from; t < to; ++k) {
    Draws const luck = c.draw(id, 1 + k);
    Seconds const down = t + geometric(c.d.mean_up, tick, luck.v[0]), up = down + geometric(c.d.mean_down, tick, luck.v[1]);
    if (down < to) c.world.outages.push_back(c.outage(id, down, std::min(up, to)));
    t = up;
  }
}

//! A part of a lever that works from `ready` on only.
void not_before(WorldData& w, OutageOf what, std::uint32_t id, Seconds ready) {
  Outage o;
  o.what = what, o.id = id, o.silent = 1;
  o.from = o.known_from = 0, o.to = o.known_to = ready;
  w.outages.push_back(o);
}

//! Whose hours a supplier's are, where levers pay for them.
enum class HoursOf : std::uint8_t { nobody, core, elastic, workshop, standby };
std::vector<HoursOf> hours_of(WorldData const& w) {
  std::set<std::uint32_t> plants;  // markets that somebody else than workshops serves
  for (std::size_t k = 0; k < rows(w.pools); ++k)
    if (w.pools.layer[k] != LayerKind::micro) plants.insert(w.pools.market[k]);
  std::vector<HoursOf> of(rows(w.suppliers), HoursOf::nobody);
  for (std::size_t i = 0; i < of.size(); ++i) {
    PoolId const pool = w.suppliers.pool[i];
    if (!pool.exists()) continue;
    bool const prints = w.suppliers.kind[i] == LayerKind::micro && !plants.contains(w.pools.market[pool.v]);
    of[i] = w.suppliers.kind[i] == LayerKind::core ? HoursOf::core : (prints ? HoursOf::workshop : HoursOf::elastic);
  }
  for (SupplierId const s : w.standby) of[s.v] = HoursOf::standby;
  return of;
}

//! Levers whose parts come one by one: rented suppliers, workshops and standby contracts, micro sites, sister stocks (lever 31).
void add_ramps(WorldData& w, Params const& p) {
  DesignParams const& d = p.design;
  std::vector<HoursOf> const of = hours_of(w);
  auto const hours = [&](HoursOf which) { return where(of.size(), [&](std::uint32_t i) { return of[i] == which; }); };
  auto const spread = [&](LeverCost const& cost, OutageOf what, Ids const& ids) {
    for (std::size_t k = 0; cost.ramp > 0 && k < ids.size(); ++k)
      not_before(w, what, ids[k], ready_at(cost, p.clock.warmup, static_cast<std::int64_t>(k), static_cast<std::int64_t>(ids.size())));
  };
  spread(d.elastic_cost, OutageOf::supplier, hours(HoursOf::elastic));
  spread(d.micro_making_cost, OutageOf::supplier, hours(HoursOf::workshop));
  spread(d.resourcing.cost, OutageOf::supplier, hours(HoursOf::standby));
  spread(d.network_cost, OutageOf::site, where(rows(w.sites), [&](std::uint32_t i) { return w.sites.kind[i] == SiteKind::micro; }));
  spread(d.pooled_cost, OutageOf::lane, where(rows(w.lanes), [&](std::uint32_t i) {
           SiteId const from = w.lanes.from[i], to = w.lanes.to[i];
           return from.exists() && to.exists() && w.sites.kind[from.v] == SiteKind::regional && w.sites.kind[to.v] == SiteKind::regional;
         }));
}

}  // namespace

void add_outages(WorldData& world, Params const& params, DisruptionParams const& d, std::uint64_t number, std::vector<std::uint32_t> const& ids) {
  Declared const c{world, params, d, number};
  std::uint64_t const bar = to_chance(d.share);
  Seconds from = params.clock.warmup + d.start;
  for (std::uint32_t const id : ids) {
    if (c.draw(id, 0).v[0] >= bar) continue;
    if (d.mean_up > 0)
      add_random(c, id, from, from + d.duration);
    else
      world.outages.push_back(c.outage(id, from, from + d.duration));
    from += d.stagger;
  }
}

void make_outages(WorldData& world, Params const& params) {
  for (std::size_t k = 0; k < params.disruptions.size(); ++k) {
    DisruptionParams const& d = params.disruptions[k];
    Ids const ids = candidates(world, d);
    GS_VALIDATE(!ids.empty(),
                fmt::format("disruption '{}': this world has no {} called '{}'; use all, numbers, a layer (suppliers) or a kind of site", d.name,
                            outage_of_names[at(d.what)], d.which));
    add_outages(world, params, d, k, ids);
  }
  add_ramps(world, params);
}

}  // namespace gs::world
