//! What the running engine says of a thing, and what the world's tables say of it for good.
#include <cmath>
#include "kernels/state/kinds.hpp"
#include "viz/panels/describe_parts.hpp"
#include "viz/panels/fields.hpp"
#include "viz/source/deep.hpp"

namespace gs::viz {
namespace {

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
    for (auto const& [name, column] : table.columns()) {
      Seconds32 when;
      when.v = static_cast<std::int32_t>(column.number(k));
      bool const is_time = column.unit == "s";  // all of an order's are moments
      to.push_back(field_of(name.c_str() + 7, column.unit.c_str(), is_time ? Seconds{when} : column.number(k)));
    }
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

}  // namespace

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

}  // namespace gs::viz
