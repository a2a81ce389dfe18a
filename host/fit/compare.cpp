#include "host/fit/compare.hpp"

namespace gs::fit {

//! A lognormal catalogue holds the mean of a log's clustered prices, less so their median: that may be 15 % off.
std::vector<FactRow> fact_rows(Facts const& log, Facts const& run, bool has_value) {
  bool const repeats = log.gap_mean > 0.0;
  return {{"bought once", "share", log.one_time, run.one_time, 0.03, true},
          {"purchase days a member", "1", log.mean_purchases, run.mean_purchases, 0.06 * log.mean_purchases, true},
          {"gap, median", "d", log.gap_median, run.gap_median, 0.25 * log.gap_median + 1.0, repeats},
          {"gap, mean", "d", log.gap_mean, run.gap_mean, 0.10 * log.gap_mean + 1.0, repeats},
          {"purchases of the top fifth", "share", log.top_fifth_purchases, run.top_fifth_purchases, 0.03, true},
          {"spend of the top fifth", "share", log.top_fifth, run.top_fifth, 0.05, has_value},
          {"spend a purchase, median", "", log.median_value, run.median_value, 0.15 * log.median_value + 0.5, has_value},
          {"spend a purchase, mean", "", log.mean_value, run.mean_value, 0.10 * log.mean_value + 0.5, has_value}};
}

}  // namespace gs::fit
