#pragma once
//! What goes to a person: errors, numbers, the progress line. Data goes to stdout, everything here to stderr.
#include <string>
#include "host/run/runner.hpp"
#include "host/run/show.hpp"

namespace gs::cli {

bool stderr_is_terminal();
bool use_colour();                      //!< stderr is a terminal and NO_COLOR is not set
int stdout_width(int otherwise = 160);  //!< columns; `otherwise` when stdout is no terminal

//! "error: …" on stderr, or {"type":"error",…} on stdout.
void report_error(bool json, int code, std::string const& message);
void note(std::string const& message);

using run::with_commas;
std::string short_duration(double seconds);          //!< "43 s", "2 min 10 s", "3 h 05 min"
std::string simulated(Seconds now, Seconds warmup);  //!< "day 12.3", "warm-up day -3.0"
using run::short_count;

//! One updating line on a terminal, a plain line every 30 s otherwise, a JSON object a second with --json.
class ProgressLine {
 public:
  ProgressLine(std::string title, bool json);
  ~ProgressLine();
  void operator()(run::Progress const& progress);

 private:
  void line(run::Progress const& progress);
  std::string title_;
  bool json_, terminal_, drawn_ = false;
  double last_ = 0.0;
};

}  // namespace gs::cli
