#pragma once
//! Type, spacing and colour of the whole viewer, in one place.
#include <imgui.h>
#include <initializer_list>
#include <string>
#include <string_view>
#include "viz/draw/colour.hpp"

namespace gs::viz {

//! A rectangle on the screen [px].
struct Rect {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  float width() const { return x1 - x0; }
  float height() const { return y1 - y0; }
  bool holds(ImVec2 p) const { return p.x >= x0 && p.x < x1 && p.y >= y0 && p.y < y1; }
  Rect inset(float d) const { return {x0 + d, y0 + d, x1 - d, y1 - d}; }
  friend bool operator==(Rect const&, Rect const&) = default;
};

struct Style {
  bool dark = true;
  float scale = 1.0f;
  ImFont* normal = nullptr;  //!< 14 px
  ImFont* small = nullptr;   //!< 12 px
  ImFont* bold = nullptr;    //!< 14 px
  ImFont* big = nullptr;     //!< 21 px, for figures
  Palette const& colours() const { return palette(dark); }
  float px(float v) const { return v * scale; }
};

//! Loads DejaVu Sans (or ImGui's own font when it is not there) and sets every ImGui colour and distance. Call before the first frame, and
//! again (with `fonts`) when the scale has changed.
void apply_style(Style& style, bool fonts);

// Text at a place, without a cursor. Alignment: 0 left, 0.5 middle, 1 right.
void write(ImDrawList& list, ImFont* font, ImVec2 at, ImU32 colour, char const* text, float align = 0.0f);
ImVec2 size_of(ImFont* font, char const* text);
//! The first of several ways to say it that fits; of the last, as much as does.
void write_one_of(ImDrawList& list, ImFont* font, ImVec2 at, float width, ImU32 colour, std::initializer_list<std::string_view> ways);
//! Shortened with "…" to fit.
std::string fitted(ImFont* font, float width, std::string text);
//! The same, written.
void write_fitting(ImDrawList& list, ImFont* font, ImVec2 at, float width, ImU32 colour, char const* text);

}  // namespace gs::viz
