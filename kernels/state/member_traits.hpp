#pragma once
//! Traits of a member that follow from its id alone: never stored, the same on every backend.
#include "kernels/core/ids.hpp"
#include "kernels/core/random.hpp"

GS_SHARED_BEGIN

inline constexpr std::int64_t block_members = 1024;  //!< ids that share zone, segment and activity class: a model constant

GS_HD inline std::int64_t block_of(MemberId id) { return static_cast<std::int64_t>(id.v / block_members); }

//! 4 tastes of 16 bits: half the segment's, half the member's own, the latter drifting by 1/8 with a slow clock [quarters].
GS_HD inline std::uint64_t taste_of(std::uint64_t seed, MemberId id, std::uint32_t segment, std::uint32_t quarter) {
  std::uint64_t const common = mix64(seed ^ (0x5e6d656e74ULL + segment)), own = mix64(seed + 0x7461737465ULL + id.v), drift = mix64(own + quarter);
  std::uint64_t out = 0;
  for (int k = 0; k < 64; k += 16) {
    std::uint64_t const c = common >> k & 0xffff, o = own >> k & 0xffff, d = drift >> k & 0xffff;
    out |= ((c * 8 + o * 7 + d) >> 4) << k;
  }
  return out;
}

//! Match of a member's tastes with an item's features, 0…1 (1 = alike).
GS_HD inline double taste_match(std::uint64_t a, std::uint64_t b) {
  std::int64_t apart = 0;
  for (int k = 0; k < 64; k += 16) {
    std::int64_t const d = static_cast<std::int64_t>(a >> k & 0xffff) - static_cast<std::int64_t>(b >> k & 0xffff);
    apart += d < 0 ? -d : d;
  }
  return 1.0 - static_cast<double>(apart) * (1.0 / 262144.0);
}

//! Multiplies beta_p: uniform over members between 1 - spread and 1 + spread.
GS_HD inline double price_sensitivity(std::uint64_t seed, MemberId id, double spread) {
  return 1.0 - spread + 2.0 * spread * static_cast<double>(mix64(seed ^ (id.v * 3 + 1)) >> 40) * (1.0 / 16777216.0);
}

//! ln of the price a member is used to, over the reference price: normal with this spread.
GS_HD inline double price_class(std::uint64_t seed, MemberId id, double spread) {
  return spread * normal_quantile((static_cast<double>(mix64(seed ^ (id.v * 7 + 5)) >> 32) + 0.5) * (1.0 / 4294967296.0));
}

//! Friend k of a member on an implicit small-world graph: near ids, or with chance `rewire` [2^32] anybody.
GS_HD inline MemberId contact_of(std::uint64_t seed, MemberId id, std::uint32_t k, std::uint64_t rewire, std::uint64_t members) {
  std::uint64_t const h = mix64(mix64(seed ^ id.v) + k);
  if ((h & 0xffffffffULL) < rewire) return MemberId(static_cast<std::uint64_t>((static_cast<unsigned __int128>(mix64(h)) * members) >> 64));
  std::uint64_t const step = 1 + k / 2;
  return MemberId(k % 2 == 0 ? (id.v + step) % members : (id.v + members - step % members) % members);
}

GS_SHARED_END
