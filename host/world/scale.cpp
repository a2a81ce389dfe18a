#include "host/world/scale.hpp"
#include <algorithm>
#include "kernels/core/errors.hpp"
#include "kernels/core/exact_math.hpp"
#include "kernels/state/member_row.hpp"

namespace gs::world {
namespace {

std::uint32_t round_at_least(double x, std::uint32_t least) {
  return static_cast<std::uint32_t>(std::max<std::int64_t>(to_int(nearest(clamp(x, 0.0, 4e9))), least));
}

//! SKUs = lines x families a line x options A x options B. A small world shrinks all four, lines fastest, so that it keeps families that
//! share modules; a large one has more lines and keeps the rest.
void scale_goods(Scale& s, WorldParams const& w) {
  std::int64_t const lines = std::max<std::int64_t>(1, w.lines), per_line = std::max<std::int64_t>(1, w.families / lines);
  std::int64_t const a = std::max<std::int64_t>(1, w.module_options_a), b = std::max<std::int64_t>(1, w.module_options_b);
  double const full = static_cast<double>(lines * per_line * a * b);
  double const share = std::max(static_cast<double>(w.skus) * s.size / full, 1e-9);
  double const slow = share < 1.0 ? exact_pow(share, 0.2) : 1.0;  // three dimensions x 0.2 + lines x 0.4 = 1
  s.lines = round_at_least(static_cast<double>(lines) * (share < 1.0 ? slow * slow : share), 1);
  s.families_per_line = round_at_least(static_cast<double>(per_line) * slow, 1);
  s.options_a = round_at_least(static_cast<double>(a) * slow, static_cast<std::uint32_t>(std::min<std::int64_t>(a, 2)));
  s.options_b = round_at_least(static_cast<double>(b) * slow, static_cast<std::uint32_t>(std::min<std::int64_t>(b, 2)));
  s.materials_per_line = round_at_least(static_cast<double>(w.materials_per_line), 1);
  GS_VALIDATE(s.families() < 0xffff,
              "this world has " + std::to_string(s.families()) + " product families, but at most 65534 fit; lower world.families or members.count");
  std::uint64_t const skus = std::uint64_t{s.families()} * s.skus_per_family();
  GS_VALIDATE(skus < StoredMember::skus, "this world has " + std::to_string(skus) + " SKUs, but members tell apart at most " +
                                             std::to_string(StoredMember::skus - 1) + "; lower world.skus or members.count");
}

//! A micro site holds what covers the same share of demand as `micro_assortment` SKUs do in the full-size world.
std::uint32_t assortment_of(Scale const& s, WorldParams const& w) {
  std::int64_t const full = std::max<std::int64_t>(1, w.skus), held = std::clamp<std::int64_t>(w.micro_assortment, 1, full);
  double const coverage = zipf_sum(held, w.zipf) / zipf_sum(full, w.zipf);
  double const goal = coverage * zipf_sum(s.skus(), w.zipf) * (1.0 - 1e-12);
  double sum = 0.0;
  for (std::uint32_t k = 1; k <= s.skus(); ++k) {
    sum += exact_pow(static_cast<double>(k), -w.zipf);
    if (sum >= goal) return k;
  }
  return s.skus();
}

//! Chance that two looks by popularity fall on the same SKU.
double alike(std::int64_t skus, double zipf) {
  double const all = zipf_sum(skus, zipf);
  return zipf_sum(skus, 2.0 * zipf) / (all * all);
}

//! 2 % core, 23 % satellite, 60 % outsourced, 15 % micro (chosen). Core lines can be dedicated to every family and module group, in every
//! design, and each other kind can serve every process.
void scale_suppliers(Scale& s, WorldParams const& w) {
  double const n = static_cast<double>(w.suppliers) * s.size;
  s.core = round_at_least(0.02 * n, 2 * s.families() + 2 * s.lines);
  s.satellite = round_at_least(0.23 * n, count_of<Process>);
  s.outsourced = round_at_least(0.60 * n, count_of<Process>);
  s.micro = round_at_least(0.15 * n, 1);
}

}  // namespace

double zipf_sum(std::int64_t n, double exponent) {
  double sum = 0.0;
  for (std::int64_t k = 1; k <= n; ++k) sum += exact_pow(static_cast<double>(k), -exponent);
  return sum;
}

double posts_for_one(WorldParams const& w, double same) { return same > 0.0 ? alike(std::max<std::int64_t>(1, w.skus), w.zipf) / same : 0.0; }

Scale scale_of(Params const& params) {
  Scale s;
  std::int64_t const members = std::max<std::int64_t>(0, params.members.count);
  s.size = static_cast<double>(members) * params.members.orders_per_year / (1e6 * 20.0);
  s.blocks = (members + block_size - 1) / block_size;
  s.zones = static_cast<std::uint32_t>(std::clamp<std::int64_t>(s.blocks / 3, 1, std::clamp<std::int64_t>(params.world.zones, 1, 65535)));
  s.regions = static_cast<std::uint32_t>(std::clamp<std::int64_t>(params.world.regions, 1, s.zones));
  scale_goods(s, params.world);
  s.assortment = assortment_of(s, params.world);
  s.posts = posts_for_one(params.world, alike(s.skus(), params.world.zipf));
  scale_suppliers(s, params.world);
  return s;
}

}  // namespace gs::world
