//! What ran out and where, worst first. A click goes to the zone and to the day it began.
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include "viz/draw/text.hpp"
#include "viz/panels/panel.hpp"

namespace gs::viz {
namespace {

void draw_row(Session& s, int rank, Spell const& spell) {
  Palette const& p = s.style.colours();
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  ImGui::PushID(rank);
  bool const mine =
      (s.selection.what == Thing::sku && s.selection.id == spell.sku) || (s.selection.what == Thing::zone && s.selection.id == spell.zone);
  if (ImGui::Selectable("##row", mine, ImGuiSelectableFlags_SpanAllColumns | ImGuiSelectableFlags_AllowItemOverlap)) {
    s.select({Thing::zone, spell.zone});
    s.overlay = Overlay::stockouts;
    s.go(spell.from + day);  // its first day has ended: the list there has it
  }
  ImGui::PopID();
  ImGui::SameLine(0, 0);
  ImGui::TextUnformatted(s.facts().sku(spell.sku).c_str());
  ImGui::TableNextColumn();
  ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(p.muted), "%s", s.facts().zone(spell.zone).c_str());
  ImGui::TableNextColumn();
  ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(spell.going_on ? p.bad : p.muted), "%s %s", spell.going_on ? "●" : "○",
                     lasting(spell.lasted()).c_str());
  ImGui::TableNextColumn();
  std::string const wants = commas(spell.wants), value = std::isnan(spell.value) ? "" : number(spell.value);
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + std::max(0.0f, ImGui::GetColumnWidth() - ImGui::CalcTextSize(wants.c_str()).x));
  ImGui::TextUnformatted(wants.c_str());
  ImGui::TableNextColumn();
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + std::max(0.0f, ImGui::GetColumnWidth() - ImGui::CalcTextSize(value.c_str()).x));
  ImGui::TextUnformatted(value.c_str());
}

}  // namespace

void draw_stockouts(Session& s, Place const& place) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  Palette const& p = s.style.colours();
  if (s.live() != nullptr) s.want_deep = true;
  if (s.rows().shape().ranks == 0)
    return empty_note(s, place.body,
                      "Stockouts by SKU and zone are not in this file: it comes from an older version, or from a network without members.");
  if (s.out.spells.empty())
    return empty_note(s, place.body, s.rows().days() == 0 ? "The first day is not over yet." : "Nothing ran out in the last 14 days.");
  std::string const head = fmt::format("{} missed in 14 d, {} SKUs", commas(s.out.missed), s.out.skus);
  write_fitting(list, s.style.small, {place.head.x0 + s.style.px(8), place.head.y0 + s.style.px(2)}, place.head.width() - s.style.px(8), p.muted,
                head.c_str());
  put_cursor(place.body);
  ImGui::PushFont(s.style.small);
  if (ImGui::BeginTable("stockouts", 5, ImGuiTableFlags_ScrollY | ImGuiTableFlags_SizingStretchProp, {place.body.width(), place.body.height()})) {
    ImGui::TableSetupScrollFreeze(0, 1);
    ImGui::TableSetupColumn("what", 0, 1.2f);
    ImGui::TableSetupColumn("where", 0, 1.5f);
    ImGui::TableSetupColumn("lasted", 0, 1.0f);
    ImGui::TableSetupColumn("missed", 0, 0.85f);
    ImGui::TableSetupColumn("CNY", 0, 0.9f);
    ImGui::TableHeadersRow();
    int rank = 0;
    for (Spell const& spell : s.out.spells) {
      if (rank >= 200) break;
      draw_row(s, rank++, spell);
    }
    ImGui::EndTable();
  }
  ImGui::PopFont();
}

}  // namespace gs::viz
