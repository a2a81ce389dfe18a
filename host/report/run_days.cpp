//! Totals by day, and by tick around the largest wave.
#include <algorithm>
#include <cmath>
#include <limits>
#include "host/report/run_data.hpp"

namespace gs::report {
namespace {
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr char const* flows[] = {"wants",     "ordered",    "substituted", "left",   "stockout_wants", "placed",
                                 "delivered", "lost_sales", "wakes",       "shares", "demanded",       "demand_at_once"};
constexpr char const* levels[] = {"waiting_orders", "open_orders", "stock_value", "outages"};

std::vector<double> rates(Ticks const& t, std::vector<std::int64_t> const& values) {
  std::vector<double> sum(static_cast<std::size_t>(t.days), 0.0), span(sum.size(), 0.0);
  for (std::size_t r = 0; r < values.size(); ++r) {
    if (t.day[r] < 0) continue;
    sum[static_cast<std::size_t>(t.day[r])] += static_cast<double>(values[r]);
    span[static_cast<std::size_t>(t.day[r])] += static_cast<double>(t.span[r]);
  }
  for (std::size_t d = 0; d < sum.size(); ++d) sum[d] = span[d] > 0.0 ? sum[d] * static_cast<double>(day) / span[d] : nothing;
  return sum;
}

std::vector<double> last_of_day(Ticks const& t, std::vector<std::int64_t> const& values) {
  std::vector<double> last(static_cast<std::size_t>(t.days), nothing);
  for (std::size_t r = 0; r < values.size(); ++r)
    if (t.day[r] >= 0) last[static_cast<std::size_t>(t.day[r])] = static_cast<double>(values[r]);
  return last;
}

//! The mark in which most was wanted an hour; nothing when none stands out.
std::optional<Mark> largest_wave(Ticks const& t, std::vector<std::int64_t> const& wants, std::vector<Mark> const& marks) {
  double best = 0.0;
  std::optional<Mark> found;
  for (Mark const& m : marks) {
    if (m.label.ends_with("(outage)") || m.to - m.from > 30.0) continue;
    for (std::size_t r = 0; r < t.end.size(); ++r) {
      double const at = t.at(r), rate = static_cast<double>(wants[r]) / static_cast<double>(std::max<Seconds>(1, t.span[r]));
      if (t.day[r] >= 0 && at > m.from && at <= m.to + 0.05 && rate > best) best = rate, found = m;
    }
  }
  return found;
}
}  // namespace

void read_days(output::RunReader const& reader, RunData& data) {
  Ticks const t = read_ticks(reader);
  for (char const* name : flows)
    if (reader.has(name)) data.days.rate[name] = rates(t, reader.integers(name));
  for (char const* name : levels)
    if (reader.has(name)) data.days.level[name] = last_of_day(t, reader.integers(name));
  auto const first = std::find_if(t.day.begin(), t.day.end(), [](std::int64_t d) { return d >= 0; });
  std::size_t const row = static_cast<std::size_t>(first - t.day.begin());
  double const whole =
      std::floor(static_cast<double>(t.end[row] - 1) / static_cast<double>(day)) - static_cast<double>(t.warmup) / static_cast<double>(day);
  for (std::int64_t d = 0; d < t.days; ++d) data.days.x.push_back(whole + static_cast<double>(d) + 0.5);
  data.measured = {t.at(row) - static_cast<double>(t.span[row]) / static_cast<double>(day), t.at(t.end.size() - 1)};
}

void read_zoom(output::RunReader const& reader, RunData& data) {
  Ticks const t = read_ticks(reader);
  auto const wants = reader.integers("wants");
  auto const wave = largest_wave(t, wants, data.marks);
  if (!wave) return;
  Zoom zoom;
  zoom.label = wave->label;
  double const from = wave->from - std::max(0.15, 0.1 * (wave->to - wave->from)), to = wave->to + std::max(0.6, 0.5 * (wave->to - wave->from));
  std::vector<std::size_t> rows;
  for (std::size_t r = 0; r < t.end.size(); ++r)
    if (t.at(r) >= from && t.at(r) <= to) rows.push_back(r), zoom.x.push_back(t.at(r));
  for (char const* name : {"wants", "ordered", "placed", "left", "stockout_wants"}) {
    auto const values = reader.integers(name);
    for (std::size_t const r : rows)
      zoom.rate[name].push_back(static_cast<double>(values[r]) * static_cast<double>(hour) / static_cast<double>(std::max<Seconds>(1, t.span[r])));
  }
  if (rows.size() >= 4) data.zoom = std::move(zoom);
}

}  // namespace gs::report
