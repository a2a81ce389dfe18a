#pragma once
//! Closes the demand bucket of a stock point: what was asked enters its forecast, and forecasts of P ago meet what came.
#include "kernels/core/random.hpp"
#include "kernels/planning/desk.hpp"

namespace gs::GS_BACKEND {

struct CloseBucket {
  Desk desk;
  Level level;

  //! True when the mean or its error changed.
  GS_HD bool operator()(PointId p, std::int64_t i, PolicyNow const& now) const {
    Grains const booked = desk.stock.asked[p];
    if (booked != 0) desk.stock.asked[p] = 0;
    Grains const asked = now.rule.uncensor == UncensorKind::none ? booked : opened(p, now.rule, booked);
    Micro const before = desk.forecast.mean[p], mean = new_mean(p, i, now, desk.shared.told.p == nullptr ? asked : members_part(p, now.rule, asked));
    if (mean != before) desk.forecast.mean[p] = mean;
    return check_forecast(p, now.rule, mean, asked) || mean != before;
  }
  //! What would have been asked with something at hand all the time.
  GS_HD Grains opened(PointId p, PolicyRule const& rule, Grains asked) const {
    Grains const out = desk.shelf.asked_out[p];
    Seconds const time = desk.shelf.out_time[p];
    if (time == 0) return asked;
    desk.shelf.asked_out[p] = 0;
    desk.shelf.out_time[p] = 0;
    double const expected = from_micro(desk.forecast.mean[p]) * (static_cast<double>(rule.bucket) / static_cast<double>(day));
    double const u = uniform(draw4(desk.seed, Stream::uncensor, p.v, static_cast<std::uint32_t>(desk.now.end)).v[0]);
    return uncensored(asked, out, time, rule.bucket, expected, u);
  }
  //! Lever 15: what its forecast is fed with, and what it tells the points it orders from.
  GS_HD Grains members_part(PointId p, PolicyRule const& rule, Grains asked) const {
    Grains direct = asked, told = 0, known = asked;
    if (desk.is_upstream(p)) {
      UpstreamId const up = desk.up(p);
      direct -= desk.shared.ordered[up], told = desk.shared.told[up];
      known = direct + to_int(static_cast<double>(told) * desk.own_share[up.at()] + 0.5);
      desk.shared.ordered[up] = 0;
      desk.shared.told[up] = 0;
    }
    if (desk.points.recipes[p] > 0 && direct + told != 0) tell(desk.points.first_recipe[p], direct + told);
    return rule.sharing == SharingKind::orders ? asked : (rule.sharing == SharingKind::member_demand ? known : direct);
  }
  GS_HD void tell(RecipeId r, Grains q) const {
    std::uint32_t const begin = desk.recipes.first_component[r], end = begin + desk.recipes.components[r];
    for (std::uint32_t c = begin; c < end; ++c)
      atomic_add(&desk.shared.told[desk.up(desk.components.point[ComponentId(c)])], q * desk.components.quantity[ComponentId(c)]);
  }
  GS_HD Micro new_mean(PointId p, std::int64_t i, PolicyNow const& now, Grains x) const {
    PolicyRule const& rule = now.rule;
    if (rule.forecast == ForecastKind::constant) return desk.forecast.mean[p];
    if (rule.forecast == ForecastKind::smoothing) return smoothed(desk.forecast.mean[p], x, rule.alpha, now.per_bucket);
    if (Grains const oldest = level.ring.at(now.slot, i); x != oldest) {
      Grains const newest = level.ring.put(now.slot, i, x);
      if (newest != x) atomic_add(desk.too_much, 1);
      desk.forecast.window[p] += newest - oldest;
    }
    Micro const mean = rule.forecast == ForecastKind::ar1 ? ar1_mean(p, i, now) : moving_average(desk.forecast.window[p], now.per_window);
    return rule.sharing == SharingKind::forecast ? mean + told_forecast(p) : mean;
  }
  GS_HD Micro told_forecast(PointId p) const {
    return desk.is_upstream(p) ? to_int(static_cast<double>(desk.told_mean[p.at()]) * desk.own_share[desk.up(p).at()]) : 0;
  }
  //! Mean a day over P, by the last bucket and the window's mean and correlation.
  GS_HD Micro ar1_mean(PointId p, std::int64_t i, PolicyNow const& now) const {
    std::int64_t const w = now.rule.window;
    double const n = static_cast<double>(w), sum = static_cast<double>(desk.forecast.window[p]), mu = sum / n;
    double const last = static_cast<double>(level.ring.at(now.slot, i));
    double const ahead = static_cast<double>(desk.horizon(p, now.rule)) / static_cast<double>(now.rule.bucket);
    if (ahead <= 0.0) return micro_of(mu * now.per_bucket);
    double rho = now.rule.rho;
    if (now.rule.rho_estimated) {
      double squares = 0.0, products = 0.0, before = 0.0, first = 0.0;
      for (std::int64_t k = 1; k <= w; ++k) {  // oldest first
        double const x = static_cast<double>(level.ring.at((now.slot + k) % w, i));
        if (k == 1) first = x;
        squares += x * x;
        products += k > 1 ? before * x : 0.0;
        before = x;
      }
      rho = ar1_rho(n, sum, squares, products, first + last);
    }
    return micro_of((mu + ar1_excess(mu, rho, last, ahead) / ahead) * now.per_bucket);
  }
  GS_SELDOM GS_HD void keep_score(PointId p, double error, double came, Seconds elapsed) const {
    double const usual = came - over_horizon(desk.points.mean[p], elapsed);
    double const truth = desk.score.by_truth(desk.score.intensity(to_int(came), usual));
    ForecastTally::Missed const by{desk.score.size_of(error), desk.score.size_of(usual), desk.score.size_of(truth)};
    desk.score.add(p, desk.points.echelon[p], desk.points.item[p], by, to_int(came));
  }
  //! Compares the last P-ahead forecast with what came, once P is over, and makes the next. True when sigma_P changed.
  GS_HD bool check_forecast(PointId p, PolicyRule const& rule, Micro mean, Grains asked) const {
    auto const& f = desk.forecast;
    if (rule.forecast == ForecastKind::constant) return false;
    Seconds const horizon = desk.horizon(p, rule), elapsed = desk.now.end - static_cast<Seconds>(f.checked[p]);
    if (horizon <= 0) return false;
    bool const begun = f.checked[p] != 0 || f.promised_total[p] != 0;
    if (begun && elapsed < horizon) {
      if (asked != 0) f.came[p] += asked;
      return false;
    }
    if (begun) {
      double const promised = from_micro(f.promised_total[p]) * (static_cast<double>(elapsed) / static_cast<double>(horizon));
      double const came = static_cast<double>(f.came[p] + asked), error = came - promised;
      f.sigma_p[p] = updated_sigma(f.sigma_p[p], error, horizon, elapsed, rule.memory);
      if (desk.score.cells != nullptr) keep_score(p, error, came, elapsed);
    }
    f.checked[p] = static_cast<std::uint32_t>(desk.now.end);
    f.came[p] = 0;
    f.promised_total[p] = micro_of(over_horizon(mean, horizon) + desk.uplift(p, rule));
    return begun;
  }
};

//! Stock points of a level whose bucket may be more than a byte holds: what was asked and told, and where it is uncensored up to four times
//! what was asked, or what was expected.
struct Outgrows {
  Desk desk;
  Level level;
  GS_HD bool operator()(std::int64_t i) const {
    if (level.ring.is_wide(i)) return false;
    PointId const p(level.first + static_cast<std::uint32_t>(i));
    Grains const asked = desk.stock.asked[p];
    double most = static_cast<double>(asked);
    if (desk.shelf.out_time.p != nullptr && desk.shelf.out_time[p] != 0)
      most = 4.0 * most + from_micro(desk.forecast.mean[p]) * (static_cast<double>(desk.policy(p).rule.bucket) / static_cast<double>(day));
    if (desk.shared.told.p != nullptr && desk.is_upstream(p))
      most += static_cast<double>(desk.shared.told[desk.up(p)]) * desk.own_share[desk.up(p).at()];
    return (asked < 0 || most > static_cast<double>(DemandRing::most - 3)) && remembers(desk.policy(p).rule.forecast);
  }
};
//! Moves the k-th of these to a wide row.
struct Widen {
  DemandRing ring;
  std::uint32_t* row;  //!< by point of the level
  std::uint32_t const* list;
  std::uint32_t first_new;
  GS_HD void operator()(std::int64_t k) const {
    std::int64_t const i = list[k];
    std::int32_t* const cells = ring.wide + (first_new + k) * ring.width;
    for (std::int64_t slot = 0; slot < ring.slots; ++slot) cells[slot] = ring.bytes[slot * ring.n + i];
    for (std::int64_t slot = ring.slots; slot < ring.width; ++slot) cells[slot] = 0;
    row[i] = first_new + static_cast<std::uint32_t>(k);
  }
};

//! Lever 15, forecasts shared: adds what a point expects to what the points it orders from are told.
struct TellForecast {
  Desk desk;
  std::uint32_t first;
  GS_HD void operator()(std::int64_t i) const {
    PointId const p(first + static_cast<std::uint32_t>(i));
    if (desk.points.recipes[p] == 0 || desk.forecast.mean[p] == 0) return;
    RecipeId const r = desk.points.first_recipe[p];
    std::uint32_t const begin = desk.recipes.first_component[r], end = begin + desk.recipes.components[r];
    for (std::uint32_t c = begin; c < end; ++c)
      atomic_add(&desk.told_mean[desk.components.point[ComponentId(c)].at()], desk.forecast.mean[p] * desk.components.quantity[ComponentId(c)]);
  }
};

}  // namespace gs::GS_BACKEND
