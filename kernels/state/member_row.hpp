#pragma once
//! What is stored of a member: 32 bytes, one row, touched only when it wakes. Zone, segment, class and taste follow from the id.
#include <cstdint>

namespace gs {

struct MemberRow {
  std::uint32_t last_buy = 0;    //!< minutes since start + 1; 0 = before the start (see `recency`)
  std::uint32_t cart_sku = ~0u;  //!< ItemId in the cart; ~0 = empty
  std::uint32_t cart_since = 0;  //!< [min since start]
  std::uint32_t spend = 0;       //!< total [currency units], saturating
  std::uint16_t last_family = 0xffff;
  std::uint16_t loyalty = 0;       //!< [2^-16]
  std::uint16_t satisfaction = 0;  //!< [2^-16]
  std::uint16_t events = 0;        //!< looks the recommender has seen, saturating
  std::uint32_t orders = 0;
  std::uint32_t seen = 0;  //!< last time awake [min since start]

  //! The one list of fields: hash, save/load and inspection walk it.
  template <class Visit, class... R>
  static constexpr void each_field(Visit&& visit, R&... r) {
    visit("last_buy", "min", r.last_buy...);
    visit("cart_sku", "1", r.cart_sku...);
    visit("cart_since", "min", r.cart_since...);
    visit("spend", "1", r.spend...);
    visit("last_family", "1", r.last_family...);
    visit("loyalty", "2^-16", r.loyalty...);
    visit("satisfaction", "2^-16", r.satisfaction...);
    visit("events", "1", r.events...);
    visit("orders", "1", r.orders...);
    visit("seen", "min", r.seen...);
  }
};
static_assert(sizeof(MemberRow) == 32, "a member costs 32 bytes");

}  // namespace gs
