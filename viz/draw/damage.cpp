#include "viz/draw/damage.hpp"
#include <cmath>
#include <cstring>

namespace gs::viz {
namespace {

//! One place in a list's triangles, which go on over its commands.
struct Walk {
  ImDrawList const& list;
  int command;
  unsigned index = 0;  //!< of its first corner, within the command

  static Walk first(ImDrawList const& list) { return Walk{list, 0}.settled(); }
  static Walk end(ImDrawList const& list) { return {list, list.CmdBuffer.Size}; }
  bool at(Walk const& other) const { return command == other.command && index == other.index; }
  ImDrawCmd const& cmd() const { return list.CmdBuffer[command]; }
  Walk settled() const {
    Walk w = *this;
    while (w.command < list.CmdBuffer.Size && w.index + 3 > w.cmd().ElemCount) ++w.command, w.index = 0;
    return w;
  }
  void forward() {
    index += 3;
    Walk const w = settled();
    command = w.command, index = w.index;
  }
  //! To the triangle before; there must be one.
  void back() {
    while (index < 3) --command, index = cmd().ElemCount / 3 * 3;
    index -= 3;
  }
  ImDrawVert const& corner(unsigned k) const {
    return list.VtxBuffer[static_cast<int>(cmd().VtxOffset) + list.IdxBuffer[static_cast<int>(cmd().IdxOffset + index + k)]];
  }
};

bool same_triangle(Walk const& a, Walk const& b) {
  if (std::memcmp(&a.cmd().ClipRect, &b.cmd().ClipRect, sizeof(ImVec4)) != 0) return false;
  for (unsigned k = 0; k < 3; ++k)
    if (std::memcmp(&a.corner(k), &b.corner(k), sizeof(ImDrawVert)) != 0) return false;
  return true;
}

//! Pixels that a triangle can touch.
Region box_of(Walk const& w, Mapping const& map) {
  ImVec2 const a = map(w.corner(0).pos), b = map(w.corner(1).pos), c = map(w.corner(2).pos);
  auto const low = [](float x) { return static_cast<int>(std::floor(std::clamp(x, -1e6f, 1e6f))); };
  auto const high = [](float x) { return static_cast<int>(std::ceil(std::clamp(x, -1e6f, 1e6f))); };
  bool const whole = std::isfinite(a.x + a.y + b.x + b.y + c.x + c.y);
  if (!whole) return {};  // is not drawn
  Region const box{low(std::min({a.x, b.x, c.x})), low(std::min({a.y, b.y, c.y})), high(std::max({a.x, b.x, c.x})), high(std::max({a.y, b.y, c.y}))};
  return overlap(box, pixels_of(w.cmd().ClipRect, map));
}

Region box_between(Walk from, Walk const& to, Mapping const& map) {
  Region box;
  for (; !from.at(to); from.forward()) box = hull(box, box_of(from, map));
  return box;
}

template <class T>
bool same_bytes(ImVector<T> const& a, ImVector<T> const& b) {
  return a.Size == b.Size && (a.Size == 0 || std::memcmp(a.Data, b.Data, static_cast<std::size_t>(a.size_in_bytes())) == 0);
}

bool same_commands(ImVector<ImDrawCmd> const& a, ImVector<ImDrawCmd> const& b) {
  auto const same = [](ImDrawCmd const& x, ImDrawCmd const& y) {
    return std::memcmp(&x.ClipRect, &y.ClipRect, sizeof(ImVec4)) == 0 && x.VtxOffset == y.VtxOffset && x.IdxOffset == y.IdxOffset &&
           x.ElemCount == y.ElemCount;
  };
  return a.Size == b.Size && std::equal(a.begin(), a.end(), b.begin(), same);
}

bool same_map(Mapping const& a, Mapping const& b) {
  return a.origin.x == b.origin.x && a.origin.y == b.origin.y && a.scale.x == b.scale.x && a.scale.y == b.scale.y;
}

template <class T>
void copy(ImVector<T>& to, ImVector<T> const& from) {
  to.resize(from.Size);  // not assigned: that would give its memory back first
  if (from.Size > 0) std::memcpy(to.Data, from.Data, static_cast<std::size_t>(from.size_in_bytes()));
}

std::string_view name_of(ImDrawList const& list) { return list._OwnerName != nullptr ? std::string_view(list._OwnerName) : std::string_view(); }

}  // namespace

void compare_lists(ImDrawList const& before, ImDrawList const& now, Mapping const& map, std::vector<Region>& changed) {
  if (same_bytes(before.VtxBuffer, now.VtxBuffer) && same_bytes(before.IdxBuffer, now.IdxBuffer) && same_commands(before.CmdBuffer, now.CmdBuffer))
    return;
  Walk a = Walk::first(before), b = Walk::first(now), a_end = Walk::end(before), b_end = Walk::end(now);
  while (!a.at(a_end) && !b.at(b_end) && same_triangle(a, b)) a.forward(), b.forward();
  while (!a.at(a_end) && !b.at(b_end)) {
    Walk x = a_end, y = b_end;
    x.back(), y.back();
    if (!same_triangle(x, y)) break;
    a_end.command = x.command, a_end.index = x.index, b_end.command = y.command, b_end.index = y.index;
  }
  for (Region const& r : {box_between(a, a_end, map), box_between(b, b_end, map)})
    if (!r.empty()) changed.push_back(r);
}

void merge_overlapping(std::vector<Region>& regions) {
  for (std::size_t i = 0; i < regions.size(); ++i)
    for (std::size_t k = i + 1; k < regions.size(); ++k) {
      if (overlap(regions[i], regions[k]).empty()) continue;
      regions[i] = hull(regions[i], regions[k]);
      regions.erase(regions.begin() + static_cast<std::ptrdiff_t>(k));
      i = static_cast<std::size_t>(-1);  // the larger one may reach others now
      break;
    }
}

void Damage::keep(Kept& to, ImDrawList const& from) {
  if (!to.list) to.list = std::make_unique<ImDrawList>(nullptr);
  to.owner = name_of(from);
  copy(to.list->VtxBuffer, from.VtxBuffer), copy(to.list->IdxBuffer, from.IdxBuffer), copy(to.list->CmdBuffer, from.CmdBuffer);
}

//! Windows in their order; one that came or went is all damage. False: the order is another one.
bool Damage::compare_windows(ImDrawData const& data, Mapping const& map, std::vector<Region>& changed) const {
  ImDrawList const nothing(nullptr);
  auto const was_there = [&](ImDrawList const& list) {
    return std::any_of(kept_.begin(), kept_.end(), [&](Kept const& k) { return k.owner == name_of(list); });
  };
  auto const is_there = [&](Kept const& k) {
    return std::any_of(data.CmdLists, data.CmdLists + data.CmdListsCount, [&](ImDrawList const* list) { return k.owner == name_of(*list); });
  };
  auto old = kept_.begin();
  int k = 0;
  while (old != kept_.end() || k < data.CmdListsCount) {
    bool const both = old != kept_.end() && k < data.CmdListsCount && old->owner == name_of(*data.CmdLists[k]);
    if (both)
      compare_lists(*old++->list, *data.CmdLists[k++], map, changed);
    else if (old != kept_.end() && !is_there(*old))
      compare_lists(*old++->list, nothing, map, changed);
    else if (k < data.CmdListsCount && !was_there(*data.CmdLists[k]))
      compare_lists(nothing, *data.CmdLists[k++], map, changed);
    else
      return false;
  }
  return true;
}

std::vector<Region> Damage::since_last(ImDrawData const& data, std::vector<Ground> const& grounds, Region all) {
  Mapping const map{data.DisplayPos, data.FramebufferScale};
  std::vector<Region> changed;
  bool const other_frame = !known_ || grounds != grounds_ || all != all_ || !same_map(map, map_);
  if (other_frame || !compare_windows(data, map, changed)) changed.assign(1, all);
  known_ = true, grounds_ = grounds, all_ = all, map_ = map;
  kept_.resize(static_cast<std::size_t>(data.CmdListsCount));
  for (int k = 0; k < data.CmdListsCount; ++k) keep(kept_[static_cast<std::size_t>(k)], *data.CmdLists[k]);
  for (Region& r : changed) r = overlap(r, all);
  std::erase_if(changed, [](Region const& r) { return r.empty(); });
  merge_overlapping(changed);
  return changed;
}

}  // namespace gs::viz
