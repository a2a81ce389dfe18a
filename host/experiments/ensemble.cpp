#include "host/experiments/ensemble.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <chrono>
#include <set>
#include <sstream>
#include "host/config/sha256.hpp"
#include "host/experiments/crew.hpp"
#include "host/experiments/desk.hpp"
#include "host/experiments/manifest.hpp"
#include "host/experiments/outcome_json.hpp"
#include "host/experiments/prepare.hpp"
#include "host/experiments/ranks.hpp"
#include "host/experiments/run_job.hpp"
#include "host/experiments/slots.hpp"
#include "host/run/signals.hpp"
#include "kernels/core/errors.hpp"

namespace gs::experiments {
namespace {
using Clock = std::chrono::steady_clock;
double since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }
constexpr double look_every = 0.2;  //!< seconds between reports of progress
}  // namespace

struct Ensemble::Impl {
  explicit Impl(Options o) : options(std::move(o)) {
    options.backend = run::choose(options.backend);  // after the ranks have shared out the GPUs
    std::string wrong;
    try {
      if (ranks.rank() == 0) manifest = Manifest(options, true);
    } catch (ConfigError const& x) { wrong = x.what(); }
    wrong = ranks.everywhere(std::move(wrong));  // or the other ranks would wait for this one
    if (!wrong.empty()) throw ConfigError(wrong);
  }

  Ranks& ranks = world_ranks();
  Options options;
  Manifest manifest;
  std::map<std::string, Outcome> known;  //!< of earlier calls, by key
  EnsembleProgress progress;
  Clock::time_point start = Clock::now(), last_look = start;
  bool stopped = false;
  std::string broken;  //!< why nothing more can be recorded

  bool out_of_time() const { return options.time_limit > 0.0 && since(start) >= options.time_limit; }
  bool must_stop() const { return run::stop_requested() != 0 || out_of_time() || !broken.empty(); }

  //! What an earlier call, or an earlier ensemble in this folder, knows of a key.
  Outcome const* earlier(std::string const& key) {
    auto const here = known.find(key);
    if (here != known.end()) return &here->second;
    Outcome const* const found = manifest.find(key);
    if (found == nullptr) return nullptr;
    Outcome& out = known[key] = *found;
    out.reused = true;
    ++progress.total, ++progress.reused, ++progress.done;
    return &out;
  }

  //! Jobs to run: not known, this shard's, each key once.
  std::vector<std::int64_t> todo(std::vector<Prepared> const& prepared) {
    std::vector<std::int64_t> out;
    std::set<std::string> seen;
    for (std::size_t j = 0; j < prepared.size(); ++j) {
      bool const mine = static_cast<std::int64_t>(j) % options.shard.count == options.shard.index - 1;
      if (!seen.insert(prepared[j].key).second) continue;
      if (earlier(prepared[j].key) == nullptr && mine) out.push_back(static_cast<std::int64_t>(j)), ++progress.total;
    }
    return out;
  }

  void look(Desk const& desk, std::int64_t running, bool now = false) {
    if (ranks.rank() != 0 || !options.on_progress || (!now && since(last_look) < look_every)) return;
    last_look = Clock::now();
    progress.running = running;
    progress.part = desk.part();
    progress.wall = since(start);
    auto const fresh = static_cast<double>(progress.done + progress.failed - progress.reused) + progress.part;
    double const left = static_cast<double>(progress.total - progress.done - progress.failed) - progress.part;
    progress.eta = fresh > 0.01 ? progress.wall * left / fresh : -1.0;
    options.on_progress(progress);
  }

  //! Of a job whose process died: named, and to be done again when this one was being stopped.
  Outcome lost(Prepared const& prepared, Outcome const& what) const {
    Outcome out = outcome_of(prepared);
    out.state = must_stop() ? State::waiting : State::failed;
    out.error = what.error;
    return out;
  }

  void finished(Job const& job, Outcome outcome) {
    if (outcome.state == State::waiting) return void(stopped = true);
    ++(outcome.state == State::done ? progress.done : progress.failed);
    try {
      manifest.record(outcome, job.at);
    } catch (std::exception const& x) { broken = x.what(); }  // told when all ranks have come back
    known[outcome.key] = std::move(outcome);
  }

  RunHow how(Job const& job, Prepared const& prepared, int threads) const {
    RunHow out;
    out.backend = options.backend;
    out.threads = threads;
    if (!options.folder.empty() && options.files) out.file = run_file(options.folder, job.at, prepared.key);
    out.swmr = options.swmr;
    if (options.time_limit > 0.0) out.time_limit = std::max(0.001, options.time_limit - since(start));
    return out;
  }

  //! One job, in this process or in a child of it. Never throws.
  Outcome run_one(Job const& job, Prepared const& prepared, int threads, Child::OnPart const& on_part) const {
    RunHow way = how(job, prepared, threads);
    way.on_part = on_part;
    return run_job(prepared, way);
  }

