#include "viz/source/signals.hpp"
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace gs::viz {
namespace {
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

double ratio(double above, double below) { return below > 0.0 ? above / below : nothing; }

Signal per_hour(char const* name, char const* title, Counter c, double scale = 1.0, char const* unit = "1/h") {
  return {name, unit, title, [c, scale](Rows const& rows, std::int64_t r) {
            return scale * static_cast<double>(rows.total(r, c)) * 3600.0 / static_cast<double>(std::max<Seconds>(1, rows.span(r)));
          }};
}
Signal level(char const* name, char const* unit, char const* title, Counter c, double scale = 1.0) {
  return {name, unit, title, [c, scale](Rows const& rows, std::int64_t r) { return scale * static_cast<double>(rows.total(r, c)); }};
}
Signal share(char const* name, char const* title, Counter above, Counter below, Seconds span) {
  return {name, "1", title, [=](Rows const& rows, std::int64_t r) {
            Seconds const least = span >= 7 * day ? span : span / 4;  // a share of days needs those days: parcels come later than wants
            if (rows.time(r) - rows.first_time() < least) return nothing;
            std::int64_t const from = row_before(rows, r, span);
            return ratio(static_cast<double>(rows.total_between(from, r, above)), static_cast<double>(rows.total_between(from, r, below)));
          }};
}

//! Of the wants that were settled in the week. Those still on their way stand in neither number: set against the wants that arose in the week,
//! parcels of the week before would count as more than all of them after every backlog.
double service_of_a_week(Rows const& rows, std::int64_t r) {
  if (rows.time(r) - rows.first_time() < 7 * day) return nothing;
  std::int64_t const from = row_before(rows, r, 7 * day);
  auto const sum = [&](Counter c) { return static_cast<double>(rows.total_between(from, r, c)); };
  return ratio(sum(Counter::first_on_time), sum(Counter::delivered) + sum(Counter::cancelled) + sum(Counter::left));
}

double door_days(Rows const& rows, std::int64_t r) {
  std::int64_t const from = row_before(rows, r, day);
  return ratio(static_cast<double>(rows.zones_between(from, r, ZoneCounter::door)) / 1440.0,
               static_cast<double>(rows.zones_between(from, r, ZoneCounter::delivered)));
}

void add_layers(std::vector<Signal>& all, Facts const& facts) {
  std::set<std::string> layers;
  for (output::PoolAxis const& p : facts.axes.pools) layers.insert(p.layer);
  for (std::string const& layer : layers)
    all.push_back({"utilisation." + layer, "1", "hours worked / calendar, " + layer + ", 24 h",
                   [pools = facts.axes.pools, layer](Rows const& rows, std::int64_t r) {
                     return layer_share(rows, pools, layer, PoolCounter::worked, r, day);
                   }});
}

void add_channels(std::vector<Signal>& all, Facts const& facts) {
  for (std::size_t c = 0; c < facts.axes.channels.size(); ++c)
    all.push_back({"looks." + facts.axes.channels[c], "1/h", "members brought by " + facts.axes.channels[c], [c](Rows const& rows, std::int64_t r) {
                     return static_cast<double>(rows.channel(r, static_cast<int>(c), ChannelCounter::looks)) * 3600.0 /
                            static_cast<double>(std::max<Seconds>(1, rows.span(r)));
                   }});
}

void add_days(std::vector<Signal>& all, Facts const& facts) {
  for (int e = 0; e < count_of<Echelon>; ++e)
    all.push_back({std::string("bullwhip.") + echelon_names[e], "x",
                   std::string("CV² of orders / CV² of wants, ") + echelon_names[e] + ", in blocks of " + std::to_string(facts.grain_days[e]) + " d",
                   [e, grain = facts.grain_days[e]](Rows const& rows, std::int64_t r) {
                     return swing(rows, static_cast<Echelon>(e), rows.day_at(rows.time(r)), grain);
                   }});
  for (int a = 0; a < count_of<Account>; ++a)
    all.push_back({std::string("money.") + account_names[a], "CNY", std::string(account_names[a]) + ", paid since the start",
                   [a](Rows const& rows, std::int64_t r) {
                     std::int64_t const d = rows.day_at(rows.time(r));
                     return d < 0 ? nothing : static_cast<double>(rows.money(d, static_cast<Account>(a))) * 0.01;
                   }});
}

}  // namespace

std::int64_t row_before(Rows const& rows, std::int64_t r, Seconds span) { return rows.row_at(rows.time(r) - span); }

double layer_share(Rows const& rows, std::vector<output::PoolAxis> const& pools, std::string const& layer, PoolCounter what, std::int64_t r,
                   Seconds span) {
  std::int64_t const from = row_before(rows, r, span);
  std::int64_t above = 0, below = 0;
  for (std::size_t p = 0; p < pools.size(); ++p) {
    if (!layer.empty() && pools[p].layer != layer) continue;
    above += rows.pool_between(from, r, static_cast<int>(p), what);
    below += rows.pool_between(from, r, static_cast<int>(p), PoolCounter::calendar);
  }
  return ratio(static_cast<double>(above), static_cast<double>(below));
}

double swing(Rows const& rows, Echelon echelon, std::int64_t d, int grain) {
  std::int64_t const blocks = std::min<std::int64_t>(8, grain > 0 ? (d + 1) / grain : 0);
  if (blocks < 4) return nothing;
  double orders = 0, orders2 = 0, wants = 0, wants2 = 0;
  for (std::int64_t b = 0; b < blocks; ++b) {
    std::int64_t const last = d - b * grain;
    double o = 0;
    for (std::int64_t k = last - grain + 1; k <= last; ++k) o += static_cast<double>(rows.chain(k, echelon, ChainCounter::orders));
    std::int64_t const to = rows.row_at(rows.day(last)), from = rows.row_at(rows.day(last) - grain * day);
    double const w = static_cast<double>(rows.total_between(from, to, Counter::wants) + rows.total_between(from, to, Counter::demanded));
    orders += o, orders2 += o * o, wants += w, wants2 += w * w;
  }
  double const n = static_cast<double>(blocks), mo = orders / n, mw = wants / n, vo = orders2 / n - mo * mo, vw = wants2 / n - mw * mw;
  return mo > 0.0 && mw > 0.0 && vw > 0.0 ? (vo / (mo * mo)) / (vw / (mw * mw)) : nothing;
}

std::vector<Signal> signals_of(Facts const& facts) {
  std::vector<Signal> all;
  all.push_back({"service", "1", "wants delivered within the promise / wants delivered, cancelled or left, 7 d", service_of_a_week});
  all.push_back(share("stockout_rate", "wants with nothing at hand / wants, 24 h", Counter::stockout_wants, Counter::wants, day));
  all.push_back(share("on_time", "parcels within the promise / parcels, 24 h", Counter::on_time, Counter::delivered, day));
  all.push_back(per_hour("wakes", "members awake", Counter::wakes));
  all.push_back(per_hour("wants", "wants", Counter::wants));
  all.push_back(per_hour("placed", "orders placed", Counter::placed));
  all.push_back(per_hour("delivered", "parcels delivered", Counter::delivered));
  all.push_back(per_hour("shares", "shares", Counter::shares));
  all.push_back(per_hour("stockout_wants", "wants with nothing at hand", Counter::stockout_wants));
  all.push_back(per_hour("lost_sales", "list price of wants that left", Counter::lost_sales, 0.01, "CNY/h"));
  all.push_back(level("open_orders", "orders", "orders on their way", Counter::open_orders));
  all.push_back(level("waiting_orders", "orders", "orders without stock", Counter::waiting_orders));
  all.push_back(level("open_jobs", "jobs", "replenishment orders open", Counter::open_jobs));
  all.push_back(level("stock_units", "units", "units in stock", Counter::stock_units, 1.0 / facts.grains));
  all.push_back(level("stock_value", "CNY", "stock at cost", Counter::stock_value, 0.01));
  all.push_back({"order_to_door", "d", "mean order to door, 24 h", door_days});
  all.push_back({"utilisation", "1", "hours worked / calendar, all layers, 24 h",
                 [pools = facts.axes.pools](Rows const& rows, std::int64_t r) { return layer_share(rows, pools, "", PoolCounter::worked, r, day); }});
  add_layers(all, facts);
  add_channels(all, facts);
  add_days(all, facts);
  return all;
}

Signal const* find_signal(std::vector<Signal> const& all, std::string_view name) {
  auto const at = std::find_if(all.begin(), all.end(), [name](Signal const& s) { return s.name == name; });
  return at == all.end() ? nullptr : &*at;
}

}  // namespace gs::viz
