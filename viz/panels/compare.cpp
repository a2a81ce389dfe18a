//! Two runs on one clock: every figure, its difference, and the difference over time.
#include "viz/panels/compare.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include "viz/draw/plot.hpp"
#include "viz/draw/text.hpp"
#include "viz/panels/panel.hpp"

namespace gs::viz {

double CompareRow::share() const { return b != 0.0 ? a / b - 1.0 : std::nan(""); }

std::vector<CompareRow> compare_rows(Session const& s) {
  std::vector<CompareRow> rows;
  if (!s.b) return rows;
  std::int64_t const ra = s.row(), rb = s.row_of_b();
  for (Signal const& signal : s.signals) {
    Signal const* const theirs = s.signal_of_b(signal.name);
    CompareRow row{&signal, std::nan(""), std::nan("")};
    if (ra >= 0) row.a = signal.at(s.rows(), ra);
    if (rb >= 0 && theirs != nullptr) row.b = theirs->at(s.b->rows(), rb);
    rows.push_back(row);
  }
  return rows;
}

Series difference_of(Session const& s, Signal const& signal) {
  Series a = series_of(*s.a, signal, s.view_from(), s.view_to());
  Signal const* const other = s.signal_of_b(signal.name);
  for (std::size_t i = 0; i < a.x.size(); ++i) {
    std::int64_t const r = s.b->rows().row_at(static_cast<Seconds>(a.x[i]));
    bool const known = other != nullptr && r >= 0 && s.b->rows().time(r) > static_cast<Seconds>(a.x[i]) - day;
    a.y[i] -= known ? other->at(s.b->rows(), r) : std::nan("");
  }
  a.name = "A − B";
  return a;
}

namespace {

void draw_choice(Session& s, Rect area) {
  put_cursor(area);
  ImGui::BeginChild("choose", {area.width(), area.height()});
  ImGui::TextWrapped("Run a second design on the same seed: same members, same media, same luck. One cursor moves both.");
  for (std::string const& design : s.launch.designs) {
    if (ImGui::Button(design.c_str()) && s.launch.run) s.compare_with(s.launch.run(design, {}), true);
    ImGui::SameLine();
    if (ImGui::GetContentRegionAvail().x < s.style.px(80)) ImGui::NewLine();
  }
  ImGui::NewLine();
  if (!s.launch.levers.empty()) ImGui::TextDisabled("Or switch a single lever: Hands on, lever (H).");
  ImGui::TextDisabled("Or rewind: what had happened stays beside the new run as B.");
  if (s.launch.designs.empty()) ImGui::TextDisabled("Two files: groundswell view A.h5 B.h5");
  ImGui::EndChild();
}

//! While B is on its way: what it is, and how far it has come.
void draw_coming(Session& s, Rect area) {
  Palette const& p = s.style.colours();
  Rows const& rows = s.b->rows();
  double const done = rows.empty() ? 0.0 : static_cast<double>(rows.last_time()) / static_cast<double>(std::max<Seconds>(1, s.cursor));
  put_cursor({area.x0, area.y0 + s.style.px(6), area.x1, area.y1});
  ImGui::BeginChild("coming", {area.width(), area.height()});
  ImGui::TextWrapped(
      "B is %s. A lever or a design shapes a chain from its first day, so B is a run of its own: same members, same media, same luck, from the "
      "beginning.",
      s.b->facts().identity.brief().c_str());
  ImGui::Spacing();
  std::string const where = rows.empty() ? "building its world …"
                                         : fmt::format("B is at {}, on its way to {}", s.facts().clock(rows.last_time()), s.facts().clock(s.cursor));
  ImGui::PushStyleColor(ImGuiCol_PlotHistogram, ImGui::ColorConvertU32ToFloat4(p.done));
  ImGui::ProgressBar(static_cast<float>(std::clamp(done, 0.0, 1.0)), {-1, s.style.px(8)}, "");
  ImGui::PopStyleColor();
  ImGui::TextUnformatted(where.c_str());
  ImGui::TextDisabled("Move the cursor to where both have been to compare them already.");
  ImGui::EndChild();
}

void draw_table(Session& s, Rect area) {
  Palette const& p = s.style.colours();
  put_cursor(area);
  ImGui::PushFont(s.style.small);
  if (ImGui::BeginTable("compare", 5, ImGuiTableFlags_ScrollY | ImGuiTableFlags_SizingStretchProp, {area.width(), area.height()})) {
    ImGui::TableSetupScrollFreeze(0, 1);
    for (char const* name : {"at the cursor", "A", "B", "A − B", "of B"}) ImGui::TableSetupColumn(name, 0, name[0] == 'a' ? 1.7f : 1.0f);
    ImGui::TableHeadersRow();
    for (CompareRow const& row : compare_rows(s)) {
      if (std::isnan(row.a) && std::isnan(row.b)) continue;
      ImGui::TableNextRow();
      ImGui::TableNextColumn();
      if (ImGui::Selectable(row.signal->name.c_str(), s.plotted == row.signal->name, ImGuiSelectableFlags_SpanAllColumns))
        s.plotted = row.signal->name;
      if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", row.signal->title.c_str());
      for (double const v : {row.a, row.b})
        ImGui::TableNextColumn(), ImGui::TextUnformatted(row.signal->share() ? percent(v).c_str() : number(v).c_str());
      ImGui::TableNextColumn();  // of two percentages it is points, not per cent
      ImGui::TextUnformatted(row.signal->share() ? amount(100.0 * row.difference(), "pt").c_str() : number(row.difference()).c_str());
      ImGui::TableNextColumn();
      double const share = row.share();
      if (!std::isnan(share))
        ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(p.muted), "%s%.0f %%",
                           std::fabs(share) < 0.005 ? ""
                           : share > 0              ? "+"
                                                    : "−",
                           100.0 * std::fabs(share));
    }
    ImGui::EndTable();
  }
  ImGui::PopFont();
}

}  // namespace

