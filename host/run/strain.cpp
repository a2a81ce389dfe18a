#include "host/run/strain.hpp"
#include <algorithm>
#include <cmath>
#include <limits>

namespace gs::run {
namespace {
constexpr int first_echelon = count_of<GoodsClass>, first_layer = first_echelon + count_of<Echelon>;
constexpr std::int64_t days_learnt = 28, fewest_days = 14;
constexpr double smallest_band = 0.01;  //!< a place that was never short has no spread: one percent is noise
}  // namespace

std::string strain_name(int place) {
  if (place < first_echelon) return goods_class_names[place];
  if (place < first_layer) return std::string("echelon.") + echelon_names[place - first_echelon];
  return std::string("hours.") + layer_names[place - first_layer];
}

StrainGauge::StrainGauge(WorldData const& world)
    : world_(world), classes_(goods_classes(world)), chain_(featured_chain(world, classes_)), hours_(2 * count_of<LayerKind>, 0) {}

void StrainGauge::set_hours_today(std::vector<std::int64_t> hours) {
  if (hours.size() == hours_.size()) hours_ = std::move(hours);
}

void StrainGauge::add_hours(SeriesBlock const& block) {
  std::size_t const pools = world_.pools.layer.size(), kinds = static_cast<std::size_t>(count_of<PoolCounter>);
  if (pools == 0) return;
  for (std::size_t at = 0; at + kinds <= block.pools.size(); at += kinds) {
    auto const layer = static_cast<std::size_t>(gs::at(world_.pools.layer[at / kinds % pools]));
    hours_[2 * layer] += block.pools[at + static_cast<std::size_t>(gs::at(PoolCounter::asked))];
    hours_[2 * layer + 1] += block.pools[at + static_cast<std::size_t>(gs::at(PoolCounter::offered))];
  }
}

//! A point weighs what it is expected to sell, and is empty when nothing is free.
void StrainGauge::add_point(std::size_t p, Snapshot const& seen, std::vector<double>& all, std::vector<double>& empty) const {
  double const weight = static_cast<double>(world_.points.mean[p]);
  bool const nothing = seen.stock.on_hand[p] - seen.stock.reserved[p] <= 0;
  auto const add = [&](int place) {
    all[static_cast<std::size_t>(place)] += weight;
    if (nothing) empty[static_cast<std::size_t>(place)] += weight;
  };
  Echelon const echelon = world_.points.echelon[p];
  if (chain_[p] != 0) add(first_echelon + at(echelon));
  if (echelon == Echelon::regional && world_.points.item[p].v < classes_.size()) add(at(classes_[world_.points.item[p].v]));
}

std::vector<std::int64_t> StrainGauge::row(Snapshot const& seen) {
  std::vector<double> all(strain_places, 0.0), part(strain_places, 0.0);
  std::size_t const points = std::min(seen.stock.on_hand.size(), world_.points.mean.size());
  for (std::size_t p = 0; p < points; ++p) add_point(p, seen, all, part);
  for (std::size_t k = 0; k < static_cast<std::size_t>(count_of<LayerKind>); ++k) {
    part[first_layer + k] = static_cast<double>(hours_[2 * k]);
    all[first_layer + k] = static_cast<double>(hours_[2 * k + 1]);
  }
  std::fill(hours_.begin(), hours_.end(), 0);
  std::vector<std::int64_t> row;
  for (std::size_t k = 0; k < all.size(); ++k) row.push_back(all[k] > 0.0 ? static_cast<std::int64_t>(std::min(1e6 * part[k] / all[k], 1e15)) : -1);
  return row;
}

Break find_break(std::vector<double> const& by_day, std::int64_t start) {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  std::int64_t const from = std::max<std::int64_t>(0, start - days_learnt), n = start - from;
  Break out{nothing, nothing, true};
  if (n < fewest_days || start >= std::ssize(by_day)) return out;
  auto const at = [&](std::int64_t d) { return by_day[static_cast<std::size_t>(d)]; };
  double sum = 0.0, square = 0.0;
  for (std::int64_t d = from; d < start; ++d) sum += at(d);
  double const mean = sum / static_cast<double>(n);
  for (std::int64_t d = from; d < start; ++d) square += (at(d) - mean) * (at(d) - mean);
  double const limit = mean + std::max(3.0 * std::sqrt(square / static_cast<double>(n - 1)), smallest_band);
  std::int64_t d = start;
  while (d < std::ssize(by_day) && at(d) <= limit) ++d;
  if (d == std::ssize(by_day)) return out;
  out.after = static_cast<double>(d - start);
  std::int64_t const first = d;
  while (d < std::ssize(by_day) && at(d) > limit) ++d;
  out.lasted = static_cast<double>(d - first);
  out.back = d < std::ssize(by_day);
  return out;
}

}  // namespace gs::run
