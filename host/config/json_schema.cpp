//! JSON Schema (draft-07) of a config file, from the same table, for editors that complete and check TOML by it.
#include <nlohmann/json.hpp>
#include "host/config/config.hpp"
#include "host/config/schema.hpp"

namespace gs::config {
namespace {

using Json = nlohmann::ordered_json;

Json names_of(Row const& row) {
  Params run;
  PolicyParams policy;
  ChannelParams channel;
  WaveParams wave;
  void* owners[] = {&run, &channel, &wave, &policy};
  Choice const choice = std::get<Choice>(row.at(owners[static_cast<int>(row.scope)]));
  Json names = Json::array();
  for (int i = 0; i < choice.count; ++i) names.push_back(choice.names[i]);
  return names;
}

Json property(Row const& row) {
  Json out;
  out["description"] = std::string(row.help) + " [" + row.source + "]";
  switch (row.kind) {
    case Kind::integer:
      out["type"] = "integer", out["minimum"] = row.min, out["maximum"] = row.max;
      break;
    case Kind::real:
    case Kind::share:
      out["type"] = {"number", "string"}, out["minimum"] = row.min, out["maximum"] = row.max;
      break;
    case Kind::boolean:
      out["type"] = "boolean";
      break;
    case Kind::choice:
      out["enum"] = names_of(row);
      break;
    case Kind::duration:
      out["type"] = {"string", "integer"}, out["pattern"] = R"(^-?\s*[0-9])";
      break;
    case Kind::money:
      out["type"] = {"string", "integer"}, out["pattern"] = "CNY|^0$";
      break;
    case Kind::text:
    case Kind::channel:
    case Kind::path:
      out["type"] = "string";
      break;
  }
  if (std::string const value = default_value(row); !value.empty()) out["default"] = Json::parse(value);
  return out;
}

Json table() { return Json{{"type", "object"}, {"additionalProperties", false}, {"properties", Json::object()}}; }

//! The table that a dotted key lies in; opened on the way.
Json& open(Json& root, std::string const& key, std::string& last) {
  Json* at = &root;
  std::size_t from = 0;
  for (std::size_t dot = key.find('.'); dot != std::string::npos; from = dot + 1, dot = key.find('.', from)) {
    Json& inner = (*at)["properties"][key.substr(from, dot - from)];
    if (inner.is_null()) inner = table();
    at = &inner;
  }
  last = key.substr(from);
  return *at;
}

void add(Json& root, std::string const& key, Row const& row) {
  std::string last;
  Json& inner = open(root, key, last);
  inner["properties"][last] = property(row);
}

Json entries(Scope scope) {
  Json entry = table();
  entry["properties"]["name"] = {{"type", "string"}, {"pattern", "^[A-Za-z0-9_-]+$"}};
  entry["required"] = {"name"};
  for (Row const& row : schema())
    if (row.scope == scope) add(entry, row.key, row);
  return Json{{"type", "array"}, {"items", entry}};
}

Json expect() {
  Json out = table();
  for (char const* key : {"design", "metric", "against", "why"}) out["properties"][key] = {{"type", "string"}};
  for (char const* key : {"below", "above"}) out["properties"][key] = {{"type", "number"}};
  out["properties"]["between"] = {{"type", "array"}, {"items", {{"type", "number"}}}, {"minItems", 2}, {"maxItems", 2}};
  out["required"] = {"metric"};
  return Json{{"type", "array"}, {"items", out}};
}

Json expect_run() {
  Json out = table();
  out["properties"] = {
      {"members", {{"type", "integer"}}}, {"days", {{"type", "number"}}}, {"set", {{"type", "array"}, {"items", {{"type", "string"}}}}}};
  return out;
}

Json tuned() {
  Json out = table();
  for (char const* key : {"budget", "world", "scenario", "by"}) out["properties"][key] = {{"type", "string"}};
  for (char const* key : {"members", "runs"}) out["properties"][key] = {{"type", "integer"}};
  out["properties"]["service"] = {{"type", "number"}};
  return out;
}

void add_top_words(Json& root) {
  Json& top = root["properties"];
  top["schema_version"] = {{"const", 1}};
  for (char const* key : {"description", "default_world", "default_design"}) top[key] = {{"type", "string"}};
  top["include"] = {{"type", "array"}, {"items", {{"type", "string"}}}};
  top["expect"] = expect();
  top["expect-run"] = expect_run();
  top["tuned"] = tuned();
}

}  // namespace

std::string json_schema() {
  Json root = {{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", "Groundswell config, schema_version 1"}};
  root.update(table());
  root["patternProperties"] = {{"^x-", Json::object()}};
  root["required"] = {"schema_version"};
  add_top_words(root);
  root["properties"]["channel"] = entries(Scope::channel);
  root["properties"]["wave"] = entries(Scope::wave);
  root["properties"]["disruption"] = entries(Scope::disruption);
  for (Row const& row : schema()) {
    if (row.scope == Scope::run) add(root, row.key, row);
    for (std::string const& echelon : policy_names_list())
      if (row.scope == Scope::policy) add(root, full_key(row, echelon), row);
  }
  return root.dump(2) + "\n";
}

}  // namespace gs::config
