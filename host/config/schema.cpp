#include "host/config/schema.hpp"
#include <algorithm>
#include <iterator>
#include "host/config/quantity.hpp"

namespace gs::config {
namespace {

std::vector<Row> all_rows() {
  std::vector<Row> all;
  for (auto const& part : {run_rows(), people_rows(), chain_rows(), lever_rows(), list_rows()}) all.insert(all.end(), part.begin(), part.end());
  return all;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    bool const control = static_cast<unsigned char>(c) < 0x20;
    if (c == '"' || c == '\\') out += '\\';
    out += control ? ' ' : c;  // names and paths only: a control character there is an accident
  }
  return out + "\"";
}

std::string write_integer(Row const& row, std::int64_t value, Params const& params) {
  if (row.kind == Kind::duration) return quoted(write_duration(value));
  if (row.kind == Kind::money) return quoted(write_money(value, row.unit));
  if (row.kind != Kind::channel) return std::to_string(value);
  auto const index = static_cast<std::size_t>(value);
  return quoted(index < params.channels.size() ? params.channels[index].name : "");
}

//! With its unit where it has one: `"10 d"`, `"20 orders/y"`.
std::string write_number(Row const& row, double value) {
  std::string text = write_real(value);
  if (row.kind == Kind::share || std::string_view(row.unit) == "1") return text;
  if (text.size() > 2 && text.compare(text.size() - 2, 2, ".0") == 0) text.resize(text.size() - 2);
  return quoted(text + " " + row.unit);
}

//! One default-constructed owner of each scope.
struct Defaults {
  Params run;
  ChannelParams channel;
  WaveParams wave;
  PolicyParams policy;
  DisruptionParams disruption;
};
void* default_owner(Defaults& defaults, Scope scope) {
  switch (scope) {
    case Scope::channel:
      return &defaults.channel;
    case Scope::wave:
      return &defaults.wave;
    case Scope::policy:
      return &defaults.policy;
    case Scope::disruption:
      return &defaults.disruption;
    case Scope::run:
      break;
  }
  return &defaults.run;
}

struct PolicyName {
  char const* name;
  PolicyParams DesignParams::*policy;
};
constexpr PolicyName policies[] = {{"micro", &DesignParams::micro},
                                   {"regional", &DesignParams::regional},
                                   {"central", &DesignParams::central},
                                   {"plant", &DesignParams::plant},
                                   {"material", &DesignParams::material}};
static_assert(std::size(policies) == count_of<Echelon>);

}  // namespace

std::string_view kind_name(Kind kind) {
  switch (kind) {
    case Kind::integer:
      return "whole number";
    case Kind::real:
      return "number";
    case Kind::boolean:
      return "true or false";
    case Kind::text:
      return "text";
    case Kind::choice:
      return "one of a few names";
    case Kind::duration:
      return "duration";
    case Kind::money:
      return "money";
    case Kind::share:
      return "share";
    case Kind::channel:
      return "name of a [[channel]]";
    case Kind::path:
      return "path of a file";
  }
  return "";
}

//! Keys of one table side by side, tables in order of their first key: a TOML file opens a table once.
std::vector<Row> by_table(std::vector<Row> rows) {
  auto const table = [](Row const& row) {
    std::string const key = row.key;
    return std::to_string(static_cast<int>(row.scope)) + key.substr(0, key.rfind('.') == std::string::npos ? 0 : key.rfind('.'));
  };
  std::vector<std::string> order;
  for (Row const& row : rows)
    if (std::find(order.begin(), order.end(), table(row)) == order.end()) order.push_back(table(row));
  std::stable_sort(rows.begin(), rows.end(), [&](Row const& a, Row const& b) {
    return std::find(order.begin(), order.end(), table(a)) < std::find(order.begin(), order.end(), table(b));
  });
  return rows;
}

std::vector<Row> const& schema() {
  static std::vector<Row> const rows = by_table(all_rows());
  return rows;
}

std::string_view list_name(Scope scope) {
  switch (scope) {
    case Scope::channel:
      return "channel";
    case Scope::wave:
      return "wave";
    case Scope::policy:
      return "policy";
    case Scope::disruption:
      return "disruption";
    case Scope::run:
      break;
  }
  return "";
}

std::string full_key(Row const& row, std::string_view entry) {
  if (row.scope == Scope::run) return row.key;
  return std::string(list_name(row.scope)) + "." + std::string(entry) + "." + row.key;
}

std::string pattern(Row const& row) { return full_key(row, row.scope == Scope::policy ? "<echelon>" : "<name>"); }

Row const* find_row(Scope scope, std::string_view field) {
  for (Row const& row : schema())
    if (row.scope == scope && field == row.key) return &row;
  return nullptr;
}

PolicyParams* policy_of(Params& params, std::string_view echelon) {
  for (PolicyName const& known : policies)
    if (echelon == known.name) return &(params.design.*known.policy);
  return nullptr;
}

std::vector<std::string> policy_names_list() {
  std::vector<std::string> names;
  for (PolicyName const& known : policies) names.emplace_back(known.name);
  return names;
}

std::string write_value(Row const& row, void* owner, Params const& params) {
  struct Writer {
    Row const& row;
    Params const& params;
    std::string operator()(std::int64_t* v) const { return write_integer(row, *v, params); }
    std::string operator()(std::uint64_t* v) const { return std::to_string(*v); }
    std::string operator()(std::uint32_t* v) const { return write_integer(row, *v, params); }
    std::string operator()(int* v) const { return std::to_string(*v); }
    std::string operator()(double* v) const { return write_number(row, *v); }
    std::string operator()(bool* v) const { return *v ? "true" : "false"; }
    std::string operator()(std::string* v) const { return quoted(*v); }
    std::string operator()(Choice v) const { return quoted(*v.value < v.count ? v.names[*v.value] : ""); }
  };
  return std::visit(Writer{row, params}, row.at(owner));
}

std::string default_value(Row const& row) {
  if (row.kind == Kind::channel) return "";
  Defaults defaults;
  return write_value(row, default_owner(defaults, row.scope), defaults.run);
}

std::string example(Row const& row) {
  if (row.kind == Kind::channel) return "\"search\"";
  if (row.kind == Kind::path) return "\"data/views.csv\"";
  std::string const value = default_value(row);
  bool const nothing = value == "0" || value == "0.0" || value.rfind("\"0 ", 0) == 0 || value == "\"\"" || value.rfind("\"0.00 ", 0) == 0;
  if (!nothing) return value;
  if (row.kind == Kind::duration) return "\"30 d\"";
  if (row.kind == Kind::money) return "\"12.50 " + std::string(row.unit) + "\"";
  if (row.kind == Kind::share) return "\"35 %\"";
  if (row.kind == Kind::text) return "\"a name\"";
  return row.kind == Kind::integer ? "1" : (row.max < 1.0 ? "0.5" : "1.0");
}

}  // namespace gs::config
