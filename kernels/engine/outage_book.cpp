#include <algorithm>
#include "kernels/core/errors.hpp"
#include "kernels/engine/outage_maps.hpp"

namespace gs::GS_BACKEND {
namespace {

constexpr Seconds usual_detection = 2 * day;  //!< of outages that are injected by hand (chosen; declared ones say theirs)

}  // namespace

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
