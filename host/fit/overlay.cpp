#include "host/fit/overlay.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <optional>
#include "host/fit/dates.hpp"
#include "host/fit/sold.hpp"
#include "kernels/core/errors.hpp"

namespace gs::fit {
namespace {
namespace fs = std::filesystem;

constexpr std::int64_t round_of_classes = 16 * 1024;  //!< members among whom all sixteen activity classes are equally many
constexpr std::int64_t most_skus = 5000, assumed_skus = 400;
constexpr double class_part = 2.0 / 3.0;
constexpr double least_classes = 0.1;  //!< below this sd of ln spend between members nobody is given a price class
constexpr double own_days = 0.8;       //!< order to door without `service.handling`: a parcel's way, and the queue for hands (seen in quiet runs) [d]

//! Lines, families and options whose product is about n SKUs, in the proportions of the default world.
struct Shape {
  std::int64_t lines, families, a, b;
  std::int64_t skus() const { return families * a * b; }
};
Shape shape_of(std::int64_t n) {
  double const root = std::sqrt(std::sqrt(static_cast<double>(std::max<std::int64_t>(1, n))));
  Shape s{};
  s.a = std::clamp<std::int64_t>(static_cast<std::int64_t>(1.3 * root), 1, 10), s.b = std::clamp<std::int64_t>(static_cast<std::int64_t>(root), 1, 5);
  s.families = std::max<std::int64_t>(1, (n + s.a * s.b / 2) / (s.a * s.b));
  s.lines = std::max<std::int64_t>(1, s.families / 4);
  s.families = (s.families + s.lines / 2) / s.lines * s.lines;
  return s;
}

//! Attention of days as `hours` of the engine see it: the factor by which the engine will divide.
double median_hour(std::vector<double> attention) { return quantile(attention, 0.5); }

//! What pilots have moved.
struct Tuning {
  double looks = 1.0, price = 1.0, sigma = 1.0;  //!< factors
  double shape = 1.0;                            //!< of the gamma law of rates
  double classes = 0.0;                          //!< sd of ln price between members' price classes
  std::optional<Matched> matched;                //!< the catalogue, once it is known
};

class Builder {
 public:
  Builder(Fit const& fit, OverlayOptions const& options, Tuning& tuning) : f_(fit), options_(options), t_(tuning) {}

  Overlay build() {
    o_.members = options_.members;
    if (o_.members <= 0) o_.members = std::max<std::int64_t>(1, (f_.facts.members + round_of_classes / 2) / round_of_classes) * round_of_classes;
    o_.first_day = f_.first_day - weekday(f_.first_day);
    o_.length = (f_.first_day - o_.first_day + f_.days + 6) / 7 * 7;
    people();
    goods();
    service();
    curves();
    return std::move(o_);
  }

 private:
  void set(char const* key, std::string value, std::string why) { o_.world.push_back({key, std::move(value), std::move(why)}); }

  void people() {
    ParetoNbd const& p = f_.buying.at;
    ParetoNbd const& e = f_.buying.error;
    double const members = static_cast<double>(f_.facts.members), median = median_hour(f_.calendar.attention);
    set("members.count", fmt::format("{}", o_.members),
        fmt::format("the log has {}; whole rounds of the sixteen activity classes", f_.facts.members));
    set("members.orders_per_year", fmt::format("{:.4f}", std::max(1e-3, f_.calendar.busiest * 365.0 / members)),
        "the busiest four weeks, over all members: sizes stock, sites and capacity");
    set("members.active_orders", fmt::format("{:.5f}", std::max(0.001, 365.0 * p.r / p.alpha * median)),
        fmt::format("365 r / alpha, alpha = {:.1f} ± {:.1f} d; attention's median is {:.3f}", p.alpha, e.alpha, median));
    set("members.activity_shape", fmt::format("{:.4f}", std::clamp(t_.shape, 0.02, 50.0)),
        fmt::format("r {:.4f} ± {:.3f}, less what tastes and prices add", p.r, e.r));
    if (p.s > 0.0) {  // beyond s = 100 lifetimes are exponential with the mean beta / s, whatever s is
      double const most = std::max(1.0, p.s / 100.0);
      set("members.stay_shape", fmt::format("{:.4f}", std::max(p.s / most, 1e-4)), fmt::format("s {:.4g} ± {:.2g}", p.s, e.s));
      set("members.stay_scale", fmt::format("{:.3f}", std::clamp(p.beta / most, 1e-3, 1e6)), fmt::format("beta {:.4g} ± {:.2g} d", p.beta, e.beta));
    }
    set("members.weekend", fmt::format("{:.4f}", std::clamp(f_.rhythm.weekend, -0.9, 10.0)), "Saturday and Sunday against the other days");
    if (f_.has_clock) set("members.day_night", fmt::format("{:.4f}", f_.rhythm.depth), "of three-hour averages of orders by hour of the day");
    set("members.need", "0.01", "Poisson purchases, as the model of buying has them: no dip after a purchase");
    set("cascade.share_after_delivery", "0.0", "purchases that friends bring are in the log's rates already");
    set("members.arrivals", "\"arrivals.csv\"", "first purchases by day");
  }

