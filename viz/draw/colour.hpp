#pragma once
//! Colours. Maps go by lightness, so they read in grey and by the colour-blind; categories are Okabe and Ito's (2008).
#include <imgui.h>
#include <cstdint>

namespace gs::viz {

enum class ColourMap : std::uint8_t { viridis, cividis, diverging, count };
inline constexpr char const* colour_map_names[] = {"viridis", "cividis", "diverging"};

//! x in 0…1 (diverging: 0.5 = no difference); NaN gives 0 (nothing).
ImU32 colour_of(ColourMap map, double x, float alpha = 1.0f);
//! Relative luminance 0…1 (WCAG), for tests and for choosing black or white text.
double luminance(ImU32 colour);
ImU32 text_on(ImU32 background);
ImU32 faded(ImU32 colour, float alpha);
ImU32 mixed(ImU32 a, ImU32 b, float t);

//! Colours of what panels are made of.
struct Palette {
  ImU32 back, tile, edge, grid, text, muted, faint, accent, bad, good, warn, done;
  ImU32 series[7];  //!< Okabe–Ito, adapted to the background
};
Palette const& palette(bool dark);

}  // namespace gs::viz
