#include "viz/app/open.hpp"
#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <sstream>
#include "host/output/run_reader.hpp"
#include "host/run/build_info.hpp"
#include "host/world/world.hpp"
#include "viz/source/file_source.hpp"

namespace gs::viz {
namespace fs = std::filesystem;

namespace {

//! The params of a resolved config. It needs no other file; only a network's or trace's path may count from the configs/ folder, so that
//! folder is tried first, and any other where there is none.
Params params_of(fs::path const& resolved) {
  config::Request request;
  request.scenario = resolved.string();
  try {
    return config::load(request).params;
  } catch (std::exception const&) {
    request.root = resolved.parent_path();
    return config::load(request).params;
  }
}

//! Nothing when that cannot be built here (a network file that is gone, another version).
Rebuilt rebuilt(output::RunReader const& reader) {
  fs::path const scratch = fs::temp_directory_path() / ("groundswell-view-" + std::to_string(::getpid()) + ".toml");
  std::error_code ignored;
  try {
    std::ofstream(scratch) << reader.info().config_text;
    Params const params = params_of(scratch);
    fs::remove(scratch, ignored);
    auto world = std::make_shared<WorldData const>(world::make_world(params));
    auto make = [params = run::fitted(params, *world), world] { return run::make_engine(run::Backend::automatic, params, *world); };
    return {world, std::move(make), static_cast<double>(std::max<std::int64_t>(1, params.world.grains_per_unit))};
  } catch (std::exception const&) {
    fs::remove(scratch, ignored);
    return {};
  }
}

//! The second line of `groundswell explain KEY`.
std::string meaning_of(std::string const& key) {
  std::istringstream text(config::explain(key));
  std::string line;
  std::getline(text, line);
  std::getline(text, line);
  return line.substr(std::min(line.size(), line.find_first_not_of(' ')));
}

//! "lever.pooled.on=true" → " + pooled", other settings of levers as they stand.
std::string switched(std::string const& set) {
  if (set.ends_with(".on=true")) return " + " + set.substr(6, set.size() - 6 - 8);
  if (set.ends_with(".on=false")) return " - " + set.substr(6, set.size() - 6 - 9);
  return " " + set.substr(6);
}

std::string stem(std::string const& name) { return fs::path(name).stem().string(); }

}  // namespace

bool is_file(std::string const& name) { return name.ends_with(".h5") || name.ends_with(".partial"); }

std::shared_ptr<Source> open_file(std::string const& path) { return std::make_shared<FileSource>(path, rebuilt(output::RunReader(path))); }

std::shared_ptr<Source> start_live(config::Request const& request, run::Backend backend) {
  config::Resolved const r = config::load(request);
  run::choose(backend);
  auto world = std::make_shared<WorldData const>(world::make_world(r.params));
  Params const params = run::fitted(r.params, *world);
  Identity id{stem(r.scenario), stem(r.design), stem(r.world), run::build_info().version, r.sha256, params.seed, params.members.count};
  if (!request.sets.empty())
    for (std::string const& set : request.sets)
      if (set.starts_with("lever.")) id.design += switched(set);
  return std::make_shared<LiveSource>(facts_of(id, params, world), [backend, params, world] { return run::make_engine(backend, params, *world); });
}

Launcher launcher_of(config::Request const& request, run::Backend backend) {
  Launcher l;
  for (config::Entry const& e : config::list(config::Folder::designs, request.root)) l.designs.push_back(e.name);
  config::Resolved const r = config::load(request);
  for (config::Setting const& s : r.settings)
    if (s.key.starts_with("lever.") && s.key.ends_with(".on"))
      l.levers.push_back({s.key.substr(6, s.key.size() - 9), meaning_of(s.key), s.value == "true"});
  l.run = [request, backend, own = r.design](std::string const& design, std::vector<std::string> const& sets) {
    config::Request other = request;
    other.design = design.empty() || design == stem(own) ? own : design;
    other.sets.insert(other.sets.end(), sets.begin(), sets.end());
    return start_live(other, backend);
  };
  return l;
}

}  // namespace gs::viz
