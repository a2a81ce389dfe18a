#pragma once
//! What a policy has to protect against, and how far forecasts go wrong: shared by generated worlds, loaded networks and their tests.
#include <map>
#include <utility>
#include "kernels/core/units.hpp"
#include "kernels/state/params.hpp"

namespace gs::world {

//! Standard normal density, distribution (|error| < 1e-7) and loss E[(N - z)+].
double normal_density(double z);
double normal_cdf(double z);
double normal_loss(double z);

//! Protection interval P = L + R - one tick when reviews come after the tick's demand, else L + R; plus information and decision delay [s]
//! (MODEL §2).
Seconds protection(PolicyParams const& policy, Seconds lead, Seconds tick);

//! Days of demand that a forecast averages over (sensing adds to a moving average); 0 = it is exact.
double forecast_days(PolicyParams const& policy);

inline double in_days(Seconds t) { return static_cast<double>(t) / static_cast<double>(day); }

//! What passes through a stock point on an average day [units], and how it varies.
struct Flow {
  double mean = 0;       //!< asked for
  double back = 0;       //!< of it comes back from members as good as new
  double variance = 0;   //!< of a day's demand
  double life = 0;       //!< squares of what hits ask for: their sales rise and fall with their life
  double batch = 0;      //!< variance of any stretch of time from orders in whole batches
  double amplified = 0;  //!< mean x the factor by which orders from downstream vary more than members' demand
  double orders() const { return mean - back; }
};

//! Errors of forecasts. Remembers what it has integrated.
class Swings {
 public:
  explicit Swings(Seconds half_life) : half_life_(half_life) {}
  /*!
   * RMS error of P-ahead totals [units]: sigma sqrt(P + P²/n) for independent days forecast by an average of n days (0 = exact), the rise
   * and fall of hits, batches, and demand in orders of `lump_days` worth, of which P holds one more or less. P and n in days.
   */
  double sigma_ahead(Flow const& flow, double days, double over, double lump_days);
  //! RMS difference between a hit's appeal in the next P days and in the last n, relative to its mean.
  double life_error(double days, double over);

 private:
  Seconds half_life_;
  std::map<std::pair<double, double>, double> seen_;
};

/*!
 * Order-up-to level: mean over P + z sigma_P; where the mean is below 20, the same quantile of a negative binomial with
 * that mean and variance, in whole grains. The planners use the same rule, so that their first look changes nothing.
 */
double order_up_to(double over_p, double sigma_p, double z);

//! When a policy orders: first at the start of the tick at whose end it reviews for the first time, then every review period.
struct Rhythm {
  Seconds first = 0, period = 1;
  bool operator==(Rhythm const&) const = default;
};
Rhythm order_rhythm(PolicyParams const& policy, Seconds tick);

}  // namespace gs::world
