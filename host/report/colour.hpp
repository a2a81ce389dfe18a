#pragma once
//! Colour maps as "#rrggbb". They go by lightness, so that they read in grey and by the colour-blind; categories are Okabe and Ito's (2008) and
//! stand in the page's style.
#include <string>

namespace gs::report {

enum class ColourMap { viridis, cividis, diverging };

//! x in 0 … 1, clamped (diverging: 0.5 = no difference); NaN gives "".
std::string colour_of(ColourMap map, double x);
//! Relative luminance 0 … 1 (WCAG 2) of "#rrggbb": which text stands out on it.
double luminance(std::string const& colour);
//! Class of a text on that colour: "on-dark" or "on-light".
char const* text_on(std::string const& colour);

}  // namespace gs::report
