#pragma once
//! The table of panels: an id for layouts, a title, and how it is drawn. One file a panel.
#include <vector>
#include "viz/panels/session.hpp"

namespace gs::viz {

//! Where a panel draws: `head` right of its title, for its controls; `body` for the rest.
struct Place {
  Rect head, body;
};

struct Panel {
  char const* id;
  char const* title;
  char const* what;  //!< one line for the help sheet
  void (*draw)(Session&, Place const&);
};
std::vector<Panel> const& panels();
Panel const* find_panel(std::string_view id);

void draw_figures(Session&, Place const&);
void draw_map(Session&, Place const&);
void draw_waves(Session&, Place const&);
void draw_stockouts(Session&, Place const&);
void draw_capacity(Session&, Place const&);
void draw_chain(Session&, Place const&);
void draw_money(Session&, Place const&);
void draw_alerts(Session&, Place const&);
void draw_inspect(Session&, Place const&);
void draw_hands(Session&, Place const&);
void draw_compare(Session&, Place const&);
void draw_timeline(Session&, Place const&);

// What panels share.
void empty_note(Session const& session, Rect area, char const* text);  //!< in the middle, muted: why there is nothing
//! A small flat button at a place; true when clicked. `on`: drawn as chosen.
bool chip(Session const& session, char const* label, bool on, char const* tip = nullptr);
void put_cursor(Rect const& area);
//! "day 117 Sat 20:15" of a source's clock, or "" before the first row.
std::string now_text(Session const& session);

}  // namespace gs::viz
