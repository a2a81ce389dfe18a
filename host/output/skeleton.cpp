#include "host/output/skeleton.hpp"

#include <fmt/format.h>

#include <numeric>
#include <set>

#include "host/output/files.hpp"

namespace gs::output {
namespace {

void describe(hid_t file, std::string const& name, char const* unit, char const* long_name) {
  auto const dataset = h5::open_dataset(file, name);
  h5::set_text(dataset, "units", unit);
  h5::set_text(dataset, "long_name", long_name);
}

template <class T>
void write_fixed_numbers(hid_t file, std::string const& name, h5::Store store, hid_t memory, std::vector<T> const& values) {
  auto const dataset = h5::create_dataset(file, name, h5::disk_type(store), h5::Shape::fixed({values.size()}));
  h5::write_rows(dataset, name, memory, 0, values.size(), values.data());
}

void write_labels(hid_t file, std::string const& name, std::vector<std::string> const& labels, char const* long_name) {
  if (labels.empty()) return;
  h5::write_texts(file, name, labels);
  describe(file, name, "", long_name);
}

void write_zones(hid_t file, std::vector<ZoneAxis> const& zones) {
  if (zones.empty()) return;
  std::vector<std::int32_t> id(zones.size()), x, y, region;
  std::iota(id.begin(), id.end(), 0);
  for (auto const& zone : zones) x.push_back(zone.x), y.push_back(zone.y), region.push_back(static_cast<std::int32_t>(zone.region));
  write_fixed_numbers(file, "zone", h5::Store::i32, H5T_NATIVE_INT32, id);
  write_fixed_numbers(file, "zone_x", h5::Store::i32, H5T_NATIVE_INT32, x);
  write_fixed_numbers(file, "zone_y", h5::Store::i32, H5T_NATIVE_INT32, y);
  write_fixed_numbers(file, "zone_region", h5::Store::i32, H5T_NATIVE_INT32, region);
  describe(file, "zone", "1", "zone id");
  describe(file, "zone_x", "m", "map position of the zone, east");
  describe(file, "zone_y", "m", "map position of the zone, north");
  describe(file, "zone_region", "1", "region of the zone");
}

//! Labels of an axis must differ, or xarray could not select by them.
std::vector<std::string> pool_labels(std::vector<PoolAxis> const& pools) {
  std::map<std::string, int> seen;
  std::vector<std::string> labels;
  for (auto const& pool : pools) {
    auto label = fmt::format("{}/{}/{}", pool.layer, pool.process, pool.family);
    if (int const n = ++seen[label]; n > 1) label += fmt::format(" #{}", n);
    labels.push_back(std::move(label));
  }
  return labels;
}

void write_pools(hid_t file, std::vector<PoolAxis> const& pools) {
  std::vector<std::string> layer, process, family;
  for (auto const& pool : pools) layer.push_back(pool.layer), process.push_back(pool.process), family.push_back(pool.family);
  write_labels(file, "pool", pool_labels(pools), "capacity pool: layer/process/family");
  write_labels(file, "pool_layer", layer, "layer of the pool");
  write_labels(file, "pool_process", process, "process of the pool");
  write_labels(file, "pool_family", family, "product family its lines are dedicated to");
}

void write_sampled(hid_t file, Axes const& axes) {
  if (!axes.members.empty()) {
    write_fixed_numbers(file, "member", h5::Store::u64, H5T_NATIVE_UINT64, axes.members);
    describe(file, "member", "1", "id of a sampled member");
  }
  if (!axes.suppliers.empty() && !axes.supplier_columns.empty()) {
    write_fixed_numbers(file, "supplier", h5::Store::u32, H5T_NATIVE_UINT32, axes.suppliers);
    describe(file, "supplier", "1", "id of a sampled supplier");
  }
}

//! Axes of the small tables and what does not change along them.
void write_tables(hid_t file, std::vector<TraceTable> const& tables) {
  for (TraceTable const& table : tables) {
    if (table.ids.empty()) continue;
    if (table.axis != "zone") {
      write_fixed_numbers(file, table.axis, h5::Store::u32, H5T_NATIVE_UINT32, table.ids);
      describe(file, table.axis, "1", table.meaning.c_str());
    }
    for (TraceFact const& fact : table.facts) {
      auto const name = table.prefix + fact.name;
      if (fact.texts.empty())
        write_fixed_numbers(file, name, h5::Store::i64, H5T_NATIVE_INT64, fact.values);
      else
        h5::write_texts(file, name, fact.texts);
      describe(file, name, fact.unit.c_str(), fact.long_name.c_str());
    }
  }
}

}  // namespace

void write_provenance(hid_t file, RunInfo const& info) {
  auto const started = info.started.empty() ? now_utc() : info.started;
  h5::set_text(file, "Conventions", "CF-1.10");
  h5::set_text(file, "title", info.title);
  h5::set_text(file, "source", fmt::format("{} {}", file_source, info.version));
  h5::set_text(file, "history", fmt::format("{} {}", started, info.command_line));
  h5::set_number(file, "format_version", format_version);
  std::pair<char const*, std::string const&> const texts[] = {{"scenario", info.scenario},
                                                              {"design", info.design},
                                                              {"world", info.world},
                                                              {"industry", info.industry},
                                                              {"version", info.version},
                                                              {"git_commit", info.git_commit},
                                                              {"backend", info.backend},
                                                              {"device", info.device},
                                                              {"build_type", info.build_type},
                                                              {"compiler", info.compiler},
                                                              {"rng", info.rng},
                                                              {"started", started},
                                                              {"command_line", info.command_line},
                                                              {"resumed_from", info.resumed_from},
                                                              {"config_sha256", info.config_sha256}};
  for (auto const& [name, text] : texts) h5::set_text(file, name, text);
  h5::set_flag(file, "git_dirty", info.git_dirty);
  h5::set_unsigned(file, "seed", info.seed);
  h5::set_number(file, "members", info.members);
  h5::set_number(file, "warmup_seconds", info.warmup_seconds);
  h5::set_number(file, "first_tick", info.first_tick);
  h5::set_flag(file, "complete", false);
}

void write_fixed(hid_t file, Axes const& axes, RunInfo const& info) {
  write_zones(file, axes.zones);
  write_pools(file, axes.pools);
  write_labels(file, "channel", axes.channels, "traffic channel");
  if (axes.ranks > 0) {
    std::vector<std::int32_t> rank(static_cast<std::size_t>(axes.ranks));
    std::iota(rank.begin(), rank.end(), 0);
    write_fixed_numbers(file, "rank", h5::Store::i32, H5T_NATIVE_INT32, rank);
    describe(file, "rank", "1", "place in the day's list of stockouts, 0 = worst");
  }
  write_labels(file, "echelon", axes.echelons, "echelon of the chain, from the member up");
  if (!axes.echelons.empty()) write_labels(file, "line", axes.lines, "product line");
  if (!axes.accounts.empty()) write_labels(file, "party", axes.parties, "party of the ledger");
  write_labels(file, "account", axes.accounts, "account of the ledger");
  write_sampled(file, axes);
  write_tables(file, axes.tables);
  h5::write_text(file, "config", info.config_text);
  describe(file, "config", "", "resolved config, as `groundswell config` prints it");
  h5::write_text(file, "events", info.events_json);
  h5::set_text(h5::open_dataset(file, "events"), "long_name", "events injected while it ran, as JSON");
}

h5::Handle create_growing(hid_t file, Growing const& dataset, std::int64_t block) {
  h5::Shape shape{{0}, {H5S_UNLIMITED}, {static_cast<hsize_t>(block)}};
  for (std::int64_t const size : dataset.sizes) {
    shape.size.push_back(static_cast<hsize_t>(size));
    shape.limit.push_back(static_cast<hsize_t>(size));
    shape.chunk.push_back(static_cast<hsize_t>(size));
  }
  auto created = h5::create_dataset(file, dataset.name, h5::disk_type(dataset.store), shape);
  h5::set_text(created, "units", dataset.unit);
  h5::set_text(created, "long_name", dataset.long_name);
  h5::set_text(created, "cell_methods", dataset.cell_methods);
  if (dataset.is_axis()) h5::set_text(created, "calendar", "standard");
  if (dataset.source == Source::time) h5::set_text(created, "standard_name", "time");
  if (dataset.source == Source::zones) h5::set_text(created, "coordinates", "zone_x zone_y zone_region");
  if (dataset.source == Source::pools) h5::set_text(created, "coordinates", "pool_layer pool_process pool_family");
  if (dataset.source == Source::tables) h5::set_text(created, "coordinates", dataset.coordinates);
  if (dataset.source == Source::measured) h5::set_flag_values(created, "warm_up measured");
  return created;
}

AxesOf axes_of_all(Axes const& axes, std::vector<Growing> const& growing) {
  AxesOf all;
  for (auto const& dataset : growing) {
    auto& names = all[dataset.name];
    names = dataset.axes;
    names.insert(names.begin(), grows_names[static_cast<int>(dataset.grows)]);
  }
  if (!axes.zones.empty())
    for (char const* name : {"zone_x", "zone_y", "zone_region"}) all[name] = {"zone"};
  if (!axes.pools.empty())
    for (char const* name : {"pool_layer", "pool_process", "pool_family"}) all[name] = {"pool"};
  for (TraceTable const& table : axes.tables)
    for (TraceFact const& fact : table.facts)
      if (!table.ids.empty()) all[table.prefix + fact.name] = {table.axis};
  return all;
}

void attach_scales(hid_t file, AxesOf const& axes_of) {
  std::map<std::string, h5::Handle> scales;
  auto const scale = [&](std::string const& name) -> h5::Handle& {
    auto [found, fresh] = scales.try_emplace(name);
    if (!fresh) return found->second;
    found->second = h5::open_dataset(file, name);
    if (!h5::is_scale(found->second)) h5::make_scale(found->second, name);
    return found->second;
  };
  for (auto const& [name, axes] : axes_of) {
    if (axes.size() == 1 && axes[0] == name) {  // a scale is not attached to itself
      scale(name);
      continue;
    }
    auto const dataset = h5::open_dataset(file, name);
    for (unsigned i = 0; i < axes.size(); ++i) h5::attach_scale(dataset, scale(axes[i]), i);
  }
}

}  // namespace gs::output
