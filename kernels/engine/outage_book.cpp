#include "kernels/engine/outage_book.hpp"
#include <algorithm>
#include "kernels/core/errors.hpp"

namespace gs::GS_BACKEND {
namespace {

constexpr Seconds usual_detection = 2 * day;  //!< of outages that are injected by hand (chosen; declared ones say theirs)

template <class T>
void set_cell(Buffer<T>& cells, std::uint32_t at, T value) {
  to_device(cells.data() + at, &value, sizeof(T));
}

//! Percentages start at 100.
void fill_percent(Buffer<std::uint32_t>& cells, std::int64_t n) {
  if (cells.size() > 0 || n == 0) return;
  std::vector<std::uint32_t> const usual(static_cast<std::size_t>(n), 100);
  cells.grow(n);
  to_device(cells.data(), usual.data(), n * std::int64_t{sizeof(std::uint32_t)});
}

}  // namespace

//! What stands where. Downloaded once, when there is something to look up.
struct OutageBook::Maps {
  PointTable<HostColumn> points;
  RecipeTable<HostColumn> recipes;
  ComponentTable<HostColumn> components;
  SiteTable<HostColumn> sites;
  LaneTable<HostColumn> lanes;
  SupplierTable<HostColumn> suppliers;
  PoolTable<HostColumn> pools;
  std::vector<std::vector<std::uint32_t>> points_at;     //!< by site
  std::vector<std::vector<std::uint32_t>> recipes_from;  //!< by site: those that take something there
  std::vector<std::vector<std::uint32_t>> recipes_on;    //!< by lane
  std::vector<std::vector<std::uint32_t>> filling;       //!< by point: its recipes

