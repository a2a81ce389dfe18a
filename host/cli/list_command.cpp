#include <algorithm>
#include "host/cli/command.hpp"
#include "host/cli/json_line.hpp"
#include "host/config/config.hpp"
#include "host/run/backend.hpp"
#include "host/run/metric.hpp"
#include "kernels/core/errors.hpp"

namespace gs::cli {
namespace {

struct Item {
  std::string name, text;
};

std::vector<Item> entries(config::Folder folder) {
  std::vector<Item> out;
  for (config::Entry const& e : config::list(folder)) out.push_back({e.name, e.description});
  return out;
}

std::vector<Item> metrics() {
  std::vector<Item> out;
  for (run::MetricInfo const& m : run::metric_table())
    out.push_back({std::string(m.name) + (std::string_view(m.name).ends_with('.') ? "*" : ""), fmt::format("[{}] {}", m.unit, m.meaning)});
  return out;
}

std::vector<Item> backends() {
  std::vector<Item> out;
  for (run::BackendState const& b : run::backends())
    out.push_back({run::backend_names[static_cast<int>(b.backend)], (b.available ? "available: " : "missing: ") + b.why});
  return out;
}

std::vector<Item> items_of(std::string const& what) {
  if (what == "scenarios") return entries(config::Folder::scenarios);
  if (what == "designs") return entries(config::Folder::designs);
  if (what == "worlds") return entries(config::Folder::worlds);
  if (what == "industries") return entries(config::Folder::industries);
  if (what == "experiments") return entries(config::Folder::experiments);
  if (what == "metrics") return metrics();
  if (what == "backends") return backends();
  std::string const meant = config::did_you_mean(what, {"designs", "scenarios", "worlds", "industries", "experiments", "metrics", "backends"});
  throw ConfigError(fmt::format("cannot list '{}': use designs, scenarios, worlds, industries, experiments, metrics or backends{}{}", what,
                                meant.empty() ? "" : "; ", meant));
}

int list(Context const& context, std::string const& what) {
  auto const items = items_of(what);
  std::size_t wide = 0;
  for (Item const& i : items) wide = std::max(wide, i.name.size());
  for (Item const& i : items) {
    if (context.json)
      JsonLine("result").add("kind", what).add("name", i.name).add("text", i.text).print();
    else
      fmt::print("{:<{}}  {}\n", i.name, wide, i.text);
  }
  return ok;
}
}  // namespace

Command list_command() {
  auto what = keep<std::string>();
  return {"list",
          "what there is: designs, scenarios, worlds, industries, experiments, metrics, backends",
          {{"what", "designs, scenarios, worlds, industries, experiments, metrics or backends", what.get(), true}},
          [what](Context const& context) { return list(context, *what); }};
}

}  // namespace gs::cli
