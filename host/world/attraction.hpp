#pragma once
//! What members make of the goods on offer: who buys what on a quiet day. Popularity decides what is seen; taste and price what is bought.
#include <vector>
#include "host/world/gamma_classes.hpp"
#include "kernels/state/params.hpp"
#include "kernels/state/world_data.hpp"

namespace gs::world {

inline constexpr std::uint32_t segments = 8;

//! Orders a year of a member who is there.
inline double active_orders(MemberParams const& m) { return m.active_orders > 0.0 ? m.active_orders : m.orders_per_year; }

struct Purchases {
  //! Share of each SKU in the quiet orders of a segment, [segment * skus + sku]: from live rooms, where less persuasion is needed, and from
  //! all other channels. Both together sum to 1 over the SKUs of a segment.
  std::vector<double> live, shelf;
  //! Orders that one look at a SKU brings if the member was prompted to look at it, by SKU.
  std::vector<double> prompted_live, prompted_shelf;
  double alike = 0.0;                            //!< chance that two orders of a member are of one family
  double unkept_live = 0.0, unkept_shelf = 0.0;  //!< orders that a look would bring if no cart were forgotten or filled anew
  double refills = 0.0;                          //!< chance that a look fills the cart of an earlier one anew
  ClassOrders at_rest;                           //!< how often members of each class then order, with their needs met as usual
};

/*!
 * Follows the visit of members/: a look shows about four items (two searched, one from the feed, the best match of three recommended), the
 * best goes into the cart if it beats "nothing" (logit), and is bought if it does so again. Averaged over a sample of members; what a look
 * brings in all is what their looks bring.
 * items.popularity, price and taste must be there.
 */
Purchases usual_purchases(WorldData const& world, Params const& params);

//! Orders that an unprompted look brings if members look as often as world.class_rate says: who looks often fills carts anew.
double orders_a_look(Purchases const& purchases, WorldData const& world, Params const& params);

//! So much more than that a look brings in quiet weeks: posts and friends bring looks of their own (a sixteenth of all orders), and what is hot
//! for a day is wanted more. Set so that worlds of 20 k, 200 k and 1 M members order 20 times a member-year (12, 8 and 4 seeds).
inline constexpr double seen_more = 1.12;

}  // namespace gs::world
