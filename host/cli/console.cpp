#include "host/cli/console.hpp"
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include "host/cli/json_line.hpp"

namespace gs::cli {

bool stderr_is_terminal() { return isatty(STDERR_FILENO) != 0; }
bool use_colour() {
  char const* off = std::getenv("NO_COLOR");
  return stderr_is_terminal() && (off == nullptr || *off == '\0');
}

int stdout_width(int otherwise) {
  winsize size{};
  if (isatty(STDOUT_FILENO) == 0 || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return otherwise;
  return size.ws_col;
}

void report_error(bool json, int code, std::string const& message) {
  if (json) {
    JsonLine("error").add("exit_code", code).add("message", message).print();
    return;
  }
  char const *red = use_colour() ? "\033[1;31m" : "", *plain = use_colour() ? "\033[0m" : "";
  bool const said = message.starts_with("error:");
  fmt::print(stderr, "{}{}{}{}\n", said ? "" : red, said ? "" : "error: ", said ? "" : plain, message);
}

void note(std::string const& message) { fmt::print(stderr, "{}\n", message); }

std::string short_duration(double seconds) {
  auto const s = static_cast<std::int64_t>(std::llround(std::max(0.0, seconds)));
  if (s < 60) return fmt::format("{} s", s);
  if (s < 3600) return fmt::format("{} min {:02} s", s / 60, s % 60);
  return fmt::format("{} h {:02} min", s / 3600, s / 60 % 60);
}

std::string simulated(Seconds now, Seconds warmup) {
  double const days = static_cast<double>(now - warmup) / static_cast<double>(day);
  return fmt::format("{} {:.1f}", days < 0.0 ? "warm-up day" : "day", days);
}

ProgressLine::ProgressLine(std::string title, bool json) : title_(std::move(title)), json_(json), terminal_(!json && stderr_is_terminal()) {}
ProgressLine::~ProgressLine() {
  if (drawn_) fmt::print(stderr, "\r\033[K");
}

void ProgressLine::line(run::Progress const& p) {
  double const share = p.ticks > 0 ? static_cast<double>(p.tick) / static_cast<double>(p.ticks) : 0.0;
  std::string const figures = fmt::format("{:5.1f} %  {}  {:.0f} tick/s  {} member-ticks/s  ETA {}", 100.0 * share, simulated(p.now, p.warmup),
                                          p.ticks_per_s, short_count(p.ticks_per_s * static_cast<double>(p.members)), short_duration(p.eta));
  if (!terminal_) return fmt::print(stderr, "{}: {}\n", title_, figures);
  int const wide = 24, full = static_cast<int>(share * wide);
  fmt::print(stderr, "\r\033[K{} [{}{}] {}", title_, std::string(static_cast<std::size_t>(full), '#'),
             std::string(static_cast<std::size_t>(wide - full), '.'), figures);
  std::fflush(stderr);
  drawn_ = true;
}

void ProgressLine::operator()(run::Progress const& p) {
  double const every = json_ ? 1.0 : terminal_ ? 0.2 : 30.0;
  if (p.wall < last_ + every) return;
  last_ = p.wall;
  if (!json_) return line(p);
  JsonLine("progress")
      .add("run", title_)
      .add("tick", p.tick)
      .add("ticks", p.ticks)
      .add("time_s", p.now)
      .add("ticks_per_s", p.ticks_per_s)
      .add("member_ticks_per_s", p.ticks_per_s * static_cast<double>(p.members))
      .add("eta_s", p.eta)
      .print();
}

}  // namespace gs::cli
