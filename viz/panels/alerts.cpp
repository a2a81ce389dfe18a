//! The alert log, newest first; a click goes there.
#include "viz/panels/panel.hpp"

namespace gs::viz {

void draw_alerts(Session& s, Place const& place) {
  Palette const& p = s.style.colours();
  std::int64_t shown = 0;
  put_cursor(place.body);
  ImGui::BeginChild("alerts", {place.body.width(), place.body.height()});
  ImGui::PushFont(s.style.small);
  ImU32 const colours[] = {p.bad, p.good, p.warn, p.done};
  for (auto a = s.alerts.rbegin(); a != s.alerts.rend() && shown < 200; ++a) {
    if (a->at > s.cursor && s.follow) continue;
    ImGui::PushID(static_cast<int>(shown++));
    bool const ahead = a->at > s.cursor;
    if (ImGui::Selectable("##alert", false)) {
      s.go(a->at);
      if (!a->signal.empty()) s.plotted = a->signal;
    }
    ImGui::SameLine(0, 0);
    auto const k = static_cast<std::size_t>(a->kind);
    ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(ahead ? p.faint : colours[k]), "%s", alert_marks[k]);
    ImGui::SameLine();
    ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(ahead ? p.faint : p.muted), "%s", s.facts().clock(a->at).substr(4).c_str());
    ImGui::SameLine();
    ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(ahead ? p.faint : p.text), "%s", a->text.c_str());
    ImGui::PopID();
  }
  ImGui::PopFont();
  ImGui::EndChild();
  if (shown == 0) empty_note(s, place.body, s.rows().empty() ? "Nothing has happened yet." : "Nothing to report so far.");
}

}  // namespace gs::viz
