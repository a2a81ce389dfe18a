#include "viz/app/film.hpp"
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <vector>
#include "kernels/core/errors.hpp"

extern char** environ;

namespace gs::viz {
namespace fs = std::filesystem;
namespace {

//! What ffmpeg wrote on stderr, its last lines.
std::string tail_of(std::FILE* file) {
  std::string text;
  std::rewind(file);
  char line[512];
  while (std::fgets(line, sizeof line, file) != nullptr) text += line;
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text.size() > 400 ? "… " + text.substr(text.size() - 400) : text;
}

//! Starts a program with its standard input and error where we want them. 0 or an errno.
int start(int& child, std::vector<std::string> const& words, int input, int errors) {
  std::vector<char*> argv;
  for (std::string const& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t to;
  posix_spawn_file_actions_init(&to);
  posix_spawn_file_actions_adddup2(&to, input, 0);
  posix_spawn_file_actions_addopen(&to, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&to, errors, 2);
  int const code = ::posix_spawn(&child, argv[0], &to, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&to);
  return code;
}

}  // namespace

fs::path find_ffmpeg() {
  char const* const path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "" : path);
  for (std::string folder; std::getline(folders, folder, ':');) {
    fs::path const program = fs::path(folder.empty() ? "." : folder) / "ffmpeg";
    std::error_code error;
    if (fs::is_regular_file(program, error) && ::access(program.c_str(), X_OK) == 0) return program;
  }
  return {};
}

Film::Film(fs::path path, int width, int height, double fps, std::string const& description)
    : path_(std::move(path)), width_(width), height_(height) {
  fs::path const program = find_ffmpeg();
  if (program.empty()) throw ConfigError(no_ffmpeg);
  unfinished_ = path_;
  unfinished_ += ".tmp.mp4";
  std::vector<std::string> const words = {program.string(),
                                          "-nostdin",
                                          "-loglevel",
                                          "error",
                                          "-y",
                                          "-f",
                                          "rawvideo",
                                          "-pix_fmt",
                                          "rgb24",
                                          "-s",
                                          fmt::format("{}x{}", width, height),
                                          "-r",
                                          fmt::format("{}", fps),
                                          "-i",
                                          "pipe:0",
                                          "-vf",
                                          "pad=ceil(iw/2)*2:ceil(ih/2)*2",
                                          "-pix_fmt",
                                          "yuv420p",
                                          "-metadata",
                                          "title=" + description,
                                          "-metadata",
                                          "comment=" + description,
                                          "-movflags",
                                          "+faststart",
                                          "file:" + unfinished_.string()};
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) throw SimulationError(std::string("no socket: ") + std::strerror(errno));
  said_ = std::tmpfile();
  int const code = said_ == nullptr ? errno : start(child_, words, ends[1], ::fileno(said_));
  ::close(ends[1]);
  socket_ = ends[0];
  if (code == 0) return;
  child_ = -1;
  stop();
  if (said_ != nullptr) std::fclose(said_);
  throw SimulationError(fmt::format("'{}' cannot be started: {}", program.string(), std::strerror(code)));
}

Film::~Film() {
  stop();
  if (said_ != nullptr) std::fclose(said_);
  std::error_code ignored;
  if (!done_) fs::remove(unfinished_, ignored);
}

//! No more frames; waits until the program has ended.
void Film::stop() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
  if (child_ > 0) {
    int status = 0;
    while (::waitpid(child_, &status, 0) < 0 && errno == EINTR) {}
    code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    child_ = -1;
  }
}

void Film::failed() {
  stop();
  std::string const said = said_ != nullptr ? tail_of(said_) : "";
  throw SimulationError(
      fmt::format("ffmpeg could not make '{}' after {} pictures: {}", path_.string(), frames_, said.empty() ? "it said nothing" : said));
}

void Film::add(Picture const& picture) {
  if (picture.width != width_ || picture.height != height_)
    throw SimulationError(fmt::format("a film of {}x{} cannot take a picture of {}x{}", width_, height_, picture.width, picture.height));
  char const* from = reinterpret_cast<char const*>(picture.rgb.data());
  for (std::size_t left = picture.rgb.size(); left > 0;) {
    ssize_t const sent = ::send(socket_, from, left, MSG_NOSIGNAL);  // a program that has ended is an error, not a signal
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) failed();
    from += sent, left -= static_cast<std::size_t>(sent);
  }
  ++frames_;
}

void Film::finish() {
  stop();
  std::error_code error;
  if (code_ != 0 || !fs::exists(unfinished_, error)) failed();
  fs::rename(unfinished_, path_, error);
  if (error) throw SimulationError(fmt::format("'{}' cannot be given its name: {}", path_.string(), error.message()));
  done_ = true;
}

}  // namespace gs::viz