  explicit Maps(World& w)
      : points(w.points.download()),
        recipes(w.recipes.download()),
        components(w.components.download()),
        sites(w.sites.download()),
        lanes(w.lanes.download()),
        suppliers(w.suppliers.download()),
        pools(w.pools.download()),
        points_at(sites.kind.size()),
        recipes_from(sites.kind.size()),
        recipes_on(lanes.from.size()),
        filling(points.site.size()) {
    for (std::size_t p = 0; p < points.site.size(); ++p) points_at[points.site[p].v].push_back(static_cast<std::uint32_t>(p));
    for (std::uint32_t r = 0; r < recipes.kind.size(); ++r) {
      if (recipes.fills[r].exists()) filling[recipes.fills[r].v].push_back(r);
      if (recipes.lane[r].exists()) recipes_on[recipes.lane[r].v].push_back(r);
      for (std::uint32_t c = recipes.first_component[r]; c < recipes.first_component[r] + recipes.components[r]; ++c) {
        auto& list = recipes_from[points.site[components.point[c].v].v];
        if (list.empty() || list.back() != r) list.push_back(r);
      }
    }
  }
  bool in_region(SiteId s, std::uint32_t region) const { return s.exists() && sites.region[s.v] == region; }
};

OutageBook::OutageBook(WorldData const& d) : declared_(d.outages), standby_(d.standby) {}

void OutageBook::prepare(World& w) {
  if (maps_) return;
  maps_ = std::make_shared<Maps>(w);
  w.outages.paused.grow(w.points.size());
  w.outages.recipe_down.grow(w.recipes.size());
  for (Outage const& o : declared_) add(o);
  for (SupplierId const s : standby_) set_cell(w.supplier_up, s.v, std::uint8_t{0});
  plan_changes();
}

//! Takes regions and materials apart.
void OutageBook::add(Outage const& o) {
  auto const put = [&](OutageOf what, std::size_t id) {
    Outage one = o;
    one.what = what;
    one.id = static_cast<std::uint32_t>(id);
    of_thing_[{what, one.id}].push_back(static_cast<std::uint32_t>(parts_.size()));
    parts_.push_back({one});
  };
  Maps const& m = *maps_;
  if (o.what == OutageOf::material) {
    for (std::size_t p = 0; p < m.points.item.size(); ++p) {
      bool const bought = m.points.recipes[p] > 0 && m.recipes.kind[m.points.first_recipe[p].v] == RecipeKind::buy;
      if (bought && m.points.item[p].v == o.id) put(OutageOf::material, p);
    }
    return;
  }
  if (o.what != OutageOf::region) return put(o.what, o.id);
  bool const stops = o.left < 100 || o.pauses != OutageKind::closed;
  for (std::size_t s = 0; s < m.sites.region.size(); ++s)
    if (stops && m.sites.kind[s] != SiteKind::outside && m.sites.region[s] == o.id) put(OutageOf::site, s);
  for (std::size_t s = 0; s < m.suppliers.region.size(); ++s)
    if (o.left < 100 && o.pauses == OutageKind::closed && m.suppliers.region[s] == o.id) put(OutageOf::supplier, s);
  for (std::size_t l = 0; l < m.lanes.from.size(); ++l) {
    if (o.slow <= 100 || (!m.in_region(m.lanes.from[l], o.id) && !m.in_region(m.lanes.to[l], o.id))) continue;
    put(OutageOf::lane, l);
    parts_.back().outage.left = 100;  // its sites are closed, the roads are slow
  }
}

void OutageBook::plan_changes() {
  changes_.clear();
  for (std::uint32_t k = 0; k < parts_.size(); ++k) {
    Outage const& o = parts_[k].outage;
    for (Seconds const at : {o.from, o.to, o.known_from, o.known_to})
      if (at < never) changes_.push_back({at, k});
  }
  std::stable_sort(changes_.begin(), changes_.end(), [](Change const& a, Change const& b) { return a.at < b.at; });
  next_ = 0;
}

void OutageBook::apply_due(World& w, Seconds now) {
  if (!maps_) {
    if (declared_.empty() && standby_.empty()) return;
    prepare(w);
  }
  bool changed = false;
  for (; next_ < changes_.size() && changes_[next_].at <= now; ++next_) {
    Part& part = parts_[changes_[next_].part];
    Outage const& o = part.outage;
    bool const on = o.from <= now && now < o.to, known = o.known_from <= now && now < o.known_to;
    if (on == part.on && known == part.known) continue;
    part.on = on;
    part.known = known;
    write(w, {o.what, o.id});
    changed = true;
  }
  if (changed) count(w);
}

void OutageBook::begin(World& w, Outage outage, Seconds now) {
  prepare(w);
  outage.from = now;
  outage.known_from = now + usual_detection;
  add(outage);
  plan_changes();
  apply_due(w, now);
}

void OutageBook::end(World& w, OutageOf what, std::uint32_t id, Seconds now) {
  if (!maps_) return;
  std::size_t const before = parts_.size();
  Outage probe;
  probe.what = what, probe.id = id, probe.slow = 200;
  add(probe);  // the same parts, to know what is meant
  std::vector<Thing> things;
  for (std::size_t k = before; k < parts_.size(); ++k) things.push_back({parts_[k].outage.what, parts_[k].outage.id});
  for (Thing const& t : things) of_thing_[t].pop_back();
  parts_.resize(before);
  for (Thing const& t : things) {
    for (std::uint32_t const k : of_thing_[t]) {
      Outage& o = parts_[k].outage;
      if (o.from > now || o.to <= now || o.silent != 0) continue;
      o.known_to = now + (o.known_from > o.from ? o.known_from - o.from : 0);
      o.to = now;
    }
  }
  plan_changes();
  apply_due(w, now);
}

template <class Holds>
bool OutageBook::any(Thing thing, Holds&& holds) const {
  auto const found = of_thing_.find(thing);
  return found != of_thing_.end() && std::any_of(found->second.begin(), found->second.end(), [&](std::uint32_t k) { return holds(parts_[k]); });
}

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

void OutageBook::count(World& w) const {
  w.outages.down = 0;
  for (auto const& [thing, list] : of_thing_) w.outages.down += any(thing, [](Part const& p) { return p.on && p.outage.silent == 0; }) ? 1 : 0;
}

void OutageBook::save(StateSink& sink) const {
  static_assert(std::is_trivially_copyable_v<Outage>);
  std::vector<Outage> all;
  for (Part const& p : parts_) all.push_back(p.outage);
  sink.column("outages", "1", all.data(), std::ssize(all), sizeof(Outage));
}

void OutageBook::load(World& w, StateSource& source, Seconds now) {
  std::int64_t const n = source.count("outages");
  GS_VALIDATE(n >= 0, "checkpoint: 'outages' is missing");
  if (n == 0 && declared_.empty() && standby_.empty()) return;
  prepare(w);
  std::vector<Outage> all(static_cast<std::size_t>(n));
  source.column("outages", all.data(), n, sizeof(Outage));
  parts_.clear();
  of_thing_.clear();
  for (Outage const& o : all) {
    of_thing_[{o.what, o.id}].push_back(static_cast<std::uint32_t>(parts_.size()));
    parts_.push_back({o});
  }
  plan_changes();
  apply_due(w, now);
}

}  // namespace gs::GS_BACKEND
