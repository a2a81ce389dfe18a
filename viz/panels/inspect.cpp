//! Every field of one thing, with its unit. Search, pin, follow, plot.
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include "viz/draw/plot.hpp"
#include "viz/draw/text.hpp"
#include "viz/panels/describe.hpp"
#include "viz/panels/panel.hpp"
#include "viz/source/file_source.hpp"

namespace gs::viz {
namespace {

void draw_search(Session& s, Rect head) {
  static char text[64] = "";
  put_cursor({head.x0 + s.style.px(6), head.y0, head.x1, head.y1});
  ImGui::PushFont(s.style.small);
  ImGui::SetNextItemWidth(std::max(40.0f, head.width() - s.style.px(64)));
  bool const entered =
      ImGui::InputTextWithHint("##search", "member 1234 · sku 12 · order 99 · site 3", text, sizeof(text), ImGuiInputTextFlags_EnterReturnsTrue);
  ImGui::PopFont();
  if (entered) {
    Selection const found = read_selection(text);
    found.what == Thing::none
        ? s.say(fmt::format("'{}' names nothing: try member, sku, order, zone, site, point, pool or supplier and a number", text))
        : s.select(found);
  }
  ImGui::SameLine(0, s.style.px(5));
  bool const pinned = std::find(s.pins.begin(), s.pins.end(), s.selection) != s.pins.end();
  if (chip(s, pinned ? "pinned" : "pin", pinned, "keep it at hand") && s.selection.what != Thing::none) {
    if (pinned)
      std::erase(s.pins, s.selection);
    else
      s.pins.push_back(s.selection);
  }
}

void draw_pins(Session& s) {
  for (std::size_t k = 0; k < s.pins.size(); ++k) {
    if (k > 0) ImGui::SameLine(0, s.style.px(4));
    ImGui::PushID(static_cast<int>(k));
    if (chip(s, s.pins[k].text().c_str(), s.pins[k] == s.selection)) s.select(s.pins[k]);
    ImGui::PopID();
  }
}

bool is_followed(Session const& s, std::string const& field) {
  for (Followed const& f : s.followed)
    if (f.of == s.selection && f.field == field) return true;
  return false;
}

//! What a file has recorded is plotted at once, anything else from now on.
void follow(Session& s, Field const& f) {
  Trajectory past = trajectory(s, s.selection, f.name);
  s.followed.push_back({s.selection, f.name, f.unit, std::move(past.x), std::move(past.y)});
}

//! A figure that names another thing.
Selection named_by(Field const& f, Facts const& facts) {
  constexpr struct {
    char const* field;
    Thing what;
  } names[] = {{"zone", Thing::zone},    {"site", Thing::site}, {"pool", Thing::pool},  {"member", Thing::member},
               {"cart_sku", Thing::sku}, {"sku", Thing::sku},   {"point", Thing::point}};
  if (std::isnan(f.number)) return {};
  for (auto const& n : names)
    if (f.name == n.field) return {n.what, static_cast<std::int64_t>(f.number)};
  bool const a_sku = f.name == "item" && facts.world != nullptr && f.number < static_cast<double>(facts.world->skus);
  return a_sku ? Selection{Thing::sku, static_cast<std::int64_t>(f.number)} : Selection{};
}

void draw_fields(Session& s, Inspection const& in) {
  Palette const& p = s.style.colours();
  for (std::size_t k = 0; k < in.fields.size(); ++k) {
    Field const& f = in.fields[k];
    if (k == in.changing && k > 0) {
      ImGui::TableNextRow();
      ImGui::TableNextColumn();
      ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(p.accent), "does not change");
    }
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    ImGui::PushID(static_cast<int>(k));
    bool const on = is_followed(s, f.name);
    if (ImGui::Selectable(f.name.c_str(), on, ImGuiSelectableFlags_SpanAllColumns) && !std::isnan(f.number)) {
      if (on)
        std::erase_if(s.followed, [&](Followed const& x) { return x.of == s.selection && x.field == f.name; });
      else
        follow(s, f);
    }
    ImGui::TableNextColumn();
    Selection const other = named_by(f, s.facts());
    if (other.what == Thing::none)
      ImGui::TextUnformatted(f.value.c_str());
    else if (chip(s, f.value.c_str(), false, ("look at " + other.text()).c_str()))
      s.select(other);
    ImGui::PopID();
    ImGui::TableNextColumn();
    ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(p.muted), "%s", f.unit == "1" ? "" : f.unit.c_str());
  }
}

