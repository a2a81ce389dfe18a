//! A trace from the fuzzer.
#include "host/world/trace.hpp"
#include "tests/faults/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  return gs::fuzz::feed([&] {
    for (double const h : gs::world::read_trace(gs::fuzz::as_file(data, size, ".csv")))
      if (!(h >= 0.0)) __builtin_trap();
  });
}
