#pragma once
//! Where a rule breaks as stress grows from 0 to 1, found by bisection on a noisy measurement, with an interval.
//!
//! Every level is measured on the same seeds (common random numbers), so that neighbouring levels differ by the stress and hardly by luck.
//! Distances to the rule (above 0: it holds) are averaged over seeds and made monotone (isotonic regression, Ayer et al. 1955: more stress
//! cannot help, what looks like help is noise); the breaking point is where that curve crosses 0. Its standard error comes from a bootstrap over
//! seeds (whole curves are drawn, so that their correlation stays); the interval is Student's t, because percentile intervals of a few seeds
//! are too short. Levels whose interval is too wide get more seeds.
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace gs::experiments {

//! A level wanted on seeds first … first + count - 1.
struct Ask {
  double level = 0.0;
  std::int64_t first = 0, count = 0;
};

struct BisectionSettings {
  std::int64_t replications = 4;       //!< seeds of every level
  std::int64_t most_replications = 8;  //!< of levels near the breaking point, when the interval is too wide
  int steps = 5;                       //!< halvings: the bracket ends at 2^-steps of the range
  double precision = 0.05;             //!< half width of the interval that is fine enough, as a share of the range
};

struct BreakingPoint {
  enum class Kind { found, already_broken, never } kind = Kind::found;
  double at = 0.0;                 //!< 0 … 1
  double low = 0.0, high = 1.0;    //!< 95 %; ends of the range when the curve leaves it
  double held = 0.0, broke = 1.0;  //!< highest level that held below the breaking point, lowest that broke above it
  std::int64_t replications = 0;   //!< most on a level
};

//! Non-increasing least-squares fit to y with weights w (pool adjacent violators).
std::vector<double> falling_fit(std::vector<double> const& y, std::vector<double> const& w);
//! Where a falling piecewise linear curve crosses 0; below the first x: x[0]; above the last: x.back().
double crossing(std::vector<double> const& x, std::vector<double> const& y);

//! Draws of a bootstrap: `samples` rows of `n` indices below n. The same n gives the same draws, so that two designs are resampled alike.
std::vector<std::vector<std::int64_t>> resampled_seeds(std::int64_t n, std::int64_t samples);

class Bisection {
 public:
  explicit Bisection(BisectionSettings settings) : s_(settings) {}

  //! What to measure next, all at once; empty when done.
  std::vector<Ask> next();
  //! Distances to the rule on the seeds that were asked for; NaN = that run failed.
  void tell(Ask const& ask, std::vector<double> const& distances);

  BreakingPoint result() const;
  //! Breaking point of every bootstrap sample, in the order of resampled_seeds.
  std::vector<double> samples() const;
  std::vector<double> levels() const;
  double mean(double level) const;  //!< distance; NaN if nothing was measured
  int runs() const { return runs_; }

 private:
  double crossing_of(std::vector<std::int64_t> const* seeds) const;
  std::vector<Ask> refine();
  std::int64_t seeds() const;

  BisectionSettings s_;
  std::map<double, std::vector<double>> at_;
  double low_ = 0.0, high_ = 1.0;
  int steps_ = 0, runs_ = 0;
};

}  // namespace gs::experiments
