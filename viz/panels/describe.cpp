#include "viz/panels/describe.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cctype>
#include <cmath>
#include <sstream>
#include "kernels/state/kinds.hpp"
#include "viz/draw/text.hpp"

namespace gs::viz {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

template <class T>
Field field_of(char const* name, char const* unit, T const& value) {
  if constexpr (requires { value.v; }) {
    return value.exists() ? Field{name, std::to_string(value.v), unit, static_cast<double>(value.v)} : Field{name, "none", unit, nothing};
  } else {
    auto const wide = static_cast<std::int64_t>(value);
    if (wide >= never) return {name, "never", unit, nothing};
    return {name, commas(wide), unit, static_cast<double>(wide)};
  }
}

//! All columns of a row of a host table.
template <class Table>
void add_row(std::vector<Field>& to, Table const& table, std::int64_t row, std::string const& prefix = "") {
  Table::each_column(
      [&](char const* name, char const* unit, auto const& column) {
        if (row < 0 || row >= std::ssize(column)) return;
        to.push_back(field_of(name, unit, column[static_cast<std::size_t>(row)]));
        to.back().name = prefix + name;
      },
      table);
}

void name_it(std::vector<Field>& fields, char const* name, char const* const* names, int count) {
  for (Field& f : fields)
    if (f.name == name && !std::isnan(f.number) && f.number < count) f.value = names[static_cast<int>(f.number)];
}

void describe_member(Engine& engine, std::uint64_t id, std::vector<Field>& to) {
  MemberRow const row = engine.member(id);
  MemberRow::each_field([&](char const* name, char const* unit, auto const& value) { to.push_back(field_of(name, unit, value)); }, row);
  for (Field& f : to) {
    if (f.unit == "2^-16") f.number /= 65535.0, f.value = percent(f.number), f.unit = "";
    if (f.number == 4294967295.0 || (f.name == "last_family" && f.number == 65535.0)) f.value = "none", f.number = nothing;
  }
}

//! The row of an open order, found by its permanent id.
void describe_order(Engine& engine, std::int64_t id, std::vector<Field>& to) {
  MemoryState table;
  engine.save_table(table, "orders");
  auto const* const ids = table.find("orders.id");
  if (ids == nullptr) return;
  for (std::int64_t k = 0; k < ids->count; ++k) {
    if (ids->number(k) != id) continue;
    for (auto const& [name, column] : table.columns()) to.push_back(field_of(name.c_str() + 7, column.unit.c_str(), column.number(k)));
    name_it(to, "state", order_state_names, count_of<OrderState>);
    return;
  }
}

void from_engine(Engine& engine, Facts const& facts, Inspection& in) {
  in.at = engine.now();
  switch (in.of.what) {
    case Thing::member:
      describe_member(engine, static_cast<std::uint64_t>(in.of.id), in.fields);
      break;
    case Thing::order:
      describe_order(engine, in.of.id, in.fields);
      if (in.fields.empty()) in.note = "not open now: not placed yet, delivered, or cancelled";
      break;
    case Thing::point: {
      Snapshot const seen = engine.snapshot();
      add_row(in.fields, seen.stock, in.of.id);
      add_row(in.fields, seen.forecast, in.of.id, "forecast ");
      break;
    }
    case Thing::sku: {
      Snapshot const seen = engine.snapshot();
      add_row(in.fields, seen.attention, in.of.id);
      double units = 0.0;
      for (std::size_t p = 0; p < seen.stock.on_hand.size(); ++p)
        if (facts.world && facts.world->points.item[p].v == in.of.id) units += static_cast<double>(seen.stock.on_hand[p]) / facts.grains;
      in.fields.push_back({"on hand, all sites", number(units), "units", units});
      break;
    }
    case Thing::site:
    case Thing::supplier: {
      MemoryState some;
      for (char const* t : {"site_open", "site_queue", "supplier_up"}) engine.save_table(some, t);
      for (auto const& [name, column] : some.columns()) {
        bool const mine = (in.of.what == Thing::site) == name.starts_with("site");
        if (mine && in.of.id < column.count) in.fields.push_back(field_of(name.c_str(), name == "site_queue" ? "s" : "1", column.number(in.of.id)));
      }
      break;
    }
    default:
      break;
  }
}

void from_world(WorldData const& w, Selection s, std::vector<Field>& to) {
  switch (s.what) {
    case Thing::zone:
      add_row(to, w.zones, s.id);
      break;
    case Thing::sku:
      add_row(to, w.items, s.id);
      name_it(to, "kind", item_kind_names, count_of<ItemKind>);
      break;
    case Thing::site:
      add_row(to, w.sites, s.id);
      name_it(to, "kind", site_kind_names, count_of<SiteKind>);
      break;
    case Thing::point:
      add_row(to, w.points, s.id);
      name_it(to, "echelon", echelon_names, count_of<Echelon>);
      break;
    case Thing::pool:
      add_row(to, w.pools, s.id);
      name_it(to, "layer", layer_names, count_of<LayerKind>);
      name_it(to, "process", process_names, count_of<Process>);
      break;
    case Thing::supplier:
      add_row(to, w.suppliers, s.id);
      name_it(to, "kind", layer_names, count_of<LayerKind>);
      name_it(to, "tier", tier_names, count_of<TierKind>);
      break;
    case Thing::member: {
      auto const block = static_cast<std::size_t>(s.id / 1024);
      if (s.id < 0 || block >= w.block_zone.size()) break;
      to.push_back(field_of("zone", "1", w.block_zone[block]));
      to.push_back(field_of("segment", "1", w.block_segment[block]));
      to.push_back(field_of("activity class", "1", w.block_class[block]));
      break;
    }
    default:
      break;
  }
}

//! What the rows say of a zone or a pool in the last day before the cursor.
void from_rows(Session const& s, Selection what, std::vector<Field>& to) {
  std::int64_t const r = s.row();
  if (r < 0) return;
  std::int64_t const from = row_before(s.rows(), r, day);
  if (what.what == Thing::zone && what.id < s.rows().shape().zones)
    for (int c = 0; c < count_of<ZoneCounter>; ++c) {
      double const sum = static_cast<double>(s.rows().zone_sums(from, r, static_cast<ZoneCounter>(c))[static_cast<std::size_t>(what.id)]);
      to.push_back({std::string(zone_counter_info[c].name) + ", 24 h", number(sum), zone_counter_info[c].unit, sum});
    }
  if (what.what == Thing::pool && what.id < s.rows().shape().pools)
    for (int c = 0; c < count_of<PoolCounter> - 1; ++c) {
      double const hours = static_cast<double>(s.rows().pool_between(from, r, static_cast<int>(what.id), static_cast<PoolCounter>(c))) / 3600.0;
      to.push_back({std::string(pool_counter_info[c].name) + ", 24 h", number(hours), "h", hours});
    }
}

}  // namespace

