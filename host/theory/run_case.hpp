#pragma once
//! Runs a case: replications of the engine, means with intervals, and the verdict against theory.
#include "host/theory/case.hpp"

namespace gs::theory {

struct Measured {
  Quantity quantity;
  double mean = 0.0, error = 0.0;  //!< over replications; error = standard error
  double tolerance = 0.0;          //!< max(given, three standard errors)
  bool passed = false;
};

struct Outcome {
  std::vector<Measured> measured;
  std::string broken_law;  //!< empty when every replication kept the laws
  bool passed = false;
  double seconds = 0.0;  //!< wall clock
};

//! How exactly a measure holds. Pure, for tests.
Measured judge(Quantity const& q, std::vector<double> const& by_replication);

Outcome run_case(Case const& c, bool quick, std::uint64_t seed, int threads);

}  // namespace gs::theory
