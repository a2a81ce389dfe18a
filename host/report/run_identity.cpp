//! Who ran what: enough to run it again.
#include <fmt/format.h>
#include <cmath>
#include <set>
#include "host/report/section.hpp"
#include "host/report/words.hpp"

namespace gs::report {
namespace {

std::string days_text(double days) { return fmt::format("{:.4g} d", days); }

std::string version_text(output::RunInfo const& i) {
  return fmt::format("{} {}{}", i.version, i.git_commit.substr(0, 12), i.git_dirty ? " (uncommitted changes)" : "");
}
std::string device_text(output::RunInfo const& i) { return i.device.starts_with(i.backend) ? i.device : i.backend + ", " + i.device; }

std::string state_text(RunData const& r) {
  if (r.end.complete) return "complete";
  return "not complete: " + (r.end.reason.empty() ? std::string("stopped early") : r.end.reason);
}

Table identity(Runs const& runs) {
  using Get = std::string (*)(RunData const&);
  std::pair<char const*, Get> const lines[] = {
      {"scenario", [](RunData const& r) { return r.info.scenario; }},
      {"design", [](RunData const& r) { return r.info.design; }},
      {"world", [](RunData const& r) { return r.info.world; }},
      {"members", [](RunData const& r) { return run::with_commas(r.info.members); }},
      {"seed", [](RunData const& r) { return std::to_string(r.info.seed); }},
      {"measured", [](RunData const& r) { return days_text(r.measured.high - r.measured.low); }},
      {"warm-up, not measured", [](RunData const& r) { return days_text(static_cast<double>(r.info.warmup_seconds) / static_cast<double>(day)); }},
      {"state", state_text},
      {"config sha256", [](RunData const& r) { return r.info.config_sha256; }},
      {"program", [](RunData const& r) { return version_text(r.info); }},
      {"built", [](RunData const& r) { return r.info.build_type + " " + r.info.compiler; }},
      {"computed on", [](RunData const& r) { return device_text(r.info); }},
      {"random numbers", [](RunData const& r) { return r.info.rng; }},
      {"run at", [](RunData const& r) { return r.info.started + (r.end.wall_seconds > 0.0 ? fmt::format(", {:.1f} s", r.end.wall_seconds) : ""); }},
      {"file", [](RunData const& r) { return r.file.filename().string(); }},
      {"run it again", [](RunData const& r) { return r.info.command_line; }}};
  Table t;
  t.head = {""};
  for (RunData const& r : runs) t.head.push_back(r.name);
  for (auto const& [name, get] : lines) {
    std::vector<Cell> row{{name}};
    bool any = false;
    for (RunData const& r : runs) {
      std::string const value = get(r);
      any = any || !value.empty();
      row.push_back({value, false, value.size() > 40 ? "mono" : ""});
    }
    if (any) t.rows.push_back(row), t.keys.push_back(name);
  }
  return t;
}

//! What makes a comparison of single runs shaky, said before any number is read.
std::vector<std::string> warnings(Runs const& runs) {
  std::vector<std::string> out;
  std::set<std::string> scenarios, worlds;
  std::set<std::uint64_t> seeds;
  std::set<std::int64_t> members;
  std::set<double> lengths;
  for (RunData const& r : runs) {
    scenarios.insert(r.info.scenario), worlds.insert(r.info.world), seeds.insert(r.info.seed), members.insert(r.info.members);
    lengths.insert(std::round(r.measured.high - r.measured.low));
    if (!r.end.complete)
      out.push_back(fmt::format("{} did not finish ({}): its figures are of a part of the time.", r.name,
                                r.end.reason.empty() ? "stopped early" : r.end.reason));
    if (!r.params) out.push_back(fmt::format("The waves and outages of {} could not be read from its config: charts show none.", r.name));
  }
  if (runs.size() < 2) return out;
  if (seeds.size() > 1) out.push_back("The runs differ in their seed: differences hold luck as well as what was changed.");
  if (scenarios.size() > 1) out.push_back("The runs are of different scenarios.");
  if (worlds.size() > 1 || members.size() > 1) out.push_back("The runs are of different worlds: totals cannot be set against each other.");
  if (lengths.size() > 1) out.push_back("The runs measured different lengths of time: totals cannot be set against each other.");
  if (seeds.size() == 1)
    out.push_back(
        "One seed each: the same members met the same media, but a difference of a single pair has no interval. groundswell compare gives one.");
  return out;
}
}  // namespace

std::string identity_html(Runs const& runs) { return to_html(identity(runs)); }

Sections run_sections(Runs const& runs) {
  std::string before;
  for (std::string const& w : warnings(runs)) before += paragraph(w, "warn");
  Sections out;
  auto const add = [&out](char const* id, char const* title, std::string html) {
    if (!html.empty()) out.push_back({id, title, std::move(html)});
  };
  add("findings", "Key findings", before + findings_html(runs));
  add("scorecard", "Scorecard", scorecard_html(runs));
  add("time", "Over time", time_html(runs));
  add("wave", "The largest wave, tick by tick", wave_html(runs));
  add("attention", "Attention by channel", attention_html(runs));
  add("stockouts", "What ran out", stockouts_html(runs));
  add("maps", "Where", maps_html(runs));
  add("capacity", "Capacity", capacity_html(runs));
  add("chain", "The chain", chain_html(runs));
  add("money", "Money", money_html(runs));
  add("metrics", "All figures", metrics_html(runs));
  add("identity", "How it was made", identity_html(runs));
  return out;
}

std::string runs_text(Records const& r) {
  auto const& told = r.head.contains("runs") ? r.head : r.ensemble;
  if (std::isnan(number(told, "runs"))) return "";
  return fmt::format("{:.0f}, {:.0f} not done, results hash {}", number(told, "runs"), number(told, "runs") - number(told, "done"),
                     text(told, "results_hash"));
}

std::string facts_html(std::vector<std::pair<std::string, std::string>> const& facts) {
  std::string out = "<dl>\n";
  for (auto const& [name, value] : facts)
    if (!value.empty()) out += fmt::format("<dt>{}</dt><dd>{}</dd>\n", escaped(name), escaped(value));
  return out + "</dl>\n";
}

}  // namespace gs::report
