#include "host/config/toml_reader.hpp"
#include <algorithm>

namespace gs::config {
namespace {

//! Characters [column, column + length) of a line, counted in code points.
std::string slice(std::string const& line, int column, int length) {
  std::string out;
  int at = 0;
  for (char c : line) {
    bool const starts = (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    at += starts ? 1 : 0;
    if (at >= column && at < column + length) out += c;
  }
  return out;
}

int code_points(std::string const& line) {
  return static_cast<int>(std::count_if(line.begin(), line.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string other_type(toml::node const& node) {
  if (node.is_table()) return "a table";
  if (node.is_array()) return "an array";
  return "a date or time";
}

}  // namespace

Origin TomlReader::origin(toml::source_region const& region) const {
  Origin at{source_->name, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column), 1, source_};
  if (at.line < 1 || at.line > static_cast<int>(source_->lines.size())) return at;
  int const line_end = code_points(source_->lines[at.line - 1]) + 1;
  int const end = region.end.line == region.begin.line ? static_cast<int>(region.end.column) : line_end;
  at.length = std::max(1, std::min(end, line_end) - at.column);
  return at;
}

Origin TomlReader::line(int number) const {
  Origin at{source_->name, number, 1, 1, source_};
  if (number >= 1 && number <= static_cast<int>(source_->lines.size())) at.length = std::max(1, code_points(source_->lines[number - 1]));
  return at;
}

Literal TomlReader::literal(toml::node const& node) const {
  Literal out;
  out.at = origin(node);
  using Type = Literal::Type;
  if (auto const* value = node.as_integer())
    out.type = Type::integer, out.text = std::to_string(value->get());
  else if (auto const* flag = node.as_boolean())
    out.type = Type::boolean, out.text = flag->get() ? "true" : "false";
  else if (auto const* text = node.as_string())
    out.type = Type::text, out.text = text->get();
  else if (node.is_floating_point())
    out.type = Type::real, out.text = slice(source_->lines[out.at.line - 1], out.at.column, out.at.length);
  else
    out.text = other_type(node);
  return out;
}

std::vector<std::pair<toml::key, toml::node const*>> in_file_order(toml::table const& table) {
  std::vector<std::pair<toml::key, toml::node const*>> pairs;
  for (auto const& [key, node] : table) pairs.emplace_back(key, &node);
  auto const position = [](auto const& pair) { return std::make_pair(pair.first.source().begin.line, pair.first.source().begin.column); };
  std::stable_sort(pairs.begin(), pairs.end(), [&](auto const& a, auto const& b) { return position(a) < position(b); });
  return pairs;
}

}  // namespace gs::config
