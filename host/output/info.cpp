#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "host/output/export.hpp"
#include "host/output/files.hpp"

namespace gs::output {
namespace {

std::string duration(Seconds seconds) {
  auto const days = seconds / day, hours = seconds % day / hour, minutes = seconds % hour / minute;
  if (days > 0) return hours > 0 ? fmt::format("{} d {} h", days, hours) : fmt::format("{} d", days);
  return hours > 0 ? fmt::format("{} h {} min", hours, minutes) : fmt::format("{} min", minutes);
}

std::string state_of(RunReader const& file) {
  auto const end = file.end();
  if (file.partial()) return "not finished: still being written, or left behind by a killed run (`groundswell recover` makes it whole)";
  return end.complete ? "complete" : fmt::format("stopped early{}{}", end.reason.empty() ? "" : ": ", end.reason);
}

std::string shape_text(Variable const& v) {
  std::string text;
  for (std::size_t i = 0; i < v.axes.size(); ++i) text += fmt::format("{}{} {}", i ? ", " : "", v.axes[i], v.shape[i]);
  return text.empty() ? "scalar" : text;
}

void add_rows(std::string& text, RunReader const& file) {
  Seconds const last = file.rows() > 0 ? file.integers("time", file.rows() - 1).at(0) : 0;
  auto const line = [&](char const* name, std::string const& value) {
    if (!value.empty()) text += fmt::format("  {:<10} {}\n", name, value);
  };
  auto const info = file.info();
  line("state", state_of(file));
  line("rows", fmt::format("{} ticks, {} days, {} samples; simulated until {}", file.rows(), file.days(), file.samples(), duration(last)));
  line("scenario", info.scenario);
  line("design", info.design);
  line("world", info.world.empty() ? "" : fmt::format("{}, {} members", info.world, info.members));
  line("industry", info.industry);
  line("seed", std::to_string(info.seed));
  line("command", info.command_line);
  line("version", fmt::format("{} {}{}", info.version, info.git_commit, info.git_dirty ? " (with uncommitted changes)" : ""));
  line("built", fmt::format("{} {}", info.build_type, info.compiler));
  line("device", info.device.starts_with(info.backend) ? info.device : fmt::format("{} {}", info.backend, info.device));
  line("started", info.started);
  line("finished", file.attribute("finished"));
  line("wall", file.partial() ? "" : fmt::format("{:.1f} s", file.end().wall_seconds));
  line("config", "sha256 " + info.config_sha256);
}

}  // namespace

std::string info_text(RunReader const& file) {
  std::string text = fmt::format("{} ({})\n", file.path().string(), human_bytes(static_cast<std::int64_t>(std::filesystem::file_size(file.path()))));
  add_rows(text, file);
  auto const summary = file.summary();
  if (!summary.empty()) text += "\nsummary\n";
  std::size_t wide = 24;
  for (auto const& metric : summary) wide = std::max(wide, metric.name.size());
  for (auto const& metric : summary) {
    auto const value = std::isnan(metric.value) ? std::string("n/a") : fmt::format("{:.6g}", metric.value);
    text += fmt::format("  {:<{}} {:>14} {:<8} {}\n", metric.name, wide, value, metric.unit, metric.meaning);
  }
  text += "\ndatasets\n";
  for (auto const& v : file.variables()) text += fmt::format("  {:<22} {:<34} {:<12} {}\n", v.name, shape_text(v), v.unit, v.long_name);
  return text;
}

std::string info_json(RunReader const& file) {
  auto const info = file.info();
  auto const end = file.end();
  nlohmann::json json = {{"type", "result"},
                         {"schema_version", 1},
                         {"file", file.path().string()},
                         {"partial", file.partial()},
                         {"complete", end.complete},
                         {"ticks", file.rows()},
                         {"days", file.days()},
                         {"samples", file.samples()},
                         {"scenario", info.scenario},
                         {"design", info.design},
                         {"world", info.world},
                         {"industry", info.industry},
                         {"members", info.members},
                         {"seed", info.seed},
                         {"version", info.version},
                         {"git_commit", info.git_commit},
                         {"git_dirty", info.git_dirty},
                         {"backend", info.backend},
                         {"device", info.device},
                         {"command_line", info.command_line},
                         {"config_sha256", info.config_sha256},
                         {"started", info.started},
                         {"wall_seconds", end.wall_seconds}};
  auto& metrics = json["metrics"] = nlohmann::json::object();
  for (auto const& metric : file.summary()) metrics[metric.name] = std::isnan(metric.value) ? nlohmann::json() : nlohmann::json(metric.value);
  auto& datasets = json["datasets"] = nlohmann::json::array();
  for (auto const& v : file.variables()) datasets.push_back({{"name", v.name}, {"unit", v.unit}, {"axes", v.axes}, {"shape", v.shape}});
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace gs::output
