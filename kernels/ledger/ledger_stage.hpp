#pragma once
//! Ledger: accrues what costs time, settles it once a day, and counts what stands open at the end of a tick.
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

class LedgerStage {
 public:
  //! Hours of this tick at this tick's price; before suppliers set the next hour's.
  void accrue_hours(World& w);
  void run(World& w);

 private:
  void settle_day(World& w);
  void age_stock(World& w);
};

}  // namespace gs::GS_BACKEND
