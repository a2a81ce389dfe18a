#pragma once
//! Five dimensions of a flexible chain, 0…100 each, made of metrics whose raw numbers stand beside the score.
#include "host/run/metrics.hpp"

namespace gs::run {

/*!
 * response   mean over wants in waves (at rest without one) of 2^(-wait to the door/4 d), nothing for wants that left: of parcels alone a chain
 *            that turns members away would look quick. Its geometric mean with 2^(-restock/30 d) where a niche SKU was ignited
 * range      configurations a member can have, log10 over a million: SKUs on the shelf, combinations of modules made to order
 * cost       what is left of a yuan of sales after all costs and what was put into stock (the margin), over half of it
 * quality    2^(-defective/1 %), defective parcels over parcels delivered
 * resilience service of the worst day since the first wave or outage, times 2^(-recovery/60 d)
 *
 * The scales are chosen so that 50 is what a solid shop would call middling; they say more, less, and how much, and rank nothing that the
 * raw numbers do not. A dimension without a raw number has no score.
 */
std::vector<Metric> scorecard(Evidence const& evidence, std::vector<Metric> const& measured);

}  // namespace gs::run
