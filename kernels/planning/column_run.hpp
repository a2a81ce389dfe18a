#pragma once
//! The usual case of a sweep, column by column: a run of stock points of one policy that forecasts by an average of past buckets. Does what
//! CloseBucket and ReviewPoint do point by point, to the bit, in loops a compiler can vectorise; what is rare is left to them.
#include "kernels/planning/place_orders.hpp"
#include "kernels/planning/review_point.hpp"

namespace gs::GS_BACKEND {

struct ColumnRun {
  Desk desk;
  Level level;

  //! Whether a level can be swept this way in this tick.
  static bool fits(Desk const& desk, Level const& level) {
    PolicyRule const& p = level.policy.rule;
    bool const averages = p.forecast == ForecastKind::moving_average || p.forecast == ForecastKind::sensed;
    return level.one_policy && averages && p.uncensor == UncensorKind::none && desk.shared.told.p == nullptr && desk.alarm == nullptr && !level.fixed;
  }

  //! Closes the buckets of n points from the i-th on; tells whose mean or error changed.
  GS_HD void close(std::int64_t i, std::int64_t n, bool* changed) const {
    std::int64_t const at = level.first + i;
    Grains* const asked = desk.stock.asked.p + at;
    Grains* const window = desk.forecast.window.p + at;
    Grains* const came = desk.forecast.came.p + at;
    Micro* const mean = desk.forecast.mean.p + at;
    std::uint8_t* const cell = level.ring.bytes + level.policy.slot * level.n + i;
    Grains oldest[order_run];
    take_oldest(i, n, asked, oldest);
    double const per_window = level.policy.per_window;
    std::int64_t too_much = 0;
    for (std::int64_t k = 0; k < n; ++k) {
      Grains const x = asked[k];
      Grains const newest = DemandRing::wide_part(x), sum = window[k] + newest - oldest[k];
      Micro const m = moving_average(sum, per_window);
      too_much += newest != x ? 1 : 0;
      changed[k] = m != mean[k];
      cell[k] = static_cast<std::uint8_t>(newest);  // of a wide row nobody reads it
      window[k] = sum;
      mean[k] = m;
      came[k] += x;
      asked[k] = 0;
    }
    if (too_much != 0) atomic_add(desk.too_much, too_much);
    check(at, n, changed);
  }
  //! What leaves the window; wide rows take what enters it here.
  GS_HD void take_oldest(std::int64_t i, std::int64_t n, Grains const* asked, Grains* oldest) const {
    DemandRing const& ring = level.ring;
    std::int64_t const slot = level.policy.slot;
    std::uint32_t const* const row = ring.row + i;
    std::uint32_t narrow = DemandRing::none;
    for (std::int64_t k = 0; k < n; ++k) {
      oldest[k] = ring.bytes[slot * ring.n + i + k];
      narrow &= row[k];
    }
    if (narrow == DemandRing::none) return;
    for (std::int64_t k = 0; k < n; ++k) {
      if (!ring.is_wide(i + k)) continue;
      oldest[k] = ring.wide_cell(slot, i + k);
      ring.wide_cell(slot, i + k) = DemandRing::wide_part(asked[k]);
    }
  }
  //! Forecasts that run out in this tick: mostly few, which are checked one by one, now and then nearly all.
  GS_HD void check(std::int64_t at, std::int64_t n, bool* changed) const {
    PolicyRule const& rule = level.policy.rule;
    std::uint32_t const* const checked = desk.forecast.checked.p + at;
    Seconds32 const* const lead = desk.points.lead.p + at;
    Seconds const besides = protection_interval(rule, 0), now = desk.now.end;
    bool const positive = besides > 0;  // else P needs its clamp: leave it to the rule
    bool due[order_run];
    std::int64_t all = 0;
    for (std::int64_t k = 0; k < n; ++k) {
      due[k] = !positive || checked[k] == 0 || now - static_cast<Seconds>(checked[k]) >= lead[k] + besides;
      all += due[k] ? 1 : 0;
    }
    if (all == 0) return;
    if (2 * all > n && positive && !desk.uplifts(rule)) return check_together(at, n, due, changed);
    CloseBucket const one{desk, level};
    for (std::int64_t k = 0; k < n; ++k) {
      if (!due[k]) continue;
      PointId const p(static_cast<std::uint32_t>(at + k));
      changed[k] = one.check_forecast(p, rule, desk.forecast.mean[p], 0) || changed[k];
    }
  }
  //! CloseBucket::check_forecast of all that are due at once.
  GS_HD void check_together(std::int64_t at, std::int64_t n, bool* due, bool* changed) const {
    PolicyRule const& rule = level.policy.rule;
    auto const& f = desk.forecast;
    Seconds const besides = protection_interval(rule, 0), now = desk.now.end;
    double error[order_run];
    bool over[order_run];
    for (std::int64_t k = 0; k < n; ++k) {
      std::int64_t const p = at + k;
      Seconds const horizon = desk.points.lead.p[p] + besides, elapsed = now - static_cast<Seconds>(f.checked.p[p]);
      bool const begun = f.checked.p[p] != 0 || f.promised_total.p[p] != 0;
      due[k] = due[k] && (!begun || elapsed >= horizon);
      over[k] = due[k] && begun;
      double const promised = from_micro(f.promised_total.p[p]) * (static_cast<double>(elapsed) / static_cast<double>(horizon));
      error[k] = static_cast<double>(f.came.p[p]) - promised;
      Micro const sigma = updated_sigma(f.sigma_p.p[p], error[k], horizon, elapsed, rule.memory);
      f.sigma_p.p[p] = over[k] ? sigma : f.sigma_p.p[p];
      changed[k] = changed[k] || over[k];
    }
    if (desk.score.cells != nullptr) keep_scores(at, n, over, error);
    for (std::int64_t k = 0; k < n; ++k) {
      std::int64_t const p = at + k;
      Micro const promise = micro_of(over_horizon(f.mean.p[p], desk.points.lead.p[p] + besides));
      f.promised_total.p[p] = due[k] ? promise : f.promised_total.p[p];
      f.came.p[p] = due[k] ? 0 : f.came.p[p];
      f.checked.p[p] = due[k] ? static_cast<std::uint32_t>(now) : f.checked.p[p];
    }
  }
  GS_HD void keep_scores(std::int64_t at, std::int64_t n, bool const* over, double const* error) const {
    using Score = ForecastTally;
    double intensity[order_run];
    std::int64_t by_forecast[order_run], by_usual[order_run], by_truth[order_run];
    double const unit = static_cast<double>(desk.score.grains_per_unit);
    for (std::int64_t k = 0; k < n; ++k) {
      Grains const came = desk.forecast.came.p[at + k];
      Seconds const elapsed = desk.now.end - static_cast<Seconds>(desk.forecast.checked.p[at + k]);
      double const usual = static_cast<double>(came) - over_horizon(desk.points.mean.p[at + k], elapsed);
      intensity[k] = desk.score.intensity(came, usual);
      by_forecast[k] = Score::size_of(error[k]), by_usual[k] = Score::size_of(usual);
      by_truth[k] = Score::size_of(unit * deviation_of_many(intensity[k]));
    }
    for (std::int64_t k = 0; k < n; ++k) {
      if (!over[k]) continue;
      PointId const p(static_cast<std::uint32_t>(at + k));
      std::int64_t const truth = intensity[k] < many_events ? Score::size_of(desk.score.by_truth(intensity[k])) : by_truth[k];
      desk.score.add(p, desk.points.echelon[p], desk.points.item[p], {by_forecast[k], by_usual[k], truth}, desk.forecast.came[p]);
    }
  }
  //! What n points from the i-th on want; zero where nothing is due.
  GS_HD void review(std::int64_t i, std::int64_t n, bool const* changed, Grains* wanted) const {
    std::int64_t const at = level.first + i;
    PolicyRule const& rule = level.policy.rule;
    Micro const* const mean = desk.forecast.mean.p + at;
    Micro const* const sigma = desk.forecast.sigma_p.p + at;
    Seconds32 const* const lead = desk.points.lead.p + at;
    Grains* const target = desk.forecast.target.p + at;
    std::int64_t slow = 0;
    for (std::int64_t k = 0; k < n; ++k) {
      Seconds const horizon = protection_interval(rule, lead[k]);
      bool const counts = over_horizon(mean[k], horizon) < few;
      Grains const s = normal_level(over_horizon(mean[k], horizon), rule.z, sigma[k]);
      slow += counts ? 1 : 0;
      target[k] = counts ? target[k] : s;
    }
    if (slow > 0) count_levels(at, n, changed);
    Stock const& t = desk.stock;
    for (std::int64_t k = 0; k < n; ++k) {
      std::int64_t const p = at + k;
      wanted[k] = target[k] - inventory_position(t.on_hand.p[p], t.reserved.p[p], t.on_order.p[p], t.backlog.p[p], t.owed.p[p]);
    }
    if (desk.uplifts(rule)) add_uplifts(at, n, wanted);
    decide(at, n, wanted);
  }
  GS_HD void count_levels(std::int64_t at, std::int64_t n, bool const* changed) const {
    PolicyRule const& rule = level.policy.rule;
    ReviewPoint const one{desk, level};
    for (std::int64_t k = 0; k < n; ++k) {
      PointId const p(static_cast<std::uint32_t>(at + k));
      Seconds const horizon = desk.horizon(p, rule);
      if (over_horizon(desk.forecast.mean[p], horizon) < few) one.target(p, rule, horizon, changed[k]);
    }
  }
  GS_HD void add_uplifts(std::int64_t at, std::int64_t n, Grains* wanted) const {
    for (std::int64_t k = 0; k < n; ++k) wanted[k] += to_int(desk.uplift(PointId(static_cast<std::uint32_t>(at + k)), level.policy.rule));
  }
  //! From the gap to the order: batches, damping, other policies.
  GS_HD void decide(std::int64_t at, std::int64_t n, Grains* wanted) const {
    PolicyRule const& rule = level.policy.rule;
    bool const plain = rule.kind == PolicyKind::base_stock && rule.smoothing <= 1.0 && !rule.allow_negative;
    for (std::int64_t k = 0; k < n; ++k) {
      if (plain && wanted[k] <= 0) {
        wanted[k] = 0;
        continue;
      }
      PointId const p(static_cast<std::uint32_t>(at + k));
      Levels const levels{wanted[k], -1, -1, rule.batch_days > 0.0 ? batch_of(rule, desk.points.mean[p]) : 0};
      // What counts is the gap: it stands for the level over a position of nothing.
      wanted[k] = desk.points.recipes[p] == 0 ? 0 : policy_order(rule, levels, 0, desk.forecast.mean[p]);
    }
  }
};

}  // namespace gs::GS_BACKEND
