#pragma once
//! Demand of past buckets, which moving averages forget again. Most stock points are asked for a few grains a bucket, and there are many of them:
//! a byte a bucket does for these. A point that is asked for more gets a wide row before its bucket closes, and keeps it.
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

//! The past of one level's stock points; i counts points of the level.
struct DemandRing {
  std::uint8_t* bytes;           //!< [slot][i] [grains]
  std::uint32_t const* row;      //!< [i] its wide row, or none
  std::int32_t* wide;            //!< [row][slot] [grains]
  std::int64_t n, slots, width;  //!< points; buckets of this level; of any level
  static constexpr std::uint32_t none = ~0u;
  static constexpr Grains most = 255;  //!< that a byte holds; wide rows end at 2^31 - 1, where planning stops the run

  GS_HD bool is_wide(std::int64_t i) const { return row[i] != none; }
  GS_HD std::int32_t& wide_cell(std::int64_t slot, std::int64_t i) const { return wide[row[i] * width + slot]; }
  GS_HD Grains at(std::int64_t slot, std::int64_t i) const { return is_wide(i) ? wide_cell(slot, i) : bytes[slot * n + i]; }
  //! Puts x there, or as much of it as the cell holds; tells what.
  GS_HD Grains put(std::int64_t slot, std::int64_t i, Grains x) const {
    if (is_wide(i)) return wide_cell(slot, i) = wide_part(x);
    return bytes[slot * n + i] = static_cast<std::uint8_t>(x < 0 ? 0 : (x > most ? most : x));
  }
  GS_HD static std::int32_t wide_part(Grains x) {
    return static_cast<std::int32_t>(x < -2147483647 ? -2147483647 : (x > 2147483647 ? 2147483647 : x));
  }
};

inline DemandRing ring_of(World& w, std::size_t level) {
  std::uint32_t const first = w.level_first[level];
  std::int64_t const n = static_cast<std::int64_t>(w.level_first[level + 1]) - first, cells = w.ring_first[level + 1] - w.ring_first[level];
  return {w.ring.data() + w.ring_first[level], w.ring_row.data() + first, w.ring_wide.view().demand.p, n, n > 0 ? cells / n : 0, w.ring_width};
}

}  // namespace gs::GS_BACKEND
