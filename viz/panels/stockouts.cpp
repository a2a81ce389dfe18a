//! What ran out and where, worst first. A click goes to the zone and to the day it began.
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include "viz/draw/text.hpp"
#include "viz/panels/panel.hpp"

namespace gs::viz {
namespace {

//! The whole of a row in words, for whom the columns are too narrow.
std::string in_words(Session const& s, Spell const& spell) {
  std::string const value = std::isnan(spell.value) ? "" : fmt::format(", {} CNY at list price", number(spell.value));
  return fmt::format("{} was nowhere at hand in {}\nfrom {} on, for {}{}\n{} wants missed{}", s.facts().sku(spell.sku), s.facts().zone(spell.zone),
                     s.facts().clock(spell.from), lasting(spell.lasted()), spell.going_on ? " so far" : "", commas(spell.wants), value);
}

//! "z7 · r5"
std::string short_zone(std::string zone) { return zone.starts_with("zone ") ? "z" + zone.substr(5) : zone; }

void right(std::string const& text) {
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + std::max(0.0f, ImGui::GetColumnWidth() - ImGui::CalcTextSize(text.c_str()).x));
  ImGui::TextUnformatted(text.c_str());
}

void draw_row(Session& s, int rank, Spell const& spell, bool narrow) {
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
  if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", in_words(s, spell).c_str());
  ImGui::PopID();
  ImGui::SameLine(0, 0);
  ImGui::TextUnformatted(s.facts().sku(spell.sku).c_str());
  ImGui::TableNextColumn();
  ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(p.muted), "%s",
                     (narrow ? short_zone(s.facts().zone(spell.zone)) : s.facts().zone(spell.zone)).c_str());
  ImGui::TableNextColumn();
  ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(spell.going_on ? p.bad : p.muted), "%s %s", spell.going_on ? "●" : "○",
                     lasting(spell.lasted()).c_str());
  ImGui::TableNextColumn();
  right(commas(spell.wants));
  if (narrow) return;
  ImGui::TableNextColumn();
  right(std::isnan(spell.value) ? "" : number(spell.value));
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
  std::string const missed = commas(s.out.missed) + " missed";
  write_one_of(list, s.style.small, {place.head.x0 + s.style.px(8), place.head.y0 + s.style.px(2)}, place.head.width() - s.style.px(8), p.muted,
               {fmt::format("{} in 14 d, {} SKUs", missed, s.out.skus), missed + " in 14 d", missed, ""});
  bool const narrow = place.body.width() < s.style.px(285);
  put_cursor(place.body);
  ImGui::PushFont(s.style.small);
  if (ImGui::BeginTable(narrow ? "stockouts, narrow" : "stockouts", narrow ? 4 : 5, ImGuiTableFlags_ScrollY | ImGuiTableFlags_SizingStretchProp,
                        {place.body.width(), place.body.height()})) {
    ImGui::TableSetupScrollFreeze(0, 1);
    ImGui::TableSetupColumn("what", 0, 1.2f);
    ImGui::TableSetupColumn("where", 0, narrow ? 1.0f : 1.5f);
    ImGui::TableSetupColumn("lasted", 0, 1.0f);
    ImGui::TableSetupColumn("missed", 0, narrow ? 1.0f : 0.85f);
    if (!narrow) ImGui::TableSetupColumn("CNY", 0, 0.9f);
    ImGui::TableHeadersRow();
    int rank = 0;
    for (Spell const& spell : s.out.spells) {
      if (rank >= 200) break;
      draw_row(s, rank++, spell, narrow);
    }
    ImGui::EndTable();
  }
  ImGui::PopFont();
}

}  // namespace gs::viz
