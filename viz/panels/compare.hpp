#pragma once
#include "viz/panels/session.hpp"

namespace gs::viz {

struct CompareRow {
  Signal const* signal = nullptr;
  double a = 0, b = 0;
  double difference() const { return a - b; }
  double share() const;  //!< of B; NaN when B is 0
};
//! Every signal of both runs at the cursor.
std::vector<CompareRow> compare_rows(Session const& session);
//! A − B over the visible range.
struct Series;
Series difference_of(Session const& session, Signal const& signal);

}  // namespace gs::viz
