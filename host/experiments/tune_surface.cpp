#include "host/experiments/tune_surface.hpp"
#include <algorithm>
#include <cmath>
#include <map>
#include "host/experiments/breaking_point.hpp"

namespace gs::experiments {
namespace {

double between(double a, double b, double part) { return a + (b - a) * part; }

AtGoal of(Measured const& m, bool reached, bool above) { return {m.capacity, m.z, m.service, m.cost, reached, above}; }

//! Service as a rising function of z.
void make_rising(std::vector<Measured>& line) {
  std::vector<double> down;
  for (Measured const& m : line) down.push_back(-m.service);
  std::vector<double> const fit = falling_fit(down, std::vector<double>(line.size(), 1.0));
  for (std::size_t i = 0; i < line.size(); ++i) line[i].service = -fit[i];
}

AtGoal mixed(AtGoal const& a, AtGoal const& b, double part) {
  return {between(a.capacity, b.capacity, part),
          between(a.z, b.z, part),
          between(a.service, b.service, part),
          between(a.cost, b.cost, part),
          true,
          false};
}

constexpr double reach = 0.5;

double value_of(Measured const& m, int which) { return which == 0 ? m.service : m.cost; }

Setting setting_of(AtGoal const& a, bool reached, bool kept) { return {a.capacity, a.z, a.service, a.cost, reached, kept}; }

}  // namespace

std::vector<Measured> pareto(std::vector<Measured> points) {
  std::stable_sort(points.begin(), points.end(),
                   [](Measured const& a, Measured const& b) { return a.cost < b.cost || (a.cost == b.cost && a.service > b.service); });
  std::vector<Measured> front;
  for (Measured const& p : points)
    if (!std::isnan(p.service) && !std::isnan(p.cost) && (front.empty() || p.service > front.back().service)) front.push_back(p);
  return front;
}

AtGoal at_service(std::vector<Measured> line, double goal) {
  std::erase_if(line, [](Measured const& m) { return std::isnan(m.service) || std::isnan(m.cost); });
  if (line.empty()) return {};
  std::sort(line.begin(), line.end(), [](Measured const& a, Measured const& b) { return a.z < b.z; });
  make_rising(line);
  if (line.front().service >= goal) return of(line.front(), true, true);
  for (std::size_t i = 1; i < line.size(); ++i) {
    Measured const &low = line[i - 1], &high = line[i];
    if (high.service < goal) continue;
    double const part = (goal - low.service) / (high.service - low.service);
    return {low.capacity, between(low.z, high.z, part), goal, between(low.cost, high.cost, part), true, false};
  }
  auto const best = std::find_if(line.begin(), line.end(), [&](Measured const& m) { return m.service >= line.back().service; });
  return of(*best, false, false);  // the least stock that gives the best there is
}

std::vector<AtGoal> by_capacity(std::vector<Measured> const& grid, double goal) {
  std::map<double, std::vector<Measured>> lines;
  for (Measured const& m : grid) lines[m.capacity].push_back(m);
  std::vector<AtGoal> out;
  for (auto const& [capacity, line] : lines)
    if (AtGoal const at = at_service(line, goal); at.cost > 0.0) out.push_back(at);
  return out;
}

Slopes::Slopes(std::vector<Measured> const& grid) {
  std::vector<Measured> points = grid;
  std::erase_if(points, [](Measured const& m) { return std::isnan(m.service) || std::isnan(m.cost); });
  if (points.empty()) return;
  double const n = static_cast<double>(points.size());
  Measured mean{0.0, 0.0, 0.0, 0.0};
  for (Measured const& m : points) mean.capacity += m.capacity / n, mean.z += m.z / n, mean.service += m.service / n, mean.cost += m.cost / n;
  double cc = 0.0, zz = 0.0, cz = 0.0, cy[2] = {}, zy[2] = {};
  for (Measured const& m : points) {
    double const c = m.capacity - mean.capacity, z = m.z - mean.z;
    cc += c * c, zz += z * z, cz += c * z;
    for (int k : {0, 1}) cy[k] += c * (value_of(m, k) - value_of(mean, k)), zy[k] += z * (value_of(m, k) - value_of(mean, k));
    width_capacity_ = std::max(width_capacity_, 2.0 * std::fabs(c)), width_z_ = std::max(width_z_, 2.0 * std::fabs(z));
  }
  double const det = cc * zz - cz * cz;
  known_ = det > 1e-9 * cc * zz;
  for (int k : {0, 1})
    if (known_) by_capacity_[k] = (cy[k] * zz - zy[k] * cz) / det, by_z_[k] = (zy[k] * cc - cy[k] * cz) / det;
}

Measured Slopes::step(Measured const& at, double service, double cost) const {
  double const miss[2] = {service - at.service, cost - at.cost}, det = by_capacity_[0] * by_z_[1] - by_capacity_[1] * by_z_[0];
  if (!known_ || det == 0.0) return at;
  auto const held = [](double step, double most) { return std::clamp(step, -most, most); };
  Measured to = at;
  to.capacity = std::max(0.05, at.capacity + held((miss[0] * by_z_[1] - miss[1] * by_z_[0]) / det, reach * width_capacity_));
  to.z = at.z + held((by_capacity_[0] * miss[1] - by_capacity_[1] * miss[0]) / det, reach * width_z_);
  return to;
}

void Slopes::learn(Measured const& before, Measured const& after) {
  // Knobs in widths of the grid, so that neither counts for more because of its unit.
  double const c = (after.capacity - before.capacity) / width_capacity_, z = (after.z - before.z) / width_z_, length = c * c + z * z;
  if (!known_ || !(length > 0.0)) return;
  for (int k : {0, 1}) {
    double const seen = value_of(after, k) - value_of(before, k);
    double const wrong = seen - by_capacity_[k] * width_capacity_ * c - by_z_[k] * width_z_ * z;
    by_capacity_[k] += wrong * c / length / width_capacity_, by_z_[k] += wrong * z / length / width_z_;
  }
}

Setting choose_setting(std::vector<AtGoal> const& lines, std::optional<double> budget) {
  std::vector<AtGoal> good;
  std::copy_if(lines.begin(), lines.end(), std::back_inserter(good), [](AtGoal const& a) { return a.reached; });
  auto const cheaper = [](AtGoal const& a, AtGoal const& b) { return a.cost < b.cost; };
  if (lines.empty()) return {};
  if (good.empty()) {
    AtGoal const best = *std::max_element(lines.begin(), lines.end(), [](AtGoal const& a, AtGoal const& b) { return a.service < b.service; });
    return setting_of(best, false, !budget || best.cost <= *budget);
  }
  AtGoal const cheapest = *std::min_element(good.begin(), good.end(), cheaper);
  if (!budget) return setting_of(cheapest, true, true);
  if (cheapest.cost > *budget) return setting_of(cheapest, true, false);
  for (std::size_t i = good.size(); i-- > 0;) {  // from the most hours down
    if (good[i].cost > *budget) continue;
    bool const next_is_dear = i + 1 < good.size() && good[i + 1].cost > *budget;
    if (!next_is_dear) return setting_of(good[i], true, true);
    return setting_of(mixed(good[i], good[i + 1], (*budget - good[i].cost) / (good[i + 1].cost - good[i].cost)), true, true);
  }
  return setting_of(cheapest, true, true);
}

}  // namespace gs::experiments
