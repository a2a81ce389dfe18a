#pragma once
//! A resumed run takes over the rows of the run that its checkpoint was taken from, so that its file is that of a run never stopped.
#include <optional>
#include <string>
#include "host/output/checkpoint.hpp"
#include "host/output/run_reader.hpp"
#include "host/output/run_writer.hpp"

namespace gs::output {

//! OUT.h5 of a checkpoint OUT.ckpt.h5.
std::filesystem::path run_file_of(std::filesystem::path const& checkpoint);

//! What of an earlier run can be taken over, or why nothing.
struct Earlier {
  std::optional<RunReader> file;  //!< a whole file: one that a kill left is recovered first
  std::string why_not;            //!< for a person; "" when there is a file
  std::int64_t first_tick = 0;    //!< ticks done before its first row
};

//! Looks for run_file_of(checkpoint) or what is left of it. It fits when it is of this config and seed, has these axes, holds all rows up to
//! the checkpoint, and the hash of the last of them is `last_hash`, the one the run had recorded when it saved.
Earlier earlier_rows(std::filesystem::path const& checkpoint, CheckpointInfo const& at, Axes const& axes, std::uint64_t last_hash);

//! Appends every row, day and sample up to the checkpoint.
void take_over(RunReader const& earlier, CheckpointInfo const& at, RunWriter& writer);

}  // namespace gs::output
