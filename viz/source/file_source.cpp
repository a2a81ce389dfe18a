#include "viz/source/file_source.hpp"
#include <algorithm>
#include <chrono>
#include "host/run/events.hpp"
#include "kernels/core/errors.hpp"

namespace gs::viz {
namespace {

double wall() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

//! The JSON array of a file's events as lines.
std::vector<Event> events_of(std::string text) {
  std::string lines;
  int depth = 0;
  for (char const c : text) {
    if (c == '{') ++depth;
    if (depth > 0) lines += c;
    if (c == '}' && --depth == 0) lines += '\n';
  }
  return run::parse_events(lines, "events");
}

//! A file's world fits when it has the file's zones, pools and product lines.
bool fits(WorldData const& world, output::Axes const& axes) {
  if (rows(world.zones) != axes.zones.size() || rows(world.pools) != axes.pools.size() || world.lines != axes.lines.size()) return false;
  for (std::size_t z = 0; z < axes.zones.size(); ++z)
    if (world.zones.x[z] != axes.zones[z].x || world.zones.y[z] != axes.zones[z].y) return false;
  return true;
}

}  // namespace

Facts facts_of_file(output::RunReader const& reader) {
  output::RunInfo const info = reader.info();
  Facts f;
  f.identity = {info.scenario, info.design, info.world, info.version, info.config_sha256, info.seed, info.members};
  f.axes = reader.axes();
  f.warmup = info.warmup_seconds;
  return f;
}

FileSource::FileSource(std::filesystem::path const& path, std::shared_ptr<WorldData const> world)
    : Source(facts_of_file(output::RunReader(path))), path_(path), reader_(path) {
  if (world != nullptr && fits(*world, facts_.axes)) {
    facts_.shows = shows_of(*world);
    facts_.world = std::move(world);
    set_grains(facts_);
  }
  output::RunEnd const end = reader_.end();
  if (!reader_.partial()) events_ = events_of(end.events_json), summary_ = reader_.summary();
  if (!end.complete) trouble_ = "this run did not finish" + (end.reason.empty() ? "" : ": " + end.reason) + "; shown as far as it got";
  read_new();
}

void FileSource::read_new() {
  constexpr std::int64_t most = 2048;  // so that a long file does not need its memory twice
  while (rows_read_ < reader_.rows()) {
    std::int64_t const n = std::min(most, reader_.rows() - rows_read_);
    rows_.append(reader_.series(rows_read_, n));
    rows_read_ += n;
  }
  if (days_read_ < reader_.days()) rows_.append(reader_.daily(days_read_, reader_.days() - days_read_));
  days_read_ = reader_.days();
  facts_.length = std::max<Seconds>(facts_.length, rows_.last_time() - facts_.warmup);
}

bool FileSource::update() {
  if (!reader_.partial() || wall() - last_look_ < 1.0) return false;
  last_look_ = wall();
  std::int64_t const before = rows_read_;
  try {
    reader_.refresh();
    read_new();
  } catch (ConfigError const& x) { trouble_ = x.what(); }
  return rows_read_ != before;
}

}  // namespace gs::viz
