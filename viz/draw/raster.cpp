#include "viz/draw/raster.hpp"
#include <cmath>

namespace gs::viz {
namespace {

//! One ImDrawCmd's vertices as this rasteriser wants them.
struct Mesh {
  ImDrawVert const* vertices;
  Mapping map;
  Atlas const& atlas;
  Corner corner(ImDrawIdx index) const {
    ImDrawVert const& v = vertices[index];
    ImVec2 const at = map(v.pos);
    return {at.x, at.y, v.uv.x * static_cast<float>(atlas.width), v.uv.y * static_cast<float>(atlas.height), turned(v.col)};
  }
};

//! Two triangles that ImGui made of an upright rectangle: corners in the order top left, top right, bottom right, bottom left.
bool is_rectangle(ImDrawVert const* vertices, ImDrawIdx const* i) {
  if (i[1] != i[0] + 1 || i[2] != i[0] + 2 || i[3] != i[0] || i[4] != i[2] || i[5] != i[0] + 3) return false;
  ImDrawVert const &a = vertices[i[0]], &b = vertices[i[1]], &c = vertices[i[2]], &d = vertices[i[5]];
  bool const upright =
      a.pos.y == b.pos.y && b.pos.x == c.pos.x && c.pos.y == d.pos.y && d.pos.x == a.pos.x && a.pos.x <= c.pos.x && a.pos.y <= c.pos.y;
  bool const mapped = a.uv.y == b.uv.y && b.uv.x == c.uv.x && c.uv.y == d.uv.y && d.uv.x == a.uv.x;
  return upright && mapped && a.col == b.col && a.col == c.col && a.col == d.col;
}

bool outside(Region const& clip, Corner const& a, Corner const& b, Corner const& c) {
  auto const left = static_cast<float>(clip.x0), right = static_cast<float>(clip.x1), top = static_cast<float>(clip.y0),
             low = static_cast<float>(clip.y1);
  return std::max({a.x, b.x, c.x}) < left || std::min({a.x, b.x, c.x}) > right || std::max({a.y, b.y, c.y}) < top || std::min({a.y, b.y, c.y}) > low;
}

void paint_command(Canvas& canvas, Region clip, Mesh const& mesh, ImDrawIdx const* index, unsigned count) {
  for (unsigned k = 0; k + 2 < count; k += 3) {
    ImDrawIdx const* const i = index + k;
    if (k + 5 < count && is_rectangle(mesh.vertices, i)) {
      paint_rectangle(canvas, clip, mesh.corner(i[0]), mesh.corner(i[2]), mesh.atlas);
      k += 3;
      continue;
    }
    Corner const corners[3] = {mesh.corner(i[0]), mesh.corner(i[1]), mesh.corner(i[2])};
    if (!outside(clip, corners[0], corners[1], corners[2])) paint_triangle(canvas, clip, corners, mesh.atlas);
  }
}

}  // namespace

Atlas font_atlas() {
  Atlas a;
  unsigned char* pixels = nullptr;
  ImFontAtlas& fonts = *ImGui::GetIO().Fonts;
  fonts.GetTexDataAsAlpha8(&pixels, &a.width, &a.height);
  a.coverage = pixels;
  a.white = {fonts.TexUvWhitePixel.x * static_cast<float>(a.width), fonts.TexUvWhitePixel.y * static_cast<float>(a.height)};
  return a;
}

void paint_grounds(Canvas& canvas, Region region, std::vector<Ground> const& grounds, Mapping const& map) {
  for (Ground const& g : grounds) {
    ImVec2 const low = map({g.area.x0, g.area.y0}), high = map({g.area.x1, g.area.y1});
    auto const edge = [](float at) { return static_cast<int>(std::lround(at)); };
    Region const r = overlap(region, {edge(low.x), edge(low.y), edge(high.x), edge(high.y)});
    if (r.empty()) continue;
    for (int y = r.y0; y < r.y1; ++y) std::fill(canvas.row(y) + r.x0, canvas.row(y) + r.x1, turned(g.colour) | 0xff000000u);
  }
}

void paint(Canvas& canvas, Region region, std::vector<Ground> const& grounds, ImDrawData const& data, Atlas const& atlas) {
  Mapping const map{data.DisplayPos, data.FramebufferScale};
  region = overlap(region, canvas.all());
  paint_grounds(canvas, region, grounds, map);
  for (int k = 0; k < data.CmdListsCount; ++k) {
    ImDrawList const& list = *data.CmdLists[k];
    for (ImDrawCmd const& c : list.CmdBuffer) {
      Region const clip = overlap(region, pixels_of(c.ClipRect, map));
      if (clip.empty() || c.UserCallback != nullptr) continue;
      paint_command(canvas, clip, {list.VtxBuffer.Data + c.VtxOffset, map, atlas}, list.IdxBuffer.Data + c.IdxOffset, c.ElemCount);
    }
  }
}

}  // namespace gs::viz
