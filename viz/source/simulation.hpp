#pragma once
//! The simulation's own thread. The one who looks posts commands and takes what has piled up; neither waits for the other.
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include "viz/source/checkpoints.hpp"
#include "viz/source/condition.hpp"
#include "viz/source/event_log.hpp"
#include "viz/source/source.hpp"

namespace gs::viz {

//! How fast a run plays.
struct Pace {
  enum class Unit { fastest, hours_per_second, ticks_per_second };
  Unit unit = Unit::fastest;
  double value = 0.0;
  double near_shows = 0.0;  //!< [h/s] from three hours before a declared show until three after it; 0 = as ever
};

struct SimulationStatus {
  Seconds now = 0, end = 0;
  std::int64_t tick = 0;
  bool playing = false, finished = false, ready = false;
  std::optional<Seconds> going_to;  //!< on the way to this time: a rewind, or a run up to it
  double ticks_per_s = 0.0, hours_per_s = 0.0;
  std::int64_t checkpoint_bytes = 0;
  std::vector<Seconds> checkpoints;
  std::vector<LoggedEvent> log;
  std::string error;    //!< the run broke: what it said
  std::string stopped;  //!< why it paused by itself: a condition that came true
};

//! What has piled up for the one who looks.
struct Parcel {
  std::optional<Seconds> cut;  //!< rows after this are no more (before the blocks below)
  std::vector<SeriesBlock> blocks;
  std::shared_ptr<Deep const> deep;
};

struct SimulationOptions {
  std::int64_t checkpoint_budget = std::int64_t{1} << 31;  //!< [bytes]
  double checkpoint_share = 0.02;                          //!< of the time may go into saving
  Seconds checkpoint_every = 6 * hour;                     //!< at most one so often, simulated
};

class Simulation {
 public:
  using MakeEngine = std::function<std::unique_ptr<Engine>()>;
  Simulation(Facts facts, MakeEngine make, SimulationOptions options = {});
  ~Simulation();
  Simulation(Simulation const&) = delete;
  Simulation& operator=(Simulation const&) = delete;

  void play(bool on);
  void step(std::int64_t ticks);  //!< negative: back
  void pace(Pace pace);
  //! To exactly this time: back by loading a state and running again, forward by running. `played`: goes on from there.
  void go_to(Seconds t);
  void inject(Event event, bool now);  //!< now: its time becomes the present
  void remove_event(std::size_t k);
  void break_when(std::optional<Condition> condition);
  void want_deep(bool on);
  //! Runs between two ticks on the simulation's thread.
  void ask(std::function<void(Engine&)> question);

  SimulationStatus status() const;
  bool running() const { return running_; }  //!< ticks are being done, or the world is being built; costs nothing to ask
  Parcel take();
  //! For tests: waits until nothing is left to do (paused, or finished).
  void wait_idle();

 private:
  void loop();
  bool obey(std::unique_lock<std::mutex>& lock);
  void post(std::function<void()> command);
  void one_tick();
  void travel(Seconds t);
  void save_if_due();
  void save_now();
  void publish(bool force);
  void publish_deep();
  bool deep_is_due(double now, bool force) const;
  void check_condition(SeriesBlock const& block);
  Pace pace_now() const;
  double wait_for_pace();

  Facts const facts_;
  MakeEngine const make_;
  SimulationOptions const options_;
  std::vector<Signal> const signals_;

  // Only on the simulation's thread.
  std::unique_ptr<Engine> engine_;
  Checkpoints states_;
  EventLog log_;
  Pace pace_;
  bool playing_ = false, want_deep_ = false;
  std::int64_t steps_ = 0;
  std::optional<Seconds> goal_;
  std::optional<Condition> condition_;
  Rows recent_;  //!< enough to tell whether the condition holds
  bool condition_held_ = false;
  double save_seconds_ = 0.0, last_save_ = 0.0, last_publish_ = 0.0, last_deep_ = 0.0, deep_seconds_ = 0.0, pace_clock_ = 0.0, rate_clock_ = 0.0;
  std::int64_t rate_tick_ = 0;
  Seconds rate_time_ = 0, last_saved_at_ = 0, pace_time_ = 0;
  std::string error_, stopped_;
  double ticks_per_s_ = 0.0, hours_per_s_ = 0.0;

  mutable std::mutex mutex_;
  std::condition_variable wake_, idle_;
  std::deque<std::function<void()>> commands_;
  bool stop_ = false, resting_ = false;
  std::atomic<bool> running_ = true;
  SimulationStatus status_;
  Parcel parcel_;
  std::thread thread_;  //!< last: starts when all else is there
};

}  // namespace gs::viz
