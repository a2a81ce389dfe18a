#pragma once
//! What one looks at: sources, one time cursor, one selection, shared by all panels so that maps, lists and charts are linked.
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>
#include "viz/draw/style.hpp"
#include "viz/source/alerts.hpp"
#include "viz/source/live_source.hpp"
#include "viz/source/signals.hpp"
#include "viz/source/stockouts.hpp"

namespace gs::viz {

enum class Overlay : std::uint8_t { attention, demand, stockouts, cover, door, social, count };
inline constexpr char const* overlay_names[] = {"attention", "demand", "stockouts", "stock cover", "order to door", "social heat"};

enum class Difference : std::uint8_t { none, absolute, percent };

enum class Thing : std::uint8_t { none, zone, sku, site, point, pool, supplier, member, order, count };
inline constexpr char const* thing_names[] = {"", "zone", "SKU", "site", "stock point", "pool", "supplier", "member", "order"};
struct Selection {
  Thing what = Thing::none;
  std::int64_t id = -1;
  friend bool operator==(Selection const&, Selection const&) = default;
  std::string text() const;
};

//! One named value of a thing, with its unit.
struct Field {
  std::string name, value, unit;
  double number = 0.0;  //!< NaN when it is no number
};

//! What inspect knows of a selected thing; filled by the simulation's thread when it is live.
struct Inspection {
  Selection of;
  Seconds at = -1;
  std::vector<Field> fields;
  std::size_t changing = 0;  //!< so many fields change with time; the rest is what it is
  std::string note;          //!< why something is not known
};

//! Where the simulation's thread leaves what it found.
struct Answer {
  std::mutex mutex;
  std::shared_ptr<Inspection const> found;
};

//! A figure that is followed while the run goes on.
struct Followed {
  Selection of;
  std::string field, unit;
  std::vector<double> x, y;
};

//! What can be run beside the present run; provided by the program.
struct Lever {
  std::string name, meaning;  //!< X of the configuration key "lever.X.on"; one line
  bool on = false;            //!< in the present design
};
struct Launcher {
  std::vector<std::string> designs;
  std::vector<Lever> levers;
  //! A live source on the same seed and scenario; `sets`: key=value over the design.
  std::function<std::shared_ptr<Source>(std::string const& design, std::vector<std::string> const& sets)> run;
};

struct Session {
  Session(std::shared_ptr<Source> first, std::shared_ptr<Source> second = nullptr);

  std::shared_ptr<Source> a, b;  //!< b may be null
  Style style;
  Launcher launch;

  // Time.
  Seconds cursor = 0;
  bool follow = true;          //!< the cursor stays at the newest row
  bool playing = false;        //!< of a history or a file; a live run plays by itself
  double hours_per_s = 12.0;   //!< of a history or a file
  int pace = 0;                //!< index into pace_names
  Seconds visible = 14 * day;  //!< charts show so much; 0 = everything
  bool looping = false;
  Seconds loop_from = 0, loop_to = 0;
  std::string break_text, break_trouble;

  bool take_news = true;  //!< false: this frame shows what the last one did, for a hand that moves faster than news need to come

  // Looking.
  Overlay overlay = Overlay::attention;
  Seconds window = 6 * hour;  //!< over which overlays are taken
  Difference difference = Difference::none;
  bool other_map = false;  //!< the map of colours: cividis instead of viridis
  Selection selection;
  std::vector<Selection> pins;
  std::vector<Followed> followed;
  std::string plotted = "service";  //!< signal in the comparison
  float map_zoom = 1.0f, map_x = 0.0f, map_y = 0.0f;
  bool want_deep = false;  //!< set by panels that need tables of the present

  std::shared_ptr<Inspection const> inspection;
  std::string message;  //!< a line for the person, with its time
  double message_until = 0.0;

  // Kept between frames.
  std::vector<Signal> signals;
  std::vector<AlertRule> rules;
  std::vector<Alert> alerts;
  StockoutList out;

  //! Once a frame: takes what is new, moves the cursor. `dt` in seconds of wall clock.
  void update(double dt);
  //! A signal as B defines it (another design has other pools); nullptr if B has none of that name.
  Signal const* signal_of_b(std::string_view name) const;
  LiveSource* live() const { return a->live(); }
  Rows const& rows() const { return a->rows(); }
  Facts const& facts() const { return a->facts(); }
  std::int64_t row() const { return rows().row_at(cursor); }
  //! B's row at the cursor; -1 while B has not got there: what it was before is no comparison.
  std::int64_t row_of_b() const { return b && b_is_there() ? b->rows().row_at(cursor) : -1; }
  bool b_is_there() const { return b && b->rows().last_time() + hour > cursor; }
  Seconds view_from() const;
  Seconds view_to() const;
  void go(Seconds t);  //!< the cursor; leaves following
  void play(bool on);
  void to_the_eve(bool then_play);  //!< a live run: on to shortly before its first show
  bool is_playing() const;
  void step(std::int64_t ticks);
  void set_pace(int index);
  void rewind_here();  //!< the live run goes back to the cursor; what followed is kept as B
  void select(Selection s);
  void inject(Event const& event, char const* what);
  void say(std::string text);
  //! B from now on. A live B runs up to where A is, and on with it; `show`: the map's difference and the layout for two come up.
  void compare_with(std::shared_ptr<Source> other, bool show = false);
  std::string layout_wanted;             //!< the program brings it up with the next frame
  std::function<void()> on_log_changed;  //!< the program stores the event log

 private:
  Seconds newest() const;
  void keep_lists();
  void lead_b();
  void look_closer();
  void follow_figures();
  double clock_ = 0.0, alerts_at_ = -1.0, out_at_ = -1.0;
  mutable std::vector<Signal> signals_b_;
  mutable Source const* signals_of_ = nullptr;
  std::int64_t listed_rows_ = -1, listed_days_ = -1, listed_events_ = -1;
  Seconds listed_cursor_ = -1;
  Seconds sent_b_ = -1;  //!< B was sent so far
  bool keep_left_behind_ = false, had_deep_ = false;
  double asked_ = -10.0;
  std::shared_ptr<Answer> answer_ = std::make_shared<Answer>();
};

inline constexpr char const* pace_names[] = {"fast, slow at shows", "1 h/s", "6 h/s", "1 d/s", "4 d/s", "1 tick/s", "10 ticks/s",
                                             "as fast as possible"};
inline constexpr int paces = 8;
Pace pace_of(int index);

//! A signal over the visible range as a line.
struct Series;
Series series_of(Source const& source, Signal const& signal, Seconds from, Seconds to);

//! Marks of shows and of what was done by hand.
struct PlotMark;
std::vector<PlotMark> marks_of(Session const& session);

}  // namespace gs::viz
