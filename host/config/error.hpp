#pragma once
//! What went wrong in a config, where, and how to mend it; rendered the way rustc does.
#include <memory>
#include <string>
#include <vector>
#include "kernels/core/errors.hpp"

namespace gs::config {

//! A text that a value can come from: a file, or one argument of the command line. Shared by all origins in it.
struct Source {
  std::string name;                //!< as printed: "configs/designs/rigid.toml", "--set"
  std::vector<std::string> lines;  //!< without line ends
  bool is_file = true;
  int order = 0;  //!< in which it was read; sorts the errors
};

//! A stretch of one line. Columns count code points, from 1.
struct Origin {
  std::string file;  //!< "" = built-in default
  int line = 0, column = 0, length = 0;
  std::shared_ptr<Source const> source;  //!< may be null
};

//! "configs/designs/rigid.toml:14", "--set", "built-in default".
std::string to_string(Origin const& origin);

//! One error.
struct Problem {
  std::string message;  //!< "unknown key 'led_time' in [planning]"
  Origin where;         //!< line 0: no line to show
  std::string hint;     //!< "did you mean 'lead_time' (duration, e.g. "30 d")?"
};

//! Without colour: "error: …\n  --> file:line:col\n   |\n14 | …\n   | ^^^ hint\n".
std::string render(Problem const& problem);

//! All errors of all files; what() is their rendering.
struct ConfigErrors : ConfigError {
  explicit ConfigErrors(std::vector<Problem> found);
  std::vector<Problem> problems;
};

}  // namespace gs::config
