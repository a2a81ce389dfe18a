#pragma once
//! The heavy algorithms: plain functions over plain types, instantiated once, in primitives.cpp (the only file that knows Thrust).
#include "kernels/core/backend.hpp"

namespace gs::GS_BACKEND {

void sort_pairs(Lane const& lane, std::uint64_t* keys, std::uint32_t* values, std::int64_t n);  //!< stable, ascending
void exclusive_sum(Lane const& lane, std::int64_t const* in, std::int64_t* out, std::int64_t n);
void exclusive_sum_by_key(Lane const& lane, std::uint32_t const* keys, std::int64_t const* in, std::int64_t* out,
                          std::int64_t n);  //!< runs of equal keys
void inclusive_sum(Lane const& lane, std::uint64_t const* in, std::uint64_t* out, std::int64_t n);
std::int64_t sum(Lane const& lane, std::int64_t const* in, std::int64_t n);  //!< waits
char const* backend_name();

}  // namespace gs::GS_BACKEND
