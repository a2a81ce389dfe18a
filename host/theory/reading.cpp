#include "host/theory/reading.hpp"
#include <cmath>
#include <cstdlib>
#include "host/config/config.hpp"
#include "host/config/quantity.hpp"
#include "host/theory/functions.hpp"

namespace gs::theory {
namespace {

bool is_expression(std::string const& text) { return !text.empty() && text.front() == '='; }
std::string body(std::string const& text) { return text.substr(1); }

//! sum(j, from, to, expression in j).
double running_sum(Names const& names, std::function<double(double)> const& draw, std::vector<std::string> const& a) {
  if (a.size() != 4) throw ConfigError("sum takes a name, two bounds and an expression");
  Scope const outer = scope_of(names, draw);
  double const last = std::floor(evaluate(a[2], outer) + 1e-9);
  Names inner = names;
  double total = 0.0;
  for (double j = evaluate(a[1], outer); j <= last; ++j) {
    inner.numbers[a[0]] = j;
    total += evaluate(a[3], scope_of(inner, draw));
  }
  return total;
}

}  // namespace

Scope scope_of(Names const& names, std::function<double(double)> draw) {
  Scope scope;
  scope.value = [names](std::string const& name) {
    auto const at = names.numbers.find(name);
    if (at != names.numbers.end()) return at->second;
    std::vector<std::string> known;
    for (auto const& [n, x] : names.numbers) known.push_back(n);
    throw ConfigError("there is no number called '" + name + "' here; " + config::did_you_mean(name, known));
  };
  scope.call = [names, draw](std::string const& f, std::vector<std::string> const& arguments) {
    if (f == "sum") return running_sum(names, draw, arguments);
    std::vector<double> x;
    for (std::string const& a : arguments) x.push_back(evaluate(a, scope_of(names, draw)));
    if (f == "die" && draw && x.size() == 1) return draw(x[0]);
    return call_function(f, x);
  };
  return scope;
}

void Reading::fail(std::string const& key, std::string const& message, std::string const& hint) const {
  config::Cell const* at = block_.find(key);
  throw config::ConfigErrors({{message, at ? at->at : block_.at, hint}});
}

config::Cell const* Reading::cell(std::string const& key) {
  known_.insert(key);
  return block_.find(key);
}

std::string Reading::filled(std::string text) const {
  for (auto const& [name, value] : names_.texts) {
    std::string const mark = "$" + name;
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size())) text.replace(at, mark.size(), value);
  }
  return text;
}

double Reading::number_of(config::Literal const& value, std::string const& key) const {
  using Type = config::Literal::Type;
  try {
    if (value.type == Type::text && is_expression(value.text)) return evaluate(body(value.text), scope_);
  } catch (ConfigError const& problem) { fail(key, problem.what()); }
  if (value.type == Type::integer || value.type == Type::real) return std::strtod(value.text.c_str(), nullptr);
  fail(key, "'" + key + "' is a number", "write 5, 0.5, or an expression such as \"= L + 1\"");
}

double Reading::number(std::string const& key, double otherwise) {
  auto const* c = cell(key);
  return c == nullptr ? otherwise : number_of(c->values.at(0), key);
}

bool Reading::flag(std::string const& key, bool otherwise) {
  auto const* c = cell(key);
  if (c == nullptr) return otherwise;
  if (c->values.at(0).type == config::Literal::Type::boolean) return c->values[0].text == "true";
  return number_of(c->values[0], key) != 0.0;
}

Seconds Reading::duration(std::string const& key, Seconds otherwise) {
  auto const* c = cell(key);
  if (c == nullptr) return otherwise;
  config::Literal const& value = c->values.at(0);
  if (value.type == config::Literal::Type::text && !is_expression(value.text)) {
    Seconds out = 0;
    if (auto const fault = config::read_duration(filled(value.text), out)) fail(key, fault->message, fault->hint);
    return out;
  }
  return static_cast<Seconds>(std::llround(number_of(value, key) * static_cast<double>(day)));
}

std::string Reading::text(std::string const& key, std::string const& otherwise) {
  auto const* c = cell(key);
  return c == nullptr ? otherwise : filled(c->values.at(0).text);
}

std::vector<std::string> Reading::list(std::string const& key) {
  std::vector<std::string> out;
  if (auto const* c = cell(key))
    for (config::Literal const& value : c->values) out.push_back(filled(value.text));
  return out;
}

std::vector<double> Reading::numbers(std::string const& key) {
  std::vector<double> out;
  if (auto const* c = cell(key))
    for (config::Literal const& value : c->values) out.push_back(number_of(value, key));
  return out;
}

int Reading::choice(std::string const& key, char const* const* names, int count, int otherwise) {
  std::string const given = text(key, "");
  if (given.empty()) return otherwise;
  std::vector<std::string> known;
  for (int i = 0; i < count; ++i) {
    if (given == names[i]) return i;
    known.emplace_back(names[i]);
  }
  fail(key, "unknown " + key + " '" + given + "'", config::did_you_mean(given, known));
}

void Reading::done() const {
  std::vector<config::Problem> problems;
  for (auto const& [key, c] : block_.cells)
    if (!known_.contains(key))
      problems.push_back({"unknown key '" + key + "' in [" + block_.name + "]", c.at,
                          config::did_you_mean(key, std::vector<std::string>(known_.begin(), known_.end()))});
  if (!problems.empty()) throw config::ConfigErrors(problems);
}

}  // namespace gs::theory
