#pragma once
//! The event log: changes from outside, one JSON object a line, so that what was injected by hand can be replayed.
//!
//!   {"at": 5184000, "kind": "supplier_down", "what": 17}
//!   {"at": 5270400, "kind": "burst", "sku": 3, "channel": 0, "minutes": 120, "looks_per_hour": 20000}
#include <filesystem>
#include <string>
#include <vector>
#include "kernels/engine/engine.hpp"

namespace gs::run {

//! Events in ascending time. Throws ConfigError naming the line and what to change.
std::vector<Event> read_events(std::filesystem::path const& file);
std::vector<Event> parse_events(std::string const& text, std::string const& name);
//! One JSON object an event; parse_events reads it back.
std::string to_json_lines(std::vector<Event> const& events);
//! The same as a JSON array, for a file's provenance.
std::string to_json_array(std::vector<Event> const& events);
//! Reads that back. Throws ConfigError.
std::vector<Event> from_json_array(std::string const& text);

}  // namespace gs::run
