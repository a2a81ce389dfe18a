#pragma once
//! Minimising a smooth function of a few numbers without derivatives: Nelder and Mead 1965.
#include <functional>
#include <vector>

namespace gs::fit {

struct Minimum {
  std::vector<double> at;
  double value = 0.0;
  int steps = 0;
  bool converged = false;
};

//! Stops when the values at all corners lie within `tolerance`, or after `most` steps; started again once at the point it found.
Minimum minimise(std::function<double(std::vector<double> const&)> const& f, std::vector<double> start, double step, double tolerance,
                 int most = 500);

//! Standard errors at a minimum of a negative log-likelihood: root of the diagonal of the inverse of its second differences. NaN where the
//! function has no minimum there.
std::vector<double> standard_errors(std::function<double(std::vector<double> const&)> const& f, std::vector<double> const& at, double step);

}  // namespace gs::fit
