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
  bool simple = false;                  //!< the caller knows: one part each, one grain of it a kit; spares a round
  std::uint32_t const* rank = nullptr;  //!< [claim]
  std::int64_t* want = nullptr;         //!< [claim] grains of the kit, >= 0; what is left of it while it is settled
  std::int64_t* grant = nullptr;        //!< [claim] out, 0…want
  std::int64_t const* first = nullptr;  //!< [claim + 1] first part; a claim without parts is granted in full
  KitPart const* part = nullptr;
};

//! What kits are made of. The grants are taken off.
struct KitPools {
  std::int64_t count = 0;
  std::int64_t* stock = nullptr;  //!< [pool] written by the caller for every pool that is claimed
};

inline constexpr int kit_rounds = 4;  //!< in a tick; a claim that is still short then asks again in the next

//! Fills claims.grant and takes it off the pools. At most `rounds` rounds (tests: no limit). Simple claims are settled exactly in one round.
void settle_kits(Lane const& lane, KitClaims const& claims, KitPools const& pools, int rounds, Scratch& scratch);

}  // namespace gs::GS_BACKEND
