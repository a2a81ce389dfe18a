#include "host/theory/observe.hpp"
#include <algorithm>
#include <cmath>
#include "host/config/config.hpp"
#include "kernels/core/errors.hpp"

namespace gs::theory {
namespace {

std::int64_t net_of(StockTable<HostColumn> const& s, std::size_t p) { return s.on_hand[p] - s.reserved[p] - s.backlog[p] - s.owed[p]; }
//! The flow table has no rows in a world without outside demand.
std::int64_t cell(std::vector<Grains> const& column, std::size_t p) { return p < column.size() ? column[p] : 0; }
double variance(double n, double sum, double squares) { return n > 1 ? (squares - sum * sum / n) / (n - 1) : 0.0; }

std::vector<std::string> const& point_statistics() {
  static std::vector<std::string> const names = {"net_mean",    "net_var",    "net_sd",       "on_hand",    "short",     "transit",
                                                 "orders_mean", "orders_var", "orders_share", "asked_mean", "asked_var", "no_short",
                                                 "in_stock",    "fill",       "lost_share",   "lost_mean",  "short_max", "stock"};
  return names;
}

}  // namespace

Observer::Observer(Cast const& cast, world::TextbookData const& data, RunPlan const& plan, Keep keep)
    : pools_(cast.pools),
      grains_(static_cast<double>(plan.grains)),
      keep_(keep.series),
      keep_levels_(keep.levels),
      warmup_(plan.warmup),
      counters_(static_cast<std::size_t>(Counter::count)) {
  for (auto const& [name, members] : cast.points) {
    Track t;
    t.name = name;
    for (std::size_t const m : members) t.ids.push_back(data.point[m]);
    if (keep_) t.order_series.resize(t.ids.size()), t.ask_series.resize(t.ids.size()), t.net_series.resize(t.ids.size());
    tracks_.push_back(std::move(t));
  }
}

void Observer::begin(Snapshot const& s) {
  for (Track& t : tracks_) {
    t.asked.clear(), t.ordered.clear(), t.lost.clear(), t.net.clear();
    for (PointId const id : t.ids) {
      t.asked.push_back(cell(s.flows.asked, id.v)), t.ordered.push_back(cell(s.flows.ordered, id.v));
      t.lost.push_back(cell(s.flows.lost, id.v)), t.net.push_back(net_of(s.stock, id.v));
    }
  }
}

void Observer::note(Snapshot const& s) {
  double const unit = 1.0 / grains_;
  for (Track& t : tracks_) {
    for (std::size_t k = 0; k < t.ids.size(); ++k) {
      std::size_t const p = t.ids[k].v;
      double const net = static_cast<double>(net_of(s.stock, p)) * unit, ask = static_cast<double>(cell(s.flows.asked, p) - t.asked[k]) * unit;
      double const order = static_cast<double>(cell(s.flows.ordered, p) - t.ordered[k]) * unit;
      double const lost = static_cast<double>(cell(s.flows.lost, p) - t.lost[k]) * unit, before = net + ask - lost;
      double const fresh = std::max(0.0, -net) - std::max(0.0, -before);
      t.n += 1, t.net1 += net, t.net2 += net * net, t.above += std::max(0.0, net), t.short1 += std::max(0.0, -net);
      t.hand += static_cast<double>(s.stock.on_hand[p]) * unit, t.transit += static_cast<double>(s.stock.in_transit[p]) * unit;
      t.order1 += order, t.order2 += order * order, t.orders += order != 0.0 ? 1 : 0, t.ask1 += ask, t.ask2 += ask * ask;
      t.lost1 += lost, t.at_once += ask - lost - fresh, t.no_short += net >= 0.0 ? 1 : 0, t.in_stock += net > 0.0 ? 1 : 0;
      t.short_max = std::max(t.short_max, -net);
      if (keep_levels_) t.levels[static_cast<std::int64_t>(std::floor(net))] += 1.0;
      if (keep_) {
        t.order_series[k].push_back(static_cast<float>(order)), t.ask_series[k].push_back(static_cast<float>(ask));
        t.net_series[k].push_back(static_cast<float>(net));
      }
    }
  }
  begin(s);
}

void Observer::counters(SeriesBlock const& block) {
  std::size_t const width = counters_.size(), cells = block.time.empty() ? 0 : block.pools.size() / block.time.size();
  pool_sums_.resize(cells, 0.0);
  for (std::size_t r = 0; r < block.time.size(); ++r) {
    if (block.time[r] <= warmup_) continue;
    for (std::size_t k = 0; k < cells; ++k) pool_sums_[k] += static_cast<double>(block.pools[r * cells + k]);
    time_.push_back(block.time[r] - warmup_);
    for (std::size_t c = 0; c < width; ++c) counters_[c].push_back(static_cast<double>(block.totals[r * width + c]));
  }
}

Track const& Observer::track(std::string const& name) const {
  std::vector<std::string> known;
  for (Track const& t : tracks_) {
    if (t.name == name) return t;
    known.push_back(t.name);
  }
  throw ConfigError("there is no stock point '" + name + "'; " + config::did_you_mean(name, known));
}

bool Observer::knows(std::string const& f) const {
  auto const& names = point_statistics();
  return std::find(names.begin(), names.end(), f) != names.end() || f == "cov" || f == "net_at_most" || f == "utilisation" || f == "hours_worked" ||
         f.starts_with("counter_") || f.starts_with("spell_") || f == "calm_mean";
}

double Observer::of(Track const& t, std::string const& f) const {
  if (f == "net_mean") return t.net1 / t.n;
  if (f == "net_var") return variance(t.n, t.net1, t.net2);
  if (f == "net_sd") return std::sqrt(variance(t.n, t.net1, t.net2));
  if (f == "on_hand") return t.above / t.n;
  if (f == "stock") return t.hand / t.n;
  if (f == "short") return t.short1 / t.n;
  if (f == "transit") return t.transit / t.n;
  if (f == "orders_mean") return t.order1 / t.n;
  if (f == "orders_var") return variance(t.n, t.order1, t.order2);
  if (f == "orders_share") return t.orders / t.n;
  if (f == "asked_mean") return t.ask1 / t.n;
  if (f == "asked_var") return variance(t.n, t.ask1, t.ask2);
  if (f == "no_short") return t.no_short / t.n;
  if (f == "in_stock") return t.in_stock / t.n;
  if (f == "fill") return t.ask1 > 0 ? t.at_once / t.ask1 : 1.0;
  if (f == "short_max") return t.short_max;
  if (f == "lost_mean") return t.lost1 / t.n;
  return t.ask1 > 0 ? t.lost1 / t.ask1 : 0.0;
}

//! cov(orders, shop, 1, asked, shop, 0): of this observation's second with the first one observation later.
double Observer::covariance(std::vector<std::string> const& a) const {
  if (a.size() != 6) throw ConfigError("cov takes what, point, lag, what, point, lag");
  auto const series = [this](std::string const& what, std::string const& point) -> std::vector<std::vector<float>> const& {
    Track const& t = track(point);
    if (what != "orders" && what != "asked" && what != "net") throw ConfigError("cov knows orders, asked and net, not '" + what + "'");
    return what == "orders" ? t.order_series : (what == "asked" ? t.ask_series : t.net_series);
  };
  auto const &x = series(a[0], a[1]), &y = series(a[3], a[4]);
  std::size_t const lag_x = std::stoul(a[2]), lag_y = std::stoul(a[5]), lag = std::max(lag_x, lag_y);
  double n = 0, sx = 0, sy = 0, sxy = 0;
  for (std::size_t k = 0; k < std::min(x.size(), y.size()); ++k)
    for (std::size_t i = 0; i + lag < x[k].size(); ++i) {
      double const u = x[k][i + lag_x], v = y[k][i + lag_y];
      n += 1, sx += u, sy += v, sxy += u * v;
    }
  return n > 1 ? (sxy - sx * sy / n) / (n - 1) : 0.0;
}

//! counter_sum(wakes), _mean, _var over ticks; counter_is(wakes, 0): share of ticks with that many; counter_between(shares, 1, 1.5): sum over
//! ticks that end in (1 d, 1.5 d]; counter_reaches(placed, 500): when their sum is so high [d], in a straight line within a tick.
double Observer::counter(std::string const& f, std::vector<std::string> const& a) const {
  std::vector<std::string> known;
  for (std::size_t c = 0; c < counters_.size(); ++c) {
    known.emplace_back(counter_info[c].name);
    if (a.at(0) != known.back()) continue;
    double n = 0, sum = 0, squares = 0, alike = 0, between = 0, reached = -1.0, last = 0.0;
    double const from = a.size() > 1 ? std::stod(a[1]) : 0.0, to = a.size() > 2 ? std::stod(a[2]) : 0.0;
    for (std::size_t k = 0; k < counters_[c].size(); ++k) {
      double const x = counters_[c][k], t = static_cast<double>(time_[k]) / static_cast<double>(day);
      if (reached < 0.0 && sum + x >= from) reached = x > 0 ? last + (t - last) * (from - sum) / x : last;
      last = t, n += 1, sum += x, squares += x * x, alike += x == from ? 1 : 0, between += t > from + 1e-9 && t <= to + 1e-9 ? x : 0.0;
    }
    if (f == "counter_is") return alike / n;
    if (f == "counter_reaches") return reached;
    if (f == "counter_between") return between;
    return f == "counter_sum" ? sum : (f == "counter_mean" ? sum / n : variance(n, sum, squares));
  }
  throw ConfigError("there is no counter '" + a.at(0) + "'; " + config::did_you_mean(a.at(0), known));
}

//! utilisation(lines): worked over offered hours of the pools of that name; hours_worked(lines): by pool. utilisation(lines, 2): the second
//! pool of their market.
double Observer::pool(std::string const& f, std::vector<std::string> const& a) const {
  std::size_t const tier = a.size() > 1 ? std::stoul(a[1]) - 1 : 0;
  for (auto const& [n, members] : pools_) {
    if (n != a.at(0)) continue;
    double sum[static_cast<std::size_t>(PoolCounter::count)] = {};
    for (std::size_t const p : members)
      for (std::size_t c = 0; c < std::size(sum); ++c) sum[c] += pool_sums_.at((p + tier) * std::size(sum) + c);
    auto const of = [&sum](PoolCounter c) { return sum[static_cast<std::size_t>(c)]; };
    if (f == "utilisation") return of(PoolCounter::worked) / of(PoolCounter::offered);
    return of(PoolCounter::worked) / static_cast<double>(members.size()) / static_cast<double>(hour);
  }
  throw ConfigError("there is no pool '" + a.at(0) + "'");
}

//! Spells of shortage at a stock point, in observations; what the run cuts off counts as time but not as an end. spell_mean(shop); calm_mean(shop):
//! of the time between them; spell_rest(shop, 3): how much longer those last that have lasted 3; spell_longer(shop, 3): their share.
double Observer::spells(std::string const& f, std::vector<std::string> const& a) const {
  double const than = a.size() > 1 ? std::stod(a[1]) : 0.0;
  double time = 0, ends = 0, late_time = 0, late_ends = 0;
  for (auto const& series : track(a.at(0)).net_series) {
    double length = 0.0;
    for (float const net : series) {
      bool const in = (net < 0.0f) == (f != "calm_mean");
      if (!in && length > 0.0) ends += 1, late_ends += length > than ? 1 : 0;
      length = in ? length + 1.0 : 0.0;
      time += in ? 1 : 0, late_time += length > than ? 1 : 0;
    }
  }
  if (f == "spell_longer") return late_ends / ends;
  return f == "spell_rest" ? late_time / late_ends : time / ends;
}

//! Share of observations with a net stock of at most so many units.
double Observer::at_most(std::string const& name, double units) const {
  double below = 0.0, all = 0.0;
  for (auto const& [level, n] : track(name).levels) all += n, below += static_cast<double>(level) <= units ? n : 0.0;
  return all > 0.0 ? below / all : 0.0;
}

double Observer::statistic(std::string const& f, std::vector<std::string> const& a) const {
  if (f == "cov") return covariance(a);
  if (f.starts_with("counter_")) return counter(f, a);
  if (f == "utilisation" || f == "hours_worked") return pool(f, a);
  if (f.starts_with("spell_") || f == "calm_mean") return spells(f, a);
  if (a.size() != 1) throw ConfigError(f + " takes one name");
  return of(track(a[0]), f);
}

}  // namespace gs::theory
