#pragma once
//! The whole page: one HTML file with everything in it, to be sent to someone. No script, no network; light and dark; prints on A4.
#include "host/report/section.hpp"

namespace gs::report {

struct PageText {
  std::string title;  //!< "" = made from the results
  std::string made;   //!< the command and version that made the page
};

//! Sections of everything that was read, in the order: runs, comparisons, stress tests, sweeps, claims, levers.
Sections sections_of(Results const& results);
std::string title_of(Results const& results);
//! "20,000 members · seed 20260101 · 189 d measured · config 0a1b2c3d" of what was given first.
std::string subtitle_of(Results const& results);
std::string page(Results const& results, PageText const& text);

extern char const* const style_sheet;

}  // namespace gs::report
