#include "viz/source/simulation.hpp"
#include <algorithm>
#include <chrono>
#include <utility>
#include "viz/source/deep.hpp"

namespace gs::viz {
namespace {
double wall() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }
constexpr double publish_every = 0.05, deep_every = 0.5, rate_every = 0.5;  //!< [s]
constexpr double deep_share = 0.005;                                        //!< of the time may go into copies of tables
}  // namespace

Simulation::Simulation(Facts facts, MakeEngine make, SimulationOptions options)
    : facts_(std::move(facts)),
      make_(std::move(make)),
      options_(options),
      signals_(signals_of(facts_)),
      states_(options.checkpoint_budget),
      recent_(facts_.shape(), 4096) {
  status_.end = facts_.end();
  thread_ = std::thread([this] { loop(); });
}

Simulation::~Simulation() {
  {
    std::lock_guard const lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void Simulation::post(std::function<void()> command) {
  {
    std::lock_guard const lock(mutex_);
    commands_.push_back(std::move(command));
    resting_ = false;
  }
  wake_.notify_all();
}

void Simulation::play(bool on) {
  post([this, on] {
    playing_ = on && error_.empty();
    if (on) stopped_.clear();
    pace_clock_ = wall(), pace_time_ = engine_->now();
    if (!on) goal_.reset(), save_now();
  });
}
void Simulation::step(std::int64_t ticks) {
  post([this, ticks] {
    playing_ = false;
    stopped_.clear();
    if (ticks >= 0) {
      steps_ += ticks;
      return;
    }
    std::int64_t const r = recent_.count() - 1 + ticks;  // the tick before the last ones ended there
    Seconds const back = r >= 0 ? recent_.time(r) : std::max<Seconds>(0, engine_->now() + ticks * hour);
    goal_ = back;
  });
}
void Simulation::pace(Pace pace) {
  post([this, pace] { pace_ = pace, pace_clock_ = wall(), pace_time_ = engine_->now(); });
}
void Simulation::go_to(Seconds t) {
  post([this, t] { goal_ = t, stopped_.clear(); });
}
void Simulation::inject(Event event, bool now) {
  post([this, event, now]() mutable {
    if (now) event.at = goal_ ? *goal_ : engine_->now();  // on the way to a time: when it gets there
    if (event.kind == Event::Kind::burst) {
      Seconds const shift = event.at - event.burst.start;
      event.burst.start += shift, event.burst.end += shift, event.burst.gone += shift;
    }
    log_.add(event);
  });
}
void Simulation::remove_event(std::size_t k) {
  post([this, k] {
    if (k >= log_.list().size()) return;
    Seconds const applied = log_.list()[k].applied;
    log_.remove(k);
    if (applied >= 0 && applied < engine_->now()) goal_ = applied;  // it has acted already: go back to before it did
  });
}
void Simulation::break_when(std::optional<Condition> condition) {
  post([this, condition] { condition_ = condition, condition_held_ = true; });
}
void Simulation::want_deep(bool on) {
  post([this, on] { want_deep_ = on; });
}
void Simulation::ask(std::function<void(Engine&)> question) {
  post([this, question = std::move(question)] { question(*engine_); });
}

SimulationStatus Simulation::status() const {
  std::lock_guard const lock(mutex_);
  return status_;
}
Parcel Simulation::take() {
  std::lock_guard const lock(mutex_);
  return std::exchange(parcel_, {});
}
void Simulation::wait_idle() {
  std::unique_lock lock(mutex_);
  idle_.wait(lock, [this] { return resting_ && commands_.empty(); });
}

void Simulation::loop() {
  try {
    engine_ = make_();
    save_now();
  } catch (std::exception const& x) { error_ = x.what(); }
  std::unique_lock lock(mutex_);
  while (obey(lock)) {
    lock.unlock();
    try {
      if (goal_)
        travel(*goal_);
      else if (playing_ || steps_ > 0)
        one_tick();
    } catch (std::exception const& x) {
      error_ = x.what();
      playing_ = false, goal_.reset(), steps_ = 0;
    }
    publish(false);
    double const pause = wait_for_pace();
    lock.lock();
    if (pause > 0.0) wake_.wait_for(lock, std::chrono::duration<double>(pause), [this] { return stop_ || !commands_.empty(); });
  }
}

//! Runs the commands that are there; waits when there is nothing to do. False: the end.
bool Simulation::obey(std::unique_lock<std::mutex>& lock) {
  for (;;) {
    while (!commands_.empty() && !stop_) {
      auto const command = std::move(commands_.front());
      commands_.pop_front();
      lock.unlock();
      try {
        if (engine_) command();
      } catch (std::exception const& x) { error_ = x.what(); }
      lock.lock();
    }
    if (stop_) return false;
    bool const finished = engine_ && engine_->finished();
    if (finished && !goal_) playing_ = false, steps_ = 0;
    running_ = engine_ && (goal_ || steps_ > 0 || playing_);
    if (running_) return true;
    lock.unlock();
    publish(true);
    lock.lock();
    if (!commands_.empty() || stop_) continue;
    resting_ = true;
    idle_.notify_all();
    wake_.wait(lock, [this] { return stop_ || !commands_.empty(); });
  }
}

void Simulation::one_tick() {
  for (Event const& e : log_.due(engine_->now())) engine_->inject(e);
  engine_->step();
  if (steps_ > 0) --steps_;
  SeriesBlock block = engine_->take_series();
  check_condition(block);
  {
    std::lock_guard const lock(mutex_);
    parcel_.blocks.push_back(std::move(block));
  }
  save_if_due();
}

//! Back: the latest state before `t`, then the same ticks again, with the events that are in the log. Forward: just run.
void Simulation::travel(Seconds t) {
  if (t < engine_->now()) {
    Seconds at = 0;
    MemoryState* const state = states_.before(t, &at);
    if (state == nullptr) return goal_.reset();
    engine_ = make_();  // a fresh engine, as `run --resume` has: stages keep what they have worked out
    engine_->load(*state);
    log_.went_back_to(at);
    states_.drop_after(at);
    recent_.cut_after(at);
    last_saved_at_ = at;
    std::lock_guard const lock(mutex_);
    parcel_.cut = parcel_.cut ? std::min(*parcel_.cut, at) : at;
    std::erase_if(parcel_.blocks, [at](SeriesBlock const& b) { return !b.time.empty() && b.time.back() > at; });
    parcel_.deep.reset();
  }
  if (engine_->now() < t && !engine_->finished()) one_tick();
  if (engine_->now() >= t || engine_->finished()) {
    goal_.reset();
    pace_clock_ = wall(), pace_time_ = engine_->now();
    last_deep_ = 0.0;
  }
}

void Simulation::check_condition(SeriesBlock const& block) {
  recent_.append(block);
  if (!condition_ || goal_ || recent_.empty()) return;
  Signal const* const signal = find_signal(signals_, condition_->signal);
  if (signal == nullptr) return;
  bool const holds = condition_->holds(signal->at(recent_, recent_.count() - 1));
  if (holds && !condition_held_) playing_ = false, steps_ = 0, stopped_ = condition_->text();
  condition_held_ = holds;
}

void Simulation::save_if_due() {
  bool const far = engine_->now() - last_saved_at_ >= options_.checkpoint_every;
  if (far && wall() - last_save_ >= save_seconds_ / options_.checkpoint_share) save_now();
}
void Simulation::save_now() {
  double const start = wall();
  auto state = std::make_unique<MemoryState>();
  engine_->save(*state);
  states_.add(engine_->now(), std::move(state));
  last_saved_at_ = engine_->now();
  last_save_ = wall();
  save_seconds_ = last_save_ - start;
}

//! The pace that was asked for, or the slower one around a show, so that a wave is seen to arrive.
Pace Simulation::pace_now() const {
  if (pace_.near_shows > 0.0)
    for (Show const& s : facts_.shows)
      if (engine_->now() >= s.from - 3 * hour && engine_->now() < s.to + 3 * hour) return {Pace::Unit::hours_per_second, pace_.near_shows, 0.0};
  return pace_;
}

//! Seconds to wait so that a paced run is not ahead of its clock.
double Simulation::wait_for_pace() {
  if (!playing_ || goal_) return 0.0;
  Pace const pace = pace_now();
  if (pace.unit == Pace::Unit::fastest || pace.value <= 0.0) return pace_clock_ = wall(), pace_time_ = engine_->now(), 0.0;
  if (pace.unit == Pace::Unit::ticks_per_second) return std::min(1.0, 1.0 / pace.value);
  double const due = pace_clock_ + static_cast<double>(engine_->now() - pace_time_) / 3600.0 / pace.value;
  return std::clamp(due - wall(), 0.0, 1.0);
}

//! Due: asked for, the last one was taken, and what they cost is worth it.
bool Simulation::deep_is_due(double now, bool force) const {
  if (!engine_ || !want_deep_ || goal_) return false;
  if (force) return true;
  {
    std::lock_guard const lock(mutex_);
    if (parcel_.deep) return false;
  }
  return now - last_deep_ >= std::max(deep_every, deep_seconds_ / deep_share);
}

void Simulation::publish_deep() {
  double const start = wall();
  auto deep = std::make_shared<Deep const>(look_deep(*engine_, facts_));
  last_deep_ = wall();
  deep_seconds_ = last_deep_ - start;
  std::lock_guard const lock(mutex_);
  parcel_.deep = std::move(deep);
}

void Simulation::publish(bool force) {
  double const now = wall();
  if (!force && now - last_publish_ < publish_every) return;
  last_publish_ = now;
  if (deep_is_due(now, force)) publish_deep();
  if (engine_ && now - rate_clock_ >= rate_every) {
    ticks_per_s_ = static_cast<double>(engine_->tick() - rate_tick_) / (now - rate_clock_);
    hours_per_s_ = static_cast<double>(engine_->now() - rate_time_) / 3600.0 / (now - rate_clock_);
    rate_clock_ = now, rate_tick_ = engine_->tick(), rate_time_ = engine_->now();
  }
  std::lock_guard const lock(mutex_);
  status_.ready = engine_ != nullptr;
  if (engine_) status_.now = engine_->now(), status_.tick = engine_->tick(), status_.finished = engine_->finished();
  status_.playing = playing_;
  status_.going_to = goal_;
  status_.ticks_per_s = playing_ || goal_ ? std::max(0.0, ticks_per_s_) : 0.0;
  status_.hours_per_s = playing_ || goal_ ? std::max(0.0, hours_per_s_) : 0.0;
  status_.checkpoint_bytes = states_.bytes();
  status_.checkpoints = states_.times();
  status_.log = log_.list();
  status_.error = error_;
  status_.stopped = stopped_;
}

}  // namespace gs::viz
