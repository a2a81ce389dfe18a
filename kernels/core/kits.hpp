#pragma once
//! Claims on several pools at once: a kit is complete only with all its components, and what a short one keeps from being used goes to
//! those behind. Rounds: ask all, grant the minimum over components, release the surplus, repeat. When nothing changes any more the result
//! equals serving one claim after another in (rank, index) order (kits_test.cpp shows both).
#include "kernels/core/settle.hpp"

namespace gs::GS_BACKEND {

//! One component of one claim: so much of this pool for each grain of the kit. The pools of one claim are distinct.
struct KitPart {
  std::uint32_t claim, pool;
  std::int64_t each;  //!< > 0
};

//! Divisible claims in ascending permanent id, their parts claim after claim.
struct KitClaims {
  std::int64_t count = 0, parts = 0;
  bool simple = false;         //!< the caller knows: one part each, one grain of it a kit; spares a round
  Buffer<std::uint32_t> rank;  //!< [claim]
  Buffer<std::int64_t> want;   //!< [claim] grains of the kit, >= 0
  Buffer<std::int64_t> grant;  //!< [claim] out, 0…want
  Buffer<std::int64_t> first;  //!< [claim + 1] first part; a claim without parts is granted in full
  Buffer<KitPart> part;
  void grow(std::int64_t claims, std::int64_t total_parts);
};

struct KitScratch {
  Buffer<std::int64_t> stock;        //!< [pool] written by the caller for every pool that is claimed
  Buffer<std::uint32_t> pool, rank;  //!< [part]
  Buffer<std::int64_t> ask, got;     //!< [part]
  Buffer<std::int64_t> left;         //!< [claim] still wanted; 0 = served or hopeless
  Buffer<std::int64_t> moved;        //!< one cell: grains granted in the round
  SettleScratch settle;
};

inline constexpr int kit_rounds = 4;  //!< in a tick; a claim that is still short then asks again in the next

//! Fills claims.grant and takes it off scratch.stock. `pools` is the size of the pool space. At most `rounds` rounds (tests: no limit).
//! Simple claims are settled exactly in one round.
void settle_kits(Lane const& lane, KitClaims& claims, std::int64_t pools, int rounds, KitScratch& scratch);

}  // namespace gs::GS_BACKEND
