#include "host/output/layout.hpp"

#include <cstring>
#include <numeric>

namespace gs::output {
namespace {

using h5::Store;

std::int64_t length(std::size_t n) { return static_cast<std::int64_t>(n); }

//! Levels at the end of a tick or day; everything else that is counted is a flow (kernels/state/counters.hpp).
bool is_level(Source source, std::size_t counter) {
  if (source == Source::totals) return gs::is_level(static_cast<Counter>(counter));
  return (source == Source::pools && static_cast<PoolCounter>(counter) == PoolCounter::price) ||
         (source == Source::chain && static_cast<ChainCounter>(counter) == ChainCounter::stock);
}

//! A counter list as datasets: PREFIX + its name, one a counter.
struct Family {
  std::string prefix, where;  //!< `where` ends the long name
  Grows grows;
  std::vector<std::string> axes;
  std::vector<std::int64_t> sizes;
  Store store;
  Source source;
};

template <std::size_t N>
void add_counters(std::vector<Growing>& list, Family const& family, CounterInfo const (&counters)[N]) {
  for (std::size_t i = 0; i < N; ++i) {
    std::string const method = std::string(grows_names[static_cast<int>(family.grows)]) + (is_level(family.source, i) ? ": point" : ": sum");
    list.push_back({family.prefix + counters[i].name, counters[i].unit, counters[i].long_name + family.where, method, family.grows, family.axes,
                    family.sizes, family.store, family.source, length(N), length(i)});
  }
}

void add_ticks(std::vector<Growing>& list, Axes const& axes) {
  auto const zones = length(axes.zones.size()), pools = length(axes.pools.size()), channels = length(axes.channels.size());
  list.push_back({"span", "s", "length of the tick", "time: sum", Grows::time, {}, {}, Store::i64, Source::span});
  list.push_back(
      {"state_hash", "1", "hash of the whole state at the end of the tick", "time: point", Grows::time, {}, {}, Store::u64, Source::state_hash});
  list.push_back({"measured", "1", "whether the tick lies in the measured window", "time: point", Grows::time, {}, {}, Store::u8, Source::measured});
  add_counters(list, {"", "", Grows::time, {}, {}, Store::i64, Source::totals}, counter_info);
  add_counters(list, {"zone_", " by zone", Grows::time, {"zone"}, {zones}, Store::i32, Source::zones}, zone_counter_info);
  add_counters(list, {"pool_", " by pool", Grows::time, {"pool"}, {pools}, Store::i64, Source::pools}, pool_counter_info);
  add_counters(list, {"channel_", " by channel", Grows::time, {"channel"}, {channels}, Store::i64, Source::channels}, channel_counter_info);
  list.push_back({"time", time_unit, "end of the tick", "", Grows::time, {}, {}, Store::i64, Source::time});
}

void add_days(std::vector<Growing>& list, Axes const& axes) {
  auto const echelons = length(axes.echelons.size()), lines = length(axes.lines.size()), accounts = length(axes.accounts.size());
  add_counters(list, {"chain_", "", Grows::day, {"echelon", "line"}, {echelons, lines}, Store::i64, Source::chain}, chain_counter_info);
  add_counters(list, {"missed_", "", Grows::day, {"rank"}, {axes.ranks}, Store::i32, Source::stockouts}, stockout_info);
  add_counters(list, {"echelon_", "", Grows::day, {"echelon"}, {echelons}, Store::i64, Source::echelons}, echelon_counter_info);
  list.push_back({"ledger",
                  "cent",
                  "paid less received since the start by party and account; every account sums up to zero",
                  "day: point",
                  Grows::day,
                  {"party", "account"},
                  {length(axes.parties.size()), accounts},
                  Store::i64,
                  Source::parties});
  list.push_back({"money",
                  "cent",
                  "paid since the start by account, as the brand sees it, costs positive",
                  "day: point",
                  Grows::day,
                  {"account"},
                  {accounts},
                  Store::i64,
                  Source::money});
  list.push_back({"day", time_unit, "end of the day", "", Grows::day, {}, {}, Store::i64, Source::day});
}

std::string coordinates_of(TraceTable const& table) {
  if (table.axis == "zone") return "zone_x zone_y zone_region";
  std::string names;
  for (TraceFact const& fact : table.facts) names += (names.empty() ? "" : " ") + table.prefix + fact.name;
  return names;
}

void add_tables(std::vector<Growing>& list, Axes const& axes) {
  std::int64_t first = 0;
  for (TraceTable const& table : axes.tables) {
    auto const rows = length(table.ids.size()), columns = length(table.columns.size());
    for (std::int64_t c = 0; c < columns; ++c) {
      TraceColumn const& column = table.columns[static_cast<std::size_t>(c)];
      list.push_back({table.prefix + column.name,
                      column.unit,
                      column.long_name,
                      "sample: point",
                      Grows::sample,
                      {table.axis},
                      {rows},
                      Store::i64,
                      Source::tables,
                      columns,
                      first + c,
                      coordinates_of(table)});
    }
    first += rows * columns;
  }
}

void add_samples(std::vector<Growing>& list, Axes const& axes) {
  auto const members = length(axes.members.size()), suppliers = length(axes.suppliers.size());
  MemberRow row;
  std::int64_t field = 0, fields = 0;
  MemberRow::each_field([&](char const*, char const*, auto&) { ++fields; }, row);
  MemberRow::each_field(
      [&](char const* name, char const* unit, auto& value) {
        Store const store = sizeof value == 2 ? Store::u16 : Store::u32;
        list.push_back({std::string("member_") + name,
                        unit,
                        std::string(name) + " of a sampled member",
                        "sample: point",
                        Grows::sample,
                        {"member"},
                        {members},
                        store,
                        Source::members,
                        fields,
                        field++});
      },
      row);
  auto const columns = length(axes.supplier_columns.size());
  for (std::int64_t i = 0; i < columns; ++i) {
    auto const& column = axes.supplier_columns[static_cast<std::size_t>(i)];
    list.push_back({"supplier_" + column.name,
                    column.unit,
                    column.long_name,
                    "sample: point",
                    Grows::sample,
                    {"supplier"},
                    {suppliers},
                    Store::i64,
                    Source::suppliers,
                    columns,
                    i});
  }
  add_tables(list, axes);
  if (members > 0 || (suppliers > 0 && columns > 0) || table_cells(axes) > 0)
    list.push_back({"sample", time_unit, "when samples and small tables were looked at", "", Grows::sample, {}, {}, Store::i64, Source::sample});
}

}  // namespace

std::int64_t Growing::items() const { return std::accumulate(sizes.begin(), sizes.end(), std::int64_t{1}, std::multiplies<>()); }

std::vector<Growing> growing_datasets(Axes const& axes) {
  std::vector<Growing> list;
  add_ticks(list, axes);
  add_days(list, axes);
  add_samples(list, axes);
  std::erase_if(list, [](Growing const& dataset) { return dataset.items() == 0; });
  return list;
}

std::int64_t row_width(Source source, Axes const& axes) {
  MemberRow row;
  std::int64_t fields = 0;
  MemberRow::each_field([&](char const*, char const*, auto&) { ++fields; }, row);
  switch (source) {
    case Source::totals:
      return count_of<Counter>;
    case Source::zones:
      return length(axes.zones.size()) * count_of<ZoneCounter>;
    case Source::pools:
      return length(axes.pools.size()) * count_of<PoolCounter>;
    case Source::channels:
      return length(axes.channels.size()) * count_of<ChannelCounter>;
    case Source::stockouts:
      return axes.ranks * count_of<StockoutField>;
    case Source::chain:
      return length(axes.echelons.size() * axes.lines.size()) * count_of<ChainCounter>;
    case Source::money:
      return length(axes.accounts.size());
    case Source::parties:
      return length(axes.parties.size() * axes.accounts.size());
    case Source::echelons:
      return length(axes.echelons.size()) * count_of<EchelonCounter>;
    case Source::members:
      return length(axes.members.size()) * fields;
    case Source::suppliers:
      return length(axes.suppliers.size() * axes.supplier_columns.size());
    case Source::tables:
      return table_cells(axes);
    default:
      return 1;
  }
}

std::int64_t table_cells(Axes const& axes) {
  std::size_t cells = 0;
  for (TraceTable const& table : axes.tables) cells += table.ids.size() * table.columns.size();
  return length(cells);
}

std::vector<std::int64_t> flatten(std::span<MemberRow const> members) {
  std::vector<std::int64_t> values;
  for (MemberRow const& member : members)
    MemberRow::each_field([&](char const*, char const*, auto const& value) { values.push_back(static_cast<std::int64_t>(value)); }, member);
  return values;
}

}  // namespace gs::output
