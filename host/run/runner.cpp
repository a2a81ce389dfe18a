#include "host/run/runner.hpp"
#include <fmt/format.h>
#include <chrono>
#include <optional>
#include "host/output/checkpoint.hpp"
#include "host/output/join.hpp"
#include "host/output/run_writer.hpp"
#include "host/run/build_info.hpp"
#include "host/run/distributions.hpp"
#include "host/run/events.hpp"
#include "host/run/metrics.hpp"
#include "host/run/order_log.hpp"
#include "host/run/recorder.hpp"
#include "host/run/signals.hpp"
#include "host/world/fingerprint.hpp"
#include "host/world/world.hpp"
#include "kernels/core/errors.hpp"

namespace gs::run {
namespace {
using Clock = std::chrono::steady_clock;
double since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }
namespace fs = std::filesystem;

output::RunInfo info_of(RunRequest const& r, Engine& engine, Backend backend) {
  BuildInfo const& b = build_info();
  output::RunInfo info;
  info.title = fmt::format("Groundswell: {}, design {}", r.labels.scenario, r.labels.design);
  info.scenario = r.labels.scenario;
  info.design = r.labels.design;
  info.world = r.labels.world;
  info.industry = r.labels.industry;
  info.version = b.version;
  info.git_commit = b.git_commit;
  info.git_dirty = b.git_dirty;
  info.build_type = b.build_type;
  info.compiler = b.compiler;
  info.backend = backend_names[static_cast<int>(backend)];
  info.device = engine.device();
  info.command_line = r.labels.command_line;
  info.config_text = r.labels.config_text;
  info.config_sha256 = r.labels.config_sha256;
  info.seed = r.params.seed;
  info.members = r.params.members.count;
  info.warmup_seconds = r.params.clock.warmup;
  info.first_tick = engine.tick();
  if (!r.resume.empty()) info.resumed_from = fmt::format("{:016x}", engine.state_hash());
  return info;
}

bool same_file(fs::path const& a, fs::path const& b) {
  std::error_code unknown;
  return fs::weakly_canonical(a, unknown) == fs::weakly_canonical(b, unknown);
}

constexpr std::int64_t sampled_suppliers = 32;  //!< trajectories kept in a file (chosen: a few of every kind and tier)

//! One run in progress.
class Session {
 public:
  Session(RunRequest const& request, WorldData const& world, Engine& engine)
      : r_(request), world_(world), engine_(engine), events_(request.events), world_hash_(world::fingerprint(world)) {
    auto const sampled = sample_members(r_.params.members.count, r_.sampled_members);
    std::optional<output::CheckpointReader> from;
    if (!r_.resume.empty()) load(from.emplace(r_.resume));
    auto const suppliers = r_.sampled_members > 0 ? sample_suppliers(world_, sampled_suppliers) : std::vector<std::uint32_t>{};
    auto const tables = r_.sampled_members > 0 ? day_tables(world_) : std::vector<output::TraceTable>{};
    if (!r_.output.empty()) {
      output::Axes axes = output::axes_of(world_, sampled, suppliers, supplier_columns(), output::channel_names(r_.params));
      axes.tables = tables;
      open_file(axes, from);
    }
    recorder_.emplace(world_, r_.params.clock.warmup, writer_ ? &*writer_ : nullptr, sampled, suppliers, tables);
    if (from) recorder_->load(*from);
    for (Event const& e : events_)
      if (!from) engine_.inject(e);  // else they are part of the saved state, those still ahead as well
    if (!r_.order_log.empty())
      order_log_.emplace(r_.order_log, r_.force, sample_members(r_.params.members.count, r_.order_log_members), r_.params.clock.warmup);
    first_tick_ = engine_.tick();
    next_checkpoint_ = engine_.now() + r_.checkpoint_every;
  }

  RunResult go() {
    start_ = last_report_ = Clock::now();
    Stop stop = Stop::finished;
    if (order_log_) order_log_->begin(engine_);
    while (!engine_.finished()) {
      engine_.step();
      recorder_->after_tick(engine_);
      if (order_log_) order_log_->after_tick(engine_);
      if (since(last_report_) >= 0.2) report();
      if (r_.checkpoint_every > 0 && engine_.now() >= next_checkpoint_) checkpoint();
      stop = why_stop();
      if (stop != Stop::finished) break;
    }
    return close(engine_.finished() ? Stop::finished : stop);
  }

