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

//! Days of demand that a forecast averages over; 0 = it is exact.
double forecast_days(PolicyParams const& policy);

/*!
 * RMS error of P-ahead totals: sigma sqrt(P + P²/n) for independent days forecast by an average of n days. `lump_days`: demand comes
 * in orders of so many days' worth, of which P holds one more or less. Units of `mean` and `sigma` a day; P in days.
 */
double sigma_ahead(double mean, double sigma, double days, double forecast_over, double lump_days);

//! First time >= 0 at which the policy reviews [s].
Seconds first_review(PolicyParams const& policy);

}  // namespace gs::world
