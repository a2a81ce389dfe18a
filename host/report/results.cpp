#include "host/report/results.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <fstream>
#include <limits>
#include <set>
#include "kernels/core/errors.hpp"

namespace gs::report {
namespace {
namespace fs = std::filesystem;
using nlohmann::json;

constexpr char const* what_to_give =
    "give a run's OUT.h5, a sweep's results.h5, the folder of an experiment (-o FOLDER of compare, stress, claims, levers or sweep), or what one of "
    "them printed with --json";
constexpr char const* known[] = {"compare", "stress", "claims", "levers"};

[[noreturn]] void refuse(fs::path const& path, std::string const& why) {
  throw ConfigError(fmt::format("'{}': {}; {}", path.string(), why, what_to_give));
}

//! The file that an experiment's folder is reported from.
fs::path inside(fs::path const& folder) {
  for (char const* name : {"results.h5", "results.jsonl"})
    if (fs::exists(folder / name)) return folder / name;
  refuse(folder, "this folder has no results.h5 and no results.jsonl (was the experiment finished?)");
}

bool is_hdf5(fs::path const& path) {
  char magic[4] = {};
  std::ifstream(path, std::ios::binary).read(magic, 4);
  return std::string_view(magic, 4) == "\x89HDF";
}

//! Which experiment a line belongs to; "" if none of ours.
std::string experiment_of(json const& line, fs::path const& file) {
  std::string const name = text(line, "experiment");
  if (name.empty() && line.contains("metrics") && line.contains("file"))
    refuse(file, "these are the figures of `run --json` only; its file is " + text(line, "file"));
  if (name == "sweep") refuse(file, "a sweep is reported from its results.h5: run it with -o FOLDER");
  return name;
}

void take(json const& line, fs::path const& file, std::vector<Records>& out) {
  std::string const type = text(line, "type");
  if (type == "ensemble" || type == "gate") {
    if (!out.empty() && type == "ensemble") out.back().ensemble = line;
    if (!out.empty() && type == "gate") out.back().gates.push_back(line);
    return;
  }
  if (type != "result" && type != "experiment") return;  // progress, errors
  std::string const name = experiment_of(line, file);
  if (std::find(std::begin(known), std::end(known), name) == std::end(known))
    refuse(file, name.empty() ? "a line of it is no result of an experiment" : fmt::format("there is no report of '{}'", name));
  bool const fresh = out.empty() || out.back().experiment != name || (type == "experiment" && !out.back().results.empty());
  if (fresh) out.push_back({file, name, json::object(), json::object(), {}, {}});
  if (type == "experiment")
    out.back().head = line;
  else
    out.back().results.push_back(line);
}

std::vector<Records> read_lines(fs::path const& path) {
  std::ifstream in(path);
  std::vector<Records> out;
  for (std::string line; std::getline(in, line);) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    json const object = json::parse(line, nullptr, false);
    if (!object.is_object()) refuse(path, "this is neither HDF5 nor JSON lines");
    take(object, path, out);
  }
  std::erase_if(out, [](Records const& r) { return r.results.empty(); });
  if (out.empty()) refuse(path, "there is no result in it");
  return out;
}

void read_one(fs::path path, Results& out) {
  if (fs::is_directory(path)) path = inside(path);
  bool const left_behind = fs::exists(path.string() + ".partial") || path.extension() == ".partial";  // RunReader opens what a killed run left
  if (!fs::exists(path) && !left_behind) refuse(path, "there is no such file");
  if (fs::exists(path) && !is_hdf5(path)) {
    auto records = read_lines(path);
    std::move(records.begin(), records.end(), std::back_inserter(out.records));
  } else if (fs::exists(path) && output::is_master(path)) {
    out.sweeps.push_back({path, output::read_master(path)});
  } else {
    out.runs.push_back(read_run(path));
  }
}

//! The shortest that tells the runs apart: design, else scenario, else seed, else file.
void name_runs(std::vector<RunData>& runs) {
  auto const differ = [&](auto const& of) {
    std::set<std::string> names;
    for (RunData const& r : runs) names.insert(of(r));
    return names.size() == runs.size() && !names.contains("");
  };
  auto const design = [](RunData const& r) { return fs::path(r.info.design).stem().string(); };
  auto const scenario = [](RunData const& r) { return fs::path(r.info.scenario).stem().string(); };
  auto const seed = [](RunData const& r) { return fmt::format("seed {}", r.info.seed); };
  auto const file = [](RunData const& r) { return r.file.stem().string(); };
  for (RunData& r : runs) r.name = differ(design) ? design(r) : differ(scenario) ? scenario(r) : differ(seed) ? seed(r) : file(r);
}
}  // namespace

Results read_results(std::vector<fs::path> const& paths) {
  Results out;
  for (fs::path const& path : paths) read_one(path, out);
  GS_VALIDATE(out.runs.size() <= 6, fmt::format("{} runs are too many for one page: give at most 6, or sweep them", out.runs.size()));
  name_runs(out.runs);
  return out;
}

double number(json const& object, std::string const& key) {
  auto const found = object.find(key);
  return found != object.end() && found->is_number() ? found->get<double>() : std::numeric_limits<double>::quiet_NaN();
}
std::string text(json const& object, std::string const& key) {
  auto const found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}
bool flag(json const& object, std::string const& key) {
  auto const found = object.find(key);
  return found != object.end() && found->is_boolean() && found->get<bool>();
}
double number(json const& array, std::size_t k) {
  return array.is_array() && k < array.size() && array[k].is_number() ? array[k].get<double>() : std::numeric_limits<double>::quiet_NaN();
}
json const& part(json const& object, std::string const& key) {
  static json const none = json::object();
  auto const found = object.find(key);
  return found != object.end() ? *found : none;
}

}  // namespace gs::report
