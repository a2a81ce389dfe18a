#include "host/experiments/stressor.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include "host/config/config.hpp"
#include "host/config/decimal.hpp"
#include "host/config/quantity.hpp"
#include "host/experiments/rule.hpp"
#include "kernels/core/errors.hpp"
#include "kernels/core/random.hpp"

namespace gs::experiments {
namespace {

double highest_peak(Params const& p) {
  double peak = 0.0;
  for (WaveParams const& w : p.waves) peak = std::max(peak, w.peak);
  return peak > 0.0 ? peak : 10.0;
}
double most_skus(Params const& p) {
  double skus = 1.0;
  for (WaveParams const& w : p.waves) skus = std::max(skus, static_cast<double>(w.skus));
  return skus;
}

//! Those that have a range of their own; "forecast_noise" stands for the fake carts that mislead whoever forecasts from carts.
std::vector<Stressor> known_stressors(Params const& p) {
  double const peak = highest_peak(p), skus = most_skus(p);
  return {{"wave.peak", "", peak / 20.0, peak * 20.0, true, false},
          {"wave.skus", "", std::max(1.0, std::floor(skus / 10.0)), skus * 10.0, true, true},
          {"wave.bots", "", 0.0, 50.0, false, false},
          {"forecast_noise", "", 0.0, 50.0, false, false},
          {"world.material_lead", "d", 7.0, 180.0, true, false},
          {"suppliers_down", "%", 0.0, 100.0, false, false},
          {"region_closed", "d", 0.0, 60.0, false, false}};
}

//! "14 d" as 14 and "d".
std::pair<double, std::string> read_value(std::string const& text) {
  std::size_t const end = text.find_first_not_of("0123456789.+-eE_");
  std::string number = text.substr(0, end);
  std::erase(number, '_');
  auto const value = config::read_decimal(number);
  std::string unit = end == std::string::npos ? "" : text.substr(text.find_first_not_of(' ', end));
  GS_VALIDATE(value.has_value(), fmt::format("'{}' is not a number with a unit: write LOW:HIGH such as 200:20000 or \"7 d:60 d\"", text));
  return {config::nearest_real(*value).value_or(0.0), unit};
}

void read_range(std::string const& range, Stressor& s) {
  auto const ends = split_list(range, ':');
  GS_VALIDATE(ends.size() == 2, fmt::format("--grow {}={}: write the range as LOW:HIGH, such as 200:20000", s.name, range));
  auto const low = read_value(ends[0]), high = read_value(ends[1]);
  s.low = low.first, s.high = high.first;
  if (!high.second.empty()) s.unit = high.second;
  GS_VALIDATE(low.second.empty() || low.second == s.unit, fmt::format("--grow {}={}: both ends need the same unit", s.name, range));
  GS_VALIDATE(s.low < s.high, fmt::format("--grow {}={}: the range must grow; put what is hardest last", s.name, range));
  s.geometric = s.low > 0.0 && s.high / s.low >= 4.0;
}

std::string key_of(std::string const& name) { return name == "forecast_noise" ? "wave.bots" : name; }
bool is_outage(std::string const& name) { return name == "suppliers_down" || name == "region_closed"; }

Seconds outage_start(OutagePlan const& plan, Params const& p) {
  if (plan.start) return p.clock.warmup + *plan.start;
  Seconds first = never;
  for (WaveParams const& w : p.waves)
    if (w.start >= 0) first = std::min(first, w.start);
  return p.clock.warmup + (first == never ? p.clock.length / 3 / day * day : first / hour * hour);
}

//! As a config takes it: durations in whole seconds.
std::string written(Stressor const& s, double value) {
  if (Seconds const one = config::seconds_of(s.unit); one > 0) return fmt::format("{:.0f} s", value * static_cast<double>(one));
  std::string const number = s.whole ? fmt::format("{:.0f}", value) : fmt::format("{:.6g}", value);
  return s.unit.empty() ? number : number + " " + s.unit;
}

}  // namespace

double Stressor::value(double level) const {
  double const x = std::clamp(level, 0.0, 1.0);
  double const v = geometric ? low * std::pow(high / low, x) : low + (high - low) * x;
  return whole ? std::round(v) : v;
}

std::string Stressor::text(double level) const {
  double const v = value(level);
  std::string const number = whole || std::fabs(v) >= 1000.0 ? fmt::format("{:.0f}", v)
                             : std::fabs(v) >= 100.0         ? fmt::format("{:.1f}", v)
                                                             : fmt::format("{:.3g}", v);
  return unit.empty() ? number : number + " " + unit;
}

std::string Ray::name() const {
  std::string out;
  for (Stressor const& s : stressors) out += (out.empty() ? "" : " x ") + s.name;
  return out;
}
std::string Ray::text(double level) const {
  std::string out;
  for (std::size_t k = 0; k < stressors.size(); ++k) out += (k == 0 ? "" : ", ") + stressors[k].text(level * weights[k]);
  return out;
}

Stressor parse_stressor(std::string const& text, Params const& base) {
  std::size_t const equal = text.find('=');
  std::string const name = text.substr(0, equal);
  std::vector<Stressor> const known = known_stressors(base);
  auto const found = std::find_if(known.begin(), known.end(), [&](Stressor const& s) { return s.name == name; });
  if (found != known.end() && equal == std::string::npos) return *found;
  std::vector<std::string> names;
  for (Stressor const& s : known) names.push_back(s.name);
  GS_VALIDATE(equal != std::string::npos, fmt::format("--grow {}: this one has no range of its own, write {}=LOW:HIGH. Those that have: {}. {}", name,
                                                      name, fmt::join(names, ", "), config::did_you_mean(name, names)));
  Stressor s = found != known.end() ? *found : Stressor{name, "", 0.0, 1.0, false, false};
  read_range(text.substr(equal + 1), s);
  return s;
}

std::vector<Ray> parse_rays(std::string const& text, Params const& base, int rays) {
  Ray all;
  for (std::string const& part : split_list(text)) all.stressors.push_back(parse_stressor(part, base));
  GS_VALIDATE(!all.stressors.empty(), "--grow names nothing to grow: give wave.peak, suppliers_down, region_closed, world.material_lead, …");
  GS_VALIDATE(rays == 1 || all.stressors.size() == 2, "--rays needs two stressors to go between: --grow a,b");
  std::vector<Ray> out;
  for (int k = 0; k < rays; ++k) {
    Ray ray = all;
    double const angle = rays == 1 ? 0.25 : 0.5 * k / (rays - 1);  // of pi: 0 = the first alone, 0.5 = the second alone
    double const a = std::cos(angle * 3.14159265358979323846), b = std::sin(angle * 3.14159265358979323846), most = std::max(a, b);
    ray.weights.assign(ray.stressors.size(), 1.0);
    if (rays > 1) ray.weights = {a / most, k == 0 ? 0.0 : b / most};
    if (rays > 1 && k == rays - 1) ray.weights[0] = 0.0;
    out.push_back(ray);
  }
  return out;
}

bool needs_world(Ray const& ray) {
  return std::any_of(ray.stressors.begin(), ray.stressors.end(), [](Stressor const& s) { return is_outage(s.name); });
}

std::vector<Event> suppliers_down(WorldData const& world, double share, Seconds from, Seconds to) {
  std::vector<Event> events;
  std::size_t const n = rows(world.suppliers);
  auto const limit = static_cast<std::uint64_t>(std::clamp(share, 0.0, 1.0) * 0x1p32);
  for (std::size_t s = 0; s < n; ++s) {
    if ((mix64(0x5eed + s) >> 32) >= limit) continue;
    Event e;
    e.what = static_cast<std::uint32_t>(s);
    e.at = from, e.kind = Event::Kind::supplier_down;
    events.push_back(e);
    e.at = to, e.kind = Event::Kind::supplier_up;
    events.push_back(e);
  }
  std::stable_sort(events.begin(), events.end(), [](Event const& a, Event const& b) { return a.at < b.at; });
  return events;
}

std::vector<Event> region_closed(WorldData const& world, std::uint32_t region, Seconds from, Seconds to) {
  std::vector<Event> events;
  for (std::size_t s = 0; s < rows(world.sites); ++s) {
    bool const there = world.sites.region[s] == region && (world.sites.kind[s] == SiteKind::regional || world.sites.kind[s] == SiteKind::micro);
    if (!there || to <= from) continue;
    for (bool const closes : {true, false}) {
      Event e;
      e.what = static_cast<std::uint32_t>(s);
      e.at = closes ? from : to, e.kind = closes ? Event::Kind::close_site : Event::Kind::open_site;
      events.push_back(e);
    }
  }
  std::stable_sort(events.begin(), events.end(), [](Event const& a, Event const& b) { return a.at < b.at; });
  return events;
}

void apply(Ray const& ray, double level, OutagePlan const& plan, Params const& params, WorldData const* world, Job& job) {
  for (std::size_t k = 0; k < ray.stressors.size(); ++k) {
    Stressor const& s = ray.stressors[k];
    double const value = s.value(level * ray.weights[k]);
    if (!is_outage(s.name)) {
      job.request.sets.push_back(key_of(s.name) + "=" + written(s, value));
      continue;
    }
    GS_VALIDATE(world != nullptr, "an outage needs the world it happens in");
    Seconds const from = outage_start(plan, params);
    std::vector<Event> const events = s.name == "suppliers_down"
                                          ? suppliers_down(*world, value / 100.0, from, from + plan.duration)
                                          : region_closed(*world, plan.region, from, from + static_cast<Seconds>(value * 24.0) * hour);
    job.events.insert(job.events.end(), events.begin(), events.end());
  }
}

}  // namespace gs::experiments
