#include "host/cli/shown.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <string_view>
#include "host/cli/split.hpp"
#include "host/config/config.hpp"
#include "host/run/metric.hpp"
#include "kernels/core/errors.hpp"

namespace gs::cli {
namespace {
using Names = std::vector<std::string>;
using Measured = std::function<bool(std::string const&)>;

//! What somebody who designs a chain looks at first.
struct Deciding {
  char const* name;
  bool or_family = false;  //!< where it is not there, the last one of its family: a loaded network has echelons and layers of its own
};
constexpr Deciding deciding_ones[] = {
    {"service"},
    {"service_wave"},
    {"fill_rate"},
    {"stockout_rate"},
    {"lost_sales"},
    {"time_to_restock"},
    {"time_to_recover"},
    {"order_to_door_p95_quiet"},
    {"order_to_door_p95_wave"},
    {"overstock"},
    {"inventory_value.all"},
    {"turns"},
    {"utilisation.core", true},
    {"bullwhip.plant", true},
    {"cost.all"},
    {"margin"},
    {"margin_share"},
    {"score.response"},
    {"score.range"},
    {"score.cost"},
    {"score.quality"},
    {"score.resilience"},
};

std::string_view family_of(std::string_view name) { return name.substr(0, name.find('.') + 1); }

//! Its name, or that of its stand-in; "" if nothing was measured.
std::string found(Deciding const& d, Names const& names, Measured const& measured) {
  if (std::find(names.begin(), names.end(), d.name) != names.end() && measured(d.name)) return d.name;
  for (auto n = names.rbegin(); d.or_family && n != names.rend(); ++n)
    if (n->starts_with(family_of(d.name)) && measured(*n)) return *n;
  return "";
}

Names deciding_of(Names const& names, Measured const& measured) {
  Names out;
  for (Deciding const& d : deciding_ones)
    if (std::string name = found(d, names, measured); !name.empty()) out.push_back(std::move(name));
  return out;
}

//! "money" and "money/" mean a group; "service" is a metric, so its group is "service/".
bool means_group(std::string_view word, std::string const& group) {
  return word == group + "/" || (word == group && run::find_metric(word) == nullptr);
}
bool is_group(std::string_view word) {
  return std::any_of(std::begin(run::group_names), std::end(run::group_names), [&](char const* g) { return means_group(word, g); });
}

//! Whether a word of --show means this metric: all, its name, its family ("bullwhip." or "bullwhip"), or its group.
bool means(std::string_view word, std::string const& name) {
  run::MetricInfo const* info = run::find_metric(name);
  bool const of_family = name.size() > word.size() && name.starts_with(word) && (word.ends_with('.') || name[word.size()] == '.');
  return word == "all" || word == name || of_family || (info != nullptr && means_group(word, run::group_names[static_cast<int>(info->group)]));
}

void check(std::string const& word) {
  Names known{"all"};
  known.insert(known.end(), std::begin(run::group_names), std::end(run::group_names));
  for (run::MetricInfo const& info : run::metric_table()) known.push_back(info.name);
  bool const good = word == "all" || is_group(word) || run::find_metric(word) != nullptr || run::find_metric(word + ".x") != nullptr;
  if (good) return;
  std::string const meant = config::did_you_mean(word, known);
  throw ConfigError(
      fmt::format("--show: '{}' is no metric and no group of metrics{}{} (see: groundswell list metrics)", word, meant.empty() ? "" : "; ", meant));
}
}  // namespace

Shown::Shown(std::string const& what) : asked_(split(what)) {
  for (std::string const& word : asked_) check(word);
}

Names Shown::of(Names const& names, Measured const& measured) const {
  if (deciding()) return deciding_of(names, measured);
  Names out;
  for (std::string const& name : names)
    if (std::any_of(asked_.begin(), asked_.end(), [&](std::string const& word) { return means(word, name); })) out.push_back(name);
  return out;
}

std::string how_to_see_more(std::size_t shown, std::size_t all) {
  if (shown == all) return "what a metric means: groundswell explain NAME";
  return fmt::format("{} of {} metrics; more: --show all, --show money,stock; meanings: groundswell explain NAME", shown, all);
}

}  // namespace gs::cli
