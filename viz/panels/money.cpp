//! The booked balance since the start (terms of payment move cash later), and what the last week cost by account.
#include "viz/panels/money.hpp"
#include <algorithm>
#include <cmath>
#include "viz/draw/plot.hpp"
#include "viz/draw/text.hpp"
#include "viz/panels/panel.hpp"

namespace gs::viz {
namespace {

double cash_at(Rows const& rows, std::int64_t d) {
  std::int64_t sum = 0;
  for (int a = 0; a < count_of<Account>; ++a) sum += (static_cast<Account>(a) == Account::sales ? 1 : -1) * rows.money(d, static_cast<Account>(a));
  return static_cast<double>(sum) * 0.01;
}

}  // namespace

MoneyModel money_model(Session const& s) {
  MoneyModel m;
  Rows const& rows = s.rows();
  for (std::int64_t d = 0; d < rows.days(); ++d) {
    if (rows.day(d) < s.view_from() || rows.day(d) > s.view_to()) continue;
    m.day.push_back(static_cast<double>(rows.day(d)));
    m.cash.push_back(cash_at(rows, d));
  }
  std::int64_t const last = rows.day_at(s.cursor);
  if (last < 0) return m;
  std::int64_t const before = last - 7;
  for (int a = 0; a < count_of<Account>; ++a) {
    auto const account = static_cast<Account>(a);
    double const week = static_cast<double>(rows.money(last, account) - (before >= 0 ? rows.money(before, account) : 0)) * 0.01;
    if (week == 0.0) continue;
    bool const income = (account == Account::sales) == (week > 0);
    m.lines.push_back({account_names[a], std::fabs(week), income});
    (income ? m.income : m.paid) += std::fabs(week);
  }
  std::stable_sort(m.lines.begin(), m.lines.end(), [](auto const& x, auto const& y) { return x.week > y.week; });
  return m;
}

void draw_money(Session& s, Place const& place) {
  MoneyModel const m = money_model(s);
  if (m.lines.empty())
    return empty_note(
        s, place.body,
        s.rows().days() == 0 ? "Accounts are settled at the end of a day: the first is not over yet." : "Nothing was paid in the last week.");
  ImDrawList& list = *ImGui::GetWindowDrawList();
  Palette const& p = s.style.colours();
  float const split = place.body.x0 + place.body.width() * (place.body.width() < s.style.px(400) ? 0.56f : 0.45f), h = s.style.px(17);
  std::string const flows = "in " + number(m.income) + ", out " + number(m.paid);
  write_one_of(list, s.style.small, {place.body.x0, place.body.y0}, split - place.body.x0 - s.style.px(8), p.faint,
               {"last 7 d: " + flows + " CNY", "7 d: " + flows, flows});
  float y = place.body.y0 + s.style.px(18);
  for (auto const& line : m.lines) {
    if (y + h > place.body.y1) break;
    write_fitting(list, s.style.small, {place.body.x0, y}, s.style.px(78), p.text, line.account.c_str());
    float const x = place.body.x0 + s.style.px(82), room = std::max(2.0f, split - s.style.px(62) - x),
                w = room * static_cast<float>(line.week / m.lines.front().week);
    list.AddRectFilled({x, y + s.style.px(3)}, {x + std::max(1.0f, w), y + h - s.style.px(4)}, line.income ? p.series[2] : p.series[3]);
    write(list, s.style.small, {x + std::max(1.0f, w) + s.style.px(4), y}, p.muted, ((line.income ? "+" : "−") + number(line.week)).c_str());
    y += h;
  }
  std::vector<Series> lines = {{m.day, m.cash, "balance", p.series[0], false}};
  PlotAxes axes{static_cast<double>(s.view_from()),   static_cast<double>(s.view_to()), 0, 1, "CNY", static_cast<double>(s.cursor), true, {},
                static_cast<double>(s.facts().warmup)};
  fit_y(lines, axes);
  write_one_of(list, s.style.small, {split + s.style.px(8), place.body.y0}, place.body.x1 - split - s.style.px(8), p.faint,
               {"booked balance since the start [CNY]", "booked balance [CNY]", "balance"});
  PlotResult const hit = plot("money", s.style, {split, place.body.y0 + s.style.px(16), place.body.x1, place.body.y1}, axes, lines, marks_of(s));
  if (hit.clicked) s.go(static_cast<Seconds>(hit.x));
}

}  // namespace gs::viz
