//! Claims from practice with their verdicts, and what each lever gains.
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include "host/report/forest_chart.hpp"
#include "host/report/section.hpp"
#include "host/report/words.hpp"

namespace gs::report {
namespace {
using nlohmann::json;

std::string minus(std::string text) {
  for (std::size_t at = 0; (at = text.find('-', at)) != std::string::npos; at += 3) text.replace(at, 1, "−");
  return text;
}
std::string short_number(double v) { return std::isnan(v) ? "–" : minus(fmt::format("{:.3g}", v)); }
std::string signed_number(double v) { return std::isnan(v) ? "–" : minus(fmt::format("{:+.3g}", v)); }

std::string made(Records const& r) {
  return heading(3, "How it was made") + facts_html({{"scenario", text(r.head, "scenario")},
                                                     {"program", text(r.head, "version") + " " + text(r.head, "git_commit").substr(0, 12)},
                                                     {"runs", runs_text(r)},
                                                     {"file", r.file.filename().string()},
                                                     {"run it again", text(r.head, "command_line")}});
}

Verdict side_of(double low, double high) { return low > 0.0 ? Verdict::better : high < 0.0 ? Verdict::worse : Verdict::unclear; }

Verdict claim_verdict(std::string const& verdict) {
  if (verdict.find("holds") != std::string::npos) return Verdict::better;
  return verdict.find("refuted") != std::string::npos ? Verdict::worse : Verdict::unclear;
}

//! Effects as shares of what is claimed: 0 = no effect, 100 = as claimed; of ratios, by their logarithms.
std::string against_claims(Records const& r) {
  ForestPlot p;
  p.title = "Measured effects as shares of the claimed ones", p.unit = "% of the claimed effect: 0 = none, 100 = as claimed";
  p.reference = 100.0, p.reference_text = "as claimed";
  for (json const& c : r.results) {
    bool const ratio = flag(c, "ratio");
    double const claimed = number(c, "effect_claimed"), whole = ratio ? std::log(claimed) : claimed;
    auto const share = [&](double v) { return 100.0 * (ratio ? std::log(std::max(v, 1e-9)) : v) / whole; };
    double const at = share(number(c, "effect")), a = share(number(c, "low")), b = share(number(c, "high"));
    if (!std::isfinite(at)) continue;
    std::string const measured = fmt::format("{}{} ({} … {}), claimed {}", ratio ? "x " : "", short_number(number(c, "effect")),
                                             short_number(number(c, "low")), short_number(number(c, "high")), short_number(claimed));
    p.rows.push_back({text(c, "claim"), measured, at, std::fmin(a, b), std::fmax(a, b), claim_verdict(text(c, "verdict")), false});
    p.desc += fmt::format("{}: {}, {}. ", text(c, "claim"), measured, text(c, "verdict"));
  }
  return p.rows.empty() ? ""
                        : to_html(Figure{p.title + ". ▲ holds, ▼ refuted, ○ neither; the line is the 95 % interval, arrows go on beyond the axis",
                                         forest_chart(p), "", true});
}
}  // namespace

Sections claims_section(Records const& r) {
  Table t{"", {"claim", "verdict", "figure", "before", "after", "effect", "95 %", "claimed", "pairs", "why"}, {}, {}};
  for (json const& c : r.results) {
    std::string const verdict = text(c, "verdict");
    bool const none = std::isnan(number(c, "effect"));
    t.rows.push_back({{text(c, "claimed")},
                      {verdict, false,
                       verdict.find("holds") != std::string::npos     ? "better"
                       : verdict.find("refuted") != std::string::npos ? "worse"
                                                                      : ""},
                      {text(c, "metric")},
                      {short_number(number(c, "before")), true},
                      {short_number(number(c, "after")), true},
                      {short_number(number(c, "effect")), true},
                      {none ? "–" : short_number(number(c, "low")) + " … " + short_number(number(c, "high")), true},
                      {short_number(number(c, "effect_claimed")), true},
                      {short_number(number(c, "pairs")), true},
                      {text(c, "why"), false, "muted"}});
    t.keys.push_back(text(c, "claim"));
  }
  std::string const intro = paragraph(
      "Each claim is a pair of designs on common seeds. It holds when the interval leaves out no effect and reaches what is claimed; it is refuted "
      "when the interval stays short of it; inputs are priced, not judged.");
  return {{"claims", "Claims from practice", intro + against_claims(r) + to_html(t) + made(r)}};
}

Sections levers_section(Records const& r) {
  json const& first = r.results.front();
  ForestPlot p;
  p.title = fmt::format("What each lever of {} gains a year", text(first, "design"));
  p.unit = "yearly margin with the lever less without it [million CNY]", p.least = -1e12, p.most = 1e12;
  Table t{"",
          {"lever", "margin [CNY/y]", "95 %", "own cost [CNY/y]", "worth up to [CNY/y]", text(first, "watched"), "payback", "hangs on", "break-even"},
          {},
          {}};
  for (json const& g : r.results) {
    double const gain = number(g, "yearly_margin_gain"), low = number(g, "low"), high = number(g, "high");
    std::string const interval = std::isnan(low) ? "–" : shown_signed("margin", low) + " … " + shown_signed("margin", high);
    p.rows.push_back({text(g, "lever"), fmt::format("{} ({} … {})", signed_number(gain / 1e6), signed_number(low / 1e6), signed_number(high / 1e6)),
                      gain / 1e6, low / 1e6, high / 1e6, side_of(low, high), false});
    p.desc += fmt::format("{}: {}. ", text(g, "lever"), p.rows.back().text);
    std::string const hidden = text(g, "hidden").empty() ? "–" : fmt::format("{} = {:.3g}", text(g, "hidden"), number(g, "hidden_value"));
    double const even = number(g, "break_even"), payback = number(g, "payback_years");
    std::string const missing = part(g, "curve").empty() ? "not looked for" : "none found";
    t.rows.push_back({{text(g, "lever")},
                      {shown_signed("margin", gain), true},
                      {interval, true},
                      {shown("margin", number(g, "yearly_own_cost")), true},
                      {shown("margin", number(g, "worth_up_to")), true},
                      {shown_signed(text(first, "watched"), number(g, "watched_gain")), true},
                      {std::isnan(payback) ? "–" : fmt::format("{:.1f} y", payback), true},
                      {hidden + "; break-even " + (std::isnan(even) ? missing : fmt::format("{} = {:.3g}", text(g, "key"), even))}});
    t.keys.push_back(text(g, "lever"));
  }
  std::string html =
      paragraph("The design with and without each lever, in pairs on common seeds. Gains are those of the last lever added, so they do not add up.");
  html += to_html(Figure{p.title + ". ▲ gains, ▼ loses, ○ not shown; the line is the paired 95 % interval", forest_chart(p), "", true}) + to_html(t);
  return {{"levers", fmt::format("Levers of {} in {}", text(first, "design"), text(first, "scenario")), html + made(r)}};
}

}  // namespace gs::report