bool exists(Facts const& facts, Selection s) {
  if (s.what == Thing::none || s.id < 0) return false;
  if (s.what == Thing::zone) return s.id < std::ssize(facts.axes.zones);
  if (s.what == Thing::pool) return s.id < std::ssize(facts.axes.pools);
  if (s.what == Thing::member) return s.id < facts.identity.members;
  if (facts.world == nullptr || s.what == Thing::order) return true;
  WorldData const& w = *facts.world;
  std::size_t const n = s.what == Thing::sku     ? w.skus
                        : s.what == Thing::site  ? rows(w.sites)
                        : s.what == Thing::point ? rows(w.points)
                                                 : rows(w.suppliers);
  return static_cast<std::size_t>(s.id) < n;
}

std::shared_ptr<Inspection const> describe(Session const& session, Selection what, std::shared_ptr<Answer> answer) {
  auto in = std::make_shared<Inspection>();
  in->of = what;
  if (!exists(session.facts(), what)) return in->note = fmt::format("there is no {}", what.text()), in;
  if (session.facts().world) from_world(*session.facts().world, what, in->fields);
  from_rows(session, what, in->fields);
  LiveSource* const live = session.live();
  bool const engine_knows = what.what != Thing::zone && what.what != Thing::pool;
  if (live == nullptr || !engine_knows) {
    in->at = session.cursor;
    if (engine_knows && live == nullptr) in->note = "a file does not hold this thing's changing state; a live run does";
    return in;
  }
  live->simulation().ask([known = *in, answer = std::move(answer), facts = live->facts()](Engine& engine) {
    auto mine = std::make_shared<Inspection>(known);
    from_engine(engine, facts, *mine);
    std::lock_guard const lock(answer->mutex);
    answer->found = std::move(mine);
  });
  return in;
}

Selection read_selection(std::string const& text) {
  std::istringstream in(text);
  std::string word;
  Selection s;
  in >> word;
  std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (!word.empty() && std::isdigit(static_cast<unsigned char>(word[0])) != 0) return {Thing::sku, std::atoll(word.c_str())};
  constexpr struct {
    char const* word;
    Thing what;
  } words[] = {{"zone", Thing::zone}, {"sku", Thing::sku},           {"site", Thing::site},     {"point", Thing::point}, {"stock", Thing::point},
               {"pool", Thing::pool}, {"supplier", Thing::supplier}, {"member", Thing::member}, {"order", Thing::order}};
  for (auto const& w : words)
    if (word == w.word) s.what = w.what;
  if (word == "stock" && !(in >> word)) return {};
  if (s.what == Thing::none || !(in >> s.id)) return {};
  return s;
}

}  // namespace gs::viz
