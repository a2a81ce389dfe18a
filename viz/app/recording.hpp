#pragma once
//! A film of the window while somebody works in it: real time, a fixed number of frames a second, encoded beside the drawing thread.
#include <memory>
#include "viz/app/film.hpp"
#include "viz/app/painter.hpp"
#include "viz/app/worker.hpp"

namespace gs::viz {

class Recording {
 public:
  static constexpr double fps = 25.0;
  //! Starts or ends the film as the shell wants it, and adds the frame that was just drawn. Tells the person what happened.
  void after_frame(Shell& shell, Painter const& painter, double now);
  bool on() const { return film_ != nullptr; }

 private:
  void begin(Shell& shell, int width, int height, double now);
  void end(Shell& shell);
  std::shared_ptr<Film> film_;
  std::filesystem::path path_;
  int width_ = 0, height_ = 0;
  double start_ = 0.0;
  std::int64_t written_ = 0;
  std::unique_ptr<Worker> encoder_;
};

}  // namespace gs::viz
