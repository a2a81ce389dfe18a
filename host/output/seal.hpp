#pragma once
//! A checksum behind the last byte of a finished file, where HDF5 does not look. HDF5 1.10.8 can crash on damaged metadata before any of its own
//! checksums is asked; so a finished file is checked as a whole before HDF5 sees it. A program that changes the file drops the seal (HDF5
//! cuts what stands behind its end): a file without a seal is read as it is.
#include <filesystem>

namespace gs::output {

enum class Seal { none, intact, broken };

//! Appends the checksum. Throws SimulationError when the disk is full.
void seal(std::filesystem::path const& path);
Seal check_seal(std::filesystem::path const& path);
//! Throws ConfigError, with the file's name, when the seal is broken.
void refuse_broken_seal(std::filesystem::path const& path);

}  // namespace gs::output
