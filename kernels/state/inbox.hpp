#pragma once
//! What stages hand to each other inside one tick. Nothing here survives the tick; capacity is not state.
#include "kernels/core/backend.hpp"
#include "kernels/core/ids.hpp"
#include "kernels/core/units.hpp"

namespace gs::GS_BACKEND {

//! How a SKU looks to members in this tick (traffic -> members). One cache line each: visits fetch a few at random.
struct alignas(64) SkuLook {
  std::uint64_t taste;  //!< features
  double value;         //!< beta_0 - beta_p ln(p/p_ref) + beta_h ln(1 + heat), before the member's own terms
  double price_term;    //!< beta_p ln(p/p_ref), scaled again by the member's price sensitivity
  Cents price;          //!< asked now, discounts taken off
  Seconds sale_at;      //!< next announced price cut; never
  double sale_gain;     //!< its utility
  std::uint32_t share;  //!< chance to pass it on when seen [2^-32, capped]
  std::uint16_t family;
  std::uint16_t line;
  std::uint16_t markdown;  //!< part of the list price that the ladder takes off [1e-4]
  std::uint8_t hot;        //!< 1 = a hit
  std::uint8_t grades;     //!< bit g = grade g is open
  std::uint32_t deposit;   //!< paid ahead by who holds its cart for the sale [cent]; 0 = no presale
};

//! A burst that pulls in this tick (traffic -> members).
struct Slot {
  ItemId sku;
  std::uint32_t channel;
  double looks;  //!< expected extra looks of the whole population in this tick
  double live_bonus;
  bool open;  //!< link open and goods to sell
};

inline constexpr int max_slots = 1024, max_channels = 16, segments = 8, classes = 16;

//! Media pressure of this tick, plain data passed by value into the wake kernel.
struct Pressure {
  int channels = 0, slots = 0;
  double hours = 0.0;                    //!< length of the tick [h]
  double unprompted[max_channels] = {};  //!< share of unprompted looks by channel, trace included; sums to ~1
  double unprompted_total = 1.0;
  double channel_looks[max_channels] = {};       //!< extra looks of the population in this tick, by channel
  int first_slot[max_channels + 1] = {};         //!< slots of channel c are first_slot[c] … first_slot[c+1]-1
  double affinity[max_channels][segments] = {};  //!< audience by segment, mean 1
  double class_pull[classes] = {};               //!< how strongly a class follows media, mean 1
};

//! A price cut or a contagious SKU, now or announced (traffic only).
struct Deal {
  ItemId sku;
  Seconds from, to;    //!< when the cut price holds
  double discount;     //!< 0…1
  double share_boost;  //!< multiplies the chance to pass it on; 1 = none
  double deposit;      //!< share of the list price paid ahead; 0 = no presale
};
inline constexpr int max_deals = 256;

//! Terms of the channels, by value into kernels.
struct ChannelTerms {
  std::uint8_t partition[max_channels] = {};    //!< stock partition it sells from
  std::uint8_t live[max_channels] = {};         //!< 1 = livestream
  std::uint32_t commission[max_channels] = {};  //!< [1e-4 of the price]
};

//! What a woken member decided (members -> orders). One entry a woken member; sku none = no order.
struct Intent {
  ItemId sku;
  ZoneId zone;
  PointId home;  //!< the nearest stock point that keeps it: demand is booked and waits there
  Seconds promise;
  Seconds latest;  //!< promise the member would still accept, should the shop correct itself [s since start]
  Cents price;
  std::uint8_t channel;
  std::uint16_t flags;  //!< as OrderTable.flags
};

}  // namespace gs::GS_BACKEND
