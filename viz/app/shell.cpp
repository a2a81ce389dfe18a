#include "viz/app/shell.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <fstream>
#include <sstream>
#include <utility>
#include "viz/app/actions.hpp"
#include "viz/draw/text.hpp"

namespace gs::viz {

namespace {

//! Under the clock: what the run is doing.
std::string doing(Session const& s) {
  LiveSource const* const l = s.live();
  if (l == nullptr) return "";
  if (!l->status().ready) return "building the world …";
  if (l->status().going_to) return "going to " + s.facts().clock(*l->status().going_to);
  return s.is_playing() ? fmt::format("{} ticks/s", number(l->status().ticks_per_s)) : "";
}

}  // namespace

Shell::Shell(std::shared_ptr<Session> session) : session_(std::move(session)) {}

void Shell::frame(float width, float height, double dt) {
  Session& s = *session_;
  s.update(dt);
  if (!s.layout_wanted.empty()) set_layout(shipped_layout(std::exchange(s.layout_wanted, {})));
  grounds_.assign(1, {{0, 0, width, height}, s.style.colours().back});
  float const bar_height = s.style.px(44), figures = s.style.px(68), below = s.style.px(66), gap = s.style.px(6);
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize({width, height});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.0f);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0f);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::Begin("groundswell", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav |
                   ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoBackground);
  ImGui::PopStyleVar(3);
  bar({0, 0, width, bar_height});
  Tile top{1.0, {"figures"}, 0}, bottom{1.0, {"timeline"}, 0};
  tile({gap, bar_height + gap, width - gap, bar_height + figures}, top);
  tiles({gap, bar_height + figures + gap, width - gap, height - below - gap});
  tile({gap, height - below, width - gap, height - gap}, bottom);
  message(width, height);
  ImGui::End();
  if (help) help_sheet();
  if (tour >= 0) tour_card(width, height);
}

void Shell::bar(Rect area) {
  Session& s = *session_;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  Palette const& p = s.style.colours();
  grounds_.push_back({area, p.tile});
  list.AddLine({area.x0, area.y1}, {area.x1, area.y1}, p.edge);
  float const x = area.x0 + s.style.px(12);
  write(list, s.style.bold, {x, area.y0 + s.style.px(6)}, p.text, "Groundswell");
  Identity const& id = s.facts().identity;
  std::string const who = burn_in || film_wanted
                              ? id.line()
                              : fmt::format("{} · {}{} · {} members", id.scenario, id.design, s.b ? " vs " + s.b->facts().identity.brief() : "",
                                            number(static_cast<double>(id.members)));
  std::string const brief = fmt::format("{} · {}{}", id.scenario, id.design, s.b ? " vs " + s.b->facts().identity.brief() : "");
  write_one_of(list, s.style.small, {x, area.y0 + s.style.px(24)}, burn_in ? s.style.px(520) : area.width() * 0.34f - s.style.px(22), p.muted,
               {who, burn_in || film_wanted ? who : brief});
  if (film_wanted) write(list, s.style.small, {x + s.style.px(104), area.y0 + s.style.px(8)}, p.bad, "● filming (F9 ends it)");
  std::string const clock = now_text(s);
  bool const warming = !s.rows().empty() && s.cursor < s.facts().warmup;
  float const middle = area.x0 + area.width() * (burn_in ? 0.52f : 0.34f);
  std::string const now = burn_in ? "" : doing(s);
  float const up = now.empty() ? s.style.px(9) : s.style.px(4);
  write(list, s.style.big, {middle, area.y0 + up}, p.text, clock.c_str());
  write(list, s.style.small, {middle, area.y0 + s.style.px(27)}, p.muted, now.c_str());
  if (warming)
    write(list, s.style.small, {middle + size_of(s.style.big, clock.c_str()).x + s.style.px(8), area.y0 + up + s.style.px(6)}, p.warn, "warm-up");
  if (burn_in) return;
  transport({area.x0 + area.width() * 0.55f, area.y0 + s.style.px(9), area.x1, area.y1});
}