void draw_followed(Session& s, Rect area) {
  std::vector<Series> lines;
  for (Followed const& f : s.followed)
    if (!f.x.empty()) lines.push_back({f.x, f.y, f.of.text() + " " + f.field, s.style.colours().series[lines.size() % 7], false});
  if (lines.empty()) return empty_note(s, area, "A followed figure is plotted from now on, while the run goes on.");
  PlotAxes axes{static_cast<double>(lines[0].x.front()),
                static_cast<double>(std::max(lines[0].x.back(), lines[0].x.front() + 3600)),
                0,
                1,
                "",
                s.a->file() != nullptr ? static_cast<double>(s.cursor) : std::nan(""),
                true,
                {},
                static_cast<double>(s.facts().warmup)};
  fit_y(lines, axes);
  legend(*ImGui::GetWindowDrawList(), s.style, {area.x1, area.y0}, area.width(), lines);
  plot("followed", s.style, {area.x0, area.y0 + s.style.px(14), area.x1, area.y1}, axes, lines);
}

//! Of a file: its run can be done again up to the cursor, for what it does not hold.
void draw_again(Session& s) {
  FileSource* const file = s.a->file();
  if (file == nullptr) return;
  if (!file->can_run_again()) return ImGui::TextDisabled("Its world cannot be built here, so it cannot be run again.");
  Again const* const again = file->again();
  if (again == nullptr || (!again->going() && file->engine_at(s.cursor) == nullptr && again->error().empty())) {
    if (chip(s, "look exactly: run it again up to here", false,
             "the same run is done again in the background and compared with the file tick by tick; "
             "then everything can be looked at: any member, any order, all of the stock"))
      file->run_again(s.cursor);
    return;
  }
  std::string text = again->going() ? fmt::format("running it again: {} …", s.facts().clock(again->now()))
                                    : fmt::format("run again up to here; {} ticks with the file's hashes", commas(again->compared()));
  if (!again->error().empty()) text = "it cannot be run again: " + again->error();
  if (again->differs_from() != never)
    text = fmt::format("run again, and another run from {} on: this program is not the version that wrote the file",
                       s.facts().clock(again->differs_from()));
  bool const ill = !again->error().empty() || again->differs_from() != never;
  ImGui::PushStyleColor(ImGuiCol_Text, ImGui::ColorConvertU32ToFloat4(ill ? s.style.colours().bad : s.style.colours().muted));
  ImGui::TextWrapped("%s", text.c_str());
  ImGui::PopStyleColor();
}

}  // namespace

void draw_inspect(Session& s, Place const& place) {
  draw_search(s, place.head);
  Rect body = place.body;
  if (!s.followed.empty()) {
    draw_followed(s, {body.x0, body.y1 - s.style.px(90), body.x1, body.y1});
    body.y1 -= s.style.px(94);
  }
  put_cursor(body);
  ImGui::BeginChild("inspect", {body.width(), body.height()});
  draw_pins(s);
  ImGui::PushFont(s.style.small);
  if (s.inspection && s.selection.what != Thing::none) {
    Inspection const& in = *s.inspection;
    ImGui::PushFont(s.style.bold);
    ImGui::TextUnformatted(in.of.text().c_str());
    ImGui::PopFont();
    if (in.at >= 0) ImGui::SameLine(), ImGui::TextDisabled("at %s", s.facts().clock(in.at).c_str());
    if (!in.note.empty()) ImGui::TextWrapped("%s", in.note.c_str());
    if (in.of.what != Thing::zone && in.of.what != Thing::pool) draw_again(s);
    if (!in.fields.empty()) ImGui::TextDisabled("click a figure to follow and plot it");
    if (ImGui::BeginTable("fields", 3, ImGuiTableFlags_SizingStretchProp | ImGuiTableFlags_RowBg)) {
      ImGui::TableSetupColumn("", 0, 1.3f);
      ImGui::TableSetupColumn("", 0, 1.2f);
      ImGui::TableSetupColumn("", 0, 0.8f);
      draw_fields(s, in);
      ImGui::EndTable();
    }
  }
  ImGui::PopFont();
  ImGui::EndChild();
  if (s.selection.what == Thing::none) empty_note(s, body, "Click a zone or a row, or search: member 1234, sku 12, order 99, site 3.");
}

}  // namespace gs::viz
