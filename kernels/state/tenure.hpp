#pragma once
//! When a member is there: it joins once, buys what it came for, looks on for its lifetime and leaves for good. Nothing of it is stored:
//! joining and leaving follow from the id, so a world of a billion such members costs no byte more. Without arrivals and lifetimes everybody
//! is there all the time.
//!
//! Lifetimes are exponential with a rate that is gamma over members, i.e. Pareto of the second kind (Lomax), independent of how often the
//! member buys: with the gamma activity this is the Pareto/NBD of Schmittlein, Morrison & Colombo 1987.
#include "kernels/core/exact_math.hpp"
#include "kernels/core/units.hpp"
#include "kernels/state/member_traits.hpp"

GS_SHARED_BEGIN

inline constexpr int join_steps = 4096;                    //!< steps of the arrival curve: `join` holds one more
inline constexpr std::uint32_t rank_stride = 677;          //!< odd, so that id -> rank is one to one inside a block
inline constexpr std::uint32_t rank_stride_inverse = 301;  //!< 677 x 301 = 1 modulo 1,024
static_assert(rank_stride * rank_stride_inverse % block_members == 1);

struct Tenure {
  Seconds const* join = nullptr;  //!< [join_steps + 1] time by which so many 4,096ths have joined; null = all are there from the start
  double shape = 0.0;             //!< s of the lifetimes; 0 = nobody leaves
  double scale = 0.0;             //!< beta of the lifetimes [s]; the median lifetime is beta (2^(1/s) - 1)
  std::uint64_t seed = 0;

  GS_HD bool on() const { return join != nullptr || shape > 0.0; }

  //! Members of a block join in this order: the rank of an id within its block, and back.
  GS_HD std::uint32_t turn(std::int64_t block) const {
    return static_cast<std::uint32_t>(mix64(seed ^ (static_cast<std::uint64_t>(block) + 0x6a6f696eULL)));
  }
  GS_HD std::uint32_t rank_of(MemberId id) const {
    return (static_cast<std::uint32_t>(id.v % block_members) * rank_stride + turn(block_of(id))) % block_members;
  }
  GS_HD std::uint32_t place_of(std::int64_t block, std::uint32_t rank) const {
    return (rank - turn(block)) % block_members * rank_stride_inverse % block_members;
  }
  //! A block's ranks take every fourth step of the curve, so that blocks do not join in step.
  GS_HD std::int64_t step_of(std::int64_t block, std::uint32_t rank) const { return static_cast<std::int64_t>(rank) * 4 + (turn(block) >> 30); }

  //! When a member joins [s since start]; -1 = it was there before.
  GS_HD Seconds joins(MemberId id) const {
    if (join == nullptr) return -1;
    std::int64_t const k = step_of(block_of(id), rank_of(id));
    std::uint64_t const part = mix64(seed ^ mix64(id.v + 0x6172726976ULL)) >> 32;
    return join[k] + static_cast<Seconds>(static_cast<std::uint64_t>(join[k + 1] - join[k]) * part >> 32);
  }
  //! How long it stays after that [s]: beta (u^(-1/s) - 1), u uniform.
  GS_HD Seconds lifetime(MemberId id) const {
    if (!(shape > 0.0)) return never;
    double const u = (static_cast<double>(mix64(seed ^ mix64(id.v + 0x6c656176ULL)) >> 11) + 0.5) * (1.0 / 9007199254740992.0);
    return to_int(clamp(scale * (exact_exp(-exact_log(u) / shape) - 1.0), 0.0, 1.0e12));
  }
  //! Joined before `now` and not yet gone.
  GS_HD bool here(MemberId id, Seconds now) const {
    if (!on()) return true;
    Seconds const since = joins(id);
    return since < now && now - (since < 0 ? 0 : since) < lifetime(id);
  }
  //! Joins in [start, end).
  GS_HD bool newcomer(MemberId id, Seconds start, Seconds end) const {
    if (join == nullptr || end <= join[0] || start > join[join_steps]) return false;
    Seconds const at = joins(id);
    return at >= start && at < end;
  }
  //! The first rank of a block that can join at `start` or later; block_members if there is none.
  GS_HD std::uint32_t first_rank(std::int64_t block, Seconds start) const {
    std::uint32_t low = 0, n = block_members;
    while (n > 0) {
      std::uint32_t const half = n / 2;
      bool const before = join[step_of(block, low + half) + 1] < start;
      low = before ? low + half + 1 : low;
      n = before ? n - half - 1 : half;
    }
    return low;
  }
};

GS_SHARED_END
