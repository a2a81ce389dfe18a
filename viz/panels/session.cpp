#include "viz/panels/session.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <utility>
#include "viz/draw/plot.hpp"
#include "viz/panels/describe.hpp"

namespace gs::viz {

Pace pace_of(int index) {
  constexpr double hours[] = {0, 1, 6, 24, 96};
  if (index <= 0) return {Pace::Unit::fastest, 0.0, 2.0};
  if (index == 7) return {Pace::Unit::fastest, 0.0, 0.0};
  if (index <= 4) return {Pace::Unit::hours_per_second, hours[index]};
  return {Pace::Unit::ticks_per_second, index == 5 ? 1.0 : 10.0};
}

Session::Session(std::shared_ptr<Source> first, std::shared_ptr<Source> second) : a(std::move(first)), b(std::move(second)) {
  signals = signals_of(a->facts());
  rules = alert_rules(a->facts());
  cursor = rows().last_time();
  if (live()) live()->simulation().pace(pace_of(pace));
}

void Session::to_the_eve(bool then_play) {
  LiveSource* const l = live();
  if (l == nullptr || facts().shows.empty()) return play(then_play);
  Seconds const eve = facts().shows.front().from - 6 * hour;
  if (eve > l->status().now) {
    l->simulation().go_to(eve);
    say(fmt::format("the market is warmed up first; then on to {}, shortly before the show", facts().clock(eve)));
  }
  if (then_play) play(true);
}

void Session::update(double dt) {
  clock_ += dt;
  bool const changed = take_news && a->update();
  if (b && take_news) b->update();
  if (LiveSource* const l = live()) {
    if (auto left = l->take_left_behind(); left && keep_left_behind_) {
      b = std::shared_ptr<Source>(std::move(left));
      keep_left_behind_ = false;
      say("went back; what had happened stays beside it as B");
    }
    if (!l->status().stopped.empty() && changed) say("paused: " + l->status().stopped);
    if (want_deep != had_deep_) l->simulation().want_deep(want_deep), had_deep_ = want_deep;
  } else if (playing) {
    cursor += static_cast<Seconds>(dt * hours_per_s * 3600.0);
    if (cursor >= rows().last_time() && !looping) cursor = rows().last_time(), playing = false;
  }
  if (looping && loop_to > loop_from && cursor > loop_to && !live()) cursor = loop_from;
  if (follow) cursor = newest();
  lead_b();
  want_deep = false;
  keep_lists();
  if (message_until > 0.0 && clock_ > message_until) message.clear();
  look_closer();
  follow_figures();
}

//! Asks twice a second; shows the newest answer.
void Session::look_closer() {
  if (selection.what == Thing::none) return inspection.reset();
  if (clock_ - asked_ > 0.5) {
    asked_ = clock_;
    auto const first = describe(*this, selection, answer_);
    if (!inspection || inspection->of != selection || first->at >= 0) inspection = first;
  }
  std::lock_guard const lock(answer_->mutex);
  if (answer_->found && answer_->found->of == selection) inspection = std::exchange(answer_->found, nullptr);
}

//! Alerts and stockouts are found again when there is something new.
void Session::keep_lists() {
  std::int64_t const events = std::ssize(a->events());
  if (listed_events_ >= 0 && events != listed_events_ && on_log_changed) on_log_changed();
  bool const other_rows = rows().count() != listed_rows_, fewer = rows().count() < listed_rows_ || listed_rows_ < 0;
  bool const in_time = !is_playing() || clock_ - alerts_at_ > 0.5;  // a fast run has new rows in every frame, and this looks at all of them
  if (events != listed_events_ || fewer || (other_rows && in_time)) {
    alerts = viz::alerts(*a, signals, rules);
    listed_rows_ = rows().count(), listed_events_ = events, alerts_at_ = clock_;
  }
  bool const elsewhere = rows().days() != listed_days_ || std::abs(cursor - listed_cursor_) >= hour;
  if (elsewhere && (!is_playing() || clock_ - out_at_ > 0.2 || listed_cursor_ < 0)) {
    out = stockouts(*a, cursor, 14 * day);
    listed_days_ = rows().days(), listed_cursor_ = cursor, out_at_ = clock_;
  }
}

void Session::follow_figures() {
  if (!inspection || inspection->at < 0) return;
  for (Followed& f : followed) {
    if (f.of != inspection->of || (!f.x.empty() && f.x.back() >= static_cast<double>(inspection->at))) continue;
    for (Field const& field : inspection->fields)
      if (field.name == f.field && !std::isnan(field.number)) f.x.push_back(static_cast<double>(inspection->at)), f.y.push_back(field.number);
  }
}

Signal const* Session::signal_of_b(std::string_view name) const {
  if (!b) return nullptr;
  if (signals_of_ != b.get()) signals_b_ = signals_of(b->facts()), signals_of_ = b.get();
  return find_signal(signals_b_, name);
}

Seconds Session::view_to() const {
  if (visible == 0) return std::max(rows().last_time(), rows().first_time() + hour);
  Seconds const last = rows().last_time();
  return std::min(std::max(cursor + visible / 4, rows().first_time() + visible), std::max(last, rows().first_time() + visible));
}
Seconds Session::view_from() const { return visible == 0 ? rows().first_time() : view_to() - visible; }

void Session::go(Seconds t) {
  cursor = std::clamp(t, rows().first_time(), rows().last_time());
  follow = cursor >= rows().last_time() && live() != nullptr;
}
bool Session::is_playing() const { return live() ? live()->status().playing : playing; }

void Session::play(bool on) {
  if (LiveSource* const l = live()) {
    if (on && !follow && cursor < rows().last_time()) return rewind_here(), l->simulation().play(true);
    l->simulation().play(on);
    if (on) follow = true;
    return;
  }
  if (on && cursor >= rows().last_time()) cursor = rows().first_time();
  playing = on, follow = false;
}

void Session::step(std::int64_t ticks) {
  LiveSource* const l = live();
  if (l != nullptr && follow && ticks > 0) return l->simulation().step(ticks);
  playing = false;
  if (l != nullptr && l->status().playing) l->simulation().play(false);
  std::int64_t const r = std::clamp<std::int64_t>(row() + ticks, 0, std::max<std::int64_t>(0, rows().count() - 1));
  if (!rows().empty()) go(rows().time(r));
}

void Session::set_pace(int index) {
  pace = std::clamp(index, 0, paces - 1);
  if (live()) live()->simulation().pace(pace_of(pace));
  constexpr double hours[] = {240, 1, 6, 24, 96, 1, 10, 240};
  hours_per_s = hours[pace];
}

void Session::rewind_here() {
  LiveSource* const l = live();
  if (l == nullptr || cursor >= l->status().now) return;
  keep_left_behind_ = b == nullptr || b->kind() == Source::Kind::history;
  l->simulation().go_to(cursor);
  follow = true;
  say("going back to " + facts().clock(cursor));
}

void Session::select(Selection s) {
  if (s == selection) return;
  selection = s;
  inspection.reset();
  asked_ = -10.0;
}

void Session::inject(Event const& event, char const* what) {
  LiveSource* const l = live();
  if (l == nullptr) return say("only a live run can be changed: start one with `groundswell view SCENARIO`");
  if (!follow && cursor < l->status().now) rewind_here();
  l->simulation().inject(event, true);
  say(what);
}

void Session::say(std::string text) { message = std::move(text), message_until = clock_ + 6.0; }

void Session::compare_with(std::shared_ptr<Source> other, bool show) {
  b = std::move(other);
  if (!b) difference = Difference::none;
  if (b && show) layout_wanted = "compare", overlay = Overlay::stockouts, difference = Difference::absolute;
  lead_b();
}

//! Where following leads: A's last row; with a live B that is nearly there, the last one that both have.
Seconds Session::newest() const {
  Seconds const mine = rows().last_time();
  bool const together = b && b->live() && !b->rows().empty() && b->rows().last_time() + 3 * day > mine;
  return together ? std::min(mine, b->rows().last_time()) : mine;
}

//! One clock for two live runs: B goes to where A has got to.
void Session::lead_b() {
  if (!b || !b->live()) return;
  Seconds const there = std::max(cursor, rows().last_time());
  SimulationStatus const& status = b->live()->status();
  if (there > sent_b_ || (there > status.now && !status.going_to && status.ready)) b->live()->simulation().go_to(sent_b_ = there);
}

Series series_of(Source const& source, Signal const& signal, Seconds from, Seconds to) {
  Series s;
  Rows const& rows = source.rows();
  std::int64_t const first = std::max<std::int64_t>(0, rows.row_at(from)), last = rows.row_at(to);
  std::int64_t const stride = std::max<std::int64_t>(1, (last - first) / 2500);
  Seconds const grain = to - from > 3 * day ? hour : 0;  // fine ticks are shown only when there is room for them
  Seconds looked = -day;
  for (std::int64_t r = first; r <= last; r += stride) {
    if (rows.time(r) - looked < grain && rows.span(r) < hour && (to - from) > 40 * day) continue;
    looked = rows.time(r);
    s.x.push_back(static_cast<double>(rows.time(r)));
    s.y.push_back(signal.at(rows, r));
  }
  s.name = signal.name;
  return s;
}

std::vector<PlotMark> marks_of(Session const& session) {
  Palette const& p = session.style.colours();
  std::vector<PlotMark> marks;
  for (Show const& s : session.facts().shows) marks.push_back({static_cast<double>(s.from), static_cast<double>(s.to), p.warn, "show"});
  for (Event const& e : session.a->events()) marks.push_back({static_cast<double>(e.at), static_cast<double>(e.at), p.done, "by hand"});
  return marks;
}

}  // namespace gs::viz