 private:
  //! Refuses what is not of this run; the events of the log come with the state.
  void load(output::CheckpointReader& from) {
    from.expect(described());
    if (events_.empty()) events_ = from_json_array(from.info().events_json);
    GS_VALIDATE(to_json_array(events_) == from.info().events_json,
                fmt::format("checkpoint '{}' was made with other events: leave --events out, they are in it", r_.resume.string()));
    engine_.load(from);
    GS_VALIDATE(engine_.state_hash() == from.info().state_hash,
                fmt::format("checkpoint '{}' does not give back the state it was made from: it is of another version, start the run anew",
                            r_.resume.string()));
  }

  //! Opens the file of this run; a resumed one begins with the rows of the run it goes on with.
  void open_file(output::Axes const& axes, std::optional<output::CheckpointReader>& from) {
    output::RunInfo info = info_of(r_, engine_, choose(r_.backend));
    info.events_json = to_json_array(events_);
    output::WriterOptions options{.force = r_.force, .swmr = r_.swmr};
    output::Earlier earlier;
    if (from) {
      earlier = output::earlier_rows(r_.resume, from->info(), axes, Recorder::last_hash_of(*from));
      not_taken_over_ = earlier.why_not;
    }
    if (earlier.file) {
      info.first_tick = earlier.first_tick;
      options.force = options.force || same_file(r_.output, earlier.file->path());  // nothing is lost: the new file holds its rows
    }
    file_first_tick_ = info.first_tick;
    writer_.emplace(r_.output, axes, info, options);
    if (earlier.file) output::take_over(*earlier.file, from->info(), *writer_);
  }

  Stop why_stop() const {
    if (stop_requested() != 0) return Stop::signal;
    if (r_.time_limit > 0.0 && since(start_) >= r_.time_limit) return Stop::time_limit;
    if (r_.ticks > 0 && engine_.tick() >= r_.ticks) return Stop::tick_limit;
    return Stop::finished;
  }

  void report() {
    if (!r_.on_progress) return;
    double const lap = since(last_report_);
    Progress p;
    p.tick = engine_.tick();
    p.ticks = engine_.tick() + engine_.ticks_left();
    if (r_.ticks > 0) p.ticks = std::min(p.ticks, r_.ticks);
    p.now = engine_.now();
    p.warmup = r_.params.clock.warmup;
    p.members = r_.params.members.count;
    p.wall = since(start_);
    double const pace = lap > 0.0 ? static_cast<double>(p.tick - last_tick_) / lap : 0.0;
    pace_ = pace_ == 0.0 ? pace : 0.8 * pace_ + 0.2 * pace;
    p.ticks_per_s = pace_;
    double const whole = p.wall > 0.0 ? static_cast<double>(p.tick - first_tick_) / p.wall : 0.0;
    p.eta = whole > 0.0 ? static_cast<double>(p.ticks - p.tick) / whole : 0.0;
    last_tick_ = p.tick;
    last_report_ = Clock::now();
    r_.on_progress(p);
  }

  //! What a checkpoint of this run belongs to.
  output::CheckpointInfo described() const {
    output::CheckpointInfo info;
    info.version = build_info().version;
    info.config_sha256 = r_.labels.config_sha256;
    info.config_text = r_.labels.config_text;
    info.seed = r_.params.seed;
    info.world_hash = world_hash_;
    info.events_json = to_json_array(events_);
    return info;
  }

  fs::path checkpoint() {
    recorder_->take(engine_);
    fs::path const path = checkpoint_path(r_.output.empty() ? fs::path("groundswell.h5") : r_.output);
    if (writer_) writer_->flush();  // a resumed run finds all rows up to here, whatever happens to this one
    output::CheckpointInfo info = described();
    info.tick = engine_.tick();
    info.time = engine_.now();
    info.state_hash = engine_.state_hash();
    output::CheckpointWriter out(path, info);
    engine_.save(out);
    recorder_->save(out);
    out.commit();
    next_checkpoint_ = engine_.now() + r_.checkpoint_every;
    return path;
  }

