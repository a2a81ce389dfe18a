#pragma once
//! How much of the start of a series should be cut: MSER-5 (White 1997; Spratt 1998).
#include <cstdint>
#include <span>

namespace gs::run {

//! Values to cut so that the mean of the rest has the smallest standard error, over batch means of five and not more than half of the series;
//! -1 for series of fewer than ten batches.
std::int64_t mser5(std::span<double const> series);

}  // namespace gs::run
