#pragma once
//! What is kept of a member: 24 bytes, one row, touched only when it wakes. Zone, segment, class and taste follow from the id.
#include <cstdint>
#include "kernels/core/macros.hpp"

namespace gs {

//! A member as rules see it.
struct MemberRow {
  std::uint32_t last_buy = 0;    //!< minutes since start + 1; 0 = before the start (see `recency`)
  std::uint32_t cart_sku = ~0u;  //!< ItemId in the cart; ~0 = empty
  std::uint32_t cart_since = 0;  //!< [min since start]
  std::uint32_t spend = 0;       //!< total [currency units]
  std::uint16_t last_family = 0xffff;
  std::uint16_t loyalty = 0;       //!< [2^-16]
  std::uint16_t satisfaction = 0;  //!< [2^-16]
  std::uint16_t events = 0;        //!< looks the recommender has seen
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

//! A member as it is stored. What outgrows its bits stays at the most they hold; minutes last 31 years, which configs keep to.
struct StoredMember {
  std::uint64_t last_buy : 24, loyalty : 16, spend : 24;  // what waking asks for stands together
  std::uint64_t cart_sku : 24, cart_since : 24, last_family : 16;
  std::uint64_t seen : 24, satisfaction : 16, events : 12, orders : 12;

  static constexpr std::uint32_t most24 = 0xffffff, most12 = 0xfff;
  static constexpr std::uint32_t minutes = most24, skus = most24;  //!< that it can tell apart; the last SKU means none
};
static_assert(sizeof(StoredMember) == 24, "a member costs 24 bytes");

}  // namespace gs

GS_SHARED_BEGIN

GS_HD constexpr std::uint32_t lesser(std::uint32_t a, std::uint32_t b) { return a < b ? a : b; }

GS_HD inline StoredMember stored(MemberRow const& r) {
  StoredMember s;
  s.last_buy = lesser(r.last_buy, StoredMember::most24);
  s.loyalty = r.loyalty;
  s.spend = lesser(r.spend, StoredMember::most24);
  s.cart_sku = lesser(r.cart_sku, StoredMember::most24);
  s.cart_since = lesser(r.cart_since, StoredMember::most24);
  s.last_family = r.last_family;
  s.seen = lesser(r.seen, StoredMember::most24);
  s.satisfaction = r.satisfaction;
  s.events = lesser(r.events, StoredMember::most12);
  s.orders = lesser(r.orders, StoredMember::most12);
  return s;
}

GS_HD inline MemberRow row_of(StoredMember const& s) {
  MemberRow r;
  r.last_buy = s.last_buy;
  r.cart_sku = s.cart_sku == StoredMember::most24 ? ~0u : static_cast<std::uint32_t>(s.cart_sku);
  r.cart_since = s.cart_since;
  r.spend = s.spend;
  r.last_family = s.last_family;
  r.loyalty = s.loyalty;
  r.satisfaction = s.satisfaction;
  r.events = s.events;
  r.orders = s.orders;
  r.seen = s.seen;
  return r;
}

GS_SHARED_END
