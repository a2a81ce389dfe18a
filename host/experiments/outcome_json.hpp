#pragma once
//! An outcome as one line of JSON and back, without loss: the manifest on disk and the messages between ranks.
#include <string>
#include "host/experiments/job.hpp"

namespace gs::experiments {

//! `folder`: paths below it are written relative to it.
std::string to_json_line(Outcome const& outcome, std::vector<Coordinate> const& at, std::filesystem::path const& folder);
//! False when the line is no outcome: a header, or torn by a kill.
bool read_json_line(std::string const& line, std::filesystem::path const& folder, Outcome& out);

}  // namespace gs::experiments
