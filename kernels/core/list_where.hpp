#pragma once
//! Stable selection: the ascending list of indices for which a predicate holds. Count, scan, write; the predicate is asked twice.
#include "kernels/core/primitives.hpp"

namespace gs::GS_BACKEND {

//! An index list that lives on the device, with the scratch that makes it.
struct List {
  Buffer<std::uint32_t> items;
  Buffer<std::int64_t> counts, offsets;
};

//! Writes into `out.items` the i in 0…n-1 with pred(i), ascending; returns how many (one host read).
template <class Pred>
std::int64_t list_where(Lane const& lane, std::int64_t n, Pred pred, List& out) {
  if (n <= 0) return 0;
  std::int64_t const chunk = 512, chunks = (n + chunk - 1) / chunk;
  out.counts.grow(chunks + 1);
  out.offsets.grow(chunks + 1);
  std::int64_t* counts = out.counts.data();
  for_each_heavy(lane, chunks + 1, [=] GS_DEVICE(std::int64_t c) {
    std::int64_t const begin = c * chunk, end = begin + chunk < n ? begin + chunk : n;
    std::int64_t hits = 0;
    for (std::int64_t i = begin; i < end; ++i) hits += pred(i) ? 1 : 0;
    counts[c] = hits;
  });
  exclusive_sum(lane, counts, out.offsets.data(), chunks + 1);
  std::int64_t const total = read(out.offsets.data() + chunks);
  if (total == 0) return 0;
  out.items.grow(total > 2 * out.items.size() ? total : (total > out.items.size() ? 2 * out.items.size() : total));
  std::int64_t const* offsets = out.offsets.data();
  std::uint32_t* items = out.items.data();
  for_each_heavy(lane, chunks, [=] GS_DEVICE(std::int64_t c) {
    if (counts[c] == 0) return;
    std::int64_t const begin = c * chunk, end = begin + chunk < n ? begin + chunk : n;
    std::int64_t at = offsets[c];
    for (std::int64_t i = begin; i < end; ++i) {
      if (pred(i)) items[at++] = static_cast<std::uint32_t>(i);
    }
  });
  return total;
}

}  // namespace gs::GS_BACKEND
