#pragma once
//! What the fuzz targets share: input that must come as a file, and the one exception that a bad input may end in.
#include <unistd.h>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include "kernels/core/errors.hpp"

namespace gs::fuzz {

//! Writes the input to a file of this process, in memory where the machine has /dev/shm.
inline std::string as_file(std::uint8_t const* data, std::size_t size, char const* ending) {
  static std::string const folder = std::filesystem::exists("/dev/shm") ? "/dev/shm" : std::filesystem::temp_directory_path().string();
  std::string const path = folder + "/groundswell_fuzz_" + std::to_string(::getpid()) + ending;
  std::ofstream(path, std::ios::binary).write(reinterpret_cast<char const*>(data), static_cast<std::streamsize>(size));
  return path;
}

//! Anything else that comes out is a finding.
template <class Read>
int feed(Read&& read) {
  try {
    read();
  } catch (ConfigError const&) {}
  return 0;
}

}  // namespace gs::fuzz
