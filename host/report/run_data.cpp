#include "host/report/run_data.hpp"
#include <unistd.h>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <set>
#include "host/config/config.hpp"
#include "host/run/events.hpp"
#include "kernels/core/errors.hpp"

namespace gs::report {
namespace {
namespace fs = std::filesystem;

double in_days(Seconds t) { return static_cast<double>(t) / static_cast<double>(day); }

void add_waves(Params const& p, std::vector<Mark>& marks) {
  for (WaveParams const& w : p.waves) {
    std::int64_t const times = w.repeat > 0 ? std::max<std::int64_t>(1, w.times) : 1;
    for (std::int64_t k = 0; k < times; ++k) {
      Seconds const start = w.start + k * w.repeat;
      marks.push_back({in_days(start), in_days(start + w.duration), w.name});
    }
  }
  for (DisruptionParams const& d : p.disruptions) marks.push_back({in_days(d.start), in_days(d.start + d.duration), d.name + " (outage)"});
}

constexpr char const* event_words[] = {"burst",       "site closed",    "site open",     "supplier down", "supplier back",
                                       "hours added", "lever switched", "region closed", "region open",   "lane down",
                                       "lane back",   "lane slow",      "material down", "material back"};
static_assert(std::size(event_words) == static_cast<std::size_t>(Event::Kind::count));

//! Many events of one kind at one moment are one mark.
void add_events(std::string const& json, Seconds warmup, std::vector<Mark>& marks) {
  std::set<std::pair<Seconds, Event::Kind>> seen;
  for (Event const& e : run::from_json_array(json)) {
    if (!seen.emplace(e.at, e.kind).second) continue;
    double const at = in_days(e.at - warmup), end = e.kind == Event::Kind::burst ? in_days(e.burst.end - warmup) : at;
    marks.push_back({at, std::max(at, end), event_words[static_cast<int>(e.kind)]});
  }
}

std::vector<run::Metric> metrics_of(output::RunReader const& reader) {
  std::vector<run::Metric> out;
  for (output::Metric const& m : reader.summary()) out.push_back({m.name, run::find_metric(m.name), m.value, m.note});
  return out;
}

//! A TOML file that is gone when it goes.
struct Scratch {
  fs::path path = fs::temp_directory_path() / ("groundswell-report-" + std::to_string(::getpid()) + ".toml");
  explicit Scratch(std::string const& text) { std::ofstream(path) << text; }
  ~Scratch() {
    std::error_code none;
    fs::remove(path, none);
  }
};
}  // namespace

std::optional<Params> params_of(std::string const& text) try {
  Scratch const scratch(text);
  config::Request request;
  request.scenario = scratch.path.string();
  request.root = scratch.path.parent_path();  // it names nothing outside itself
  return config::load(request).params;
} catch (ConfigError const&) { return std::nullopt; }

std::vector<Mark> marks_of(std::optional<Params> const& params, std::string const& events_json, Seconds warmup) {
  std::vector<Mark> marks;
  if (params) add_waves(*params, marks);
  try {
    add_events(events_json, warmup, marks);
  } catch (ConfigError const&) {  // of a newer version: the rest of the file can still be shown
  }
  std::stable_sort(marks.begin(), marks.end(), [](Mark const& a, Mark const& b) { return a.from < b.from; });
  return marks;
}

Ticks read_ticks(output::RunReader const& reader) {
  Ticks t;
  t.end = reader.integers("time"), t.span = reader.integers("span");
  auto const measured = reader.integers("measured");
  bool const any = std::find(measured.begin(), measured.end(), 1) != measured.end();
  t.warmup = reader.info().warmup_seconds;
  Seconds first = -1;
  for (std::size_t r = 0; r < t.end.size(); ++r) {
    t.measured.push_back(!any || measured[r] == 1);
    Seconds const d = (t.end[r] - 1) / day;
    if (t.measured.back() && first < 0) first = d;
    t.day.push_back(t.measured.back() ? d - first : -1);
    if (t.measured.back()) t.days = std::max(t.days, d - first + 1);
  }
  return t;
}

RunData read_run(fs::path const& path) {
  output::RunReader const reader(path);
  RunData d;
  d.file = reader.path();
  d.info = reader.info(), d.end = reader.end(), d.finished = reader.attribute("finished"), d.axes = reader.axes();
  d.metrics = metrics_of(reader);
  d.params = params_of(d.info.config_text);
  d.marks = marks_of(d.params, d.end.events_json, d.info.warmup_seconds);
  if (reader.rows() == 0) throw ConfigError("'" + path.string() + "' has no ticks yet: nothing can be reported");
  read_days(reader, d);
  std::erase_if(d.marks, [&](Mark const& m) { return m.to < d.measured.low || m.from > d.measured.high; });
  read_zoom(reader, d);
  read_spread(reader, d);
  read_chain(reader, d);
  return d;
}

}  // namespace gs::report