  void goods() {
    std::int64_t const wanted = f_.zipf.goods > 1 ? std::min(f_.zipf.goods, most_skus) : assumed_skus;
    Shape const s = shape_of(wanted);
    double const size = static_cast<double>(o_.members) * std::max(1e-3, f_.calendar.busiest * 365.0 / static_cast<double>(f_.facts.members)) / 2e7;
    std::string const why = f_.zipf.goods > 1 ? fmt::format("the log has {}", f_.zipf.goods) : "assumed: the log does not tell";
    set("world.skus", fmt::format("{}", static_cast<std::int64_t>(std::min(1e8, std::ceil(static_cast<double>(s.skus()) / size)))),
        fmt::format("of the reference world: {} SKUs here; {}", s.skus(), why));
    set("world.lines", fmt::format("{}", s.lines), "as many as give that number");
    set("world.families", fmt::format("{}", s.families), "as many as give that number");
    set("world.module_options_a", fmt::format("{}", s.a), "as many as give that number");
    set("world.module_options_b", fmt::format("{}", s.b), "as many as give that number");
    if (f_.has_value && t_.classes > least_classes) {
      set("choice.budget", fmt::format("{:.3f}", class_strength()), "two thirds of what keeps a member's purchases alike; the rest is the catalogue");
      set("choice.budget_spread", fmt::format("{:.4f}", std::min(t_.classes, 5.0)),
          fmt::format("ln spend differs between members by sd {:.3f}", f_.spend.between_sd));
    }
    catalogue();
  }

  //! A member's own purchases vary by 1 / (2 beta_b + 1 / price_sigma^2), as an item is chosen twice: two thirds of that precision are its own class,
  //! the rest is the catalogue (chosen).
  double class_strength() const {
    double const within = f_.spend.ln_sd * f_.spend.ln_sd - f_.spend.between_sd * f_.spend.between_sd;
    return std::clamp(class_part / 2.0 / std::max(within, 1e-3), 0.1, 10.0);
  }

  void catalogue() {
    CatalogueGoal goal;
    goal.spend = f_.has_value, goal.popularity = f_.zipf.goods > 1;
    goal.sold = {f_.spend.ln_mean, f_.spend.ln_sd, f_.zipf.exponent, 0.0};
    std::vector<std::string> sets;
    for (Setting const& s : o_.world)
      if (s.key != "members.arrivals") sets.push_back(s.key + "=" + s.value);
    if (!t_.matched) t_.matched = match_catalogue(goal, sets, options_.design);
    Matched const& m = *t_.matched;
    set("members.wakes_per_order", fmt::format("{:.4f}", std::clamp(t_.looks / std::max(m.sold.orders_a_look, 1e-9), 1.0, 1e4)),
        fmt::format("looks that one order takes in this catalogue, x {:.3f} by pilots", t_.looks));
    if (goal.spend) {
      set("world.price_median", fmt::format("\"{:.2f} CNY\"", std::clamp(m.catalogue.price_median * t_.price, 0.01, 1e9)),
          fmt::format("so that what is sold has the median {:.2f}; CNY stands for the log's currency", std::exp(goal.sold.ln_mean)));
      set("world.price_sigma", fmt::format("{:.4f}", std::clamp(m.catalogue.price_sigma * t_.sigma, 0.0, 3.0)),
          fmt::format("so that ln spend of a purchase has the sd {:.3f}", goal.sold.ln_sd));
    }
    if (goal.popularity)
      set("world.zipf", fmt::format("{:.4f}", m.catalogue.zipf),
          fmt::format("so that sales by SKU have the exponent {:.3f} (the log: {:.3f} ± {:.3f})", m.sold.zipf, goal.sold.zipf, f_.zipf.error));
  }

