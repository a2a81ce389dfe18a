#include "host/world/map.hpp"
#include "kernels/core/exact_math.hpp"

namespace gs::world {

std::uint32_t hex_rings(std::uint32_t n) {
  std::uint32_t ring = 0;
  while (1 + 3 * ring * (ring + 1) < n) ++ring;
  return ring;
}

Place hex_spiral(std::uint32_t k, double spacing) {
  constexpr int step[6][2] = {{-1, 1}, {-1, 0}, {0, -1}, {1, -1}, {1, 0}, {0, 1}};  // axial directions around a ring
  std::int64_t q = 0, r = 0;
  if (k > 0) {
    std::uint32_t const ring = hex_rings(k + 1), on_ring = k - (1 + 3 * ring * (ring - 1));
    q = ring;
    for (std::uint32_t side = 0; side <= on_ring / ring; ++side) {
      std::uint32_t const steps = side < on_ring / ring ? ring : on_ring % ring;
      q += step[side][0] * static_cast<std::int64_t>(steps), r += step[side][1] * static_cast<std::int64_t>(steps);
    }
  }
  double const x = spacing * (static_cast<double>(q) + 0.5 * static_cast<double>(r)), y = spacing * 0.8660254037844386 * static_cast<double>(r);
  return {static_cast<std::int32_t>(to_int(nearest(x))), static_cast<std::int32_t>(to_int(nearest(y)))};
}

double distance(Place a, Place b) {
  double const x = static_cast<double>(a.x) - static_cast<double>(b.x), y = static_cast<double>(a.y) - static_cast<double>(b.y);
  return exact_sqrt(x * x + y * y) * 1e-3;
}

}  // namespace gs::world
