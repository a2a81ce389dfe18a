#include "host/config/error.hpp"
#include <algorithm>
#include <set>
#include <tuple>

namespace gs::config {
namespace {

//! Tabs would shift the carets.
std::string without_tabs(std::string line) {
  std::replace(line.begin(), line.end(), '\t', ' ');
  return line;
}

//! The line of the source with carets under the stretch meant.
std::string excerpt(Problem const& problem) {
  Origin const& at = problem.where;
  bool const shown = at.source && at.line >= 1 && at.line <= static_cast<int>(at.source->lines.size());
  if (!shown) return problem.hint.empty() ? "" : "   = " + problem.hint + "\n";
  std::string const number = at.source->is_file ? std::to_string(at.line) : "  ";
  std::string const margin(number.size(), ' ');
  std::string const carets(static_cast<std::size_t>(std::max(at.length, 1)), '^');
  return margin + " |\n" + number + " | " + without_tabs(at.source->lines[at.line - 1]) + "\n" + margin + " | " +
         std::string(static_cast<std::size_t>(std::max(at.column, 1) - 1), ' ') + carets + (problem.hint.empty() ? "" : " " + problem.hint) + "\n";
}

std::string place(Origin const& at) {
  if (at.file.empty()) return "";
  bool const in_file = at.line > 0 && (!at.source || at.source->is_file);
  std::string const position = in_file ? ":" + std::to_string(at.line) + ":" + std::to_string(at.column) : "";
  return "  --> " + at.file + position + "\n";
}

//! In the order in which a person would mend them: by file as read, then from the top.
auto rank(Problem const& p) { return std::make_tuple(p.where.source ? p.where.source->order : -1, p.where.line, p.where.column); }

std::string render_all(std::vector<Problem> const& problems) {
  std::string text;
  std::set<std::string> files;
  for (Problem const& problem : problems) {
    text += render(problem) + "\n";
    if (!problem.where.file.empty()) files.insert(problem.where.file);
  }
  if (problems.size() < 2) return text.substr(0, text.size() - 1);
  std::string const where = files.size() > 1 ? " in " + std::to_string(files.size()) + " places" : "";
  return text + std::to_string(problems.size()) + " errors" + where + "\n";
}

std::vector<Problem> in_order(std::vector<Problem> problems) {
  std::stable_sort(problems.begin(), problems.end(), [](Problem const& a, Problem const& b) { return rank(a) < rank(b); });
  return problems;
}

}  // namespace

std::string to_string(Origin const& origin) {
  if (origin.file.empty()) return "built-in default";
  if (origin.line == 0 || (origin.source && !origin.source->is_file)) return origin.file;
  return origin.file + ":" + std::to_string(origin.line);
}

std::string render(Problem const& problem) { return "error: " + problem.message + "\n" + place(problem.where) + excerpt(problem); }

ConfigErrors::ConfigErrors(std::vector<Problem> found) : ConfigError(render_all(in_order(found))), problems(in_order(std::move(found))) {}

}  // namespace gs::config