void Shell::transport(Rect area) {
  Session& s = *session_;
  ImGui::SetCursorScreenPos({area.x0, area.y0});
  auto const button = [&](char const* label, char const* tip) {
    bool const hit = ImGui::Button(label, {s.style.px(30), s.style.px(25)});
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", tip);
    ImGui::SameLine(0, s.style.px(4));
    return hit;
  };
  LiveSource* const l = s.live();
  if (button("←", "one tick back (←)")) s.step(-1);
  ImGui::PushStyleColor(ImGuiCol_Button, mixed(s.style.colours().tile, s.style.colours().accent, 0.4f));
  if (button(s.is_playing() ? "❚❚" : "▶", "play or pause (Space)")) s.play(!s.is_playing());
  ImGui::PopStyleColor();
  if (button("→", "one tick on (→)")) s.step(1);
  ImGui::SetNextItemWidth(s.style.px(96));
  if (ImGui::BeginCombo("##pace", l == nullptr && s.pace == 0 ? "10 d/s" : s.pace == 0 ? "fast" : s.pace == 7 ? "fastest" : pace_names[s.pace])) {
    for (int k = 0; k < paces; ++k)
      if (ImGui::Selectable(pace_names[k], k == s.pace)) s.set_pace(k);
    ImGui::EndCombo();
  }
  ImGui::SameLine(0, s.style.px(6));
  if (l != nullptr) {
    bool const behind = !s.follow && s.cursor < l->status().now;
    if (behind ? chip(s, "rewind to here", true, "the run goes back to the cursor and on from there (R); what had happened is kept as B")
               : chip(s, "live", s.follow, "follow the newest tick (End)"))
      behind ? s.rewind_here() : s.go(never);
    ImGui::SameLine(0, s.style.px(6));
    ImGui::PushFont(s.style.small);
    static char text[64] = "";
    ImGui::SetNextItemWidth(s.style.px(112));
    if (ImGui::InputTextWithHint("##break", "pause when …", text, sizeof(text), ImGuiInputTextFlags_EnterReturnsTrue)) {
      std::string why;
      auto const condition = read_condition(text, s.signals, why);
      l->simulation().break_when(*text == 0 ? std::nullopt : condition);
      s.say(*text == 0 ? "no condition" : condition ? "pauses when " + condition->text() : why);
    }
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("a condition such as: service < 0.95, utilisation.core > 98 %%, waiting_orders > 500");
    ImGui::PopFont();
    ImGui::SameLine(0, s.style.px(6));
  }
  menu(area);
}

void Shell::menu(Rect) {
  if (chip(*session_, "menu", false)) ImGui::OpenPopup("menu");
  if (!ImGui::BeginPopup("menu")) return;
  for (char const* group : {"time", "look", "panels", "program"}) {
    if (!ImGui::BeginMenu(group)) continue;
    for (Action const& a : actions())
      if (std::string_view(a.group) == group && ImGui::MenuItem(a.what, a.key)) a.act(*this);
    ImGui::EndMenu();
  }
  ImGui::EndPopup();
}

void Shell::tiles(Rect area) {
  float const gap = session_->style.px(6);
  double widths = 0;
  for (TileColumn const& c : layout_.columns) widths += c.width;
  float x = area.x0;
  for (TileColumn& c : layout_.columns) {
    float const w = (area.width() - gap * static_cast<float>(layout_.columns.size() - 1)) * static_cast<float>(c.width / widths);
    double heights = 0;
    for (Tile const& t : c.tiles) heights += t.height;
    float y = area.y0;
    for (Tile& t : c.tiles) {
      float const h = (area.height() - gap * static_cast<float>(c.tiles.size() - 1)) * static_cast<float>(t.height / heights);
      tile({x, y, x + w, y + h}, t);
      y += h + gap;
    }
    x += w + gap;
  }
}

