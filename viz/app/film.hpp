#pragma once
//! Pictures in a row as an MP4. The program ffmpeg makes it, where it is installed: started without a shell, fed through a socket.
#include <cstdio>
#include <filesystem>
#include <string>
#include "viz/app/picture.hpp"

namespace gs::viz {

//! Where ffmpeg is; empty = not on the PATH.
std::filesystem::path find_ffmpeg();
//! What to say when it is not there.
inline constexpr char const* no_ffmpeg = "an MP4 needs the program ffmpeg (Debian: apt-get install ffmpeg), which is not on the PATH";

class Film {
 public:
  //! Even sizes are made of odd ones. `description` becomes the film's title and comment. Throws ConfigError when there is no ffmpeg,
  //! SimulationError when it cannot be started.
  Film(std::filesystem::path path, int width, int height, double fps, std::string const& description);
  //! Without finish(): nothing is left behind.
  ~Film();
  Film(Film const&) = delete;
  Film& operator=(Film const&) = delete;

  //! The next frame; pictures of another size are refused. Throws SimulationError, with what ffmpeg said, when it has ended.
  void add(Picture const& picture);
  //! Closes it and gives it its name: the name only ever stands for a whole film.
  void finish();
  int frames() const { return frames_; }

 private:
  void stop();
  [[noreturn]] void failed();
  std::filesystem::path path_, unfinished_;
  int width_, height_, frames_ = 0, socket_ = -1, child_ = -1, code_ = -1;
  std::FILE* said_ = nullptr;
  bool done_ = false;
};

}  // namespace gs::viz
