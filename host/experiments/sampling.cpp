#include "host/experiments/sampling.hpp"
#include <fmt/format.h>
#include <array>
#include <bit>
#include <numeric>
#include "kernels/core/errors.hpp"
#include "kernels/core/random.hpp"

namespace gs::experiments {
namespace {

//! A primitive polynomial over GF(2), its degree and inner coefficients, and the first direction numbers m_1 … m_degree.
struct Direction {
  unsigned degree, coefficients;
  std::array<std::uint32_t, 7> m;
};
//! S. Joe and F. Y. Kuo, Constructing Sobol sequences with better two-dimensional projections, SIAM J. Sci. Comput. 30, 2635-2654 (2008):
//! dimensions 2 to 20 of their table new-joe-kuo-6. Dimension 1 is van der Corput's sequence.
constexpr Direction directions[sobol_dimensions - 1] = {{1, 0, {1}},
                                                        {2, 1, {1, 3}},
                                                        {3, 1, {1, 3, 1}},
                                                        {3, 2, {1, 1, 1}},
                                                        {4, 1, {1, 1, 3, 3}},
                                                        {4, 4, {1, 3, 5, 13}},
                                                        {5, 2, {1, 1, 5, 5, 17}},
                                                        {5, 4, {1, 1, 5, 5, 5}},
                                                        {5, 7, {1, 1, 7, 11, 19}},
                                                        {5, 11, {1, 1, 5, 1, 1}},
                                                        {5, 13, {1, 1, 1, 3, 11}},
                                                        {5, 14, {1, 3, 5, 5, 31}},
                                                        {6, 1, {1, 3, 3, 9, 7, 49}},
                                                        {6, 13, {1, 1, 1, 15, 21, 21}},
                                                        {6, 16, {1, 3, 1, 13, 27, 49}},
                                                        {6, 19, {1, 1, 1, 15, 7, 5}},
                                                        {6, 22, {1, 3, 1, 15, 13, 25}},
                                                        {6, 25, {1, 1, 5, 5, 19, 61}},
                                                        {7, 1, {1, 3, 7, 11, 23, 15, 103}}};
constexpr unsigned bits = 32;
constexpr double one = 4294967296.0;

//! Direction numbers v_1 … v_32 of a dimension, as binary fractions.
std::array<std::uint32_t, bits> direction_numbers(int dimension) {
  std::array<std::uint32_t, bits> v{};
  if (dimension == 0) {
    for (unsigned k = 0; k < bits; ++k) v[k] = 1u << (bits - 1 - k);
    return v;
  }
  Direction const& d = directions[dimension - 1];
  for (unsigned k = 0; k < d.degree; ++k) v[k] = d.m[k] << (bits - 1 - k);
  for (unsigned k = d.degree; k < bits; ++k) {
    v[k] = v[k - d.degree] ^ (v[k - d.degree] >> d.degree);
    for (unsigned j = 1; j < d.degree; ++j)
      if (d.coefficients >> (d.degree - 1 - j) & 1u) v[k] ^= v[k - j];
  }
  return v;
}

//! A permutation of 0 … n-1 (Fisher-Yates).
std::vector<std::int64_t> shuffled(std::int64_t n, std::uint64_t key) {
  std::vector<std::int64_t> out(static_cast<std::size_t>(n));
  std::iota(out.begin(), out.end(), 0);
  for (std::int64_t k = n - 1; k > 0; --k) {
    std::uint64_t const other = mix64(key + static_cast<std::uint64_t>(k)) % static_cast<std::uint64_t>(k + 1);
    std::swap(out[static_cast<std::size_t>(k)], out[static_cast<std::size_t>(other)]);
  }
  return out;
}
}  // namespace

Points latin_hypercube(std::int64_t n, int dimensions, std::uint64_t seed) {
  Points out(static_cast<std::size_t>(n), std::vector<double>(static_cast<std::size_t>(dimensions)));
  for (std::size_t d = 0; d < static_cast<std::size_t>(dimensions); ++d) {
    std::uint64_t const key = mix64(seed ^ mix64(d + 1));
    auto const stratum = shuffled(n, key);
    for (std::size_t p = 0; p < out.size(); ++p) {
      double const inside = uniform52(static_cast<std::uint32_t>(mix64(key ^ mix64(p)) >> 32), static_cast<std::uint32_t>(mix64(key ^ mix64(p))));
      out[p][d] = (static_cast<double>(stratum[p]) + inside) / static_cast<double>(n);
    }
  }
  return out;
}

Points sobol(std::int64_t n, int dimensions, std::uint64_t shift) {
  GS_VALIDATE(dimensions <= sobol_dimensions, fmt::format("Sobol points have up to {} dimensions here: use --lhs for more", sobol_dimensions));
  Points out(static_cast<std::size_t>(n), std::vector<double>(static_cast<std::size_t>(dimensions)));
  for (int d = 0; d < dimensions; ++d) {
    auto const v = direction_numbers(d);
    std::uint64_t const key = mix64(shift ^ mix64(static_cast<std::uint64_t>(d) + 1));
    auto x = shift == 0 ? 0u : static_cast<std::uint32_t>(key >> 32);
    double const half = shift == 0 ? 0.0 : 0.5;  // the middle of the last bit: never exactly 0
    for (std::size_t p = 0; p < out.size(); ++p) {
      if (p > 0) x ^= v[static_cast<std::size_t>(std::countr_zero(p))];  // Antonov & Saleev 1979: Gray code order
      out[p][static_cast<std::size_t>(d)] = (static_cast<double>(x) + half) / one;
    }
  }
  return out;
}

}  // namespace gs::experiments
