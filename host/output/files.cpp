#include "host/output/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <ctime>

#include "kernels/core/errors.hpp"

namespace gs::output {
namespace {

std::filesystem::path folder_of(std::filesystem::path const& path) {
  auto const folder = path.parent_path();
  return folder.empty() ? "." : folder;
}

[[noreturn]] void fail(std::string const& what, std::filesystem::path const& path, int error) {
  throw SimulationError(fmt::format("{} '{}': {}", what, path.string(), errno_text(error)));
}

void sync(std::filesystem::path const& path, int flags) {
  int const fd = ::open(path.c_str(), flags | O_CLOEXEC);
  if (fd < 0) fail("cannot open", path, errno);
  int const failed = ::fsync(fd) == 0 ? 0 : errno;
  ::close(fd);
  if (failed != 0 && failed != EINVAL) fail("cannot sync", path, failed);  // EINVAL: a file system without fsync on folders
}

}  // namespace

std::filesystem::path with_suffix(std::filesystem::path const& path, char const* suffix) {
  auto longer = path;
  longer += suffix;
  return longer;
}

bool there_is(std::filesystem::path const& path) {
  std::error_code unknown;
  return std::filesystem::exists(path, unknown);
}

bool is_folder(std::filesystem::path const& path) {
  std::error_code unknown;
  return std::filesystem::is_directory(path, unknown);
}

void remove_quietly(std::filesystem::path const& path) {
  std::error_code ignored;
  std::filesystem::remove(path, ignored);
}

std::int64_t free_bytes(std::filesystem::path const& path) {
  struct statvfs disk {};
  if (::statvfs(folder_of(path).c_str(), &disk) != 0) return -1;
  return static_cast<std::int64_t>(disk.f_bavail) * static_cast<std::int64_t>(disk.f_frsize);
}

std::string human_bytes(std::int64_t bytes) {
  if (bytes < 0) return "unknown";
  if (bytes < 1000) return fmt::format("{} B", bytes);
  double value = static_cast<double>(bytes);
  char const* units[] = {"B", "kB", "MB", "GB", "TB", "PB"};
  int unit = 0;
  for (; value >= 999.5 && unit < 5; ++unit) value /= 1000.0;
  return fmt::format("{:.3g} {}", value, units[unit]);
}

std::string errno_text(int error) { return fmt::format("{} (errno {})", std::strerror(error), error); }

//! File systems that cannot refuse atomically get a check before the rename.
bool rename_file(std::filesystem::path const& from, std::filesystem::path const& to, bool replace) {
  if (replace) return ::rename(from.c_str(), to.c_str()) == 0;
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
  if (errno != EINVAL && errno != ENOSYS) return false;
  if (there_is(to)) return errno = EEXIST, false;
  return ::rename(from.c_str(), to.c_str()) == 0;
}

void publish(std::filesystem::path const& written, std::filesystem::path const& name, bool replace) {
  sync(written, O_RDONLY);
  if (!rename_file(written, name, replace)) fail("cannot give the finished file its name", name, errno);
  sync(folder_of(name), O_RDONLY | O_DIRECTORY);
}

std::string now_utc() {
  std::time_t const now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

}  // namespace gs::output
