#pragma once
//! Sentences made from the numbers. Each says whether what it tells is good or bad, in a word and not by colour alone.
#include "host/report/section.hpp"

namespace gs::report {

struct Finding {
  std::string text;
  int side = 0;  //!< +1 good, -1 bad, 0 neither
};
//! `good` and `bad`: the word in front.
std::string to_html(std::vector<Finding> const& findings, char const* good, char const* bad);

//! What a run shows by itself.
std::vector<Finding> findings_of(RunData const& run);
//! What differs from `a` to `b`: shares in points, amounts in percent; small differences are left out.
std::vector<Finding> differences_of(RunData const& a, RunData const& b);

}  // namespace gs::report
