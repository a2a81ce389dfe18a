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
