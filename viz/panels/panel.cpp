#include "viz/panels/panel.hpp"
#include <algorithm>

namespace gs::viz {

std::vector<Panel> const& panels() {
  static std::vector<Panel> const all = {
      {"figures", "", "the state of the chain in eight figures", draw_figures},
      {"map", "Map", "zones coloured by one overlay at a time; sites as marks", draw_map},
      {"waves", "Traffic waves", "attention by channel and time, and what it made of demand", draw_waves},
      {"stockouts", "What ran out", "SKUs and zones that met nothing at hand, worst first", draw_stockouts},
      {"capacity", "Workshops", "hours by layer and process: worked, changed over, idle, down, and their price", draw_capacity},
      {"chain", "Bullwhip", "how orders swing more than wants, echelon by echelon", draw_chain},
      {"money", "Cash and cost", "cash since the start and what the last week cost", draw_money},
      {"alerts", "Alerts", "thresholds crossed, shows, what was done by hand", draw_alerts},
      {"inspect", "Inspect", "every field of one thing; pin, follow and plot", draw_inspect},
      {"hands", "Hands on", "start a show, close a region, add hours, switch a lever", draw_hands},
      {"compare", "A and B", "two runs on one clock: every figure and its difference", draw_compare},
      {"timeline", "", "the whole run, with what happened; drag to look back", draw_timeline}};
  return all;
}

Panel const* find_panel(std::string_view id) {
  auto const& all = panels();
  auto const at = std::find_if(all.begin(), all.end(), [id](Panel const& p) { return id == p.id; });
  return at == all.end() ? nullptr : &*at;
}

void empty_note(Session const& session, Rect area, char const* text) {
  ImFont* const font = session.style.normal;
  ImVec2 const size = font->CalcTextSizeA(font->FontSize, 1e9f, area.width() * 0.85f, text);
  ImVec2 const at{(area.x0 + area.x1 - size.x) * 0.5f, (area.y0 + area.y1 - size.y) * 0.5f};
  ImGui::GetWindowDrawList()->AddText(font, font->FontSize, at, session.style.colours().muted, text, nullptr, area.width() * 0.85f);
}

bool chip(Session const& session, char const* label, bool on, char const* tip) {
  Palette const& p = session.style.colours();
  ImU32 const fill = on ? mixed(p.tile, p.accent, 0.35f) : mixed(p.tile, p.text, 0.06f);
  ImGui::PushStyleColor(ImGuiCol_Button, fill);
  ImGui::PushStyleColor(ImGuiCol_Text, on ? p.text : p.muted);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(session.style.px(6), session.style.px(1)));
  ImGui::PushFont(session.style.small);
  bool const clicked = ImGui::Button(label);
  ImGui::PopFont();
  ImGui::PopStyleVar();
  ImGui::PopStyleColor(2);
  if (tip != nullptr && ImGui::IsItemHovered()) ImGui::SetTooltip("%s", tip);
  return clicked;
}

void put_cursor(Rect const& area) { ImGui::SetCursorScreenPos({area.x0, area.y0}); }

std::string now_text(Session const& session) { return session.rows().empty() ? "not started" : session.facts().clock(session.cursor); }

}  // namespace gs::viz
