#include "viz/panels/describe.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cctype>
#include <cmath>
#include <sstream>
#include "kernels/state/kinds.hpp"
#include "viz/draw/text.hpp"
#include "viz/source/deep.hpp"

namespace gs::viz {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

//! A stored integer's unit as a person reads it: "cent" are hundredths of CNY, "2^-32" a share.
struct Reading {
  double factor;
  std::string unit;
};
Reading reading(std::string const& unit) {
  constexpr struct {
    char const* stored;
    double factor;
    char const* unit;
  } table[] = {{"2^-32", 100.0 / 4294967296.0, "%"},
               {"2^-16", 100.0 / 65535.0, "%"},
               {"1e-2", 1.0, "%"},
               {"1e-3", 0.1, "%"},
               {"1e-6", 1e-6, ""},
               {"s", 1.0 / 3600.0, "h"}};
  for (auto const& t : table)
    if (unit == t.stored) return {t.factor, t.unit};
  if (unit.starts_with("1e-6 ") || unit.starts_with("1e-6/")) return {1e-6, unit.substr(unit[4] == ' ' ? 5 : 4)};
  if (unit.starts_with("1e-3 ")) return {1e-3, unit.substr(5)};
  if (unit.starts_with("cent")) return {0.01, "CNY" + unit.substr(4)};
  return {1.0, unit == "1" ? "" : unit};
}

Field integer_field(std::string const& name, std::string const& unit, std::int64_t value) {
  if (value >= never) return {name, "never", "", nothing};
  Reading const r = reading(unit);
  double const number = static_cast<double>(value) * r.factor;
  return {name,
          r.factor == 1.0           ? commas(value)
          : std::fabs(number) < 1e4 ? fmt::format("{:.4g}", number)
                                    : commas(std::llround(number)),
          r.unit, number};
}

template <class T>
Field field_of(char const* name, char const* unit, T const& value) {
  if constexpr (requires { value.v; })
    return value.exists() ? Field{name, std::to_string(value.v), "", static_cast<double>(value.v)} : Field{name, "none", "", nothing};
  else
    return integer_field(name, unit, static_cast<std::int64_t>(value));
}

//! Four features of 16 bits each: what an item is like.
void tell_taste(std::vector<Field>& fields, std::uint64_t taste) {
  for (Field& f : fields)
    if (f.name == "taste") {
      f.value.clear(), f.unit = "four features, 0 to 1", f.number = nothing;
      for (int k = 0; k < 4; ++k) f.value += fmt::format("{}{:.2f}", k > 0 ? " " : "", static_cast<double>(taste >> (16 * k) & 0xffff) / 65535.0);
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

//! Numbers that mean "none" in words.
void tell_members_way(std::vector<Field>& fields) {
  for (Field& f : fields)
    if (f.number == 4294967295.0 || (f.name == "last_family" && f.number == 65535.0)) f.value = "none", f.number = nothing;
}

void describe_member(Engine& engine, std::uint64_t id, std::vector<Field>& to) {
  MemberRow const row = engine.member(id);
  MemberRow::each_field([&](char const* name, char const* unit, auto const& value) { to.push_back(field_of(name, unit, value)); }, row);
  tell_members_way(to);
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

void describe_site(Engine& engine, Facts const& facts, Inspection& in) {
  MemoryState some;
  for (char const* t : {"site_open", "site_queue"}) engine.save_table(some, t);
  auto const cell = [&](char const* name) {
    auto const* const column = some.find(name);
    return column != nullptr && in.of.id < column->count ? column->number(in.of.id) : 0;
  };
  if (facts.world != nullptr)
    in.fields.push_back(
        integer_field("stock", "grains", std::llround(site_units(*facts.world, engine.snapshot(), 1.0).at(static_cast<std::size_t>(in.of.id)))));
  in.fields.push_back(integer_field("queue", "s", cell("site_queue")));
  in.fields.push_back(integer_field("open", "1e-2", cell("site_open")));
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
      std::int64_t held = 0;
      for (std::size_t p = 0; p < seen.stock.on_hand.size(); ++p)
        if (facts.world && facts.world->points.item[p].v == in.of.id) held += seen.stock.on_hand[p];
      in.fields.push_back(integer_field("on_hand", "grains", held));
      add_row(in.fields, seen.attention, in.of.id);
      break;
    }
    case Thing::site:
      describe_site(engine, facts, in);
      break;
    case Thing::supplier: {
      SupplierView const v = engine.supplier(static_cast<std::uint32_t>(in.of.id));
      in.fields = {integer_field("load", "1e-3", v.load), integer_field("calendar", "s", v.calendar), integer_field("offered", "s", v.offered),
                   integer_field("price", "cent/h", v.price), integer_field("up", "1", v.up)};
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
      if (s.id < std::ssize(w.items.taste)) tell_taste(to, w.items.taste[static_cast<std::size_t>(s.id)]);
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

//! The axis of a file's small tables that a thing stands on; "" = none.
char const* axis_of(Thing what) {
  switch (what) {
    case Thing::member:
      return "member";
    case Thing::supplier:
      return "supplier";
    case Thing::site:
      return "site";
    case Thing::sku:
      return "sku";
    case Thing::point:
      return "stock_point";
    case Thing::zone:
      return "zone";
    default:
      return "";
  }
}

//! The nearest ids that a file does follow.
std::string nearest(std::vector<std::int64_t> const& ids, std::int64_t id) {
  auto const above = std::lower_bound(ids.begin(), ids.end(), id);
  std::string text;
  if (above != ids.begin()) text = std::to_string(*(above - 1));
  if (above != ids.end()) text += (text.empty() ? "" : " and ") + std::to_string(*above);
  return text;
}

std::string not_in_file(Source const& source, Selection what) {
  if (what.what == Thing::order) return "A file holds no single orders: a year of a million members has tens of millions.";
  auto const ids = source.recorded_ids(axis_of(what.what));
  if (ids.empty())
    return fmt::format("This file holds no {}s day by day (it is of an older version, or was written without samples).",
                       thing_names[static_cast<int>(what.what)]);
  bool const known = std::find(ids.begin(), ids.end(), what.id) != ids.end();
  if (known) return "No day is over yet at the cursor.";
  return fmt::format("The file follows {} {}s day by day, and this is none of them; the nearest are {}.", commas(std::ssize(ids)),
                     thing_names[static_cast<int>(what.what)], nearest(ids, what.id));
}

//! What a file's small tables say of it at the end of the last day before the cursor.
void from_file(Session const& s, Inspection& in) {
  auto const found = s.a->recorded(axis_of(in.of.what), in.of.id, s.cursor);
  if (!found) {
    if (in.of.what != Thing::zone) in.note = not_in_file(*s.a, in.of);
    return;
  }
  if (in.of.what != Thing::zone) in.at = found->at, in.note = "As the file holds it, at the end of a day.";
  for (Recorded::Figure const& f : found->figures) in.fields.push_back(integer_field(f.name, f.unit, static_cast<std::int64_t>(f.number)));
  if (in.of.what == Thing::member) tell_members_way(in.fields);
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

//! What does not change stands below.
void close(Inspection& in, std::vector<Field> const& lasting) {
  in.changing = in.fields.size();
  in.fields.insert(in.fields.end(), lasting.begin(), lasting.end());
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
  std::vector<Field> lasting;
  if (session.facts().world) from_world(*session.facts().world, what, lasting);
  from_rows(session, what, in->fields);
  bool const engine_knows = what.what != Thing::zone && what.what != Thing::pool;
  Simulation* const engine = session.a->engine_at(session.cursor);
  if (engine == nullptr || !engine_knows) {
    in->at = session.cursor;
    if (session.a->file() != nullptr && what.what != Thing::pool) from_file(session, *in);
    if (engine_knows && session.a->kind() == Source::Kind::history) in->note = "What a rewind left behind holds series only; look at the live run.";
    return close(*in, lasting), in;
  }
  engine->ask([known = *in, lasting, answer = std::move(answer), facts = session.facts()](Engine& engine) {
    auto mine = std::make_shared<Inspection>(known);
    from_engine(engine, facts, *mine);
    close(*mine, lasting);
    std::lock_guard const lock(answer->mutex);
    answer->found = std::move(mine);
  });
  return close(*in, lasting), in;
}

Trajectory trajectory(Session const& session, Selection what, std::string const& field) {
  Trajectory t = session.a->trajectory(axis_of(what.what), what.id, field);
  double const factor = reading(t.unit).factor;
  for (double& y : t.y) y *= factor;
  return t;
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
