//! A network in Willems' form from the fuzzer; one that loads must be a whole world.
#include "host/world/world.hpp"
#include "tests/faults/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  return gs::fuzz::feed([&] {
    gs::Params params;
    params.network.file = gs::fuzz::as_file(data, size, ".csv");
    gs::world::validate_world(gs::world::make_world(params));
  });
}
