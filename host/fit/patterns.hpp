#pragma once
//! What else a log tells: how popular goods are, what is spent, when people come and buy, how long parcels take.
#include <array>
#include <cstdint>
#include <vector>
#include "host/fit/histories.hpp"
#include "host/fit/pareto_nbd.hpp"

namespace gs::fit {

//! Zipf's law over ranks 1 … n: share of rank k ~ k^-exponent.
struct Zipf {
  double exponent = 0.0, error = 0.0;
  std::int64_t goods = 0;
};
//! Maximum likelihood on units by SKU, ranked by themselves (which biases the exponent upwards where a SKU sells only a few units).
Zipf fit_zipf(std::vector<double> units);

//! ln of what is spent at a purchase: a normal law.
struct Spend {
  double ln_mean = 0.0, ln_sd = 0.0;
  double between_sd = 0.0;  //!< of members' own means of ln spend (those with two purchases or more), what is left after chance
  double ks = 0.0;          //!< largest distance between the distribution and the lognormal law (Kolmogorov-Smirnov)
  std::int64_t purchases = 0;
};
Spend fit_spend(Histories const& histories);

//! Order to door: lognormal.
struct Lead {
  double ln_mean = 0.0, ln_sd = 0.0, median = 0.0, p95 = 0.0, ks = 0.0;  //!< [d]
  std::int64_t orders = 0;
};
Lead fit_lead(OrderLog const& log);

struct Rhythm {
  std::array<double, 7> weekday{};  //!< purchases a day, Monday first, over their mean
  double weekend = 0.0;             //!< extra on Saturdays and Sundays, as a share of a weekday
  std::array<double, 24> hour{};    //!< orders by hour of the day, over their mean; zeros if the log has no times
  double depth = 0.0;               //!< (peak - trough) / (peak + trough) of three-hour averages
};
Rhythm fit_rhythm(OrderLog const& log, Histories const& histories);

//! A day on which far more came than in the weeks around it.
struct Spike {
  std::int32_t day = 0;
  double times = 1.0;  //!< purchases over the median of the 14 days around it
};

//! When members come, and how attentive those are who are there.
struct Calendar {
  std::vector<double> arrivals;   //!< first purchases by day of the log
  std::vector<double> attention;  //!< repeat purchases by day over what the model expects: by week, days of a spike by themselves; mean 1
  std::vector<Spike> spikes;      //!< of all purchases
  double busiest = 0.0;           //!< purchases a day in the busiest four weeks
};
Calendar fit_calendar(Histories const& histories, ParetoNbd const& model, Rhythm const& rhythm);

//! Repeat purchases that the model expects of one member in a day, t days after it came.
double expected_rate(ParetoNbd const& p, double t);

//! Kolmogorov-Smirnov distance of sorted ln values from a normal law.
double ks_normal(std::vector<double> const& sorted, double mean, double sd);

}  // namespace gs::fit
