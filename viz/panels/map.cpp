//! The map as it is drawn: zones as hexagons, sites as marks, dots when one is close, the legend in its corner.
#include "viz/panels/map.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include "viz/draw/text.hpp"
#include "viz/panels/panel.hpp"

namespace gs::viz {
namespace {

void hexagon(ImDrawList& list, ImVec2 at, float r, ImU32 fill, ImU32 edge, float width) {
  ImVec2 corner[6];
  for (int k = 0; k < 6; ++k) {
    float const a = (static_cast<float>(k) + 0.5f) * 1.0471976f;
    corner[k] = {at.x + r * std::cos(a), at.y + r * std::sin(a)};
  }
  if (fill != 0) list.AddConvexPolyFilled(corner, 6, fill);
  if (edge != 0) list.AddPolyline(corner, 6, edge, ImDrawFlags_Closed, width);
}

//! Shapes say what a site is; a cross says that it is closed.
void site_mark(ImDrawList& list, Palette const& p, SiteKind kind, ImVec2 at, float r, bool open) {
  ImU32 const edge = p.back, fill = p.text;
  switch (kind) {
    case SiteKind::central:
      list.AddRectFilled({at.x - r, at.y - r}, {at.x + r, at.y + r}, fill);
      list.AddRect({at.x - r - 1, at.y - r - 1}, {at.x + r + 1, at.y + r + 1}, edge);
      break;
    case SiteKind::regional:
      list.AddQuadFilled({at.x, at.y - r * 1.3f}, {at.x + r * 1.3f, at.y}, {at.x, at.y + r * 1.3f}, {at.x - r * 1.3f, at.y}, fill);
      list.AddQuad({at.x, at.y - r * 1.3f - 1}, {at.x + r * 1.3f + 1, at.y}, {at.x, at.y + r * 1.3f + 1}, {at.x - r * 1.3f - 1, at.y}, edge);
      break;
    case SiteKind::plant:
      list.AddTriangleFilled({at.x, at.y - r * 1.3f}, {at.x + r * 1.2f, at.y + r}, {at.x - r * 1.2f, at.y + r}, fill);
      list.AddTriangle({at.x, at.y - r * 1.3f - 1}, {at.x + r * 1.2f + 1, at.y + r + 1}, {at.x - r * 1.2f - 1, at.y + r + 1}, edge);
      break;
    case SiteKind::micro:
      list.AddCircleFilled(at, std::max(1.5f, r * 0.4f), faded(fill, 0.75f), 8);
      break;
    default:
      break;
  }
  if (open) return;
  float const c = r * 1.7f;
  list.AddLine({at.x - c, at.y - c}, {at.x + c, at.y + c}, p.bad, 3.0f);
  list.AddLine({at.x - c, at.y + c}, {at.x + c, at.y - c}, p.bad, 3.0f);
}

//! Wherever one is close enough: a dot a member awake in the last tick, somewhere in its zone.
void draw_dots(Session const& s, ImDrawList& list, MapView const& view, float r) {
  std::int64_t const row = s.row();
  if (row < 0 || r < s.style.px(26)) return;
  ImU32 const ink = faded(s.style.dark ? IM_COL32(255, 255, 255, 255) : IM_COL32(0, 0, 0, 255), 0.75f);
  for (std::size_t z = 0; z < s.facts().axes.zones.size(); ++z) {
    ImVec2 const at = view.place(s.facts().axes.zones[z].x, s.facts().axes.zones[z].y);
    if (at.x < view.area.x0 - r || at.x > view.area.x1 + r || at.y < view.area.y0 - r || at.y > view.area.y1 + r) continue;
    std::int64_t const n = std::min<std::int64_t>(400, s.rows().zone(row, static_cast<int>(z), ZoneCounter::heat));
    for (std::int64_t i = 0; i < n; ++i) {
      std::uint64_t h = (static_cast<std::uint64_t>(z) << 32 | static_cast<std::uint64_t>(i)) * 0x9e3779b97f4a7c15ULL;
      h ^= h >> 29, h *= 0xbf58476d1ce4e5b9ULL, h ^= h >> 32;
      float const angle = static_cast<float>(h & 0xffff) * 9.5874e-5f, away = r * 0.84f * std::sqrt(static_cast<float>(h >> 16 & 0xffff) / 65536.0f);
      list.AddRectFilled({at.x + away * std::cos(angle) - 1, at.y + away * std::sin(angle) - 1},
                         {at.x + away * std::cos(angle) + 1, at.y + away * std::sin(angle) + 1}, ink);
    }
  }
}

//! How long a parcel waits for hands at a site.
struct QueueNote {
  ImVec2 at;
  Seconds queue;
};

//! The longest queues first, each on a ground of its own so that it is read on any colour; what would cover another one is left out.
void draw_queues(Session const& s, ImDrawList& list, std::vector<QueueNote> notes) {
  std::stable_sort(notes.begin(), notes.end(), [](QueueNote const& a, QueueNote const& b) { return a.queue > b.queue; });
  std::vector<ImVec4> taken;
  for (QueueNote const& note : notes) {
    std::string const text = "queue " + lasting(note.queue);
    ImVec2 const size = size_of(s.style.small, text.c_str());
    ImVec2 const at{std::min(note.at.x, list.GetClipRectMax().x - size.x - 6), note.at.y};
    ImVec4 const box{at.x - 3, at.y - 1, at.x + size.x + 3, at.y + size.y + 1};
    auto const covers = [&](ImVec4 const& b) { return box.x < b.z && b.x < box.z && box.y < b.w && b.y < box.w; };
    if (std::any_of(taken.begin(), taken.end(), covers)) continue;
    taken.push_back(box);
    list.AddRectFilled({box.x, box.y}, {box.z, box.w}, faded(s.style.colours().tile, 0.85f), 3.0f);
    write(list, s.style.small, at, s.style.colours().text, text.c_str());
  }
}

void draw_sites(Session& s, ImDrawList& list, MapView const& view) {
  WorldData const* const w = s.facts().world.get();
  if (w == nullptr) return;
  auto const deep = s.a->deep(s.cursor);
  float const base = s.style.px(5);
  double most = 1.0;
  if (deep)
    for (std::size_t i = 0; i < deep->site_units.size(); ++i)
      if (i < w->sites.kind.size() && w->sites.kind[i] != SiteKind::micro) most = std::max(most, deep->site_units[i]);
  std::vector<QueueNote> queues;
  for (int pass = 0; pass < 2; ++pass)
    for (std::size_t i = 0; i < rows(w->sites); ++i) {
      bool const micro = w->sites.kind[i] == SiteKind::micro;
      if (micro != (pass == 0) || w->sites.kind[i] == SiteKind::outside) continue;
      bool const open = !deep || i >= deep->site_open.size() || deep->site_open[i] != 0;
      float const grow =
          deep && !micro && i < deep->site_units.size() ? 0.7f + 0.7f * std::sqrt(static_cast<float>(deep->site_units[i] / most)) : 1.0f;
      ImVec2 const at = view.place(w->sites.x[i], w->sites.y[i]);
      site_mark(list, s.style.colours(), w->sites.kind[i], at, base * grow, open);
      if (deep && i < deep->site_queue.size() && deep->site_queue[i] > hour && !micro)
        queues.push_back({{at.x + base * 2, at.y - base}, deep->site_queue[i]});
    }
  draw_queues(s, list, std::move(queues));
}

//! The site whose mark is under the mouse; -1 = none. Micro sites are too many and too small to aim at.
std::int64_t site_under(Session const& s, MapView const& view, ImVec2 mouse) {
  WorldData const* const w = s.facts().world.get();
  std::int64_t found = -1;
  float nearest = s.style.px(8);
  for (std::size_t i = 0; w != nullptr && i < rows(w->sites); ++i) {
    if (w->sites.kind[i] == SiteKind::micro || w->sites.kind[i] == SiteKind::outside) continue;
    ImVec2 const at = view.place(w->sites.x[i], w->sites.y[i]);
    float const away = std::hypot(mouse.x - at.x, mouse.y - at.y);
    if (away < nearest) nearest = away, found = static_cast<std::int64_t>(i);
  }
  return found;
}

void site_tooltip(Session const& s, std::int64_t id) {
  auto const i = static_cast<std::size_t>(id);
  auto const deep = s.a->deep(s.cursor);
  ImGui::BeginTooltip();
  ImGui::Text("%s: %s", Selection{Thing::site, id}.text().c_str(), site_kind_names[static_cast<int>(s.facts().world->sites.kind[i])]);
  if (deep && i < deep->site_units.size()) ImGui::Text("%s units on hand", number(deep->site_units[i]).c_str());
  if (deep && i < deep->site_queue.size()) ImGui::Text("a parcel waits %s for hands", lasting(deep->site_queue[i]).c_str());
  if (deep && i < deep->site_open.size() && deep->site_open[i] == 0) ImGui::TextUnformatted("closed");
  if (deep) ImGui::TextDisabled("%s", s.facts().clock(deep->time).c_str());
  ImGui::EndTooltip();
}

void tooltip(Session const& s, MapModel const& m, std::size_t z) {
  std::int64_t const r = s.row();
  ImGui::BeginTooltip();
  ImGui::Text("%s", s.facts().zone(static_cast<std::int64_t>(z)).c_str());
  ImGui::Text("%s: %s", m.scale.title.c_str(), amount(m.values[z], m.scale.unit).c_str());
  if (s.facts().world) ImGui::TextDisabled("%s members", commas(static_cast<std::int64_t>(s.facts().world->zones.members[z])).c_str());
  if (r >= 0)
    ImGui::TextDisabled("last tick: %s awake, %s wants", commas(s.rows().zone(r, static_cast<int>(z), ZoneCounter::heat)).c_str(),
                        commas(s.rows().zone(r, static_cast<int>(z), ZoneCounter::wants)).c_str());
  ImGui::EndTooltip();
}

void move_view(Session& s, MapView const& view) {
  ImGuiIO& io = ImGui::GetIO();
  if (ImGui::IsItemHovered() && io.MouseWheel != 0.0f) s.map_zoom = std::clamp(s.map_zoom * std::pow(1.25f, io.MouseWheel), 1.0f, 24.0f);
  if (ImGui::IsItemActive() && ImGui::IsMouseDragging(0, 4.0f)) {
    s.map_x -= static_cast<float>(io.MouseDelta.x * view.metres_per_px);
    s.map_y += static_cast<float>(io.MouseDelta.y * view.metres_per_px);
  }
  if (s.map_zoom <= 1.0f) s.map_x = s.map_y = 0.0f;
}

void draw_controls(Session& s, Rect head) {
  put_cursor(head);
  ImGui::PushFont(s.style.small);
  bool const narrow = head.width() < s.style.px(s.b ? 310 : 210);
  ImGui::SetNextItemWidth(s.style.px(narrow ? 82 : 112));
  int chosen = static_cast<int>(s.overlay);
  if (ImGui::Combo("##overlay", &chosen, overlay_names, static_cast<int>(Overlay::count))) s.overlay = static_cast<Overlay>(chosen);
  ImGui::SameLine(0, s.style.px(5));
  constexpr Seconds windows[] = {0, 6 * hour, day, 7 * day};
  constexpr char const* names[] = {"last tick", "over 6 h", "over 1 d", "over 7 d"};
  int window = 0;
  for (int k = 0; k < 4; ++k)
    if (s.window == windows[k]) window = k;
  ImGui::SetNextItemWidth(s.style.px(narrow ? 64 : 84));
  if (ImGui::Combo("##window", &window, names, 4)) s.window = windows[window];
  ImGui::PopFont();
  if (!s.b) return;
  constexpr char const* kinds[] = {"A", "A−B", "%"};
  for (int k = 0; k < 3; ++k) {
    ImGui::SameLine(0, s.style.px(3));
    if (chip(s, kinds[k], static_cast<int>(s.difference) == k)) s.difference = static_cast<Difference>(k);
  }
}

void draw_key(Session const& s, ImDrawList& list, Rect area, MapModel const& m) {
  Palette const& p = s.style.colours();
  float const h = s.style.px(36);
  Rect const bar{area.x0 + s.style.px(8), area.y1 - h - s.style.px(4), area.x0 + std::min(s.style.px(230), area.width() * 0.55f), area.y1};
  list.AddRectFilled({bar.x0 - 6, bar.y0 - 4}, {bar.x1 + 6, area.y1}, faded(p.tile, 0.86f), 3.0f);
  scale_bar(list, s.style, bar, m.scale);
  if (s.facts().world == nullptr) return;
  constexpr struct {
    SiteKind kind;
    char const* name;
  } marks[] = {{SiteKind::plant, "plant"}, {SiteKind::central, "central"}, {SiteKind::regional, "regional"}, {SiteKind::micro, "micro"}};
  float y = area.y1 - s.style.px(6);
  for (auto const& mark : marks) {
    bool const there =
        std::find(s.facts().world->sites.kind.begin(), s.facts().world->sites.kind.end(), mark.kind) != s.facts().world->sites.kind.end();
    if (!there) continue;
    y -= s.style.small->FontSize + s.style.px(1);
    write(list, s.style.small, {area.x1 - s.style.px(20), y}, p.muted, mark.name, 1.0f);
    site_mark(list, p, mark.kind, {area.x1 - s.style.px(11), y + s.style.small->FontSize * 0.55f}, s.style.px(4), true);
  }
}

}  // namespace

void draw_map(Session& s, Place const& place) {
  draw_controls(s, place.head);
  if (s.facts().axes.zones.empty()) return empty_note(s, place.body, "This world has no zones: a network loaded from a file has no map.");
  ImDrawList& list = *ImGui::GetWindowDrawList();
  Palette const& p = s.style.colours();
  MapModel const m = map_model(s);
  MapView const view = map_view(s, {place.body.x0, place.body.y0, place.body.x1, place.body.y1 - s.style.px(48)});
  put_cursor(place.body);
  ImGui::InvisibleButton("map", {place.body.width(), place.body.height()});
  move_view(s, view);
  bool const hovered = ImGui::IsItemHovered(), clicked = ImGui::IsItemClicked();
  float const r = static_cast<float>(zone_spacing(s.facts()) / view.metres_per_px / std::sqrt(3.0));
  list.PushClipRect({place.body.x0, place.body.y0}, {place.body.x1, place.body.y1}, true);
  std::int64_t under = -1;
  for (std::size_t z = 0; z < m.values.size(); ++z) {
    ImVec2 const at = view.place(s.facts().axes.zones[z].x, s.facts().axes.zones[z].y);
    ImU32 const c = m.scale.colour(m.values[z]);
    hexagon(list, at, r * 0.97f, c != 0 ? c : mixed(p.tile, p.text, 0.06f), 0, 1);
    ImVec2 const mouse = ImGui::GetIO().MousePos;
    if (hovered && std::hypot(mouse.x - at.x, mouse.y - at.y) < r * 0.9f) under = static_cast<std::int64_t>(z);
  }
  draw_dots(s, list, view, r);
  draw_sites(s, list, view);
  auto const ring = [&](std::int64_t z, ImU32 colour) {
    if (z >= 0 && z < std::ssize(s.facts().axes.zones))
      hexagon(list, view.place(s.facts().axes.zones[static_cast<std::size_t>(z)].x, s.facts().axes.zones[static_cast<std::size_t>(z)].y), r, 0,
              colour, s.style.px(2.5f));
  };
  ring(under, faded(p.text, 0.6f));
  if (s.selection.what == Thing::zone) ring(s.selection.id, p.bad);
  draw_key(s, list, place.body, m);
  if (!m.note.empty())
    write_fitting(list, s.style.small, {place.body.x0 + s.style.px(8), place.body.y0 + 2}, place.body.width() - s.style.px(16), p.muted,
                  m.note.c_str());
  list.PopClipRect();
  std::int64_t const site = hovered ? site_under(s, view, ImGui::GetIO().MousePos) : -1;
  if (site >= 0)
    site_tooltip(s, site);
  else if (under >= 0)
    tooltip(s, m, static_cast<std::size_t>(under));
  if (clicked && (site >= 0 || under >= 0)) s.select(site >= 0 ? Selection{Thing::site, site} : Selection{Thing::zone, under});
  if (s.a->live()) s.want_deep = true;
}

}  // namespace gs::viz
