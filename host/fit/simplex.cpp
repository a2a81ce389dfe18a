#include "host/fit/simplex.hpp"
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace gs::fit {
namespace {
using Point = std::vector<double>;
using Function = std::function<double(Point const&)>;

struct Corner {
  Point at;
  double value;
};

//! a + t (b - a)
Point between(Point const& a, Point const& b, double t) {
  Point out(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) out[i] = a[i] + t * (b[i] - a[i]);
  return out;
}

Point centre(std::vector<Corner> const& corners) {
  Point sum(corners[0].at.size(), 0.0);
  for (std::size_t c = 0; c + 1 < corners.size(); ++c)
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += corners[c].at[i] / static_cast<double>(corners.size() - 1);
  return sum;
}

//! Replaces the worst corner (the last), or pulls all corners towards the best.
void improve(Function const& f, std::vector<Corner>& corners) {
  Corner& worst = corners.back();
  Point const middle = centre(corners), over = between(middle, worst.at, -1.0);
  double const at_over = f(over);
  if (at_over < corners[0].value) {
    Point const far = between(middle, worst.at, -2.0);
    double const at_far = f(far);
    worst = at_far < at_over ? Corner{far, at_far} : Corner{over, at_over};
  } else if (at_over < corners[corners.size() - 2].value) {
    worst = {over, at_over};
  } else {
    Point const near = between(middle, at_over < worst.value ? over : worst.at, 0.5);
    double const at_near = f(near);
    if (at_near < std::min(at_over, worst.value)) {
      worst = {near, at_near};
      return;
    }
    for (std::size_t c = 1; c < corners.size(); ++c) {
      corners[c].at = between(corners[0].at, corners[c].at, 0.5);
      corners[c].value = f(corners[c].at);
    }
  }
}

Minimum descend(Function const& f, Point const& start, double step, double tolerance, int most) {
  std::vector<Corner> corners{{start, f(start)}};
  for (std::size_t i = 0; i < start.size(); ++i) {
    Point p = start;
    p[i] += step;
    corners.push_back({p, f(p)});
  }
  Minimum out;
  for (; out.steps < most && !out.converged; ++out.steps) {
    std::sort(corners.begin(), corners.end(), [](Corner const& a, Corner const& b) { return a.value < b.value; });
    out.converged = corners.back().value - corners.front().value <= tolerance;
    if (!out.converged) improve(f, corners);
  }
  auto const best = std::min_element(corners.begin(), corners.end(), [](Corner const& a, Corner const& b) { return a.value < b.value; });
  out.at = best->at, out.value = best->value;
  return out;
}

//! Inverse by Gauss-Jordan; empty if a pivot is not positive, as those of a minimum are.
std::vector<Point> inverse(std::vector<Point> m) {
  std::size_t const n = m.size();
  std::vector<Point> out(n, Point(n, 0.0));
  for (std::size_t i = 0; i < n; ++i) out[i][i] = 1.0;
  for (std::size_t k = 0; k < n; ++k) {
    if (!(m[k][k] > 0.0)) return {};
    double const pivot = m[k][k];
    for (std::size_t j = 0; j < n; ++j) m[k][j] /= pivot, out[k][j] /= pivot;
    for (std::size_t i = 0; i < n; ++i) {
      double const factor = i == k ? 0.0 : m[i][k];
      for (std::size_t j = 0; j < n; ++j) m[i][j] -= factor * m[k][j], out[i][j] -= factor * out[k][j];
    }
  }
  return out;
}

}  // namespace

Minimum minimise(Function const& f, Point start, double step, double tolerance, int most) {
  Minimum const first = descend(f, start, step, tolerance, most);
  Minimum second = descend(f, first.at, 0.5 * step, tolerance, most);  // a simplex that has collapsed too early is stretched again
  second.steps += first.steps;
  return second;
}

std::vector<double> standard_errors(Function const& f, Point const& at, double step) {
  std::size_t const n = at.size();
  auto const moved = [&](std::size_t i, double a, std::size_t j, double b) {
    Point p = at;
    p[i] += a * step, p[j] += b * step;
    return f(p);
  };
  double const middle = f(at);
  std::vector<Point> second(n, Point(n, 0.0));
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      double const d = i == j ? moved(i, 1, i, 0) - 2.0 * middle + moved(i, -1, i, 0)
                              : 0.25 * (moved(i, 1, j, 1) - moved(i, 1, j, -1) - moved(i, -1, j, 1) + moved(i, -1, j, -1));
      second[i][j] = second[j][i] = d / (step * step);
    }
  std::vector<Point> const variance = inverse(second);
  std::vector<double> out(n, std::numeric_limits<double>::quiet_NaN());
  for (std::size_t i = 0; i < variance.size(); ++i)
    if (variance[i][i] > 0.0) out[i] = std::sqrt(variance[i][i]);
  return out;
}

}  // namespace gs::fit
