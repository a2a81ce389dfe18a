#pragma once
//! Counter-based random numbers: a draw is a pure function of (seed, stream, permanent id, time, index). Philox4x32-10 (Salmon et al. 2011)
//! from Random123. There is no generator state anywhere.
#include <Random123/philox.h>
#include <cstdint>
#include "kernels/core/exact_math.hpp"
#include "kernels/core/macros.hpp"

GS_SHARED_BEGIN

//! Every use of chance has a name of its own here; adding one never changes the draws of another. Append only.
enum class Stream : std::uint32_t {
  wake_gap,
  wake_accept,
  wake_reason,
  member_trait,
  options,
  gumbel,
  cart_time,
  decide,
  contact,
  exposure,
  seed_member,
  patience,
  transit,
  handling,
  returns,
  enquiry,
  defect,
  supplier_load,
  outside_demand,
  lead_time,
  yield,
  bots,
  world_member,
  world_item,
  world_site,
  world_supplier,
  world_chain,
  world_start,
  world_burst,
  test,
  uncensor,
  work_content,
  outage,
  grade,
  world_look
};

struct Draws {
  std::uint32_t v[4];
};

//! Four words. `time` is [s since start] or any other slow clock, `index` (< 256) counts the draws of one agent at one time.
GS_HD inline Draws draw4(std::uint64_t seed, Stream stream, std::uint64_t id, std::uint32_t time, std::uint32_t index = 0) {
  r123::Philox4x32 philox;
  r123::Philox4x32::ctr_type const counter = {
      {static_cast<std::uint32_t>(id), static_cast<std::uint32_t>(id >> 32), time, static_cast<std::uint32_t>(stream) << 8 | index}};
  r123::Philox4x32::key_type const key = {{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}};
  auto const out = philox(counter, key);
  return {{out[0], out[1], out[2], out[3]}};
}

//! Uniform on (0, 1), never 0 and never 1.
GS_HD inline double uniform(std::uint32_t word) { return (static_cast<double>(word) + 0.5) * (1.0 / 4294967296.0); }
//! Uniform on (0, 1) with 52 bits.
GS_HD inline double uniform52(std::uint32_t high, std::uint32_t low) {
  std::uint64_t const bits = (static_cast<std::uint64_t>(high) << 20) | (low >> 12);
  return (static_cast<double>(bits) + 0.5) * (1.0 / 4503599627370496.0);
}
GS_HD inline double exponential(std::uint32_t word) { return -exact_log(uniform(word)); }
GS_HD inline double normal(std::uint32_t word) { return normal_quantile(uniform(word)); }
GS_HD inline double gumbel(std::uint32_t word) { return -exact_log(-exact_log(uniform(word))); }

//! A fast 64-bit hash for procedural traits that need no statistical guarantees beyond looking random (splitmix64 finaliser, Steele et al. 2014).
GS_HD inline std::uint64_t mix64(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

GS_SHARED_END
