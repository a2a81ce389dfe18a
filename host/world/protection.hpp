#pragma once
//! What a policy has to protect against, and how far forecasts go wrong: shared by generated worlds, loaded networks and their tests.
#include "kernels/core/units.hpp"
#include "kernels/state/params.hpp"

namespace gs::world {

//! Standard normal density, distribution (|error| < 1e-7) and loss E[(N - z)+].
double normal_density(double z);
double normal_cdf(double z);
double normal_loss(double z);

//! Protection interval P = L + R - one tick when reviews come after the tick's demand, else L + R [s] (MODEL §2).
Seconds protection(PolicyParams const& policy, Seconds lead, Seconds tick);

//! Days of demand that a forecast averages over (sensing adds to a moving average); 0 = it is exact.
double forecast_days(PolicyParams const& policy);

/*!
 * RMS error of P-ahead totals: sigma sqrt(P + P²/n) for independent days forecast by an average of n days. `lump_days`: demand comes
 * in orders of so many days' worth, of which P holds one more or less. Units of `mean` and `sigma` a day; P in days.
 */
double sigma_ahead(double mean, double sigma, double days, double forecast_over, double lump_days);

/*!
 * Order-up-to level: mean over P + z sigma_P; where the mean is below 20 and z positive, the same quantile of a negative binomial with
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
