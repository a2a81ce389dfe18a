#pragma once
//! Turns what a killed run left behind into a whole file.
#include <cstdint>
#include <filesystem>

namespace gs::output {

struct Recovered {
  std::filesystem::path file;        //!< the repaired file
  std::int64_t ticks = 0, days = 0;  //!< rows it holds
  bool was_whole = false;            //!< it was a finished file: nothing was done
};

//! `path` is OUT.h5 or OUT.h5.partial. Rows = the minimum over the datasets of an axis; scales are attached again; the partial file goes
//! once the repaired one is on the disk. Throws ConfigError when OUT.h5 exists beside the partial file (unless `force`) or nothing can be read.
Recovered recover(std::filesystem::path const& path, bool force = false);

}  // namespace gs::output
