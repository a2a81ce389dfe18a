#include "host/world/arrivals.hpp"
#include <numeric>
#include "kernels/core/errors.hpp"
#include "kernels/core/exact_math.hpp"
#include "kernels/state/tenure.hpp"

namespace gs::world {

std::vector<Seconds> join_times(std::vector<double> const& hours, Seconds start, std::string const& file) {
  std::vector<double> upto(hours.size());
  std::partial_sum(hours.begin(), hours.end(), upto.begin());
  double const all = upto.empty() ? 0.0 : upto.back();
  if (!(all > 0.0)) throw ConfigError(file + ": nobody arrives; members.arrivals needs a value above 0");
  std::vector<Seconds> times;
  std::size_t h = 0;
  for (int k = 0; k <= join_steps; ++k) {
    double const goal = all * k / join_steps;
    while (h + 1 < hours.size() && (upto[h] < goal || !(upto[h] > 0.0))) ++h;
    double const before = h > 0 ? upto[h - 1] : 0.0, part = hours[h] > 0.0 ? clamp((goal - before) / hours[h], 0.0, 1.0) : 0.0;
    times.push_back(start + static_cast<Seconds>(h) * hour + to_int(part * static_cast<double>(hour)));
  }
  return times;
}

}  // namespace gs::world
