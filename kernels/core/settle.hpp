#pragma once
//! Contention: many claims on finite pools, settled by a total order that ends on a permanent id. The one mechanism behind orders on
//! stock, kits on components, jobs on hours, parcels on handling, lots on lanes. Allocation rules are ranks, never separate code.
#include "kernels/core/list_where.hpp"

namespace gs::GS_BACKEND {

enum class Fill : std::uint8_t { in_order, proportional };

//! Claims in ascending permanent id. `rank` orders them inside a pool (priority, then age), ties go to the lower index.
struct Claims {
  std::int64_t count = 0;
  std::uint32_t const* pool = nullptr;  //!< ~0u: claims nothing
  std::uint32_t const* rank = nullptr;
  std::int64_t const* quantity = nullptr;  //!< >= 0
  std::int64_t* grant = nullptr;           //!< out, 0…quantity
  bool whole = false;                      //!< all or nothing; a claim that does not fit blocks those behind it
  Fill fill = Fill::in_order;
};
//! What is there to grant, by pool. Not changed by settle: the caller books the grants.
struct Pools {
  std::int64_t count = 0;
  std::int64_t const* stock = nullptr;  //!< <= 0 grants nothing
};
//! Fills claims.grant. Costs a pass over the claims, plus a sort of those whose pool has something but not enough. One host read.
void settle(Lane const& lane, Claims const& claims, Pools const& pools, Scratch& scratch);

//! Running sums for a two-sided match: `before[i]` = quantity of all claims ahead of claim i in its market, in (market, rank, id) order.
//! Claim i then covers [before, before + quantity) of its market's offers laid end to end in merit order: see `overlap`.
void running_sums(Lane const& lane, Claims const& claims, std::int64_t* before, Scratch& scratch);

//! How much of a claim at [claim_before, + claim) falls on an offer at [offer_before, + offer).
GS_HD inline std::int64_t overlap(std::int64_t claim_before, std::int64_t claim, std::int64_t offer_before, std::int64_t offer) {
  std::int64_t const low = claim_before > offer_before ? claim_before : offer_before;
  std::int64_t const claim_end = claim_before + claim, offer_end = offer_before + offer;
  std::int64_t const high = claim_end < offer_end ? claim_end : offer_end;
  return high > low ? high - low : 0;
}

//! A rank from a priority class (0 = first served, < 16) and an age stamp [s]: minutes fit 28 bits for 510 years.
GS_HD inline std::uint32_t rank_of(std::uint32_t priority, std::int64_t since) {
  std::int64_t const minutes = since < 0 ? 0 : since / 60;
  return priority << 28 | static_cast<std::uint32_t>(minutes < 0x0fffffff ? minutes : 0x0fffffff);
}

}  // namespace gs::GS_BACKEND
