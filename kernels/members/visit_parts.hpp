#pragma once
//! What a visit is given and what it leaves behind, beside the scene.
#include "kernels/state/inbox.hpp"
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

//! Grades that are offered (lever 8): what they cost over list and who looks for them.
struct GradeRule {
  double premium[2] = {};     //!< deep, extreme: over the price asked
  double disutility[2] = {};  //!< beta_p ln(1 + premium), before the member's own sensitivity
  double seek_deep = 0.0, seek_extreme = 0.0;
  std::uint32_t per_family = 1;  //!< SKUs a family has: the combinations of its options
};

//! Counters of SKUs that visits touch.
struct SkuNotes {
  ViewOf<AttentionTable, ItemId> seen;
  std::int64_t* wants;  //!< measured window
  std::int64_t* stockouts;
  StockoutTally places;
};

//! A visit's outbox; none means nothing.
struct Outcome {
  Intent intent;  //!< an order
  ItemId cart;    //!< a cart filled: remind it at `cart_due`
  Seconds cart_due = never;
  std::uint8_t cart_channel = 0;
  ItemId share;  //!< passed on
};

inline constexpr std::uint32_t deposit_bit = 0x80;  //!< of a cart's channel: a deposit was paid

}  // namespace gs::GS_BACKEND
