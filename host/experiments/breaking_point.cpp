#include "host/experiments/breaking_point.hpp"
#include <algorithm>
#include <cmath>
#include <limits>
#include "host/experiments/student.hpp"

namespace gs::experiments {
namespace {
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t bootstrap_samples = 1000;

//! Mean without NaN; NaN when nothing is left.
struct Mean {
  double sum = 0.0;
  std::int64_t n = 0;
  void add(double x) {
    if (!std::isnan(x)) sum += x, ++n;
  }
  double value() const { return n > 0 ? sum / static_cast<double>(n) : nothing; }
};

Mean mean_of(std::vector<double> const& values) {
  Mean m;
  for (double const x : values) m.add(x);
  return m;
}

//! SplitMix64 (Steele et al. 2014): small, and good enough to draw indices.
std::uint64_t next_word(std::uint64_t& state) {
  std::uint64_t z = (state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

}  // namespace

std::vector<double> falling_fit(std::vector<double> const& y, std::vector<double> const& w) {
  struct Block {
    double sum, weight;
    std::size_t length;
    double mean() const { return sum / weight; }
  };
  std::vector<Block> blocks;
  for (std::size_t i = 0; i < y.size(); ++i) {
    blocks.push_back({y[i] * w[i], w[i], 1});
    while (blocks.size() > 1 && blocks[blocks.size() - 2].mean() < blocks.back().mean()) {
      Block const last = blocks.back();
      blocks.pop_back();
      blocks.back() = {blocks.back().sum + last.sum, blocks.back().weight + last.weight, blocks.back().length + last.length};
    }
  }
  std::vector<double> fit;
  for (Block const& b : blocks) fit.insert(fit.end(), b.length, b.mean());
  return fit;
}

double crossing(std::vector<double> const& x, std::vector<double> const& y) {
  if (x.empty()) return nothing;
  if (y.front() <= 0.0) return x.front();
  for (std::size_t i = 1; i < x.size(); ++i)
    if (y[i] <= 0.0) return x[i - 1] + (x[i] - x[i - 1]) * y[i - 1] / (y[i - 1] - y[i]);
  return x.back();
}

std::vector<std::vector<std::int64_t>> resampled_seeds(std::int64_t n, std::int64_t samples) {
  std::vector<std::vector<std::int64_t>> all(static_cast<std::size_t>(samples));
  std::uint64_t state = 20260101u + static_cast<std::uint64_t>(n);
  for (auto& sample : all)
    for (std::int64_t k = 0; k < n; ++k) sample.push_back(static_cast<std::int64_t>(next_word(state) % static_cast<std::uint64_t>(n)));
  return all;
}

std::vector<double> Bisection::levels() const {
  std::vector<double> out;
  for (auto const& [level, values] : at_) out.push_back(level);
  return out;
}

double Bisection::mean(double level) const {
  auto const found = at_.find(level);
  return found == at_.end() ? nothing : mean_of(found->second).value();
}

std::int64_t Bisection::seeds() const {
  std::size_t most = 0;
  for (auto const& [level, values] : at_) most = std::max(most, values.size());
  return static_cast<std::int64_t>(most);
}

std::vector<Ask> Bisection::next() {
  if (at_.empty()) return {{0.0, 0, s_.replications}, {1.0, 0, s_.replications}};
  if (!(mean(0.0) > 0.0) || !(mean(1.0) <= 0.0)) return {};  // no crossing inside, or every run failed
  if (steps_ < s_.steps) return {{0.5 * (low_ + high_), 0, s_.replications}};
  return refine();
}

//! More seeds for the levels around the interval, until it is narrow enough.
std::vector<Ask> Bisection::refine() {
  BreakingPoint const b = result();
  if (b.high - b.low <= 2.0 * s_.precision) return {};
  std::vector<double> const x = levels();
  auto first = std::upper_bound(x.begin(), x.end(), b.low), last = std::lower_bound(x.begin(), x.end(), b.high);
  if (first != x.begin()) --first;
  if (last != x.end()) ++last;
  std::vector<Ask> more;
  for (auto level = first; level != last; ++level) {
    auto const have = std::ssize(at_.at(*level));
    if (have < s_.most_replications) more.push_back({*level, have, std::min(s_.replications, s_.most_replications - have)});
  }
  return more;
}

void Bisection::tell(Ask const& ask, std::vector<double> const& distances) {
  bool const fresh = !at_.contains(ask.level);
  auto& values = at_[ask.level];
  values.resize(static_cast<std::size_t>(ask.first), nothing);
  values.insert(values.end(), distances.begin(), distances.end());
  runs_ += static_cast<int>(distances.size());
  if (!fresh || ask.level <= 0.0 || ask.level >= 1.0) return;
  double const m = mean(ask.level);
  (m > 0.0 ? low_ : high_) = ask.level;  // a level on which every run failed counts as broken
  ++steps_;
}

//! Of the seeds given, in their multiplicity; null: of all.
double Bisection::crossing_of(std::vector<std::int64_t> const* seeds) const {
  std::vector<double> x, y, w;
  for (auto const& [level, values] : at_) {
    Mean m;
    if (seeds == nullptr)
      m = mean_of(values);
    else
      for (std::int64_t const r : *seeds)
        if (r < std::ssize(values)) m.add(values[static_cast<std::size_t>(r)]);
    if (m.n == 0) m = mean_of(values);  // none of the drawn seeds was measured here
    if (m.n == 0) continue;
    x.push_back(level), y.push_back(m.value()), w.push_back(static_cast<double>(m.n));
  }
  return crossing(x, falling_fit(y, w));
}

std::vector<double> Bisection::samples() const {
  std::vector<double> out;
  for (auto const& sample : resampled_seeds(seeds(), bootstrap_samples)) out.push_back(crossing_of(&sample));
  return out;
}

BreakingPoint Bisection::result() const {
  BreakingPoint b;
  b.replications = seeds();
  b.kind = !(mean(0.0) > 0.0) ? BreakingPoint::Kind::already_broken : !(mean(1.0) <= 0.0) ? BreakingPoint::Kind::never : BreakingPoint::Kind::found;
  b.at = b.kind == BreakingPoint::Kind::never ? 1.0 : b.kind == BreakingPoint::Kind::already_broken ? 0.0 : crossing_of(nullptr);
  for (auto const& [level, values] : at_) {
    if (level <= b.at && mean(level) > 0.0) b.held = std::max(b.held, level);
    if (level >= b.at && mean(level) <= 0.0) b.broke = std::min(b.broke, level);
  }
  if (b.kind != BreakingPoint::Kind::found) return b.low = b.high = b.at, b;
  if (b.replications < 2) return b.low = b.held, b.high = b.broke, b;
  Mean m, square;
  std::vector<double> const draws = samples();
  for (double const x : draws) m.add(x);
  for (double const x : draws) square.add((x - m.value()) * (x - m.value()));
  double const n = static_cast<double>(b.replications);
  double const half = student_quantile(0.975, n - 1.0) * std::sqrt(square.value() * n / (n - 1.0));
  b.low = std::max(0.0, b.at - half);
  b.high = std::min(1.0, b.at + half);
  return b;
}

}  // namespace gs::experiments