  //! Whether runs are done in processes of their own: several at a time on the CPU, where nothing but this thread is (no MPI, no arena).
  bool in_processes(int runs) const {
    if (options.workers != Workers::automatic) return options.workers == Workers::processes;
    return runs > 1 && options.backend == run::Backend::cpu && ranks.may_fork() && one_thread();
  }

  int cores() const { return cores_here(ranks.local_size()); }

  void run_all(std::vector<Job> const& jobs, std::vector<Prepared> const& prepared) {
    run::StopSignals const guard;
    Work work;
    work.todo = todo(prepared);
    Slots const slots = slots_for(prepared, options.parallel, options.threads, options.backend, cores());
    int const workers = ranks.size() == 1 ? std::min(slots.runs, static_cast<int>(work.todo.size())) : slots.runs;
    Desk desk(workers);
    work.finished = [&](std::int64_t j, Outcome outcome) {
      auto const at = static_cast<std::size_t>(j);
      finished(jobs[at], outcome.key.empty() ? lost(prepared[at], outcome) : std::move(outcome));
    };
    work.stop = [this] { return must_stop(); };
    work.look = [&](std::int64_t running) { look(desk, running); };
    Crew const crew(desk, workers, in_processes(workers), [&](std::int64_t j, Child::OnPart const& on_part) {
      auto const at = static_cast<std::size_t>(j);
      return run_one(jobs[at], prepared[at], slots.threads, on_part);
    });
    try {
      ranks.hand_out(desk, work);
    } catch (...) {
      desk.close();  // or the workers would wait for ever
      throw;
    }
    look(desk, 0, true);
  }

  //! What every rank gets: the outcomes that rank 0 knows, by job.
  std::vector<Outcome> outcomes_of(std::vector<Prepared> const& prepared) {
    std::vector<Outcome> out(prepared.size());
    for (std::size_t j = 0; j < prepared.size(); ++j) {
      auto const at = known.find(prepared[j].key);
      out[j].key = prepared[j].key;
      if (at != known.end()) out[j] = at->second;
      stopped = stopped || (at == known.end() && must_stop());
    }
    return out;
  }

  //! Rank 0's knowledge on every rank.
  void share(std::vector<Prepared> const& prepared) {
    std::string const wrong = ranks.everywhere(broken);
    if (!wrong.empty()) throw SimulationError(wrong);
    if (ranks.size() == 1) return;
    std::string text;
    std::set<std::string> sent;
    for (Prepared const& p : prepared)
      if (auto const at = known.find(p.key); at != known.end() && sent.insert(p.key).second) text += to_json_line(at->second, {}, "") + "\n";
    text = ranks.everywhere(std::move(text));
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      Outcome outcome;
      if (ranks.rank() != 0 && read_json_line(line, "", outcome)) known[outcome.key] = std::move(outcome);
    }
    stopped = ranks.any(stopped);
  }
};

Ensemble::Ensemble(Options options) : impl_(std::make_unique<Impl>(std::move(options))) {}
Ensemble::~Ensemble() = default;

std::vector<Outcome> Ensemble::run(std::vector<Job> const& jobs) {
  auto const prepared = prepare(jobs, impl_->options.command_line, impl_->cores());
  impl_->run_all(jobs, prepared);
  impl_->share(prepared);
  return impl_->outcomes_of(prepared);
}

bool Ensemble::stopped() const { return impl_->stopped; }
std::int64_t Ensemble::failed() const {
  return std::count_if(impl_->known.begin(), impl_->known.end(), [](auto const& entry) { return entry.second.state == State::failed; });
}
int Ensemble::exit_code() const { return stopped() ? 75 : failed() > 0 ? 4 : 0; }
bool Ensemble::is_main() const { return impl_->ranks.rank() == 0; }
Options const& Ensemble::options() const { return impl_->options; }

Shard parse_shard(std::string const& text) {
  Shard s;
  char rest = 0;
  bool const read = std::sscanf(text.c_str(), "%ld/%ld%c", &s.index, &s.count, &rest) == 2;
  GS_VALIDATE(read && s.count >= 1 && s.index >= 1 && s.index <= s.count,
              fmt::format("--shard is '{}': give i/n with i from 1 to n, such as 2/8 for the second of eight parts", text));
  return s;
}

std::string results_hash(std::span<Outcome const> outcomes) {
  std::string text;
  for (Outcome const& o : outcomes) {
    text += fmt::format("{} {} {:016x} {}", o.key, state_names[static_cast<int>(o.state)], o.state_hash, o.ticks);
    for (run::Metric const& m : o.metrics) text += fmt::format(" {}={}", m.name, std::isnan(m.value) ? "nan" : fmt::format("{}", m.value));
    text += '\n';
  }
  return config::sha256(text);
}

}  // namespace gs::experiments
