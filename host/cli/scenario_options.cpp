#include "host/cli/scenario_options.hpp"
#include <fmt/format.h>
#include <cmath>
#include "host/config/quantity.hpp"
#include "host/run/runner.hpp"
#include "kernels/core/errors.hpp"

namespace gs::cli {

std::vector<Option> scenario_options(ScenarioOptions& o, bool scenario_required) {
  return {{"scenario", "name in configs/scenarios or path of a TOML file", &o.request.scenario, scenario_required},
          {"--design", "how the supply side is organised: name in configs/designs or path", &o.request.design},
          {"--world", "name in configs/worlds or path", &o.request.world},
          {"--industry", "name in configs/industries or path", &o.request.industry},
          {"--members", "how many members: 200000, 200k, 1M", &o.members},
          {"--days", "measured days, after the warm-up", &o.days},
          {"--ticks", "stop after so many ticks, warm-up included", &o.ticks},
          {"--seed", "another draw of luck; designs are compared on the same seed", &o.seed},
          {"--set", "key=value, may be repeated (see: groundswell explain KEY)", &o.request.sets},
          {"--network", "supply network in Willems' CSV form", &o.request.network},
          {"--trace", "attention as timestamp,value CSV", &o.request.trace},
          {"--backend", "auto, cpu or cuda", &o.backend},
          {"--threads", "0 = all; never changes a result", &o.threads}};
}

config::Request finished_request(ScenarioOptions const& o) {
  config::Request request = o.request;
  if (!o.members.empty()) request.members = read_count(o.members, "--members");
  GS_VALIDATE(o.days == unset || o.days > 0.0, "--days must be above 0");
  GS_VALIDATE(o.seed == unset || o.seed >= 0, "--seed must not be negative");
  GS_VALIDATE(o.threads == unset || (o.threads >= 0 && o.threads <= 4096), "--threads must be between 0 (all) and 4096");
  GS_VALIDATE(o.ticks >= 0, "--ticks must be above 0");
  run::parse_backend(o.backend);
  if (o.days != unset) request.days = o.days;
  if (o.seed != unset) request.seed = static_cast<std::uint64_t>(o.seed);
  if (o.threads != unset) request.threads = static_cast<int>(o.threads);
  return request;
}

std::int64_t read_count(std::string const& text, char const* option) {
  char const unit = text.empty() ? ' ' : text.back();
  double const scale = unit == 'k' || unit == 'K' ? 1e3 : unit == 'M' ? 1e6 : unit == 'G' ? 1e9 : 1.0;
  auto const number = config::read_decimal(scale == 1.0 ? text : text.substr(0, text.size() - 1));
  auto const value = number ? config::exact_integer(*number, static_cast<std::int64_t>(scale)) : std::nullopt;
  GS_VALIDATE(value && *value > 0, fmt::format("{} is '{}': give a whole number above 0, such as 200000, 200k or 1M", option, text));
  return *value;
}

Seconds read_time(std::string const& text, char const* option) {
  auto const bare = config::read_decimal(text);
  Seconds out = 0;
  auto const fault = config::read_duration(bare ? text + " s" : text, out);
  GS_VALIDATE(!fault && out > 0, fmt::format("{} is '{}': give a duration above 0, such as \"90 s\", \"10 min\" or \"30 d\"", option, text));
  return out;
}

}  // namespace gs::cli
