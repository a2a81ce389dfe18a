#pragma once
//! How long a thing takes: lead and transit times from their laws.
#include "kernels/core/distributions.hpp"
#include "kernels/core/units.hpp"
#include "kernels/state/kinds.hpp"

GS_SHARED_BEGIN

struct LeadTime {
  LeadLaw law;
  Seconds mean;         //!< [s]
  Seconds spread;       //!< half width (uniform) or standard deviation (gamma) [s]
  std::uint32_t table;  //!< discrete: row of the tables
};

//! Discrete laws laid end to end: row r is first[r] … first[r+1]-1, `upto` its cumulative thresholds.
struct LeadTables {
  Seconds const* value;
  Chance const* upto;
  std::uint32_t const* first;
};

GS_HD inline Seconds draw_discrete(LeadTables const& tables, std::uint32_t row, std::uint32_t word) {
  std::uint32_t i = tables.first[row];
  std::uint32_t const last = tables.first[row + 1] - 1;
  while (i < last && word >= tables.upto[i]) ++i;
  return tables.value[i];
}

//! One lead time >= 0 [s]. Gamma by mean and standard deviation; exponential by its mean.
GS_HD inline Seconds draw_lead(LeadTime const& lead, LeadTables const& tables, Words words) {
  double const mean = static_cast<double>(lead.mean), spread = static_cast<double>(lead.spread);
  double t = mean;
  if (lead.law == LeadLaw::discrete) return draw_discrete(tables, lead.table, words.next());
  if (lead.law == LeadLaw::uniform) t = mean + spread * (2.0 * words.uniform01() - 1.0);
  if (lead.law == LeadLaw::exponential) t = -mean * exact_log(words.uniform01());
  if (lead.law == LeadLaw::gamma && spread > 0.0 && mean > 0.0) {
    double const shape = mean / spread * (mean / spread);
    t = mean / shape * draw_gamma(words, shape);
  }
  return t > 0.0 ? to_int(t + 0.5) : 0;
}

GS_SHARED_END
