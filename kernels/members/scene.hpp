#pragma once
//! What a member awake may look at, and the luck of its look.
#include "kernels/core/prefetch.hpp"
#include "kernels/members/choice.hpp"
#include "kernels/state/loyalty.hpp"
#include "kernels/state/shelf.hpp"
#include "kernels/state/tenure.hpp"

namespace gs::GS_BACKEND {

//! Grades that are offered (lever 8): what they cost over list and who looks for them.
struct GradeRule {
  double premium[2] = {};     //!< deep, extreme: over the price asked
  double disutility[2] = {};  //!< beta_p ln(1 + premium), before the member's own sensitivity
  double seek_deep = 0.0, seek_extreme = 0.0;
  std::uint32_t per_family = 1;  //!< SKUs a family has: the combinations of its options
};

//! Everything a member awake may look at; by value into the kernel.
struct Scene {
  Pressure pressure;
  Slot const* slots;
  SkuLook const* looks;
  Weights search, feed;
  double const* quantiles;  //!< of the Gumbel law
  std::int64_t const* free_by_sku;
  std::uint16_t const* block_zone;
  std::uint16_t const* block_segment;
  std::uint16_t const* block_class;
  double const* class_rate;
  double const* zone_pull;
  Shelf shelf;
  ChannelTerms terms;
  ChoiceParams choice;
  CascadeParams cascade;
  double need_days;
  LoyaltyLaw loyalty;
  std::uint64_t seed;
  std::int64_t members;
  std::uint32_t skus;
  Now now;
  GradeRule grades;
  Tenure tenure = {};
};

//! The luck of a look around, drawn for a handful of members at once: what follows from the id alone, before its row is there.
struct Luck {
  Draws reason;
  ItemId candidates[3];  //!< of the recommender
  ItemId found[2];       //!< by search
  ItemId fed;            //!< by the feed
  std::uint32_t noise;   //!< of the recommender
  std::uint32_t moment;  //!< of the tick at which the look is taken
};
//! `again`: which further look of this tick.
GS_HD inline Luck draw_luck(Scene const& s, MemberId id, std::uint32_t again = 0) {
  auto const start = static_cast<std::uint32_t>(s.now.start);
  Draws const a = draw4(s.seed, Stream::options, id.v, start, 2 * again), b = draw4(s.seed, Stream::options, id.v, start, 2 * again + 1);
  auto const pick = [&s](Weights const& w, std::uint32_t word) {
    ItemId const sku(draw_by_weight(w, word));
    prefetch(&s.looks[sku.at()]);
    return sku;
  };
  return {draw4(s.seed, Stream::wake_reason, id.v, start, again),
          {pick(s.search, a.v[0]), pick(s.search, a.v[1]), pick(s.search, a.v[2])},
          {pick(s.search, b.v[0]), pick(s.search, b.v[1])},
          pick(s.feed, b.v[2]),
          a.v[3],
          b.v[3]};
}

}  // namespace gs::GS_BACKEND
