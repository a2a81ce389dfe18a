#include "viz/app/recording.hpp"
#include <fmt/format.h>

namespace gs::viz {
namespace {
constexpr std::size_t most_waiting = 25;  //!< frames that wait for the encoder; later ones are left out and the film stands still for them

//! groundswell-1.mp4, the first name that is free.
std::filesystem::path free_name() {
  for (int k = 1;; ++k)
    if (std::filesystem::path const name = fmt::format("groundswell-{}.mp4", k); !std::filesystem::exists(name)) return name;
}
}  // namespace

void Recording::begin(Shell& shell, int width, int height, double now) {
  try {
    path_ = free_name();
    film_ = std::make_shared<Film>(path_, width, height, fps, shell.session().facts().identity.line());
    encoder_ = std::make_unique<Worker>();
    width_ = width, height_ = height, start_ = now, written_ = 0;
    shell.session().say("filming into " + path_.string());
  } catch (std::exception const& x) {
    shell.film_wanted = false;
    shell.session().say(x.what());
  }
}

void Recording::end(Shell& shell) {
  encoder_->run([film = film_] { film->finish(); });
  encoder_->finish();
  std::string const trouble = encoder_->trouble();
  encoder_.reset();
  film_.reset();
  shell.film_wanted = false;
  shell.session().say(trouble.empty() ? fmt::format("film: {} ({:.0f} s)", path_.string(), static_cast<double>(written_) / fps) : trouble);
}

void Recording::after_frame(Shell& shell, Painter const& painter, double now) {
  int const width = painter.width(), height = painter.height();
  if (shell.film_wanted && !on()) begin(shell, width, height, now);
  if (!on()) return;
  if (!shell.film_wanted || width != width_ || height != height_ || !encoder_->trouble().empty()) return end(shell);
  auto const due = static_cast<std::int64_t>((now - start_) * fps) + 1 - written_;
  if (due <= 0 || encoder_->waiting() > most_waiting) return;
  encoder_->run([film = film_, picture = painter.picture(), due] {
    for (std::int64_t k = 0; k < due; ++k) film->add(picture);
  });
  written_ += due;
}

}  // namespace gs::viz
