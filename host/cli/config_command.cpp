#include "host/cli/console.hpp"
#include "host/cli/json_line.hpp"
#include "host/cli/scenario_options.hpp"
#include "kernels/core/errors.hpp"

namespace gs::cli {
namespace {

struct ConfigOptions {
  ScenarioOptions scenario;
  bool schema = false;
};

int show(Context const& context, ConfigOptions const& o) {
  if (o.schema) return fmt::print("{}\n", config::json_schema()), ok;
  GS_VALIDATE(!o.scenario.request.scenario.empty(), "name a scenario, or give --schema (see: groundswell list scenarios)");
  config::Resolved const r = config::load(finished_request(o.scenario));
  for (std::string const& warning : r.warnings) note("warning: " + warning);
  if (!context.json) return fmt::print("{}", config::dump(r)), ok;
  std::string settings;
  for (config::Setting const& s : r.settings)
    settings += (settings.empty() ? "" : ",") + JsonLine().add("key", s.key).add("value", s.value).add("from", config::to_string(s.origin)).str();
  JsonLine("result").add("sha256", r.sha256).raw("settings", "[" + settings + "]").print();
  return ok;
}
}  // namespace

Command config_command() {
  auto o = keep<ConfigOptions>();
  Command c{"config", "every value of a run and where it comes from", scenario_options(o->scenario, false),
            [o](Context const& context) { return show(context, *o); }};
  c.options.push_back({"--schema", "print a JSON Schema for editors instead", &o->schema});
  return c;
}

}  // namespace gs::cli
