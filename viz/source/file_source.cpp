#include "viz/source/file_source.hpp"
#include <algorithm>
#include <chrono>
#include <limits>
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

FileSource::FileSource(std::filesystem::path const& path, Rebuilt rebuilt)
    : Source(facts_of_file(output::RunReader(path))), path_(path), reader_(path) {
  if (rebuilt.world != nullptr && fits(*rebuilt.world, facts_.axes)) {
    facts_.shows = shows_of(*rebuilt.world);
    facts_.world = std::move(rebuilt.world);
    facts_.grains = rebuilt.grains;
    set_grains(facts_);
    make_ = std::move(rebuilt.make);
  }
  find_tables();
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
  if (reader_.has("sample")) samples_ = reader_.integers("sample");
}

bool FileSource::update() {
  if (again_) again_->update(rows_);
  if (!reader_.partial() || wall() - last_look_ < 1.0) return false;
  last_look_ = wall();
  std::int64_t const before = rows_read_;
  try {
    reader_.refresh();
    read_new();
  } catch (ConfigError const& x) { trouble_ = x.what(); }
  return rows_read_ != before;
}

//! Every dataset over (sample, an axis of ids) is a figure that can be looked at; a new one appears by itself.
void FileSource::find_tables() {
  if (!reader_.has("sample")) return;
  for (output::Variable const& v : reader_.variables())
    if (v.axes.size() == 2 && v.axes[0] == "sample") tables_[v.axes[1]].figures.push_back(v);
  for (auto& [axis, table] : tables_) table.ids = reader_.integers(axis);
}

//! The last look at or before `t`; -1 = there was none yet.
std::int64_t FileSource::sample_at(Seconds t) const { return std::upper_bound(samples_.begin(), samples_.end(), t) - samples_.begin() - 1; }

Seconds FileSource::row_time(Seconds t) const {
  std::int64_t const r = rows_.row_at(t);
  return r < 0 ? 0 : rows_.time(r);
}

std::vector<std::int64_t> FileSource::recorded_ids(std::string const& axis) const {
  auto const found = tables_.find(axis);
  return found == tables_.end() ? std::vector<std::int64_t>{} : found->second.ids;
}

std::optional<Recorded> FileSource::recorded(std::string const& axis, std::int64_t id, Seconds t) const {
  auto const found = tables_.find(axis);
  std::int64_t const sample = sample_at(t);
  if (found == tables_.end() || sample < 0) return {};
  auto const at = std::find(found->second.ids.begin(), found->second.ids.end(), id);
  if (at == found->second.ids.end()) return {};
  auto const column = static_cast<std::size_t>(at - found->second.ids.begin());
  Recorded out{samples_[static_cast<std::size_t>(sample)], {}};
  for (output::Variable const& v : found->second.figures)
    out.figures.push_back({v.name.substr(v.name.find('_') + 1), v.unit, reader_.numbers(v.name, sample, 1).at(column)});
  return out;
}

Trajectory FileSource::trajectory(std::string const& axis, std::int64_t id, std::string const& figure) const {
  Trajectory out;
  auto const found = tables_.find(axis);
  if (found == tables_.end()) return out;
  auto const& ids = found->second.ids;
  auto const column = static_cast<std::size_t>(std::find(ids.begin(), ids.end(), id) - ids.begin());
  for (output::Variable const& v : found->second.figures) {
    if (v.name.substr(v.name.find('_') + 1) != figure || column >= ids.size()) continue;
    out.unit = v.unit;
    auto const all = reader_.numbers(v.name, 0, std::ssize(samples_));
    for (std::size_t k = 0; k < samples_.size(); ++k)
      out.x.push_back(static_cast<double>(samples_[k])), out.y.push_back(all[k * ids.size() + column]);
  }
  return out;
}

//! Sites and cover of the last day that ended; everything where the run was done again.
std::shared_ptr<Deep const> FileSource::deep(Seconds t) const {
  if (again_ && again_->deep() && again_->stands_at(row_time(t))) return again_->deep();
  std::int64_t const sample = sample_at(t);
  if (sample < 0 || !tables_.contains("site")) return nullptr;
  Seconds const at = samples_[static_cast<std::size_t>(sample)];
  if (deep_ && deep_->time == at) return deep_;
  Deep d;
  d.time = at;
  for (std::int64_t const open : reader_.integers("site_open", sample, 1)) d.site_open.push_back(open != 0);
  d.site_queue = reader_.integers("site_queue", sample, 1);
  for (std::int64_t const stock : reader_.integers("site_stock", sample, 1)) d.site_units.push_back(static_cast<double>(stock) / facts_.grains);
  if (reader_.has("zone_cover"))
    for (std::int64_t const cover : reader_.integers("zone_cover", sample, 1))
      d.zone_cover.push_back(cover < 0 ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(cover) * 1e-3);
  return deep_ = std::make_shared<Deep const>(std::move(d));
}

Simulation* FileSource::engine_at(Seconds t) { return again_ && again_->stands_at(row_time(t)) ? &again_->simulation() : nullptr; }

void FileSource::run_again(Seconds t) {
  if (make_ == nullptr) return;
  if (!again_) again_ = std::make_unique<Again>(facts_, make_, events_);
  again_->go_to(row_time(t));
}

}  // namespace gs::viz
