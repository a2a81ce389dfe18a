#include "host/run/metrics.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <limits>
#include "host/run/bullwhip.hpp"
#include "host/run/money.hpp"
#include "host/run/outage_loss.hpp"
#include "host/run/scorecard.hpp"
#include "host/run/sheet.hpp"
#include "kernels/state/lever_costs.hpp"

namespace gs::run {
namespace {
void wave_metrics(Evidence const& e, Counts const& n, Sheet& out) {
  double const years = static_cast<double>(e.measured) / static_cast<double>(day) / year_days;
  double const shares = n(Counter::shares);
  out.add("wants", n(Counter::wants) + n.units(Counter::demanded));
  out.add("ordered", n(Counter::ordered));
  out.add("substituted", n(Counter::substituted));
  out.add("left", n(Counter::left));
  out.ratio("orders_per_member_year", n(Counter::placed), static_cast<double>(e.params.members.count) * years, "nothing measured");
  out.ratio("cart_to_order", n(Counter::ordered) + n(Counter::substituted), n(Counter::carts), "no carts");
  CascadeParams const& c = e.params.cascade;
  out.add("r0", static_cast<double>(c.contacts) * c.see * c.share);
  double seeds = 0.0;
  for (Burst const& b : e.world.bursts)
    if (b.start >= e.params.clock.warmup) seeds += static_cast<double>(b.seeds);
  double const after_delivery = c.share_after_delivery * n(Counter::on_time);
  out.ratio("r_measured", std::max(0.0, shares - seeds - after_delivery), shares, "no shares");
}

//! Mean stock at cost of an echelon over the measured window [cent].
double mean_stock(Collected const& s, Echelon echelon) {
  double sum = 0.0;
  std::int64_t days = 0;
  for (std::int64_t d = 0; d < s.days(); ++d) {
    if (s.day[static_cast<std::size_t>(d)] <= s.measured_from) continue;
    ++days;
    for (std::int64_t l = 0; l < s.lines; ++l) sum += static_cast<double>(s.at(d, echelon, l, ChainCounter::stock));
  }
  return days > 0 ? sum / static_cast<double>(days) : 0.0;
}

void stock_metrics(Evidence const& e, Sheet& out) {
  auto const featured = featured_skus(e);
  double const days = static_cast<double>(e.measured) / static_cast<double>(day);
  out.add("overstock", static_cast<double>(e.totals.overstock_units) / static_cast<double>(e.params.world.grains_per_unit));
  out.ratio("overstock_share", static_cast<double>(e.totals.overstock_units), static_cast<double>(e.totals.stock_units), "no stock");
  for (bool const hit : {true, false})
    out.ratio(hit ? "cover_featured" : "cover_rest", sku_sum(e.totals.stock_by_sku, featured, hit) * days, sku_sum(e.totals.sku_wants, featured, hit),
              "no wants");
  double stock = 0.0, sold = 0.0;
  for (int k = 0; k < count_of<Echelon>; ++k) {
    double const value = mean_stock(e.series, static_cast<Echelon>(k));
    stock += value;
    if (value > 0.0) out.add(fmt::format("inventory_value.{}", echelon_names[k]), value / 100.0);
  }
  for (std::size_t i = 0; i < e.totals.sku_sold.size(); ++i)
    sold += static_cast<double>(e.totals.sku_sold[i]) * static_cast<double>(e.world.items.value[i]);
  out.add("inventory_value.all", stock / 100.0);
  out.ratio("turns", days > 0.0 ? sold * year_days / days : 0.0, stock, "no stock");
}

//! Reviews that shape the orders of an echelon, in this design and in those it is shown beside.
std::vector<Seconds> all_reviews(Evidence const& e, Echelon upto) {
  std::vector<Seconds> reviews = review_periods(e.world, upto);
  for (DesignParams const& d : e.beside) {
    PolicyParams const* const policies[] = {&d.micro, &d.regional, &d.central, &d.plant, &d.material};
    for (int k = d.network ? 0 : 1; k <= at(upto); ++k) reviews.push_back(policies[k]->review);
  }
  return reviews;
}

//! Bullwhip and amplification of one echelon. What shapes its orders is its own review and those below it, so their common multiple is the grain.
void echelon_metrics(Evidence const& e, Windows const& shows, Echelon echelon, Sheet& out) {
  std::string const name = echelon_names[at(echelon)];
  std::int64_t const grain = common_grain_days(all_reviews(e, echelon));
  Bullwhip const b = bullwhip(e.series, echelon, grain, shows);
  std::string sure = fmt::format("{} samples of {} d", b.samples, b.grain);
  if (std::isfinite(b.spread)) sure += fmt::format(", {} lines: one s.e. is a factor of {:.2f}", e.series.lines, b.spread);
  out.add("bullwhip." + name, b.ratio, b.why.empty() ? sure : b.why);
  if (shows.empty()) return;
  Amplification const a = amplification(e.series, echelon, grain, shows);
  out.add("amplification." + name, a.ratio, a.why);
  out.add("amplification_lag." + name, a.lag, a.why);
}

void chain_metrics(Evidence const& e, Counts const& n, Sheet& out) {
  Windows const shows = show_windows(e.world);
  auto const& there = e.world.points.echelon;
  for (int k = 0; k < count_of<Echelon>; ++k)
    if (std::find(there.begin(), there.end(), static_cast<Echelon>(k)) != there.end()) echelon_metrics(e, shows, static_cast<Echelon>(k), out);
  out.ratio("micro_hit_rate", n(Counter::micro_hits), n(Counter::shipped), "no parcels");
  out.ratio("moves", n(Counter::moves), n(Counter::shipped), "no parcels");
  out.ratio("carbon", n(Counter::carbon) / 1000.0, n(Counter::delivered) + n.units(Counter::demand_served), "nothing delivered");
}

void money_metrics(Evidence const& e, Sheet& out) {
  Money const m = count_money(e.totals);
  out.add("revenue", static_cast<double>(m.revenue) / 100.0);
  out.add("discounts", static_cast<double>(m.discounts) / 100.0);
  Cents all = 0;
  for (int a = 0; a < count_of<Account>; ++a) {
    Cents const cost = m.cost[static_cast<std::size_t>(a)];
    all += cost;
    if (cost != 0) out.add(fmt::format("cost.{}", account_names[a]), static_cast<double>(cost) / 100.0);
  }
  out.add("cost.all", static_cast<double>(all) / 100.0);
  out.add("stock_change", static_cast<double>(m.stock_change) / 100.0);
  out.add("leftover_loss", static_cast<double>(m.leftover_loss) / 100.0);
  out.add("margin", static_cast<double>(m.margin()) / 100.0);
  out.add("cash", static_cast<double>(m.cash) / 100.0);
  out.add("receivables", static_cast<double>(m.receivable) / 100.0);
  out.add("payables", static_cast<double>(m.payable) / 100.0);
  out.add("invested", static_cast<double>(invested(e.params)) / 100.0);
  out.ratio("margin_share", static_cast<double>(m.margin()), static_cast<double>(m.revenue), "no revenue");
}

//! What levers bring with them: nothing is said of those that did nothing.
void lever_metrics(Evidence const& e, Counts const& n, Sheet& out) {
  double const returned = n(Counter::returned), placed = n(Counter::placed);
  for (int r = 0; r < count_of<ReturnReason> && returned > 0.0; ++r)
    out.add(fmt::format("return_reason.{}", return_reason_names[r]), n(static_cast<Counter>(at(Counter::returned_fit) + r)) / returned);
  if (returned > 0.0) {
    out.add("recovered_value", n(Counter::recovered_value) / 100.0);
    out.add("waste", std::max(0.0, returned - n(Counter::restocked) - n(Counter::recycled)) / returned, "what is still on its way back counts, too");
  }
  if (e.params.design.returns.on) out.add("refurbished", returned > 0.0 ? n(Counter::refurbished) / returned : nothing);
  if (e.params.design.grades.on && placed > 0.0) {
    out.add("grade_share.deep", n(Counter::placed_deep) / placed);
    out.add("grade_share.extreme", n(Counter::placed_extreme) / placed);
    out.add("grade_premium", n(Counter::premium) / 100.0);
  }
  if (n(Counter::deposits) > 0.0) out.ratio("presale_share", n(Counter::deposits), placed, "no orders");
  out.add("markdown_loss", n(Counter::markdown_loss) / 100.0);
  out.add("write_off", n(Counter::written_off) / 100.0);
}

//! Share of the price that a sale leaves over the goods' cost, by what was wanted.
double contribution(Evidence const& e) {
  double price = 0.0, value = 0.0;
  for (std::size_t i = 0; i < e.totals.sku_wants.size() && i < e.world.items.price.size(); ++i) {
    price += static_cast<double>(e.totals.sku_wants[i]) * static_cast<double>(e.world.items.price[i]);
    value += static_cast<double>(e.totals.sku_wants[i]) * static_cast<double>(e.world.items.value[i]);
  }
  return price > 0.0 ? 1.0 - value / price : 0.0;
}

void outage_metrics(Evidence const& e, Sheet& out) {
  OutageSpan const span = outage_span(e.world);
  if (!span.exists()) return;
  OutageLoss const r = outage_loss(e.series, span);
  out.add("lost_margin_outage", r.lost_sales / 100.0 * contribution(e), r.note);
}

//! What only members have: left out where a loaded network brings its own demand.
bool of_members(std::string_view name) {
  constexpr std::string_view names[] = {"ordered",
                                        "substituted",
                                        "left",
                                        "orders_per_member_year",
                                        "cart_to_order",
                                        "r0",
                                        "r_measured",
                                        "stockout_rate",
                                        "stockout_rate_featured",
                                        "lost_sales",
                                        "on_time",
                                        "cancelled",
                                        "enquiries",
                                        "returns",
                                        "churn",
                                        "turns",
                                        "micro_hit_rate",
                                        "moves",
                                        "service_quiet",
                                        "service_wave",
                                        "service_featured_wave",
                                        "service_head_wave",
                                        "service_tail_wave",
                                        "stockout_rate_wave",
                                        "stockout_rate_featured_wave",
                                        "presale_share_wave",
                                        "markdown_loss",
                                        "discounts",
                                        "loyal",
                                        "reactivated",
                                        "contribution",
                                        "retention",
                                        "clv"};
  return name.starts_with("promise_error") || std::find(std::begin(names), std::end(names), name) != std::end(names);
}
}  // namespace

std::vector<Metric> measure(Evidence const& e) {
  Sheet out;
  if (e.measured <= 0) {  // stopped inside the warm-up: its counts are not the run's
    for (MetricInfo const& info : metric_table())
      if (!std::string_view(info.name).ends_with('.')) out.add(info.name, nothing, "nothing measured: stopped inside the warm-up");
    return out.take();
  }
  Counts const n{e.totals, static_cast<double>(e.params.world.grains_per_unit)};
  wave_metrics(e, n, out);
  service_metrics(e, n, out);
  stock_metrics(e, out);
  supply_metrics(e, n, out);
  chain_metrics(e, n, out);
  forecast_metrics(e, out);
  warmup_metrics(e, out);
  outage_metrics(e, out);
  lever_metrics(e, n, out);
  money_metrics(e, out);
  value_metrics(e, n, out);
  std::vector<Metric> all = out.take();
  if (e.params.members.count == 0) std::erase_if(all, [](Metric const& m) { return of_members(m.name); });
  for (Metric& s : scorecard(e, all)) all.push_back(std::move(s));
  return all;
}

}  // namespace gs::run
