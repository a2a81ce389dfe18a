#pragma once
//! How often the window is drawn. With a software renderer every frame takes its processor time from the simulation, so frames are rare while
//! nobody is at the window, and come at once when somebody is. Pure; the window's loop asks before every frame.
#include <algorithm>

namespace gs::viz {

struct Pacing {
  //! Processor time of frames by wall-clock time while a run goes on and nobody is at it. Of one core, not of all: where a frame takes a core, a
  //! tick's loops wait for the thread that sat there.
  double share = 0.03;
  double patience = 2.0;   //!< after the last touch somebody is still at it [s]
  double moving = 0.2;     //!< so long after a touch every frame is drawn: what it set off has settled by then [s]
  double reading = 0.1;    //!< between two frames of a run that somebody watches without touching it [s]
  double slowest = 1.0;    //!< between two frames of a run [s]
  double resting = 0.5;    //!< between two frames when nothing moves [s]
  double slow_news = 0.1;  //!< between two looks at what a run has done, while somebody moves the pointer over it [s]
  double cheap = 0.0005;   //!< beside a run, a frame of less processor time is drawn 60 times a second at hand, another one 33 times [s]
  double fixed_fps = 0.0;  //!< frames a second whatever happens; 0 = by the rules above
};

//! What is going on.
struct Moment {
  bool running = false;    //!< the simulation works
  bool playing = false;    //!< a file or a history plays: drawing is all there is to do
  double untouched = 0.0;  //!< since the last key, button, wheel or movement, or since the run stopped or said something [s]
  double frame_cpu = 0.0;  //!< processor time of a frame, all threads that draw [s]
  double unpressed = 0.0;  //!< since the last key, button or wheel, or since the run stopped or said something [s]
};

//! From the start of one frame to the start of the next [s].
inline double frame_interval(Pacing const& rule, Moment const& m) {
  if (rule.fixed_fps > 0.0) return 1.0 / rule.fixed_fps;
  bool const at_hand = m.untouched < rule.patience;
  double const lively = m.running && m.frame_cpu > rule.cheap ? 0.03 : 1.0 / 60.0;
  if (m.untouched < rule.moving) return lively;
  if (at_hand) return m.playing || m.frame_cpu <= rule.cheap ? lively : rule.reading;
  if (m.playing) return std::max(lively, 0.03);
  if (!m.running) return rule.resting;
  return std::clamp(m.frame_cpu / rule.share, m.frame_cpu > rule.cheap ? rule.reading : 0.03, rule.slowest);
}

/*!
 * Whether a frame takes what the run has done since the last look, `since` seconds ago. Where it does, most of the picture is another one; where the
 * pointer only moves, a tooltip is. What is set off by a press is seen at once.
 */
inline bool news_are_due(Pacing const& rule, Moment const& m, double since) {
  bool const only_moves = m.running && rule.fixed_fps <= 0.0 && m.unpressed > rule.moving && m.frame_cpu > rule.cheap;
  return !only_moves || since >= rule.slow_news - 0.005;
}

}  // namespace gs::viz
