#pragma once
/*!
 * The Pareto/NBD model of buying (Schmittlein, Morrison & Colombo 1987): a member who is active buys as a Poisson process with a rate that
 * is gamma(r, alpha) over members, and stays for an exponential time with a rate that is gamma(s, beta), independent of it. In the engine:
 * `members.activity_shape` = r, `members.active_orders` = 365 r / alpha, `members.stay_shape` = s, `members.stay_scale` = beta.
 */
#include <cstdint>
#include <vector>
#include "host/fit/histories.hpp"

namespace gs::fit {

struct ParetoNbd {
  double r = 1.0, alpha = 100.0;  //!< purchases a day of an active member: gamma, mean r / alpha [1/d]
  double s = 0.0, beta = 100.0;   //!< lifetimes: Pareto, P(alive after t) = (beta / (beta + t))^s [d]; s = 0: nobody leaves (NBD)
};

//! Members with the same record count once: x repeat purchases, the last of them tx days after the first purchase, seen for T days.
struct Record {
  double x = 0, tx = 0, T = 0, members = 0;
};
//! Day t of the log counts as t + 1/2: a member seen on the first and last of D days is seen for D - 1/2 days after its first purchase.
std::vector<Record> records_of(Histories const& histories);

//! ln L of one record (Fader & Hardie 2005, "A note on deriving the Pareto/NBD model", eq. 17 and 18).
double log_likelihood(ParetoNbd const& p, Record const& record);
double log_likelihood(ParetoNbd const& p, std::vector<Record> const& records);

//! Chances of 0, 1, … `most` - 1 repeat purchases in T days, and of more.
std::vector<double> repeats(ParetoNbd const& p, double T, int most);

struct ParetoNbdFit {
  ParetoNbd at, error;  //!< maximum likelihood, and standard errors (NaN: the log does not tell)
  double log_likelihood = 0.0;
  ParetoNbd nbd;  //!< the same without leaving
  double nbd_log_likelihood = 0.0;
  bool converged = false;
};
//! Maximum likelihood by Nelder-Mead on the logarithms. `records` must hold somebody with a repeat purchase.
ParetoNbdFit fit_pareto_nbd(std::vector<Record> const& records);

}  // namespace gs::fit
