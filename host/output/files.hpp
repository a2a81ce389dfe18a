#pragma once
//! Files as the operating system sees them: names, disk space, and what it takes for a file to be whole or not there.
#include <cstdint>
#include <filesystem>
#include <string>

namespace gs::output {

//! OUT.h5 + suffix, e.g. OUT.h5.partial.
std::filesystem::path with_suffix(std::filesystem::path const& path, char const* suffix);

//! Whether there is anything of that name; false also where that cannot be told.
bool there_is(std::filesystem::path const& path);
bool is_folder(std::filesystem::path const& path);
void remove_quietly(std::filesystem::path const& path);

//! Free bytes on the disk that holds `path` (or its folder); -1 if that cannot be told.
std::int64_t free_bytes(std::filesystem::path const& path);

//! "1.4 GB"; for messages.
std::string human_bytes(std::int64_t bytes);

//! "No space left on device (errno 28)"; for messages.
std::string errno_text(int error);

//! Gives a file another name. Without `replace` an existing target is refused, atomically where the file system can. False with errno set.
bool rename_file(std::filesystem::path const& from, std::filesystem::path const& to, bool replace);

//! HDF5 never calls fsync: this does, then renames, then syncs the folder. Without `replace` an existing target is refused, atomically.
//! Throws SimulationError.
void publish(std::filesystem::path const& written, std::filesystem::path const& name, bool replace);

//! Now, UTC, ISO 8601 ("2026-01-05T12:00:00Z").
std::string now_utc();

}  // namespace gs::output
