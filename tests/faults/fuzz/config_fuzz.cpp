//! A scenario from the fuzzer, over the shipped worlds and designs.
#include "host/config/config.hpp"
#include "tests/faults/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  return gs::fuzz::feed([&] {
    gs::config::Request ask;
    ask.root = GS_SOURCE_DIR "/configs";
    ask.scenario = gs::fuzz::as_file(data, size, ".toml");
    gs::config::load(ask);
  });
}
