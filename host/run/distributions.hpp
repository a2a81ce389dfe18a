#pragma once
//! How waits, promises and backorders were spread over the measured window, for the file: what the closing table gives percentiles of.
#include <vector>
#include "host/output/provenance.hpp"
#include "kernels/engine/engine.hpp"

namespace gs::run {

/*!
 * `door_count` and `unresolved_count` (orders delivered, and given up or still open, by hours since they were placed), `promise_error_count` (parcels
 * by hours after their promise), all by cohort; `backorder_age_count` (by hours waited, summed over midnights). Empty bins at the ends are left out,
 * and distributions of which nothing was counted.
 */
std::vector<output::Distribution> distributions(Totals const& totals);

}  // namespace gs::run
