#pragma once
//! Points in the unit cube: Latin hypercube and Sobol. The same arguments give the same points on every machine.
#include <cstdint>
#include <vector>

namespace gs::experiments {

//! [point][dimension], each in [0, 1).
using Points = std::vector<std::vector<double>>;

//! In every dimension, one point in each of n equal strata (McKay, Beckman & Conover 1979).
Points latin_hypercube(std::int64_t n, int dimensions, std::uint64_t seed);

inline constexpr int sobol_dimensions = 20;
//! The first n Sobol points with a random digital shift a dimension (keeps every net property, and no point lies on the edge). Direction numbers:
//! Joe & Kuo 2008 (new-joe-kuo-6), the first 20 dimensions. Best when n is a power of two. `shift` 0 = the plain sequence, first point at 0.
Points sobol(std::int64_t n, int dimensions, std::uint64_t shift);

}  // namespace gs::experiments
