#include "host/run/events.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include "kernels/core/errors.hpp"

namespace gs::run {
namespace {
using nlohmann::json;
constexpr char const* kind_names[] = {"burst",        "close_site",  "open_site", "supplier_down", "supplier_up", "add_hours",     "set_lever",
                                      "close_region", "open_region", "lane_down", "lane_up",       "lane_slow",   "material_down", "material_up"};
constexpr int kinds = static_cast<int>(Event::Kind::count);
static_assert(std::size(kind_names) == kinds);
constexpr Seconds longest = 100 * 365 * day;        //!< that an event may lie ahead or last [s]
constexpr std::int64_t most_value = 1000000000000;  //!< hours
constexpr char const* known_keys[] = {"at",    "kind",  "what",       "value",    "sku",         "channel", "minutes",       "looks_per_hour", "rise",
                                      "decay", "power", "live_bonus", "discount", "share_boost", "seeds",   "bots_per_hour", "shown"};

Event::Kind parse_kind(std::string const& name) {
  for (int k = 0; k < kinds; ++k)
    if (name == kind_names[k]) return static_cast<Event::Kind>(k);
  std::string all;
  for (char const* n : kind_names) all += fmt::format("{}{}", all.empty() ? "" : ", ", n);
  throw ConfigError(fmt::format("unknown kind '{}': use one of {}", name, all));
}

Burst parse_burst(json const& j, Seconds at) {
  Burst b;
  b.kind = WaveKind::livestream;
  b.channel = j.value("channel", 0u);
  b.start = at;
  std::int64_t const minutes = j.value("minutes", std::int64_t{60});
  if (minutes <= 0 || minutes > longest / minute) throw ConfigError("'minutes' must be above 0, and at most a century");
  b.end = at + minute * minutes;
  b.gone = b.end + 2 * day;
  b.sku = ItemId(j.at("sku").get<std::uint32_t>());
  b.looks_per_hour = j.at("looks_per_hour").get<double>();
  b.rise = j.value("rise", 30.0);
  b.decay = j.value("decay", 234.0);
  b.power = j.value("power", 1.05);
  b.live_bonus = j.value("live_bonus", 0.8);
  b.discount = j.value("discount", 0.0);
  b.share_boost = j.value("share_boost", 1.0);
  b.seeds = j.value("seeds", std::int64_t{0});
  b.bots_per_hour = j.value("bots_per_hour", 0.0);
  b.shown = j.value("shown", true);
  if (b.looks_per_hour < 0.0 || b.looks_per_hour > 1e15) throw ConfigError("a burst needs looks_per_hour between 0 and 1e15");
  return b;
}

void refuse_unknown(json const& j) {
  for (auto const& [key, value] : j.items())
    if (std::none_of(std::begin(known_keys), std::end(known_keys), [&known = key](char const* k) { return known == k; }))
      throw ConfigError(fmt::format("unknown key '{}'", key));
}

Event parse_event(json const& j) {
  refuse_unknown(j);
  Event e;
  e.at = j.at("at").get<Seconds>();
  if (e.at < 0 || e.at > longest) throw ConfigError("'at' is in seconds since the start of the run: not negative, and at most a century");
  e.kind = parse_kind(j.at("kind").get<std::string>());
  e.what = j.value("what", 0u);
  e.value = j.value("value", std::int64_t{0});
  if (e.value < -most_value || e.value > most_value) throw ConfigError("'value' must lie within a million million");
  if (e.kind == Event::Kind::burst) e.burst = parse_burst(j, e.at);
  return e;
}

json to_json(Event const& e) {
  json j = {{"at", e.at}, {"kind", kind_names[static_cast<int>(e.kind)]}, {"what", e.what}, {"value", e.value}};
  if (e.kind != Event::Kind::burst) return j;
  Burst const& b = e.burst;
  j.update({{"sku", b.sku.v},
            {"channel", b.channel},
            {"minutes", (b.end - b.start) / minute},
            {"looks_per_hour", b.looks_per_hour},
            {"rise", b.rise},
            {"decay", b.decay},
            {"power", b.power},
            {"live_bonus", b.live_bonus},
            {"discount", b.discount},
            {"share_boost", b.share_boost},
            {"seeds", b.seeds},
            {"bots_per_hour", b.bots_per_hour},
            {"shown", b.shown}});
  return j;
}
}  // namespace

std::vector<Event> parse_events(std::string const& text, std::string const& name) {
  std::vector<Event> events;
  std::string errors, line;
  std::istringstream in(text);
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos || line.front() == '#') continue;
    try {
      events.push_back(parse_event(json::parse(line)));
    } catch (std::exception const& x) { errors += fmt::format("{}{}:{}: {}", errors.empty() ? "" : "\n", name, number, x.what()); }
  }
  if (!errors.empty()) throw ConfigError(errors);
  std::stable_sort(events.begin(), events.end(), [](Event const& a, Event const& b) { return a.at < b.at; });
  return events;
}

std::vector<Event> read_events(std::filesystem::path const& file) {
  std::ifstream in(file);
  if (!in) throw ConfigError(fmt::format("cannot read the event log '{}': check the path given to --events", file.string()));
  std::stringstream text;
  text << in.rdbuf();
  return parse_events(text.str(), file.string());
}

std::string to_json_lines(std::vector<Event> const& events) {
  std::string out;
  for (Event const& e : events) out += to_json(e).dump() + "\n";
  return out;
}

std::vector<Event> from_json_array(std::string const& text) {
  std::vector<Event> events;
  try {
    for (json const& j : json::parse(text)) events.push_back(parse_event(j));
  } catch (json::exception const& x) { throw ConfigError(fmt::format("the list of events cannot be read: {}", x.what())); }
  return events;
}

std::string to_json_array(std::vector<Event> const& events) {
  json all = json::array();
  for (Event const& e : events) all.push_back(to_json(e));
  return all.dump();
}

}  // namespace gs::run
