#pragma once
//! What a visit is given and what it leaves behind, beside the scene.
#include "kernels/state/inbox.hpp"
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

//! Counters of SKUs that visits touch.
struct SkuNotes {
  ViewOf<AttentionTable, ItemId> seen;
  std::int64_t* wants;  //!< measured window
  std::int64_t* stockouts;
  StockoutTally places;
  ShortMarks in_vain;
};

//! A visit's outbox; none means nothing.
struct Outcome {
  Intent intent;  //!< an order
  ItemId cart;    //!< a cart filled: remind it at `cart_due`
  Seconds cart_due = never;
  std::uint8_t cart_channel = 0;
  ItemId share;  //!< passed on
};

//! What happened in a few visits; flushed with atomics once a handful of members.
struct Noted {
  std::int64_t views = 0, carts = 0, decided = 0, abandoned = 0, wants = 0, ordered = 0, substituted = 0, left = 0, stockouts = 0, shares = 0,
               lost = 0, churned = 0, reactivated = 0, hits = 0, deep = 0, extreme = 0, premium = 0, deposits = 0, paid_ahead = 0, marked_down = 0;
  std::uint16_t looks[max_channels] = {}, sales[max_channels] = {};  //!< by channel
};

inline constexpr std::uint32_t deposit_bit = 0x80;  //!< of a cart's channel: a deposit was paid

}  // namespace gs::GS_BACKEND
