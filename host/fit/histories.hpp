#pragma once
//! Members' purchase days, and the headline facts of a log.
#include <cstdint>
#include <vector>
#include "host/fit/order_log.hpp"

namespace gs::fit {

//! One member's orders of one day, as one purchase.
struct Purchase {
  std::int32_t day = 0;  //!< since the first day of the log
  double value = 0.0;
};

struct Histories {
  std::int64_t first_day = 0;         //!< [days since 1970]
  std::int32_t days = 0;              //!< from the first order's day to the last one's, both counted
  std::vector<Purchase> purchases;    //!< by member, then day
  std::vector<std::size_t> first_of;  //!< [members + 1]

  std::size_t members() const { return first_of.size() - 1; }
  std::size_t count(std::size_t member) const { return first_of[member + 1] - first_of[member]; }
};
//! Throws ConfigError if the log spans more than twenty years.
Histories histories_of(OrderLog const& log);

//! What anybody would ask of a log first; the same figures of a run say whether it behaves like it.
struct Facts {
  std::int64_t members = 0, purchases = 0;      //!< members who bought; their purchase days
  double one_time = 0.0;                        //!< share of them who bought on one day only
  double mean_purchases = 0.0;                  //!< purchase days a member
  double gap_median = 0.0, gap_mean = 0.0;      //!< days between purchases of one member; 0 if nobody came back
  double top_fifth = 0.0;                       //!< share of all spend of the fifth that spends most
  double top_fifth_purchases = 0.0;             //!< share of all purchase days of the fifth that buys most often
  double mean_value = 0.0, median_value = 0.0;  //!< of a purchase
};
Facts facts_of(Histories const& histories);

//! The x with a share q of the values below it; sorts them. 0 of nothing.
double quantile(std::vector<double>& values, double q);

}  // namespace gs::fit
