#pragma once
#include "viz/panels/session.hpp"

namespace gs::viz {

struct MoneyModel {
  std::vector<double> day, cash;  //!< in view: sales less everything paid, since the start [CNY]
  struct Line {
    std::string account;
    double week = 0;  //!< paid in the seven days before the cursor [CNY]; sales as income
    bool income = false;
  };
  std::vector<Line> lines;  //!< largest first
  double income = 0, paid = 0;
};
MoneyModel money_model(Session const& session);

}  // namespace gs::viz
