#include "viz/panels/describe.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include "viz/draw/text.hpp"
#include "viz/panels/describe_parts.hpp"
#include "viz/panels/fields.hpp"

namespace gs::viz {
namespace {

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

//! Counts of a day; of the time from order to door, which is kept as a sum, the mean of a parcel.
void zone_of_rows(Rows const& rows, std::int64_t from, std::int64_t to, std::int64_t zone, std::vector<Field>& fields) {
  auto const sum = [&](ZoneCounter c) { return static_cast<double>(rows.zone_sums(from, to, c)[static_cast<std::size_t>(zone)]); };
  for (int c = 0; c < count_of<ZoneCounter>; ++c) {
    auto const counter = static_cast<ZoneCounter>(c);
    if (counter != ZoneCounter::door)
      fields.push_back({std::string(zone_counter_info[c].name) + ", 24 h", number(sum(counter)), zone_counter_info[c].unit, sum(counter)});
  }
  double const parcels = sum(ZoneCounter::delivered), hours = parcels > 0 ? sum(ZoneCounter::door) / parcels / 60.0 : no_number;
  fields.push_back({"to the door, 24 h", number(hours), "h, mean", hours});
}

//! What the rows say of a zone or a pool in the last day before the cursor.
void from_rows(Session const& s, Selection what, std::vector<Field>& to) {
  std::int64_t const r = s.row();
  if (r < 0) return;
  std::int64_t const from = row_before(s.rows(), r, day);
  if (what.what == Thing::zone && what.id < s.rows().shape().zones) zone_of_rows(s.rows(), from, r, what.id, to);
  if (what.what == Thing::pool && what.id < s.rows().shape().pools)
    for (int c = 0; c < count_of<PoolCounter>; ++c) {
      if (std::string_view(pool_counter_info[c].unit) != "s") continue;  // line-seconds; the rest are goods and prices
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
    if (engine_knows && session.a->kind() == Source::Kind::history)
      in->note = "What a rewind left behind holds series and its last tables of stock, no single things; look at the live run.";
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

}  // namespace gs::viz
