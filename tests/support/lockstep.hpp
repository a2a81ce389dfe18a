#pragma once
//! A run in all ways at once: one thread, two threads, shuffled visiting order.
#include <string>
#include "host/run/runner.hpp"
#include "host/run/verify.hpp"

namespace gs::test {

//! What is wrong with a run of at most `ticks` (0 = to its end): the first tick and table in which two ways differ, or the law that broke. "" =
//! nothing.
inline std::string broken(Params const& p, WorldData const& world, std::int64_t ticks, std::vector<Event> const& events = {}) {
  Params two = p;
  two.threads = 2;
  std::vector<run::Way> ways = run::ways_of(two, world);
  for (run::Way& way : ways)
    way.make = [make = way.make, &events] {
      auto engine = make();
      for (Event const& e : events) engine->inject(e);
      return engine;
    };
  run::Verdict const verdict = run::verify(ways, ticks);
  if (!verdict.differences.empty()) {
    auto const& d = verdict.differences[0];
    return d.way + " differs from tick " + std::to_string(d.tick) + " in " + d.table;
  }
  return verdict.broken_law;
}

}  // namespace gs::test
