#include "host/report/findings.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include "host/report/words.hpp"

namespace gs::report {
namespace {

struct Told {
  char const* metric;
  char const* what;
  bool share;  //!< differences in points
};
//! What people ask for first, in this order.
constexpr Told told[] = {{"service", "Wants served within the accepted promise", true},
                         {"service_wave", "Wants served within the promise in waves and the day after", true},
                         {"service_featured_wave", "Wants for featured items served within the promise in waves", true},
                         {"service_worst_day", "Service of the worst day", true},
                         {"lost_sales", "Sales lost to wants that left", false},
                         {"stockout_rate", "Wants whose item was nowhere at hand", true},
                         {"stockout_rate_featured_wave", "Wants for featured items in waves that met nothing at hand", true},
                         {"order_to_door_p50_quiet", "Median time to the door, quiet", false},
                         {"order_to_door_p95_wave", "Time to the door of 95 % of the orders in waves", false},
                         {"time_to_recover", "Time to recover", false},
                         {"inventory_value.all", "Stock at cost, chain-wide", false},
                         {"overstock", "Units beyond 90 days of forecast", false},
                         {"bullwhip.plant", "Swing of the plant's orders against what members want", false},
                         {"bullwhip.material", "Swing of the orders for material", false},
                         {"utilisation.core", "Use of the core lines", true},
                         {"defective", "Parcels with a defect", true},
                         {"carbon", "CO2e a parcel", false},
                         {"cost.all", "All costs", false},
                         {"margin", "Margin", false}};

void service(RunData const& r, std::vector<Finding>& out) {
  double const all = r.value("service"), wave = r.value("service_wave");
  if (std::isnan(all)) return;
  std::string text = fmt::format("{} of first-choice wants were delivered within the promise that was accepted", percent(all));
  if (!std::isnan(wave)) text += fmt::format("; {} of those in waves and the day after", percent(wave));
  double const least = std::isnan(wave) ? all : std::min(all, wave);
  out.push_back({text + (least < 0.95 ? ". The usual rule of 95 % does not hold." : ". The usual rule of 95 % holds."), least < 0.95 ? -1 : 1});
}

void lost(RunData const& r, std::vector<Finding>& out) {
  double const lost = r.value("lost_sales"), revenue = r.value("revenue");
  if (!(lost > 0.0)) return;
  std::string const share = revenue > 0.0 ? fmt::format(", {} of the revenue", percent(lost / revenue)) : "";
  out.push_back({fmt::format("Wants worth {} left without an order{}.", with_unit("lost_sales", lost), share),
                 revenue > 0.0 && lost / revenue < 0.005 ? 0 : -1});
}

void stockouts(RunData const& r, std::vector<Finding>& out) {
  double const featured = r.value("stockout_rate_featured_wave"), cover = r.value("cover_featured"), rest = r.value("cover_rest");
  if (featured > 0.01) {
    std::string text = fmt::format("In waves {} of the wants for featured items met nothing at hand", percent(featured));
    if (!std::isnan(rest)) text += fmt::format(", while all other items lay in stock for {} at the end", with_unit("cover_rest", rest));
    if (!std::isnan(cover) && cover > 60.0) text += fmt::format(", and the featured ones by then for {}", with_unit("cover_featured", cover));
    out.push_back({text + ".", -1});
  }
  if (r.missed.empty()) return;
  Missed const& m = r.missed.front();
  out.push_back({fmt::format("Worst stockout: SKU {} in zone {}, {} wants that met nothing over {} day{} (day {:.0f} to {:.0f}).", m.sku, m.zone,
                             run::with_commas(m.wants), m.days, m.days == 1 ? "" : "s", m.first, m.last),
                 0});
}

void door(RunData const& r, std::vector<Finding>& out) {
  double const quiet = r.value("order_to_door_p50_quiet"), wave = r.value("order_to_door_p95_wave");
  if (std::isnan(quiet)) return;
  std::string text = fmt::format("Half of the quiet orders were at the door within {}", with_unit("order_to_door_p50_quiet", quiet));
  if (!std::isnan(wave)) text += fmt::format("; in waves 95 % within {}", with_unit("order_to_door_p95_wave", wave));
  out.push_back({text + ".", 0});
}

void recovery(RunData const& r, std::vector<Finding>& out) {
  double const survive = r.value("time_to_survive"), recover = r.value("time_to_recover");
  if (std::isnan(survive)) return;
  std::string text = fmt::format("Service fell below 95 % {} after the first wave or event", with_unit("time_to_survive", survive));
  if (!std::isnan(recover)) text += fmt::format(" and took {} to come back for a week", with_unit("time_to_recover", recover));
  out.push_back({text + ".", -1});
}

void swing(RunData const& r, std::vector<Finding>& out) {
  double const plant = r.value("bullwhip.plant"), material = r.value("bullwhip.material");
  if (std::isnan(plant) && std::isnan(material)) return;
  std::string text = "At rest, ";
  if (!std::isnan(plant)) text += fmt::format("the plant's orders swing {} times", shown("bullwhip.plant", plant));
  if (!std::isnan(material))
    text += fmt::format("{}those for material {} times", std::isnan(plant) ? "" : " and ", shown("bullwhip.material", material));
  out.push_back({text + " as much as what members want.", std::fmax(plant, material) > 4.0 ? -1 : std::fmax(plant, material) < 1.5 ? 1 : 0});
}

void hours(RunData const& r, std::vector<Finding>& out) {
  std::string text;
  for (run::Metric const& m : r.metrics)
    if (m.name.starts_with("utilisation.") && !std::isnan(m.value))
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", m.name.substr(12), percent(m.value, 0));
  if (!text.empty()) out.push_back({"Hours worked of those in the calendar: " + text + ".", 0});
}

void money(RunData const& r, std::vector<Finding>& out) {
  double const margin = r.value("margin"), revenue = r.value("revenue");
  if (!(revenue > 0.0) || std::isnan(margin)) return;
  std::pair<std::string, double> largest[2];
  for (run::Metric const& m : r.metrics) {
    if (!m.name.starts_with("cost.") || m.name == "cost.all" || !(m.value > largest[1].second)) continue;
    largest[1] = {m.name.substr(5), m.value};
    if (largest[1].second > largest[0].second) std::swap(largest[0], largest[1]);
  }
  std::string text = fmt::format("Margin {}, {} of the revenue", with_unit("margin", margin), percent(margin / revenue));
  if (largest[1].second > 0.0)
    text += fmt::format("; the largest costs are {} ({} of the revenue) and {} ({})", largest[0].first, percent(largest[0].second / revenue, 0),
                        largest[1].first, percent(largest[1].second / revenue, 0));
  out.push_back({text + ".", margin < 0.0 ? -1 : 0});
}

std::string points(double difference) {
  double const p = 100.0 * std::fabs(difference);
  return fmt::format("{:.{}f} point{} {}", p, p < 10.0 ? 1 : 0, p == 1.0 ? "" : "s", difference > 0.0 ? "more" : "less");
}

//! "" when it is too small to be told.
std::string difference(Told const& t, RunData const& a, RunData const& b) {
  double const x = a.value(t.metric), y = b.value(t.metric);
  if (std::isnan(x) || std::isnan(y)) return "";
  int const decimals = std::fmax(x, y) < 0.02 ? 2 : 1;
  std::string const numbers = t.share ? fmt::format("{} instead of {}", percent(y, decimals), percent(x, decimals))
                                      : fmt::format("{} instead of {}", shown(t.metric, y), with_unit(t.metric, x));
  if (t.share && std::fabs(y - x) < 0.005) return "";
  if (!t.share && std::fabs(y - x) < 0.05 * std::max(std::fabs(x), std::fabs(y))) return "";
  std::string const how = t.share ? points(y - x) : change(x, y);
  return fmt::format("{}: {}{} in {} than in {} ({}).", t.what, how, how.empty() ? (y > x ? "more" : "less") : "", b.name, a.name, numbers);
}
}  // namespace

std::string name_in_words(std::string const& metric) {
  for (Told const& t : told)
    if (metric == t.metric) return t.what;
  return metric;
}

std::vector<Finding> findings_of(RunData const& r) {
  std::vector<Finding> out;
  for (auto* const tell : {service, lost, stockouts, door, recovery, swing, hours, money}) tell(r, out);
  if (out.empty()) out.push_back({"The file has no closing figures (the run did not end): only what was recorded by then is shown.", 0});
  return out;
}

std::vector<Finding> differences_of(RunData const& a, RunData const& b) {
  std::vector<Finding> out;
  for (Told const& t : told) {
    std::string text = difference(t, a, b);
    std::size_t const times = text.find("times as much in");
    if (times != std::string::npos) text.replace(text.find(" than in ", times), 9, " as in ");
    if (!text.empty()) out.push_back({text, side(t.metric, a.value(t.metric), b.value(t.metric))});
  }
  auto const better = std::count_if(out.begin(), out.end(), [](Finding const& f) { return f.side > 0; });
  auto const worse = std::count_if(out.begin(), out.end(), [](Finding const& f) { return f.side < 0; });
  if (!out.empty())
    out.insert(out.begin(),
               {fmt::format("Of {} figures that are looked at first, {} is better than {} in {} and worse in {}; the others hardly differ.",
                            std::size(told), b.name, a.name, better, worse),
                0});
  std::stable_sort(out.begin() + (out.empty() ? 0 : 1), out.end(), [](Finding const& x, Finding const& y) { return x.side > y.side; });
  if (out.empty()) out.push_back({fmt::format("{} and {} hardly differ in any of the figures that are looked at first.", a.name, b.name), 0});
  return out;
}

namespace {
//! Numbers and their units stay on one line.
std::string unbroken(std::string text) {
  for (char const* unit : {" %", " CNY", " d ", " d)", " kg", " units"})
    for (std::size_t at = 0; (at = text.find(unit, at)) != std::string::npos; at += 2)
      if (at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9') text.replace(at, 1, "\xc2\xa0");
  return text;
}
}  // namespace

std::string to_html(std::vector<Finding> const& findings, char const* good, char const* bad) {
  std::string out = "<ul class=\"findings\">\n";
  for (Finding const& f : findings) {
    std::string const word = f.side > 0 ? good : f.side < 0 ? bad : "";
    out += fmt::format("<li{}>{}{}</li>\n",
                       f.side > 0   ? " class=\"better\""
                       : f.side < 0 ? " class=\"worse\""
                                    : "",
                       word.empty() ? "" : "<b>" + escaped(word) + "</b>", "<span>" + escaped(unbroken(f.text)) + "</span>");
  }
  return out + "</ul>\n";
}

std::string findings_html(Runs const& runs) {
  std::string out;
  if (runs.size() == 1) return to_html(findings_of(runs.front()), "Good", "Mind");
  for (std::size_t k = 1; k < runs.size(); ++k) {
    if (runs.size() > 2) out += heading(3, fmt::format("{} against {}", runs[k].name, runs.front().name));
    out += to_html(differences_of(runs.front(), runs[k]), "Better", "Worse");
  }
  return out;
}

}  // namespace gs::report