void Shell::tile(Rect area, Tile& tile) {
  Session& s = *session_;
  Palette const& p = s.style.colours();
  grounds_.push_back({area, p.tile});
  ImGui::SetCursorScreenPos({area.x0, area.y0});
  std::string id;
  for (std::string const& panel : tile.panels) id += panel;
  ImGui::BeginChild(id.c_str(), {area.width(), area.height()}, false, ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  bool const pointed =
      tour >= 0 && std::find(tile.panels.begin(), tile.panels.end(), tour_steps()[static_cast<std::size_t>(tour)].panel) != tile.panels.end();
  list.AddRect({area.x0 + 1, area.y0 + 1}, {area.x1 - 1, area.y1 - 1}, pointed ? p.accent : p.edge, 4.0f, 0, pointed ? 2.5f : 1.0f);
  float const pad = s.style.px(9), head = s.style.px(26);
  float x = area.x0 + pad;
  Panel const* open = nullptr;
  for (int k = 0; k < static_cast<int>(tile.panels.size()); ++k) {
    Panel const* const panel = find_panel(tile.panels[static_cast<std::size_t>(k)]);
    if (panel == nullptr) continue;
    bool const mine = k == tile.open;
    if (mine) open = panel;
    if (*panel->title == 0) continue;
    ImFont* const font = mine ? s.style.bold : s.style.small;
    ImVec2 const size = size_of(font, panel->title);
    ImGui::SetCursorScreenPos({x - 3, area.y0 + 2});
    if (ImGui::InvisibleButton(panel->id, {size.x + 6, head - 4})) tile.open = k;
    bool const over = ImGui::IsItemHovered();
    if (over) ImGui::SetTooltip("%s", panel->what);
    write(list, font, {x, area.y0 + (mine ? s.style.px(5) : s.style.px(7))}, mine ? p.text : over ? p.accent : p.muted, panel->title);
    x += size.x + s.style.px(12);
  }
  bool const bare = open != nullptr && *open->title == 0;
  Place const place{{x, area.y0 + s.style.px(5), area.x1 - pad, area.y0 + head},
                    {area.x0 + pad, area.y0 + (bare ? s.style.px(5) : head + s.style.px(3)), area.x1 - pad, area.y1 - s.style.px(6)}};
  if (open != nullptr && place.body.height() > 8 && place.body.width() > 8) open->draw(s, place);
  ImGui::EndChild();
}

void Shell::open_panel(std::string const& id) {
  for (TileColumn& c : layout_.columns)
    for (Tile& t : c.tiles)
      for (std::size_t k = 0; k < t.panels.size(); ++k)
        if (t.panels[k] == id) {
          t.open = static_cast<int>(k);
          return;
        }
  if (!layout_.columns.empty() && find_panel(id) != nullptr) {
    Tile& last = layout_.columns.back().tiles.back();
    last.panels.push_back(id);
    last.open = static_cast<int>(last.panels.size()) - 1;
  }
}

void Shell::message(float width, float height) {
  Session& s = *session_;
  std::string const text = !s.message.empty() ? s.message : s.a->trouble();
  if (text.empty()) return;
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  Palette const& p = s.style.colours();
  std::string const shown = text.size() > 180 ? text.substr(0, 177) + "…" : text;
  ImVec2 const size = size_of(s.style.normal, shown.c_str());
  float const x = (width - size.x) * 0.5f, y = height - s.style.px(66 + 34);
  list.AddRectFilled({x - 14, y - 6}, {x + size.x + 14, y + size.y + 7}, mixed(p.tile, p.accent, 0.22f), 5.0f);
  list.AddRect({x - 14, y - 6}, {x + size.x + 14, y + size.y + 7}, s.message.empty() ? p.bad : p.accent, 5.0f);
  write(list, s.style.normal, {x, y}, p.text, shown.c_str());
}

void Shell::key(int code, bool ctrl, bool shift) {
  if (help && action_of(code, ctrl, shift) == nullptr) help = false;
  if (Action const* const a = action_of(code, ctrl, shift)) a->act(*this);
}

void Shell::rescale(double scale) {
  session_->style.scale = static_cast<float>(std::clamp(scale, 0.75, 2.5));
  fonts_changed = true;
}
void Shell::set_dark(bool dark) {
  session_->style.dark = dark;
  apply_style(session_->style, false);
}

void Shell::save_view(std::string const& name) {
  Session& s = *session_;
  SavedView v{layout_, s.style.dark, s.style.scale, overlay_names[static_cast<int>(s.overlay)], s.plotted, s.window, s.visible, s.other_map};
  auto const folder = settings_folder();
  if (folder.empty()) return s.say("there is no home folder to save the view in");
  std::error_code error;
  std::filesystem::create_directories(folder / "views", error);
  std::ofstream out(folder / "views" / (name + ".toml"));
  out << to_toml(v);
  s.say(out.good() ? "saved: " + (folder / "views" / (name + ".toml")).string() : "the view could not be saved in " + folder.string());
}

bool Shell::load_view(std::string const& name) {
  Session& s = *session_;
  std::filesystem::path const path = name.ends_with(".toml") ? std::filesystem::path(name) : settings_folder() / "views" / (name + ".toml");
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  std::string why = "there is no such file";
  auto const v = in ? read_toml(text.str(), why) : std::nullopt;
  if (!v) return s.say(path.string() + ": " + why), false;
  layout_ = v->layout;
  s.window = v->window, s.visible = v->visible, s.plotted = v->plotted, s.other_map = v->other_map;
  for (int k = 0; k < static_cast<int>(Overlay::count); ++k)
    if (v->overlay == overlay_names[k]) s.overlay = static_cast<Overlay>(k);
  set_dark(v->dark);
  if (v->scale != s.style.scale) rescale(v->scale);
  return true;
}

}  // namespace gs::viz
