#include "host/report/page.hpp"
#include <fmt/format.h>
#include <cmath>
#include "host/run/show.hpp"

namespace gs::report {
namespace {

void add(Sections& out, Sections more) { std::move(more.begin(), more.end(), std::back_inserter(out)); }

Sections of(Records const& r) {
  if (r.experiment == "compare") return compare_section(r);
  if (r.experiment == "stress") return stress_section(r);
  return r.experiment == "claims" ? claims_section(r) : levers_section(r);
}

//! Ids are used once, whatever was given twice.
void number_ids(Sections& sections) {
  for (std::size_t k = 0; k < sections.size(); ++k) sections[k].id = fmt::format("s{}-{}", k + 1, sections[k].id);
}

std::string contents(Sections const& sections) {
  std::string out = "<nav aria-label=\"Contents\"><ol>\n";
  for (Section const& s : sections) out += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", escaped(s.id), escaped(s.title));
  return out + "</ol></nav>\n";
}

std::string stem(std::string const& name) { return std::filesystem::path(name).stem().string(); }
}  // namespace

Sections sections_of(Results const& results) {
  Sections out;
  if (!results.runs.empty()) add(out, run_sections(results.runs));
  for (char const* experiment : {"compare", "stress"})
    for (Records const& r : results.records)
      if (r.experiment == experiment) add(out, of(r));
  for (SweepData const& s : results.sweeps) add(out, sweep_section(s));
  for (char const* experiment : {"claims", "levers"})
    for (Records const& r : results.records)
      if (r.experiment == experiment) add(out, of(r));
  number_ids(out);
  return out;
}

std::string title_of(Results const& results) {
  if (!results.runs.empty()) {
    std::string names;
    for (RunData const& r : results.runs) names += (names.empty() ? "" : " against ") + r.name;
    std::string const scenario = stem(results.runs.front().info.scenario);
    return names == scenario ? names : fmt::format("{}: {}", scenario.empty() ? "run" : scenario, names);
  }
  if (!results.sweeps.empty()) return "Sweep of " + stem(results.sweeps.front().master.run.scenario);
  Records const& r = results.records.front();
  std::string const scenario = stem(text(r.head, "scenario"));
  std::string const what = r.experiment == "compare"  ? "Designs compared"
                           : r.experiment == "stress" ? "Stress test"
                           : r.experiment == "claims" ? "Claims from practice"
                                                      : "Levers";
  return scenario.empty() ? what : what + ": " + scenario;
}

std::string subtitle_of(Results const& results) {
  if (!results.runs.empty()) {
    RunData const& r = results.runs.front();
    return fmt::format("{} members · seed {} · {:.4g} d measured · {} · config {}", run::with_commas(r.info.members), r.info.seed,
                       r.measured.high - r.measured.low, r.info.backend, r.info.config_sha256.substr(0, 8));
  }
  if (!results.sweeps.empty())
    return fmt::format("{} members · first seed {}", run::with_commas(results.sweeps.front().master.run.members),
                       results.sweeps.front().master.run.seed);
  Records const& r = results.records.front();
  double const members = std::isnan(number(r.head, "members")) ? number(r.results.front(), "members") : number(r.head, "members");
  return std::isnan(members) ? "" : fmt::format("{} members", run::with_commas(std::llround(members)));
}

std::string page(Results const& results, PageText const& text) {
  std::string const title = text.title.empty() ? title_of(results) : text.title;
  Sections const sections = sections_of(results);
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>"
      "<meta name=\"color-scheme\" content=\"light dark\"/><meta name=\"generator\" "
      "content=\"{}\"/><title>{}</title>\n<style>\n{}</style></head>\n<body>\n",
      escaped(text.made), escaped(title), style_sheet);
  out += fmt::format("<header><p class=\"brand\">Groundswell report</p><h1>{}</h1>{}</header>\n{}<main>\n", escaped(title),
                     paragraph(subtitle_of(results), "note"), contents(sections));
  for (Section const& s : sections) out += fmt::format("<section id=\"{}\"><h2>{}</h2>\n{}</section>\n", escaped(s.id), escaped(s.title), s.html);
  return out + fmt::format("</main>\n<footer><p>{}</p></footer>\n</body></html>\n", escaped(text.made));
}

}  // namespace gs::report
