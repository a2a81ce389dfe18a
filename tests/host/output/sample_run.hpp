#pragma once
//! A made-up run with known numbers, and a folder that goes when the test ends.
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "host/output/layout.hpp"
#include "host/output/run_writer.hpp"

namespace gs::output {

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "gs-output-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::filesystem::path operator/(char const* name) const { return path_ / name; }
  std::size_t files() const { return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(path_), {})); }

 private:
  std::filesystem::path path_;
};

inline Axes small_axes() {
  Axes axes;
  for (int i = 0; i < 3; ++i) axes.zones.push_back({i * 1000, -i * 500, static_cast<std::uint32_t>(i / 2)});
  axes.pools = {{"core", "assembly", "family 0"}, {"core", "assembly", "flexible"}, {"core", "assembly", "flexible"}};
  axes.channels = {"live_main", "search"};
  axes.ranks = 4;
  axes.lines = {"line 0", "line 1"};
  axes.members = {7, 5'000'000'000};
  axes.suppliers = {3};
  axes.supplier_columns = {{"worked", "s", "line-seconds worked"}, {"cash", "cent", "cash at hand"}};
  axes.tables = {
      {"site", "site_", "id of a site", {0, 1}, {{"queue", "s", "wait"}, {"open", "1", "open"}}, {{"kind", "", "kind", {}, {"central", "micro"}}}},
      {"zone", "zone_", "", {0, 1, 2}, {{"cover", "1e-3 d", "cover"}}, {}}};
  return axes;
}

inline RunInfo small_info() {
  RunInfo info;
  info.scenario = "livestream_pulse";
  info.design = "rigid";
  info.version = "0.1.0";
  info.git_commit = "0123abc";
  info.git_dirty = true;
  info.backend = "cpu";
  info.device = "two cores";
  info.command_line = "groundswell run livestream_pulse";
  info.config_text = "[world]\nskus = 2000  # Größe\n";
  info.config_sha256 = std::string(64, 'c');
  info.seed = 0xfedcba9876543210ull;
  info.members = 1000;
  info.warmup_seconds = 5 * hour;
  return info;
}

//! A number that says where it belongs.
inline std::int64_t value_at(std::int64_t source, std::int64_t row, std::int64_t item) { return source * 100'000'000 + row * 1000 + item % 1000; }

//! Ticks [first, first + count) of one hour; a day row ends every 24th.
inline SeriesBlock small_block(Axes const& axes, std::int64_t first, std::int64_t count) {
  SeriesBlock block;
  auto const fill = [](std::vector<std::int64_t>& to, std::int64_t source, std::int64_t row, std::size_t width) {
    for (std::size_t i = 0; i < width; ++i) to.push_back(value_at(source, row, static_cast<std::int64_t>(i)));
  };
  for (std::int64_t t = first; t < first + count; ++t) {
    block.time.push_back((t + 1) * hour);
    block.span.push_back(hour);
    block.state_hash.push_back(0xffffffff00000000ull + static_cast<std::uint64_t>(t));
    fill(block.totals, 1, t, count_of<Counter>);
    fill(block.zones, 2, t, axes.zones.size() * count_of<ZoneCounter>);
    fill(block.pools, 3, t, axes.pools.size() * count_of<PoolCounter>);
    fill(block.channels, 6, t, axes.channels.size() * count_of<ChannelCounter>);
    if ((t + 1) % 24 != 0) continue;
    block.day.push_back((t + 1) * hour);
    fill(block.chain, 4, t / 24, axes.echelons.size() * axes.lines.size() * count_of<ChainCounter>);
    fill(block.money, 5, t / 24, axes.accounts.size());
    fill(block.echelons, 9, t / 24, axes.echelons.size() * count_of<EchelonCounter>);
    fill(block.parties, 10, t / 24, axes.parties.size() * axes.accounts.size());
    fill(block.stockouts, 7, t / 24, static_cast<std::size_t>(axes.ranks) * count_of<StockoutField>);
  }
  return block;
}

inline MemberRow small_member(std::int64_t day, std::uint32_t which) {
  MemberRow row;
  row.spend = static_cast<std::uint32_t>(day * 10) + which;
  row.loyalty = static_cast<std::uint16_t>(60'000 + day);
  return row;
}

//! Appends ticks [first, last) in blocks of `step`, and a sample a day.
inline void append_ticks(RunWriter& writer, Axes const& axes, std::int64_t first, std::int64_t last, std::int64_t step = 10) {
  for (std::int64_t t = first; t < last; t += step) {
    auto const block = small_block(axes, t, std::min(step, last - t));
    writer.append(block);
    for (Seconds const at : block.day) {
      std::vector<MemberRow> members;
      for (std::uint32_t i = 0; i < axes.members.size(); ++i) members.push_back(small_member(at / day, i));
      std::vector<std::int64_t> suppliers(axes.suppliers.size() * axes.supplier_columns.size(), at / day);
      std::vector<std::int64_t> tables;
      for (std::int64_t i = 0; i < table_cells(axes); ++i) tables.push_back(value_at(8, at / day, i));
      writer.append_sample(at, members, suppliers, tables);
    }
  }
}

inline std::vector<Metric> small_summary() {
  return {{"service", "1", 0.953, "first-choice wants delivered within the promise"}, {"bullwhip", "1", std::nan(""), "not measured", "two samples"}};
}

}  // namespace gs::output
