#include "host/experiments/outcome_json.hpp"
#include <fmt/format.h>
#include <cmath>
#include <nlohmann/json.hpp>

namespace gs::experiments {
namespace {
using Json = nlohmann::ordered_json;  // metrics keep the order in which they were measured

Json metrics_json(std::vector<run::Metric> const& metrics) {
  Json out = Json::object();
  for (run::Metric const& m : metrics) {
    Json value = std::isfinite(m.value) ? Json(m.value) : Json();  // shortest text that reads back as the same double
    out[m.name] = m.note.empty() ? value : Json::array({value, m.note});
  }
  return out;
}

std::vector<run::Metric> read_metrics(Json const& json) {
  std::vector<run::Metric> out;
  for (auto const& [name, entry] : json.items()) {
    Json const& value = entry.is_array() ? entry.at(0) : entry;
    out.push_back({name, run::find_metric(name), value.is_null() ? std::nan("") : value.get<double>(),
                   entry.is_array() ? entry.at(1).get<std::string>() : std::string()});
  }
  return out;
}

void read(Json const& json, std::filesystem::path const& folder, Outcome& out) {
  out.key = json.at("key");
  for (int s = 0; s < 3; ++s)
    if (json.at("state") == state_names[s]) out.state = static_cast<State>(s);
  out.error = json.value("error", "");
  out.config_sha256 = json.at("config_sha256");
  out.scenario = json.at("scenario"), out.design = json.at("design"), out.world = json.at("world");
  out.seed = json.at("seed");
  out.state_hash = std::stoull(json.at("state_hash").get<std::string>(), nullptr, 16);
  out.ticks = json.at("ticks"), out.members = json.at("members"), out.memory = json.at("memory");
  out.seconds = json.at("seconds");
  std::string const file = json.at("file");
  out.file = file.empty() ? std::filesystem::path() : folder / file;
  out.metrics = read_metrics(json.at("metrics"));
}
}  // namespace

std::string to_json_line(Outcome const& o, std::vector<Coordinate> const& at, std::filesystem::path const& folder) {
  Json json = {{"type", "run"}, {"key", o.key}, {"state", state_names[static_cast<int>(o.state)]}};
  for (Coordinate const& c : at) json["at"][c.axis] = c.value;
  if (!o.error.empty()) json["error"] = o.error;
  json["scenario"] = o.scenario, json["design"] = o.design, json["world"] = o.world;
  json["config_sha256"] = o.config_sha256;
  json["seed"] = o.seed;
  json["state_hash"] = fmt::format("{:016x}", o.state_hash);
  json["ticks"] = o.ticks, json["members"] = o.members, json["memory"] = o.memory;
  json["seconds"] = o.seconds;
  json["file"] = o.file.empty() ? "" : o.file.lexically_relative(folder).generic_string();
  json["metrics"] = metrics_json(o.metrics);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

bool read_json_line(std::string const& line, std::filesystem::path const& folder, Outcome& out) {
  Json const json = Json::parse(line, nullptr, false);
  if (!json.is_object() || json.value("type", "") != "run") return false;
  try {
    read(json, folder, out);
  } catch (std::exception const&) { return false; }
  return true;
}

}  // namespace gs::experiments
