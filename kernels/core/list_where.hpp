#pragma once
//! Stable selection: the ascending list of indices for which a predicate holds. Count, scan, write; the predicate is asked twice.
#include "kernels/core/primitives.hpp"
#include "kernels/core/scratch.hpp"

namespace gs::GS_BACKEND {

//! An index list in scratch memory.
struct List {
  std::uint32_t* items = nullptr;
  std::int64_t count = 0;
};

//! The i in 0…n-1 with pred(i), ascending (one host read). They stand in `scratch` until the innermost use of it ends.
template <class Pred>
List list_where(Lane const& lane, std::int64_t n, Pred pred, Scratch& scratch) {
  if (n <= 0) return {};
  std::int64_t const chunk = 512, chunks = (n + chunk - 1) / chunk;
  std::int64_t* counts = scratch.room<std::int64_t>(chunks + 1);
  std::int64_t* sums = scratch.room<std::int64_t>(chunks + 1);
  for_each_heavy(lane, chunks + 1, [=] GS_DEVICE(std::int64_t c) {
    std::int64_t const begin = c * chunk, end = begin + chunk < n ? begin + chunk : n;
    std::int64_t hits = 0;
    for (std::int64_t i = begin; i < end; ++i) hits += pred(i) ? 1 : 0;
    counts[c] = hits;
  });
  exclusive_sum(lane, counts, sums, chunks + 1);
  std::int64_t const total = read(sums + chunks);
  if (total == 0) return {};
  std::int64_t const* offsets = sums;
  std::uint32_t* items = scratch.room<std::uint32_t>(total);
  for_each_heavy(lane, chunks, [=] GS_DEVICE(std::int64_t c) {
    if (counts[c] == 0) return;
    std::int64_t const begin = c * chunk, end = begin + chunk < n ? begin + chunk : n;
    std::int64_t at = offsets[c];
    for (std::int64_t i = begin; i < end; ++i) {
      if (pred(i)) items[at++] = static_cast<std::uint32_t>(i);
    }
  });
  return {items, total};
}

}  // namespace gs::GS_BACKEND
