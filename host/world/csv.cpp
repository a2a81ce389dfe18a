#include "host/world/csv.hpp"
#include <charconv>
#include <fstream>
#include "kernels/core/errors.hpp"

namespace gs::world {
namespace {

std::string_view trim(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t' || s.back() == '\r')) s.remove_suffix(1);
  return s;
}

std::vector<std::string> split(std::string_view line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    char const c = line[i];
    if (c == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"')
      cells.back() += line[i++];  // "" inside quotes is one quote
    else if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      cells.emplace_back();
    else
      cells.back() += c;
  }
  for (std::string& cell : cells) cell = std::string(trim(cell));
  return cells;
}

}  // namespace

std::vector<CsvRow> read_csv(std::string const& file, char const* what) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw ConfigError(file + ": cannot read this " + what + " file; check the path and its permissions");
  std::vector<CsvRow> rows;
  std::string line;
  for (int n = 1; std::getline(in, line); ++n) {
    std::string_view text = line;
    if (n == 1 && text.substr(0, 3) == "\xef\xbb\xbf") text.remove_prefix(3);
    if (!trim(text).empty()) rows.push_back({n, split(trim(text))});
  }
  return rows;
}

std::optional<double> number(std::string_view text) {
  text = trim(text);
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  double value = 0.0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  bool const finite = value - value == 0.0;
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || !finite) return std::nullopt;
  return value;
}

void fail_at(std::string const& file, int line, std::string const& message) { throw ConfigError(file + ":" + std::to_string(line) + ": " + message); }

}  // namespace gs::world