  RunResult close(Stop stop) {
    RunResult out;
    out.stop = stop;
    out.signal = stop == Stop::signal ? stop_requested() : 0;
    if (r_.checkpoint_on_stop && (stop == Stop::signal || stop == Stop::time_limit)) out.checkpoint = checkpoint();
    recorder_->take(engine_);
    if (order_log_) order_log_->finish(engine_);
    out.run_seconds = since(start_);
    report();
    out.audit = engine_.audit();
    out.broken_law = broken_law(out.audit);
    out.state_hash = engine_.state_hash();
    out.ticks = engine_.tick() - first_tick_;
    out.taken_over = writer_ ? first_tick_ - file_first_tick_ : 0;
    out.not_taken_over = not_taken_over_;
    out.members = r_.params.members.count;
    out.device = engine_.device();
    out.backend = choose(r_.backend);
    out.memory = engine_.memory();
    Totals const totals = engine_.totals();
    Seconds const measured = std::max<Seconds>(0, engine_.now() - r_.params.clock.warmup);
    Seconds trouble = never;
    for (Event const& e : r_.events) trouble = std::min(trouble, std::max(e.at, r_.params.clock.warmup));
    out.metrics = measure({r_.params, world_, totals, recorder_->collected(), measured, r_.beside, trouble});
    finish_file(out, totals);
    return out;
  }

  void finish_file(RunResult& out, Totals const& totals) {
    if (!writer_) return;
    std::vector<output::Metric> summary;
    for (Metric const& m : out.metrics)
      summary.push_back({m.name, m.info != nullptr ? m.info->unit : "1", m.value, m.info != nullptr ? m.info->meaning : "", m.note});
    output::RunEnd end;
    end.complete = out.stop == Stop::finished && out.broken_law.empty();
    end.wall_seconds = out.run_seconds;
    end.ticks_done = engine_.tick() - file_first_tick_;
    end.events_json = to_json_array(events_);
    end.distributions = distributions(totals);
    if (!out.broken_law.empty())
      end.reason = "broken law: " + out.broken_law;
    else if (out.stop != Stop::finished)
      end.reason = out.stop == Stop::signal ? "signal" : out.stop == Stop::time_limit ? "time limit" : "tick limit";
    writer_->finish(summary, end);
    out.file = writer_->path();
  }

  RunRequest const& r_;
  WorldData const& world_;
  Engine& engine_;
  std::vector<Event> events_;
  std::uint64_t world_hash_;
  std::string not_taken_over_;
  std::int64_t file_first_tick_ = 0;  //!< ticks done before the first row of the file
  std::optional<output::RunWriter> writer_;
  std::optional<Recorder> recorder_;
  std::optional<OrderLog> order_log_;
  Clock::time_point start_, last_report_;
  std::int64_t first_tick_ = 0, last_tick_ = 0;
  Seconds next_checkpoint_ = 0;
  double pace_ = 0.0;
};
}  // namespace

int RunResult::exit_code() const {
  if (!broken_law.empty()) return 1;
  return stop == Stop::signal || stop == Stop::time_limit ? 75 : 0;
}

std::string broken_law(Audit const& a) {
  struct {
    char const* law;
    std::int64_t off;
  } const laws[] = {{"goods: initial + produced + received = everywhere they can be", a.goods},
                    {"money: what is booked is what was counted, and is settled, due or paid ahead", a.money},
                    {"wants: wants = ordered + substituted + left", a.wants},
                    {"orders: placed = open + delivered + cancelled", a.orders},
                    {"stock: no stock point is negative or inconsistent", a.stock},
                    {"hours: no pool works more than it offers", a.ledger_drift}};
  for (auto const& l : laws)
    if (l.off != 0) return fmt::format("{} (off by {})", l.law, l.off);
  return "";
}

std::filesystem::path checkpoint_path(std::filesystem::path const& output) {
  fs::path path = output;
  return path.replace_extension(".ckpt.h5");
}

RunResult run(RunRequest const& request, WorldData const& world, Engine& engine) {
  StopSignals const guard;
  return Session(request, world, engine).go();
}

RunResult run(RunRequest const& request) {
  auto const start = Clock::now();
  choose(request.backend);  // a missing device or an output that exists is told before the world is built
  bool const goes_on = !request.resume.empty() && same_file(request.output, output::run_file_of(request.resume));
  if (!request.output.empty() && !request.force && !goes_on && fs::exists(request.output))
    throw ConfigError(fmt::format("'{}' exists and is not overwritten: give another -o, or --force", request.output.string()));
  WorldData const world = world::make_world(request.params);
  RunRequest fit = request;
  fit.params = fitted(request.params, world);
  auto const engine = make_engine(fit.backend, fit.params, world);
  double const built = since(start);
  RunResult out = run(fit, world, *engine);
  out.build_seconds = built;
  return out;
}

}  // namespace gs::run
