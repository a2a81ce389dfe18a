//! key=value of the command line as an item of a document.
#include <algorithm>
#include "host/config/toml_reader.hpp"

namespace gs::config {
namespace {

//! The dotted key of an argument, each part with its place in it.
std::vector<Step> split_key(std::string const& key, std::shared_ptr<Source const> const& source) {
  std::vector<Step> path;
  std::size_t from = 0;
  while (from <= key.size()) {
    std::size_t const dot = std::min(key.find('.', from), key.size());
    path.push_back({key.substr(from, dot - from), Origin{source->name, 1, static_cast<int>(from) + 1, static_cast<int>(dot - from), source}});
    from = dot + 1;
  }
  return path;
}

//! The value of an argument: TOML if it reads as TOML, else plain text (the shell has eaten the quotes).
Literal argument_value(std::string const& text, Origin const& at, Problems& problems) {
  auto const source = std::make_shared<Source>(Source{"", {"v = " + text}, false, 0});
  Literal literal{Literal::Type::text, text, at};
  try {
    toml::table const table = toml::parse(std::string_view(source->lines[0]));
    literal = TomlReader(source, problems).literal(*table.get("v"));
  } catch (toml::parse_error const&) { literal.text = text; }
  literal.at = at;
  return literal;
}

}  // namespace

std::optional<Item> read_argument(std::string const& option, std::string const& argument, int order, Problems& problems) {
  auto const source = std::make_shared<Source>(Source{option, {argument}, false, order});
  std::size_t const equals = argument.find('=');
  int const size = static_cast<int>(argument.size());
  if (equals == std::string::npos || equals == 0) {
    problems.push_back({"not key=value", Origin{option, 1, 1, std::max(1, size), source}, "e.g. --set wave.peak=20 or --set clock.length=\"30 d\""});
    return std::nullopt;
  }
  int const value_at = static_cast<int>(equals) + 2;
  Origin at{option, 1, value_at, std::max(1, size - value_at + 1), source};
  std::string const value = argument.substr(equals + 1);
  bool const own_flag = option != "--set";  // --trace FILE: the user never typed the key
  if (own_flag)
    at = Origin{option, 1, 1, std::max(1, size - value_at + 1), std::make_shared<Source>(Source{option, {option + " " + value}, false, order})};
  if (own_flag) at.column = static_cast<int>(option.size()) + 2;
  return Item{Item::What::value, split_key(argument.substr(0, equals), source), argument_value(value, at, problems)};
}

}  // namespace gs::config
