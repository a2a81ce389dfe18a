//! load(), check(), short_run(): which layers there are and in which order they go.
#include "host/config/config.hpp"
#include "host/config/experiment.hpp"
#include "host/config/find.hpp"
#include "host/config/loader.hpp"
#include "host/config/sha256.hpp"

namespace gs::config {
namespace fs = std::filesystem;
namespace {

//! The last default that the files of a scenario name, or nothing.
std::optional<Mention> last_mention(Loader::Layer const& layer, std::optional<Mention> Document::*which) {
  std::optional<Mention> found;
  for (Document const& document : layer.documents)
    if (document.*which) found = document.*which;
  return found;
}

//! What was asked for on the command line, else what the scenario names.
Loader::Layer read_or_default(Loader& loader, Folder folder, std::string const& asked, Loader::Layer const& scenario,
                              std::optional<Mention> Document::*which) {
  if (!asked.empty()) return loader.read(folder, asked, Origin{"--" + folder_word(folder), 0, 0, 0, nullptr}, ".");
  auto const mention = last_mention(scenario, which);
  if (!mention) return {};
  fs::path const base = scenario.documents.back().path.parent_path();
  return loader.read(folder, mention->text, mention->at, base);
}

void apply_arguments(Loader& loader, Request const& request) {
  auto const flag = [&](char const* option, char const* key, std::string const& value) { loader.argument(option, std::string(key) + "=" + value); };
  if (request.seed) flag("--seed", "run.seed", std::to_string(*request.seed));
  if (request.threads) flag("--threads", "run.threads", std::to_string(*request.threads));
  if (request.members) flag("--members", "members.count", std::to_string(*request.members));
  if (request.days) flag("--days", "clock.length", write_real(*request.days) + " d");
  if (!request.network.empty()) flag("--network", "network.file", request.network);
  if (!request.trace.empty()) flag("--trace", "trace.file", request.trace);
  for (std::string const& set : request.sets) loader.argument("--set", set);
}

Resolved resolve(Loader& loader, Request const& request) {
  Resolved out;
  auto const scenario = loader.read(Folder::scenarios, request.scenario, Origin{"SCENARIO", 0, 0, 0, nullptr}, ".");
  auto const world = read_or_default(loader, Folder::worlds, request.world, scenario, &Document::world);
  auto const design = read_or_default(loader, Folder::designs, request.design, scenario, &Document::design);
  auto const industry = loader.read(Folder::industries, request.industry, Origin{"--industry", 0, 0, 0, nullptr}, ".");
  loader.name_run("run.scenario", scenario);
  loader.name_run("design.name", design);
  for (auto const* layer : {&world, &design, &scenario, &industry}) loader.apply(*layer);
  apply_arguments(loader, request);
  loader.finish();
  if (scenario.found && !scenario.documents.empty()) {
    out.expects = scenario.documents.back().expects;  // of the scenario itself: what it includes was written for another run
    out.expect_run = scenario.documents.back().expect_run;
  }
  if (!design.documents.empty()) out.tuned = design.documents.back().tuned;
  out.scenario = scenario.name, out.world = world.name, out.design = design.name, out.industry = industry.name;
  return out;
}

}  // namespace

Resolved load(Request const& request) {
  Loader loader(request.root.empty() ? config_root() : fs::absolute(request.root).lexically_normal());
  Resolved out = resolve(loader, request);
  out.warnings = loader.warnings;
  if (loader.problems.empty()) check_rules(loader.params, loader, loader.problems, out.warnings);
  for (Problem& problem : loader.problems)
    if (problem.where.file.empty()) problem.where = loader.origin("run.scenario");  // what is missing has no line: name the file
  if (!loader.problems.empty()) throw ConfigErrors(loader.problems);
  out.settings = settings_of(loader.params, loader);
  out.inputs = loader.inputs;
  out.text = write_toml(out.settings, false);
  out.sha256 = sha256(out.text);
  out.params = std::move(loader.params);
  return out;
}

Request short_run(Request request, Resolved const& full) {
  ExpectRun const& brief = full.expect_run;
  if (!request.members) request.members = brief.members;
  if (!request.days) request.days = brief.days;
  request.sets.insert(request.sets.begin(), brief.sets.begin(), brief.sets.end());
  return request;
}

void check(fs::path const& file) {
  Request request;
  request.scenario = is_path(file.string()) ? file.string() : "./" + file.string();
  fs::path const parent = fs::absolute(file).lexically_normal().parent_path();
  auto const lies_in = [&](char const* folder) { return parent.filename() == folder || parent.parent_path().filename() == folder; };
  if (lies_in("experiments")) return read_experiment(request.scenario), void();
  bool const part = lies_in("designs") || lies_in("worlds") || lies_in("industries");
  if (!part) return load(short_run(request, load(request))), void();
  Loader loader(config_root());  // a part of a run: its own keys only, no rules between files
  auto const layer = loader.read(Folder::scenarios, request.scenario, Origin{"FILE", 0, 0, 0, nullptr}, ".");
  loader.apply(layer);
  loader.finish();
  if (!loader.problems.empty()) throw ConfigErrors(loader.problems);
}

}  // namespace gs::config
