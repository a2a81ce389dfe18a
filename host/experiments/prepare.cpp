#include "host/experiments/prepare.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include "host/config/sha256.hpp"
#include "host/run/build_info.hpp"
#include "host/run/events.hpp"
#include "kernels/core/errors.hpp"

namespace gs::experiments {
namespace {

//! The designs that jobs are compared with, loaded once each.
class Besides {
 public:
  struct Entry {
    DesignParams design;
    std::string sha256;
  };
  Entry const& of(config::Request request, std::string const& design) {
    request.design = design;
    request.seed.reset();  // a design's reviews do not depend on the luck
    std::lock_guard const lock(mutex_);
    auto const [at, fresh] = known_.try_emplace(name(request));
    if (fresh) {
      config::Resolved const r = config::load(request);
      at->second = {r.params.design, r.sha256};
    }
    return at->second;
  }

 private:
  static std::string name(config::Request const& r) {
    std::string out = fmt::format("{}|{}|{}|{}|{}|{}|{}|{}", r.scenario, r.design, r.world, r.industry, r.network, r.trace, r.members.value_or(-1),
                                  r.days.value_or(-1.0));
    for (std::string const& set : r.sets) out += "|" + set;
    return out;
  }
  std::mutex mutex_;
  std::map<std::string, Entry> known_;
};

std::string key_of(Job const& job, config::Resolved const& r, std::vector<std::string> beside) {
  run::BuildInfo const& b = run::build_info();
  std::sort(beside.begin(), beside.end());
  std::string text = fmt::format("{} {}{}\n{}\nticks {}\n", b.version, b.git_commit, b.git_dirty ? "+" : "", r.sha256, job.ticks);
  for (config::Input const& input : r.inputs) text += fmt::format("input {} {}\n", input.key, input.sha256);
  for (std::string const& sha : beside) text += "beside " + sha + "\n";
  if (!job.events.empty()) text += "events " + run::to_json_array(job.events) + "\n";
  return config::sha256(text);
}

Prepared prepare_one(Job const& job, std::string const& command_line, Besides& besides) {
  config::Resolved const r = config::load(job.request);
  Prepared out;
  out.request.params = r.params;
  out.request.labels = labels_of(r, command_line);
  out.request.events = job.events;
  out.request.ticks = job.ticks;
  std::vector<std::string> beside;
  for (std::string const& design : job.beside) {
    if (design == job.request.design) continue;
    auto const& other = besides.of(job.request, design);
    out.request.beside.push_back(other.design);
    beside.push_back(other.sha256);
  }
  out.key = key_of(job, r, std::move(beside));
  return out;
}
}  // namespace

run::Labels labels_of(config::Resolved const& r, std::string const& command_line) {
  return {r.scenario.empty() ? "defaults" : r.scenario,
          r.design.empty() ? r.params.design.name : r.design,
          r.world,
          r.text,
          r.sha256,
          command_line,
          r.industry};
}

std::vector<Prepared> prepare(std::span<Job const> jobs, std::string const& command_line, int threads) {
  std::vector<Prepared> out(jobs.size());
  std::vector<std::string> errors(jobs.size());
  Besides besides;
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> wrong = false;
  auto const work = [&] {
    for (std::size_t j; !wrong && (j = next++) < jobs.size();) try {
        out[j] = prepare_one(jobs[j], command_line, besides);
      } catch (std::exception const& x) { errors[j] = x.what(), wrong = true; }
  };
  {
    std::vector<std::jthread> crew;
    for (int t = 1; t < std::min<int>(threads, static_cast<int>(jobs.size() / 8)); ++t) crew.emplace_back(work);
    work();
  }
  for (std::size_t j = 0; j < jobs.size(); ++j)
    if (!errors[j].empty()) throw ConfigError(jobs[j].at.empty() ? errors[j] : fmt::format("{}\n(in the run {})", errors[j], to_string(jobs[j].at)));
  return out;
}

}  // namespace gs::experiments
