#include "host/experiments/manifest.hpp"
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <cerrno>
#include <cstring>
#include <fstream>
#include "host/experiments/outcome_json.hpp"
#include "host/run/build_info.hpp"
#include "kernels/core/errors.hpp"

namespace gs::experiments {
namespace fs = std::filesystem;
namespace {

bool is_manifest(fs::path const& path) {
  std::string const name = path.filename().string();
  return name.starts_with("manifest") && name.ends_with(".jsonl");
}

std::string own_name(Shard const& shard) {
  return shard.count > 1 ? fmt::format("manifest.{}-of-{}.jsonl", shard.index, shard.count) : "manifest.jsonl";
}

std::vector<fs::path> manifests(fs::path const& folder) {
  std::vector<fs::path> out;
  for (auto const& entry : fs::directory_iterator(folder))
    if (is_manifest(entry.path())) out.push_back(entry.path());
  return out;
}

//! In one write at the end of the file: a kill tears the last line at most.
void append(fs::path const& path, std::string const& line) {
  int const fd = open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  std::string const text = line + "\n";
  bool const good = fd >= 0 && write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  int const error = errno;
  if (fd >= 0) close(fd);
  if (!good) throw SimulationError(fmt::format("cannot write '{}': {}", path.string(), std::strerror(error)));
}

//! A torn last line must not swallow the next one.
bool ends_in_the_middle(fs::path const& path) {
  std::ifstream in(path, std::ios::binary | std::ios::ate);
  if (!in || in.tellg() <= 0) return false;
  in.seekg(-1, std::ios::end);
  return in.get() != '\n';
}
}  // namespace

Manifest::Manifest(Options const& o, bool writes) : folder_(o.folder), own_(o.folder / own_name(o.shard)), files_(o.files), writes_(writes) {
  if (folder_.empty()) {
    writes_ = false;
    return;
  }
  std::error_code none;
  fs::create_directories(o.files ? folder_ / "runs" : folder_, none);
  GS_VALIDATE(fs::is_directory(folder_), fmt::format("cannot make the folder '{}'", folder_.string()));
  auto const there = manifests(folder_);
  bool const taken = o.shard.count > 1 ? fs::exists(own_) : !there.empty();
  if (o.resume)
    for (fs::path const& file : there) read(file);
  else if (taken && writes_)
    GS_VALIDATE(o.force,
                fmt::format("'{}' holds an ensemble: give --resume to go on with it, --force to start anew, or another -o", folder_.string()));
  if (writes_) start(o);
}

void Manifest::start(Options const& o) {
  if (!o.resume && o.force) {
    if (o.shard.count == 1)
      for (fs::path const& file : manifests(folder_)) fs::remove(file);
    fs::remove(own_);
  }
  if (fs::exists(own_)) return ends_in_the_middle(own_) ? append(own_, "") : void();
  run::BuildInfo const& b = run::build_info();
  append(own_, fmt::format(R"({{"type":"ensemble","schema_version":1,"version":"{}","git_commit":"{}","shard":"{}/{}"}})", b.version, b.git_commit,
                           o.shard.index, o.shard.count));
}

void Manifest::read(fs::path const& file) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    Outcome outcome;
    if (read_json_line(line, folder_, outcome) && outcome.state == State::done)
      known_[outcome.key] = std::move(outcome);  // failed ones are tried again
  }
}

Outcome const* Manifest::find(std::string const& key) const {
  auto const at = known_.find(key);
  if (at == known_.end()) return nullptr;
  bool const whole = !files_ || (!at->second.file.empty() && fs::exists(at->second.file));
  return whole ? &at->second : nullptr;
}

void Manifest::record(Outcome const& outcome, std::vector<Coordinate> const& at) {
  if (writes_) append(own_, to_json_line(outcome, at, folder_));
}

fs::path run_file(fs::path const& folder, std::vector<Coordinate> const& at, std::string const& key) {
  std::string name;
  for (Coordinate const& c : at) name += fmt::format("{}{}-{}", name.empty() ? "" : "_", c.axis, c.value);
  for (char& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c)) && c != '.' && c != '_' && c != '-') c = '-';
  if (name.size() > 100) name.resize(100);
  return folder / "runs" / fmt::format("{}{}{}.h5", name, name.empty() ? "" : "-", key.substr(0, 8));
}

}  // namespace gs::experiments
