//! The alert log, newest first; a click goes there.
#include "viz/panels/panel.hpp"

namespace gs::viz {

void draw_alerts(Session& s, Place const& place) {
  Palette const& p = s.style.colours();
  std::int64_t shown = 0;
  put_cursor(place.body);
  ImGui::BeginChild("alerts", {place.body.width(), place.body.height()});
  ImGui::PushFont(s.style.small);
  int& shown_at = *ImGui::GetStateStorage()->GetIntRef(ImGui::GetID("cursor"), -1);
  int const here = static_cast<int>(s.cursor / minute);
  bool const moved = !s.follow && shown_at != here;  // then the list stands where the cursor is
  bool found = false;
  shown_at = here;
  ImU32 const colours[] = {p.bad, p.good, p.warn, p.done};
  for (auto a = s.alerts.rbegin(); a != s.alerts.rend() && shown < 200; ++a) {
    if (a->at > s.cursor && s.follow) continue;
    ImGui::PushID(static_cast<int>(shown++));
    bool const ahead = a->at > s.cursor;
    if (ImGui::Selectable("##alert", false)) {
      s.go(a->at);
      if (!a->signal.empty()) s.plotted = a->signal;
    }
    bool const over = ImGui::IsItemHovered();
    ImGui::SameLine(0, 0);
    auto const k = static_cast<std::size_t>(a->kind);
    ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(ahead ? p.faint : colours[k]), "%s", alert_marks[k]);
    ImGui::SameLine();
    ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(ahead ? p.faint : p.muted), "%s", s.facts().clock(a->at).substr(4).c_str());
    ImGui::SameLine();
    std::string const text = fitted(s.style.small, ImGui::GetContentRegionAvail().x, a->text);
    ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(ahead ? p.faint : p.text), "%s", text.c_str());
    if (over && text != a->text) ImGui::SetTooltip("%s", a->text.c_str());
    if (!ahead && !found && moved) ImGui::SetScrollHereY(0.25f);
    found = found || !ahead;
    ImGui::PopID();
  }
  ImGui::PopFont();
  ImGui::EndChild();
  if (shown == 0) empty_note(s, place.body, s.rows().empty() ? "Nothing has happened yet." : "Nothing to report so far.");
}

}  // namespace gs::viz