  void service() {
    if (f_.lead.orders == 0) return;
    double const handling = std::max(0.1, f_.lead.median - own_days);
    set("service.handling", fmt::format("\"{:.0f} h\"", std::max(1.0, handling * 24.0)),
        fmt::format("median order to door {:.2f} d, less {} d that a parcel takes by itself", f_.lead.median, own_days));
    if (f_.lead.median > 10.0) set("choice.patience_max", fmt::format("{:.0f}", 2.0 * f_.lead.median + 10.0), "members of this log wait so long");
  }

  //! Hours where the log has times, else days; a closing row says where it ends.
  void curves() {
    std::int64_t const lead_in = f_.first_day - o_.first_day;
    o_.arrivals = o_.attention = "timestamp,value\n";
    for (std::int64_t d = 0; d < lead_in; ++d) row(d, 0.0, 1.0);
    for (std::size_t d = 0; d < f_.calendar.arrivals.size(); ++d)
      row(lead_in + static_cast<std::int64_t>(d), f_.calendar.arrivals[d], f_.calendar.attention[d]);
    for (std::int64_t d = 0; d < 2; ++d) row(lead_in + f_.days + d, 0.0, 1.0);  // a trace has three rows at least
    o_.scenario = {{"clock.warmup", "\"0 d\"", "members come as the log has them: there is nothing before it"},
                   {"clock.length", fmt::format("\"{} d\"", o_.length), "the log, from the Monday before its first day, in whole weeks"},
                   {"trace.file", "\"attention.csv\"", "repeat purchases over what the model expects"}};
  }
  void row(std::int64_t d, double arrivals, double attention) {
    std::string const day_text = write_day(o_.first_day + d);
    for (int h = 0; h < 24; h += f_.has_clock ? 1 : 24) {
      double const part = f_.has_clock ? f_.rhythm.hour[static_cast<std::size_t>(h)] / 24.0 : 1.0;
      o_.arrivals += fmt::format("{} {:02}:00,{:.4f}\n", day_text, h, arrivals * part);
      if (h == 0) o_.attention += fmt::format("{} 00:00,{:.5f}\n", day_text, attention);
    }
  }

  Fit const& f_;
  OverlayOptions const& options_;
  Tuning& t_;
  Overlay o_;
};

//! Moves by what the run shows too much or too little of.
void tune(Tuning& t, Fit const& log, Fit const& run) {
  auto const ratio = [](double a, double b) { return a > 0.0 && b > 0.0 ? std::clamp(a / b, 0.4, 2.5) : 1.0; };
  t.looks *= ratio(log.facts.mean_purchases - 1.0, run.facts.mean_purchases - 1.0);
  double const spread = 1.0 / t.shape + 1.0 / log.buying.at.r - 1.0 / run.buying.at.r;  // squared coefficients of variation add up
  t.shape = std::clamp(spread > 0.0 ? 1.0 / spread : 2.0 * t.shape, 0.5 * t.shape, 2.0 * t.shape);
  if (!log.has_value || run.spend.purchases == 0) return;
  t.price *= std::sqrt(ratio(log.facts.median_value, run.facts.median_value) * ratio(log.facts.mean_value, run.facts.mean_value));
  t.sigma *= std::sqrt(ratio(log.spend.ln_sd, run.spend.ln_sd));  // half the way: what is sold answers to both
  t.classes = std::min(t.classes * ratio(log.spend.between_sd, run.spend.between_sd), 2.0);
}

}  // namespace

Overlay overlay_of(Fit const& fit, OverlayOptions const& options, fs::path const& folder) {
  Tuning tuning;
  tuning.shape = fit.buying.at.r, tuning.classes = fit.spend.between_sd / class_part;
  Overlay out = Builder(fit, options, tuning).build();
  OverlayOptions over = options;
  over.force = true;
  fs::path const pilot = folder / "pilot";
  for (int k = 0; k < options.pilots && options.pilot && fit.anybody_repeats; ++k) {
    write_overlay(out, fit, pilot, over);
    Fit const seen = options.pilot(pilot);
    if (!seen.anybody_repeats) break;
    tune(tuning, fit, seen);
    out = Builder(fit, options, tuning).build();
  }
  std::error_code ignored;
  fs::remove_all(pilot, ignored);
  return out;
}

}  // namespace gs::fit
