//! Keys of the run itself: [run], [clock], [trace], [network].
#include "host/config/schema.hpp"

namespace gs::config {
namespace {

constexpr char const* network_demand_names[] = {"own", "members"};
constexpr char const* unserved_names[] = {"wait", "lost"};
#define P(member) GS_FIELD(Params, member)
constexpr double years = 20.0 * 365 * day;

}  // namespace

std::vector<Row> run_rows() {
  using enum Kind;
  Scope const run = Scope::run;
  return {
      {run, "run.scenario", text, "1", 0, 0, "Name of the scenario, as results print it", "the file's name, unless set", P(scenario)},
      {run, "run.seed", integer, "1", 0, 9e18, "Seed of every random number; designs compared on one seed share members, media and luck",
       "(chosen) because runs must be repeatable without asking for it", P(seed)},
      {run, "run.threads", integer, "1", 0, 4096, "CPU threads; 0 = all. Changes no result", "(chosen) because a run should use the machine",
       P(threads), true},
      {run, "run.hash_every", integer, "ticks", 1, 1e9, "A full state hash every so many ticks",
       "(chosen) because a day is what verify has to search through", P(hash_every), true},
      {run, "run.shuffle", integer, "1", 0, 9e18, "Tests only: visit agents in another order (0 = natural). Must not change a bit",
       "(chosen) because the natural order is the fastest", P(shuffle), true},

      {run, "clock.tick", duration, "s", 60, day, "Usual tick; divides a day", "MODEL 2: 1 h", P(clock.tick)},
      {run, "clock.fine_tick", duration, "s", 1, day, "Tick inside the windows around shows; divides clock.tick", "MODEL 2: 5 min",
       P(clock.fine_tick)},
      {run, "clock.fine_before", duration, "s", 0, 30.0 * day, "A fine window opens so long before a show",
       "(chosen) because shows are announced half an hour ahead", P(clock.fine_before)},
      {run, "clock.fine_after", duration, "s", 0, 30.0 * day, "A fine window closes so long after the end of a show",
       "(chosen) because the excess of a show has decayed to a few percent by then", P(clock.fine_after)},
      {run, "clock.warmup", duration, "s", 0, years, "Simulated before the measured window, not measured; a multiple of a day",
       "MODEL 6: max(60 d, twice the longest L+R)", P(clock.warmup)},
      {run, "clock.length", duration, "s", 60, years, "Measured window, after the warm-up; ends at least L+R after the last wave",
       "MODEL 6; (chosen) 30 d because a month holds one rigid plan", P(clock.length)},

      {run, "trace.file", path, "1", 0, 0, "CSV `timestamp,value` that drives the channel of a wave of kind trace", "none", P(trace_file)},
      {run, "network.file", path, "1", 0, 0, "Supply network in Willems' CSV form; empty = the generated world", "Willems 2008", P(network.file)},
      {run, "network.demand", choice, "1", 0, 0, "own: the network's demand drawn from its law; members: members' wants by popularity",
       "MODEL 1: exogenous by default", GS_CHOICE(Params, network.members, network_demand_names)},
      {run, "network.unserved", choice, "1", 0, 0, "Outside demand that finds nothing: wait (backorders), or lost when the quoted wait is over",
       "Willems 2008: backorders", GS_CHOICE(Params, network.lost, unserved_names)},
  };
}

}  // namespace gs::config
