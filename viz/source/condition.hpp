#pragma once
//! "service < 0.95": stop when it becomes true.
#include <optional>
#include <string>
#include "viz/source/signals.hpp"

namespace gs::viz {

struct Condition {
  std::string signal;
  bool below = true;  //!< else above
  double limit = 0.0;
  std::string text() const;
  bool holds(double value) const { return below ? value < limit : value > limit; }  //!< a NaN never holds
};

//! Reads NAME < NUMBER or NAME > NUMBER; "95 %" is 0.95. On failure `why` says what is wrong and what was probably meant.
std::optional<Condition> read_condition(std::string const& text, std::vector<Signal> const& known, std::string& why);

}  // namespace gs::viz
