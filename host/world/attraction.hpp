#pragma once
//! What members make of the goods on offer: who buys what on a quiet day. Popularity decides what is seen; taste and price what is bought.
#include <vector>
#include "kernels/state/params.hpp"
#include "kernels/state/world_data.hpp"

namespace gs::world {

inline constexpr std::uint32_t segments = 8;

/*!
 * Share of each SKU in quiet orders, by segment: [segment * skus + sku], sums to 1 over the SKUs of a segment.
 *
 * Follows the visit of members/: a look shows about four items (two searched, one from the feed, the best match of three recommended), the
 * best goes into the cart if it beats "nothing" (logit), and is bought if it does so again. Averaged over a sample of members.
 * items.popularity, price and taste must be there.
 */
std::vector<double> segment_shares(WorldData const& world, Params const& params);

}  // namespace gs::world
