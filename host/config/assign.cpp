#include "host/config/assign.hpp"
#include "host/config/suggest.hpp"

namespace gs::config {
namespace {

using Type = Literal::Type;
using Outcome = std::optional<Fault>;

std::string_view type_name(Literal const& literal) {
  switch (literal.type) {
    case Type::integer:
      return "a whole number";
    case Type::real:
      return "a number";
    case Type::boolean:
      return "true or false";
    case Type::text:
      return "text";
    case Type::other:
      break;
  }
  return literal.text;
}

Fault wrong_type(Row const& row, Literal const& literal) {
  std::string message = std::string("'") + row.key + "' is a " + std::string(kind_name(row.kind)) + ", not " + std::string(type_name(literal));
  return {message, "e.g. " + example(row)};
}

//! A limit in the unit that the user writes.
std::string write_limit(Row const& row, double limit) {
  if (row.kind == Kind::duration) return write_duration(static_cast<Seconds>(limit));
  if (row.kind == Kind::money) return write_money(static_cast<Cents>(limit), row.unit);
  if (row.kind == Kind::integer) return std::to_string(static_cast<std::int64_t>(limit));
  return write_real(limit);
}

Outcome check_range(Row const& row, double value, Literal const& literal) {
  if (value >= row.min && value <= row.max) return std::nullopt;  // NaN is in no range
  return Fault{std::string("'") + row.key + "' = " + literal.text + " is out of range",
               "allowed: " + write_limit(row, row.min) + " to " + write_limit(row, row.max)};
}

//! Puts an integer into a field of any width.
struct StoreInteger {
  std::int64_t value;
  void operator()(std::int64_t* to) const { *to = value; }
  void operator()(std::uint64_t* to) const { *to = static_cast<std::uint64_t>(value); }
  void operator()(std::uint32_t* to) const { *to = static_cast<std::uint32_t>(value); }
  void operator()(int* to) const { *to = static_cast<int>(value); }
  template <class Other>
  void operator()(Other) const {}
};

Outcome store_integer(Row const& row, void* owner, Literal const& literal, std::int64_t value) {
  if (auto fault = check_range(row, static_cast<double>(value), literal)) return fault;
  std::visit(StoreInteger{value}, row.at(owner));
  return std::nullopt;
}

Outcome assign_integer(Row const& row, void* owner, Literal const& literal) {
  if (literal.type != Type::integer && literal.type != Type::real) return wrong_type(row, literal);
  auto const decimal = read_decimal(literal.text);
  if (!decimal) return Fault{"'" + literal.text + "' is not a number", "e.g. " + example(row)};
  auto const value = exact_integer(*decimal, 1);
  if (!value) return Fault{std::string("'") + row.key + "' = " + literal.text + " is not a whole number", "e.g. " + example(row)};
  return store_integer(row, owner, literal, *value);
}

Outcome assign_duration(Row const& row, void* owner, Literal const& literal) {
  if (literal.type == Type::boolean || literal.type == Type::other) return wrong_type(row, literal);
  Seconds value = 0;
  if (auto fault = read_duration(literal.text, value)) return fault;
  return store_integer(row, owner, literal, value);
}

Outcome assign_money(Row const& row, void* owner, Literal const& literal) {
  if (literal.type == Type::boolean || literal.type == Type::other) return wrong_type(row, literal);
  Cents value = 0;
  if (auto fault = read_money(literal.text, row.unit, value)) return fault;
  return store_integer(row, owner, literal, value);
}

Outcome assign_real(Row const& row, void* owner, Literal const& literal) {
  if (literal.type == Type::boolean || literal.type == Type::other) return wrong_type(row, literal);
  double value = 0.0;
  if (auto fault = read_real(literal.text, row.unit, value)) return fault;
  if (auto fault = check_range(row, value, literal)) return fault;
  *std::get<double*>(row.at(owner)) = value;
  return std::nullopt;
}

Outcome assign_boolean(Row const& row, void* owner, Literal const& literal) {
  if (literal.type != Type::boolean) return wrong_type(row, literal);
  *std::get<bool*>(row.at(owner)) = literal.text == "true";
  return std::nullopt;
}

Outcome assign_text(Row const& row, void* owner, Literal const& literal) {
  if (literal.type != Type::text) return wrong_type(row, literal);
  *std::get<std::string*>(row.at(owner)) = literal.text;
  return std::nullopt;
}

Outcome assign_choice(Row const& row, void* owner, Literal const& literal) {
  if (literal.type != Type::text) return wrong_type(row, literal);
  Choice const choice = std::get<Choice>(row.at(owner));
  std::vector<std::string> const names(choice.names, choice.names + choice.count);
  for (int i = 0; i < choice.count; ++i)
    if (names[i] == literal.text) return *choice.value = static_cast<unsigned char>(i), std::nullopt;
  std::string all;
  for (std::string const& name : names) all += (all.empty() ? "" : ", ") + name;
  std::string const close = nearest(literal.text, names);
  return Fault{std::string("'") + row.key + "' cannot be '" + literal.text + "'",
               (close.empty() ? "" : "did you mean '" + close + "'? ") + "one of " + all};
}

}  // namespace

std::optional<Fault> assign(Row const& row, void* owner, Literal const& literal) {
  switch (row.kind) {
    case Kind::integer:
      return assign_integer(row, owner, literal);
    case Kind::duration:
      return assign_duration(row, owner, literal);
    case Kind::money:
      return assign_money(row, owner, literal);
    case Kind::real:
    case Kind::share:
      return assign_real(row, owner, literal);
    case Kind::boolean:
      return assign_boolean(row, owner, literal);
    case Kind::text:
    case Kind::path:
      return assign_text(row, owner, literal);
    case Kind::choice:
      return assign_choice(row, owner, literal);
    case Kind::channel:
      return literal.type == Type::text ? std::nullopt : Outcome(wrong_type(row, literal));
  }
  return std::nullopt;
}

}  // namespace gs::config
