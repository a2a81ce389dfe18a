#pragma once
//! Does a run behave like the log? The same figures of both, and how far apart they may be.
#include <string>
#include <vector>
#include "host/fit/histories.hpp"

namespace gs::fit {

struct FactRow {
  char const* name;
  char const* unit;
  double log, run;
  double tolerance;  //!< absolute
  bool needed;       //!< the log has what it takes
  bool holds() const { return !needed || (run - log <= tolerance && log - run <= tolerance); }
};

//! Headline facts with their tolerances (chosen; host/fit/README.md has what was measured).
std::vector<FactRow> fact_rows(Facts const& log, Facts const& run, bool has_value);

}  // namespace gs::fit
