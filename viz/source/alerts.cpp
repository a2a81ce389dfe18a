#include "viz/source/alerts.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <set>

namespace gs::viz {
namespace {

std::string shown(Signal const& s, double value) {
  return s.share() ? fmt::format("{:.1f} %", 100.0 * value) : fmt::format("{:.3g} {}", value, s.unit);
}

void cross(std::vector<Alert>& out, Rows const& rows, Signal const& signal, AlertRule const& rule) {
  bool bad = false;
  Seconds looked = -hour;
  for (std::int64_t r = 0; r < rows.count(); ++r) {
    if (rows.time(r) - looked < hour || rows.time(r) - rows.first_time() < rule.settled) continue;
    looked = rows.time(r);
    double const value = signal.at(rows, r);
    bool const beyond = rule.below ? value < rule.limit : value > rule.limit, back = rule.below ? value >= rule.calm : value <= rule.calm;
    if (!bad && beyond) out.push_back({rows.time(r), Alert::Kind::bad, fmt::format("{} ({})", rule.bad, shown(signal, value)), rule.signal});
    if (bad && back) out.push_back({rows.time(r), Alert::Kind::better, fmt::format("{} ({})", rule.better, shown(signal, value)), rule.signal});
    bad = bad ? !back : beyond;
  }
}

}  // namespace

std::vector<AlertRule> alert_rules(Facts const& facts) {
  std::vector<AlertRule> rules = {{"service", true, 0.95, 0.96, "service under 95 %", "service back over 96 %", 9 * day},
                                  {"stockout_rate", false, 0.05, 0.03, "stockouts over 5 %", "stockouts back under 3 %"},
                                  {"order_to_door", false, 3.0, 2.5, "parcels take over 3 days", "parcels faster again", 3 * day}};
  std::set<std::string> layers;
  for (output::PoolAxis const& p : facts.axes.pools) layers.insert(p.layer);
  for (std::string const& layer : layers)
    rules.push_back({"utilisation." + layer, false, 0.95, 0.85, layer + " workshops full", layer + " workshops have room"});
  return rules;
}

std::string describe_event(Event const& e, Facts const& facts) {
  switch (e.kind) {
    case Event::Kind::burst:
      if (e.burst.seeds > 0) return fmt::format("{} ignites: {} members share it", facts.sku(e.burst.sku.v), e.burst.seeds);
      return fmt::format("livestream of {}, {} min", facts.sku(e.burst.sku.v), (e.burst.end - e.burst.start) / minute);
    case Event::Kind::close_site:
      return fmt::format("site {} closed", e.what);
    case Event::Kind::open_site:
      return fmt::format("site {} open again", e.what);
    case Event::Kind::supplier_down:
      return fmt::format("supplier {} down", e.what);
    case Event::Kind::supplier_up:
      return fmt::format("supplier {} up again", e.what);
    case Event::Kind::add_hours:
      return fmt::format("{:+} h a day for pool {}", e.value, e.what);
    default:
      return fmt::format("change {} of {}", static_cast<int>(e.kind), e.what);
  }
}

std::string describe_show(Show const& show, Facts const& facts) {
  if (facts.world == nullptr) return "show opens";
  std::vector<std::int64_t> skus;
  std::string channel;
  for (Burst const& b : facts.world->bursts) {
    if (!b.shown || b.start < show.from || b.start >= show.to || !b.sku.exists()) continue;
    if (b.channel < facts.axes.channels.size()) channel = " on " + facts.axes.channels[b.channel];
    if (std::find(skus.begin(), skus.end(), static_cast<std::int64_t>(b.sku.v)) == skus.end()) skus.push_back(static_cast<std::int64_t>(b.sku.v));
  }
  if (skus.empty()) return "show opens";
  std::string const more = skus.size() > 2 ? fmt::format(" and {} more", skus.size() - 2) : "";
  return fmt::format("show opens{}: {}{}{}", channel, facts.sku(skus[0]), skus.size() > 1 ? fmt::format(", {}", skus[1]) : "", more);
}

std::vector<Alert> alerts(Source const& source, std::vector<Signal> const& signals, std::vector<AlertRule> const& rules) {
  Rows const& rows = source.rows();
  std::vector<Alert> out;
  for (AlertRule const& rule : rules)
    if (Signal const* const s = find_signal(signals, rule.signal)) cross(out, rows, *s, rule);
  for (Show const& show : source.facts().shows)
    if (show.from <= rows.last_time()) out.push_back({show.from, Alert::Kind::show, describe_show(show, source.facts()), "wants"});
  for (Event const& e : source.events())
    if (e.at <= rows.last_time()) out.push_back({e.at, Alert::Kind::done, describe_event(e, source.facts()), ""});
  std::stable_sort(out.begin(), out.end(), [](Alert const& a, Alert const& b) { return a.at < b.at; });
  return out;
}

}  // namespace gs::viz
