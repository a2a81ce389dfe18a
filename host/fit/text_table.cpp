#include "host/fit/text_table.hpp"
#include <fmt/format.h>
#include <algorithm>
#include "kernels/core/errors.hpp"

namespace gs::fit {
namespace {

constexpr std::size_t lines_looked_at = 20;

bool blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
std::string_view trimmed(std::string_view s) {
  while (!s.empty() && blank(s.front())) s.remove_prefix(1);
  while (!s.empty() && blank(s.back())) s.remove_suffix(1);
  return s;
}
std::string_view without_end(std::string_view line) {
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}
std::string_view without_mark(std::string_view line) {
  if (line.substr(0, 3) == "\xef\xbb\xbf") line.remove_prefix(3);
  return line;
}

}  // namespace

void fail_at(std::string const& file, std::int64_t line, std::string const& message) {
  throw ConfigError(fmt::format("{}:{}: {}", file, line, message));
}

bool split_cells(std::string_view line, char delimiter, std::vector<std::string>& cells) {
  cells.clear();
  bool quoted = false, began = false;
  std::string cell;
  for (std::size_t i = 0; i < line.size(); ++i) {
    char const c = line[i];
    bool const ends = !quoted && (delimiter == ' ' ? blank(c) : c == delimiter);
    if (c == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"')
      cell += line[i++];
    else if (c == '"')
      quoted = !quoted, began = true;
    else if (!ends)
      cell += c, began = true;
    if (!ends) continue;
    if (delimiter != ' ' || began) cells.emplace_back(trimmed(cell));
    cell.clear(), began = false;
  }
  if (delimiter != ' ' || began) cells.emplace_back(trimmed(cell));
  return !quoted;
}

char detect_delimiter(std::vector<std::string> const& first_lines) {
  char best = ' ';
  std::size_t most = 1;
  std::vector<std::string> cells;
  for (char const c : {';', '\t', '|', ','}) {
    std::size_t first = 0, alike = 0;
    for (std::string const& line : first_lines) {
      split_cells(line, c, cells);
      first = first == 0 ? cells.size() : first;
      alike += cells.size() == first ? 1 : 0;
    }
    if (first > most && 2 * alike >= first_lines.size()) most = first, best = c;
  }
  return best;
}

TextTable::TextTable(std::string file) : file_(std::move(file)), in_(file_, std::ios::binary) {
  std::vector<std::string> first;
  for (std::string line; first.size() < lines_looked_at && std::getline(in_, line);)
    if (!trimmed(without_mark(line)).empty()) first.emplace_back(without_end(without_mark(line)));
  if (first.empty() && in_.bad()) throw ConfigError(file_ + ": cannot read this file");
  if (!in_.eof() && !in_) throw ConfigError(file_ + ": cannot read this order log; check the path and its permissions");
  if (first.empty()) fail_at(file_, 1, "the file is empty; an order log has a row for every order, with the member and the date");
  delimiter_ = detect_delimiter(first);
  in_.clear();
  in_.seekg(0);
}

bool TextTable::next(std::vector<std::string>& cells) {
  for (std::string line; std::getline(in_, line);) {
    ++line_;
    std::string_view const text = without_end(line_ == 1 ? without_mark(line) : std::string_view(line));
    if (trimmed(text).empty()) continue;
    if (!split_cells(text, delimiter_, cells)) fail_at(file_, line_, "a quote is opened and not closed on this line");
    return true;
  }
  return false;
}

}  // namespace gs::fit
