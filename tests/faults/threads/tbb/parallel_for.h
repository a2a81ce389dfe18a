#pragma once
//! For ThreadSanitizer only (GS_SANITIZE=thread puts this folder before TBB's): TBB's library is not instrumented, so the sanitizer would not
//! see that a loop's end comes after its items and would call everything a race. Here every loop runs on two fresh threads, whose start and
//! join it knows; what it then reports is a race between items of one loop, in our code.
#include <tbb/blocked_range.h>
#include <thread>

namespace tbb {

template <class Range, class Body>
void parallel_for(Range const& range, Body const& body) {
  auto const half = range.begin() + (range.end() - range.begin()) / 2;
  if (half == range.begin()) return body(range);
  std::thread first([&] { body(Range(range.begin(), half)); });
  body(Range(half, range.end()));
  first.join();
}

}  // namespace tbb
