//! What members felt: service, stockouts, waits, and how long trouble lasted.
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include "host/run/bullwhip.hpp"
#include "host/run/outage_loss.hpp"
#include "host/run/resilience.hpp"
#include "host/run/sheet.hpp"
#include "host/run/survival.hpp"
#include "kernels/state/order_flags.hpp"

namespace gs::run {
namespace {
void door_metrics(Evidence const& e, Sheet& out) {
  std::size_t const hours = e.totals.wait_hist.size() / static_cast<std::size_t>(count_of<Cohort>);
  for (std::size_t cohort = 0; cohort < static_cast<std::size_t>(count_of<Cohort>); ++cohort) {
    std::string const tail = fmt::format("_{}", cohort_names[cohort]);
    std::span<std::int64_t const> const arrived(e.totals.wait_hist.data() + cohort * hours, hours);
    std::span<std::int64_t const> const censored(e.totals.censored_hist.data() + cohort * hours, hours);
    Survival const s = kaplan_meier(arrived, censored);
    if (s.orders == 0 && cohort > static_cast<std::size_t>(at(Cohort::wave))) continue;  // no such orders in this design
    std::string const note = s.orders == 0 ? "no orders" : fmt::format("{} orders, {:.1f} % unresolved", s.orders, 100.0 * s.unresolved);
    out.add("order_to_door_p50" + tail, s.p50 / 24.0, note);
    out.add("order_to_door_p95" + tail, s.p95 / 24.0, note);
    out.add("unresolved" + tail, s.orders == 0 ? nothing : s.unresolved, note);
  }
}

double sum_of(std::vector<std::int64_t> const& by_sku, std::vector<GoodsClass> const& classes, GoodsClass only) {
  double sum = 0.0;
  for (std::size_t i = 0; i < by_sku.size() && i < classes.size(); ++i)
    if (only == GoodsClass::count || classes[i] == only) sum += static_cast<double>(by_sku[i]);
  return sum;
}

//! Of wants of the measured window alone where members are all who want: parcels ordered before it would count for nobody.
void service_metric(Evidence const& e, Counts const& n, double wants, Sheet& out) {
  Totals const& t = e.totals;
  auto const sum = [](std::vector<std::int64_t> const& by_sku) { return static_cast<double>(std::accumulate(by_sku.begin(), by_sku.end(), 0LL)); };
  if (n(Counter::demanded) > 0.0 || t.sku_in_time.empty())
    out.ratio("service", n(Counter::first_on_time) + n.units(Counter::demand_in_time), wants, "nothing wanted");
  else
    out.ratio("service", sum(t.sku_in_time), sum(t.sku_wants) - sum(t.sku_undecided), "nothing wanted");
}

//! Service and stockouts of what was wanted in shows and the day after, by SKU class; and of everything wanted at other times.
void cohort_metrics(Evidence const& e, Counts const& n, Sheet& out) {
  Totals const& t = e.totals;
  auto const classes = goods_classes(e.world);
  using enum GoodsClass;
  auto const decided = [&](GoodsClass only) { return sum_of(t.sku_wants_wave, classes, only) - sum_of(t.sku_undecided_wave, classes, only); };
  double const quiet_wants = sum_of(t.sku_wants, classes, count) - sum_of(t.sku_undecided, classes, count) - decided(count);
  out.ratio("service_quiet", sum_of(t.sku_in_time, classes, count) - sum_of(t.sku_in_time_wave, classes, count), quiet_wants, "no quiet time");
  out.ratio("service_wave", sum_of(t.sku_in_time_wave, classes, count), decided(count), "no show");
  for (GoodsClass const only : {featured, head, tail})
    out.ratio(fmt::format("service_{}_wave", goods_class_names[at(only)]), sum_of(t.sku_in_time_wave, classes, only), decided(only), "no show");
  for (GoodsClass const only : {count, featured})
    out.ratio(only == count ? "stockout_rate_wave" : "stockout_rate_featured_wave", sum_of(t.sku_stockouts_wave, classes, only),
              sum_of(t.sku_wants_wave, classes, only), "no show");
  bool const festival = std::any_of(e.params.waves.begin(), e.params.waves.end(), [](WaveParams const& w) { return w.kind == WaveKind::festival; });
  if (festival) out.ratio("presale_share_wave", n(Counter::deposits), sum_of(t.sku_wants_wave, classes, featured), "no show");
}

//! When the first declared show or injected event of the measured window begins; `never` if there is none.
Seconds trouble_of(Evidence const& e) {
  Seconds from = e.trouble_from;
  for (auto const& [start, end] : show_windows(e.world))
    if (start >= e.params.clock.warmup) from = std::min(from, start);
  Seconds const outage = outage_span(e.world).from;
  if (outage >= e.params.clock.warmup) from = std::min(from, outage);
  return from;
}

//! Wants and in-time first choices by day; the last week is left out: its parcels may still be on their way.
std::vector<DayService> service_by_day(Evidence const& e) {
  std::vector<DayService> days;
  Collected const& s = e.series;
  for (std::int64_t d = 0; d + 7 < s.days() && (d + 1) * s.lines <= std::ssize(s.line_wants); ++d) {
    auto const placed = static_cast<std::size_t>(s.day[static_cast<std::size_t>(d)] / day - 1);
    DayService x{0, placed < e.totals.day_in_time.size() ? e.totals.day_in_time[placed] : 0};
    for (std::int64_t l = 0; l < s.lines; ++l) x.wants += s.wants(d, l);
    days.push_back(x);
  }
  return days;
}

//! How long featured SKUs stay short; 0 when they never are.
void restock_metric(Break const& b, std::int64_t start, Sheet& out) {
  bool const short_once = !std::isnan(b.after);
  if (short_once || start >= 14)
    out.add("time_short_featured", short_once ? b.lasted : 0.0, b.back ? "" : "not back when the window ends: at least so long");
}

//! What broke first: every place that left its quiet band, with the day.
void break_metrics(Evidence const& e, Seconds from, Sheet& out) {
  Collected const& s = e.series;
  if (std::ssize(s.strain) < s.days() * strain_places) return;
  for (int k = 0; k < strain_places; ++k) {
    std::vector<double> by_day;
    for (std::int64_t d = 0; d < s.days(); ++d)
      by_day.push_back(1e-6 * static_cast<double>(s.strain[static_cast<std::size_t>(d * strain_places + k)]));
    Break const b = find_break(by_day, s.row_of(from));
    if (!std::isnan(b.after)) out.add("days_to_break." + strain_name(k), b.after);
    if (k == at(GoodsClass::featured)) restock_metric(b, s.row_of(from), out);
  }
}

void resilience_metrics(Evidence const& e, Sheet& out) {
  Seconds const from = trouble_of(e);
  if (from == never || from >= e.params.clock.warmup + e.measured) return;
  std::vector<DayService> const days = service_by_day(e);
  Resilience const r = resilience_of(days, e.series.row_of(from));
  if (std::isnan(r.worst_day)) return;
  out.add("service_worst_day", r.worst_day);
  out.add("time_to_survive", r.survive, std::isnan(r.survive) ? "no day below" : "");
  out.add("time_to_recover", r.recover, r.back ? "" : "not back when the window ends: at least so long");
  break_metrics(e, from, out);
}

}  // namespace

void service_metrics(Evidence const& e, Counts const& n, Sheet& out) {
  auto const featured = featured_skus(e);
  double const wants = n(Counter::wants) + n.units(Counter::demanded);
  double const years = static_cast<double>(e.measured) / static_cast<double>(day) / year_days;
  service_metric(e, n, wants, out);
  if (!e.totals.sku_in_time.empty()) cohort_metrics(e, n, out);
  double const from_stock = wants - n(Counter::placed_deep) - n(Counter::placed_extreme);
  out.ratio("fill_rate", n(Counter::filled_at_once) + n.units(Counter::demand_at_once), from_stock, "nothing wanted");
  out.ratio("stockout_rate", n(Counter::stockout_wants), n(Counter::wants), "no member wants");
  out.ratio("stockout_rate_featured", sku_sum(e.totals.sku_stockouts, featured, true), sku_sum(e.totals.sku_wants, featured, true), "no show");
  out.add("lost_sales", n(Counter::lost_sales) / 100.0);
  if (e.params.members.count > 0) resilience_metrics(e, out);
  door_metrics(e, out);
  promise_metrics(e, out);
  planner_metrics(e, out);
  out.ratio("on_time", n(Counter::on_time), n(Counter::delivered), "no parcels");
  out.ratio("hands_wait", n(Counter::waited_hands) / 3600.0, n(Counter::shipped), "no parcels");
  out.ratio("carrier_wait", n(Counter::waited_place) / 3600.0, n(Counter::shipped), "no parcels");
  out.ratio("cancelled", n(Counter::cancelled), n(Counter::placed), "no orders");
  out.ratio("enquiries", n(Counter::enquiries), n(Counter::placed), "no orders");
  out.ratio("returns", n(Counter::returned), n(Counter::delivered), "no parcels");
  out.ratio("churn", n(Counter::churned), static_cast<double>(e.params.members.count) * years, "nothing measured");
}

}  // namespace gs::run
