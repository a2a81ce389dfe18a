#include "host/cli/command.hpp"
#include "host/cli/json_line.hpp"
#include "host/config/config.hpp"
#include "host/run/metric.hpp"

namespace gs::cli {
namespace {

std::string explanation(std::string const& key) {
  run::MetricInfo const* metric = run::find_metric(key);
  if (metric == nullptr) return config::explain(key);
  char const* better = metric->better > 0 ? "more is better" : metric->better < 0 ? "less is better" : "neither more nor less is better";
  return fmt::format("{} (metric, {}, unit {})\n  {}\n  {}\n", key, run::group_names[static_cast<int>(metric->group)], metric->unit, metric->meaning,
                     better);
}

int explain(Context const& context, std::string const& key) {
  std::string const text = explanation(key);
  if (context.json)
    JsonLine("result").add("key", key).add("text", text).print();
  else
    fmt::print("{}{}", text, text.ends_with('\n') ? "" : "\n");
  return ok;
}
}  // namespace

Command explain_command() {
  auto key = keep<std::string>();
  return {"explain",
          "what a config key or a metric means",
          {{"key", "such as members.orders_per_year, planning, or service", key.get(), true}},
          [key](Context const& context) { return explain(context, *key); }};
}

}  // namespace gs::cli
