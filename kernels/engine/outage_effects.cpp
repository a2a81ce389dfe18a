//! What the outages of a thing come to, written where stages look.
#include <algorithm>
#include "kernels/engine/outage_maps.hpp"

namespace gs::GS_BACKEND {
namespace {

//! Percentages start at 100.
void fill_percent(Buffer<std::uint32_t>& cells, std::int64_t n) {
  if (cells.size() > 0 || n == 0) return;
  std::vector<std::uint32_t> const usual(static_cast<std::size_t>(n), 100);
  cells.grow(n);
  to_device(cells.data(), usual.data(), n * std::int64_t{sizeof(std::uint32_t)});
}

}  // namespace

std::uint8_t OutageBook::left_of(Thing thing) const {
  std::uint8_t left = 100;
  any(thing, [&](Part const& p) {
    if (p.on && p.outage.pauses == OutageKind::closed) left = std::min(left, p.outage.left);
    return false;
  });
  return left;
}

//! 0 = closed.
std::uint32_t OutageBook::slow_of(Thing thing, bool as_told) const {
  std::uint32_t slow = 100;
  any(thing, [&](Part const& p) {
    bool const counts = as_told ? p.known : p.on;
    if (!counts || p.outage.pauses != OutageKind::closed) return false;
    slow = p.outage.left == 0 || slow == 0 ? 0 : std::max(slow, p.outage.slow);
    return false;
  });
  return slow;
}

void OutageBook::write(World& w, Thing thing) {
  Maps const& m = *maps_;
  switch (thing.first) {
    case OutageOf::supplier:
      return write_supplier(w, thing.second);
    case OutageOf::site:
      return write_site(w, thing.second);
    case OutageOf::lane:
      return write_lane(w, thing.second);
    default:
      for (std::uint32_t const r : m.filling[thing.second]) write_recipe(w, r);
      return write_point(w, thing.second);
  }
}

void OutageBook::write_supplier(World& w, std::uint32_t id) {
  set_cell(w.supplier_up, id, left_of({OutageOf::supplier, id}));
  if (!standby_.empty()) wake_standby(w);
}

//! Standby suppliers work while any other supplier of their market is known to be more than half down.
void OutageBook::wake_standby(World& w) {
  Maps const& m = *maps_;
  std::vector<char> needed(w.markets, 0);
  for (Part const& p : parts_) {
    if (p.outage.what != OutageOf::supplier || p.outage.silent != 0 || !p.known || p.outage.left > 50) continue;
    PoolId const pool = m.suppliers.pool[p.outage.id];
    if (pool.exists()) needed[m.pools.market[pool.v]] = 1;
  }
  for (SupplierId const s : standby_) {
    bool const on = needed[m.pools.market[m.suppliers.pool[s.v].v]] != 0;
    set_cell(w.supplier_up, s.v, on ? left_of({OutageOf::supplier, s.v}) : std::uint8_t{0});
  }
}

void OutageBook::write_site(World& w, std::uint32_t id) {
  Maps const& m = *maps_;
  set_cell(w.site_open, id, left_of({OutageOf::site, id}));
  for (std::uint32_t const r : m.recipes_from[id]) write_recipe(w, r);
  for (std::uint32_t const p : m.points_at[id]) {
    for (std::uint32_t const r : m.filling[p]) write_recipe(w, r);
    write_point(w, p);
  }
}

void OutageBook::write_lane(World& w, std::uint32_t id) {
  Maps const& m = *maps_;
  fill_percent(w.outages.slow, w.lanes.size());
  fill_percent(w.outages.told, w.lanes.size());
  set_cell(w.outages.slow, id, slow_of({OutageOf::lane, id}, false));
  set_cell(w.outages.told, id, slow_of({OutageOf::lane, id}, true));
  std::int64_t const usual = m.lanes.capacity[id], left = left_of({OutageOf::lane, id});
  std::int64_t const capacity = usual > 0 ? std::max<std::int64_t>(1, usual * left / 100) : 0;
  to_device(w.lanes.view().capacity.p + id, &capacity, sizeof(capacity));
  for (std::uint32_t const r : m.recipes_on[id]) {
    write_recipe(w, r);
    if (m.recipes.fills[r].exists()) write_point(w, m.recipes.fills[r].v);
  }
}

//! Whether nothing can be sent by a recipe, in truth or as planners know it.
bool OutageBook::recipe_down(std::uint32_t r, bool as_known) const {
  Maps const& m = *maps_;
  auto const holds = [&](OutageOf what, std::uint32_t id, auto&& kind) {
    return any({what, id}, [&](Part const& p) { return (as_known ? p.known : p.on) && kind(p.outage); });
  };
  auto const closed = [](Outage const& o) { return o.pauses == OutageKind::closed && o.left == 0; };
  auto const unsent = [](Outage const& o) { return o.pauses == OutageKind::shipments; };
  PointId const to = m.recipes.fills[r];
  if (!to.exists()) return false;
  if (holds(OutageOf::site, m.points.site[to.v].v, unsent)) return true;
  bool const first = m.points.first_recipe[to.v].v == r;
  if (first && (holds(OutageOf::material, to.v, closed) || holds(OutageOf::material, to.v, unsent))) return true;
  if (m.recipes.lane[r].exists() && (holds(OutageOf::lane, m.recipes.lane[r].v, closed) || holds(OutageOf::lane, m.recipes.lane[r].v, unsent)))
    return true;
  for (std::uint32_t c = m.recipes.first_component[r]; c < m.recipes.first_component[r] + m.recipes.components[r]; ++c)
    if (holds(OutageOf::site, m.points.site[m.components.point[c].v].v, closed)) return true;
  return false;
}

void OutageBook::write_recipe(World& w, std::uint32_t r) {
  int const down = recipe_down(r, false) ? Outages::no_shipments : 0, known = recipe_down(r, true) ? Outages::known : 0;
  set_cell(w.outages.recipe_down, r, static_cast<std::uint8_t>(down | known));
}

void OutageBook::write_point(World& w, std::uint32_t p) {
  Maps const& m = *maps_;
  std::uint8_t bits = 0;
  auto const look = [&](Part const& part) {
    OutageKind const k = part.outage.pauses;
    bool const gate = k == OutageKind::receipts || (k == OutageKind::closed && part.outage.left == 0 && part.outage.what == OutageOf::site);
    if (part.on && k == OutageKind::orders) bits |= Outages::no_orders;
    if (part.on && k == OutageKind::transit) bits |= Outages::no_transit;
    if (part.on && gate) bits |= Outages::no_receipts;
    return false;
  };
  any({OutageOf::site, m.points.site[p].v}, look);
  any({OutageOf::material, p}, look);
  for (std::uint32_t const r : m.filling[p])
    if (m.recipes.lane[r].exists()) any({OutageOf::lane, m.recipes.lane[r].v}, look);
  std::uint8_t& before = pauses_[p];
  w.outages.standing += ((bits & Outages::no_transit) != 0 ? 1 : 0) - ((before & Outages::no_transit) != 0 ? 1 : 0);
  before = bits;
  set_cell(w.outages.paused, p, bits);
}

}  // namespace gs::GS_BACKEND
