#pragma once
//! What deserves a look, found in the rows: thresholds crossed, shows, what was done by hand.
#include <string>
#include <vector>
#include "viz/source/signals.hpp"
#include "viz/source/source.hpp"

namespace gs::viz {

struct Alert {
  enum class Kind { bad, better, show, done };
  Seconds at = 0;
  Kind kind = Kind::bad;
  std::string text;
  std::string signal;  //!< to be plotted; "" = none
};
inline constexpr char const* alert_marks[] = {"▼", "▲", "◆", "●"};  //!< never colour alone

//! A rule: an alert when a signal stays beyond `limit`, another when it is back beyond `calm`.
struct AlertRule {
  std::string signal;
  bool below;
  double limit, calm;
  std::string bad, better;
  Seconds settled = day;  //!< after the first row: before, there is too little past to judge by
};
std::vector<AlertRule> alert_rules(Facts const& facts);

//! Ascending in time. Hourly grain: at most one crossing an hour and rule.
std::vector<Alert> alerts(Source const& source, std::vector<Signal> const& signals, std::vector<AlertRule> const& rules);

//! "livestream of SKU 12", "site 3 closed": what an event does, for people.
//! "show opens on live_main: SKU 61, 12 and 3 more".
std::string describe_show(Show const& show, Facts const& facts);
std::string describe_event(Event const& event, Facts const& facts);

}  // namespace gs::viz