void draw_compare(Session& s, Place const& place) {
  if (!s.b) return draw_choice(s, place.body);
  put_cursor({place.head.x0 + s.style.px(6), place.head.y0, place.head.x1, place.head.y1});
  if (chip(s, "drop B", false)) return s.compare_with(nullptr);
  ImGui::SameLine();
  Palette const& p = s.style.colours();
  bool const behind = !s.b_is_there();
  std::string const who = fmt::format("A {} — B {}{}", s.facts().identity.brief(), s.b->facts().identity.brief(),
                                      s.b->kind() == Source::Kind::history ? " (before the rewind)"
                                      : behind                             ? " (on its way)"
                                                                           : "");
  ImDrawList& list = *ImGui::GetWindowDrawList();
  write_fitting(list, s.style.small, {place.head.x0 + s.style.px(62), place.head.y0 + s.style.px(2)}, place.head.width() - s.style.px(66), p.muted,
                who.c_str());
  float const split = place.body.y0 + place.body.height() * 0.42f;
  if (behind && s.b->live() != nullptr)
    draw_coming(s, {place.body.x0, place.body.y0, place.body.x1, split});
  else if (Signal const* const signal = find_signal(s.signals, s.plotted)) {
    std::vector<Series> lines = {difference_of(s, *signal)};
    lines[0].colour = p.series[0];
    PlotAxes axes{static_cast<double>(s.view_from()),   static_cast<double>(s.view_to()), 0, 1, signal->unit, static_cast<double>(s.cursor), true, {},
                  static_cast<double>(s.facts().warmup)};
    fit_y(lines, axes);
    axes.y0 = std::min(axes.y0, 0.0), axes.y1 = std::max(axes.y1, 0.0);
    write_fitting(list, s.style.small, {place.body.x0, place.body.y0}, place.body.width(), p.faint,
                  ("A − B: " + signal->title + (signal->share() ? "" : " [" + signal->unit + "]")).c_str());
    PlotResult const hit =
        plot("difference", s.style, {place.body.x0, place.body.y0 + s.style.px(15), place.body.x1, split}, axes, lines, marks_of(s));
    if (hit.clicked) s.go(static_cast<Seconds>(hit.x));
  }
  draw_table(s, {place.body.x0, split + s.style.px(2), place.body.x1, place.body.y1});
}

}  // namespace gs::viz
