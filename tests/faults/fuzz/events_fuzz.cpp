//! An event log from the fuzzer; what is read must be written back as it was.
#include "host/run/events.hpp"
#include "tests/faults/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  return gs::fuzz::feed([&] {
    auto const events = gs::run::parse_events(std::string(reinterpret_cast<char const*>(data), size), "log");
    std::string const text = gs::run::to_json_lines(events);
    if (gs::run::to_json_lines(gs::run::parse_events(text, "again")) != text) __builtin_trap();
  });
}
