#pragma once
//! The same run in several ways, in lockstep, compared tick by tick: threads, backends and visiting order must not change a bit.
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>
#include "host/run/backend.hpp"
#include "kernels/engine/engine.hpp"

namespace gs::run {

//! One way to run it.
struct Way {
  std::string name;  //!< "cpu, 2 threads"
  std::function<std::unique_ptr<Engine>()> make;
};

struct Difference {
  std::string way;        //!< differs from the first way
  std::int64_t tick = 0;  //!< first tick whose hashes differ
  Seconds time = 0;
  std::string table;  //!< first table that differs; "" if none could be told
};

struct Verdict {
  std::vector<std::string> ways;
  std::vector<Difference> differences;  //!< at most one a way
  std::int64_t ticks = 0;
  std::uint64_t state_hash = 0;  //!< of the first way, at the end
  std::string broken_law;        //!< first law that some way broke at the end
};

//! CPU with one thread first, then N threads, shuffled visiting order, and every other backend that is present.
std::vector<Way> ways_of(Params const& params, WorldData const& world);

//! Runs all ways tick by tick for at most `ticks` (0 = to the end). A way that differed is dropped.
Verdict verify(std::vector<Way> const& ways, std::int64_t ticks, std::function<void(Engine const&)> const& on_tick = {});

}  // namespace gs::run
