//! What a scenario claims about its own result: [[expect]], and how to run it short: [expect-run].
#include <limits>
#include "host/config/suggest.hpp"
#include "host/config/toml_reader.hpp"

namespace gs::config {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr char const* expect_example = "e.g. metric = \"service\", below = 0.95";

std::optional<double> number(toml::node const& node, TomlReader& reader) {
  Literal const literal = reader.literal(node);
  auto const decimal = read_decimal(literal.text);
  bool const is_number = decimal && (literal.type == Literal::Type::integer || literal.type == Literal::Type::real);
  if (is_number) return nearest_real(*decimal);
  reader.report("not a number", literal.at, expect_example);
  return std::nullopt;
}

void text(toml::node const& node, TomlReader& reader, std::string& out) {
  if (auto const* given = node.as_string())
    out = given->get();
  else
    reader.report("not a text", reader.origin(node), expect_example);
}

//! between = [low, high]
void between(toml::node const& node, TomlReader& reader, Expect& expect) {
  auto const* pair = node.as_array();
  if (!pair || pair->size() != 2) return reader.report("'between' is a pair", reader.origin(node), "e.g. between = [0.8, 0.9]");
  auto const low = number((*pair)[0], reader), high = number((*pair)[1], reader);
  if (!low || !high) return;
  if (*low > *high) return reader.report("'between' is the wrong way round", reader.origin(node), "the smaller number first");
  expect.low = *low, expect.high = *high, expect.inclusive = true;
}

void read_key(toml::key const& key, toml::node const& node, TomlReader& reader, Expect& expect, int& limits) {
  std::string const name(key.str());
  if (name == "design") return text(node, reader, expect.design);
  if (name == "metric") return text(node, reader, expect.metric);
  if (name == "against") return text(node, reader, expect.against);
  if (name == "why") return text(node, reader, expect.why);
  ++limits;
  if (name == "below")
    expect.high = number(node, reader).value_or(infinity);
  else if (name == "above")
    expect.low = number(node, reader).value_or(-infinity);
  else if (name == "between")
    between(node, reader, expect);
  else
    --limits, reader.report("unknown key '" + name + "' in [[expect]]", reader.origin(key),
                            did_you_mean(name, {"design", "metric", "against", "why", "below", "above", "between"}));
}

void read_expect(toml::table const& table, TomlReader& reader, std::vector<Expect>& expects) {
  Expect expect;
  expect.low = -infinity, expect.high = infinity, expect.origin = reader.origin(table);
  int limits = 0;
  for (auto const& [key, node] : in_file_order(table)) read_key(key, *node, reader, expect, limits);
  if (expect.metric.empty()) reader.report("[[expect]] has no metric", expect.origin, expect_example);
  if (limits != 1) reader.report("[[expect]] wants one of below, above, between", expect.origin, expect_example);
  bool const itself = !expect.against.empty() && expect.against == expect.design;
  if (itself) reader.report("[[expect]] holds a design against itself", expect.origin, "against = another design, e.g. \"rigid\"");
  if (!expect.against.empty() && expect.design.empty())
    reader.report("[[expect]] with 'against' wants a design", expect.origin, "e.g. design = \"pooled\", against = \"rigid\"");
  expects.push_back(expect);
}

}  // namespace

void read_expects(toml::node const& node, TomlReader& reader, std::vector<Expect>& expects) {
  auto const* array = node.as_array();
  if (!array || !array->is_array_of_tables())
    return reader.report("'expect' is a list of tables", reader.origin(node), "write [[expect]] and its keys below it");
  for (auto const& element : *array) read_expect(*element.as_table(), reader, expects);
}

void read_expect_run(toml::node const& node, TomlReader& reader, ExpectRun& run) {
  auto const* table = node.as_table();
  if (!table) return reader.report("'expect-run' is a table", reader.origin(node), "write [expect-run] and its keys below it");
  for (auto const& [key, value] : in_file_order(*table)) {
    std::string const name(key.str());
    if (name == "members" && value->is_integer())
      run.members = value->as_integer()->get();
    else if (name == "days" && value->is_number())
      run.days = number(*value, reader);
    else if (name == "set" && value->is_array()) {
      for (auto const& element : *value->as_array()) text(element, reader, run.sets.emplace_back());
    } else {
      std::string const hint = did_you_mean(name, {"members", "days", "set"});
      reader.report("cannot use '" + name + "' in [expect-run]", reader.origin(key),
                    hint.empty() ? "e.g. members = 20_000, days = 30, set = [\"clock.warmup=30 d\"]" : hint);
    }
  }
}

}  // namespace gs::config
