#pragma once
//! Suppliers: how many hours each of them leaves us in the coming hour, summed by pool.
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

class SuppliersStage {
 public:
  //! Hours for the tick that starts at now.end. Recomputed only when an hour begins; call it once before the first tick (now = 0).
  void run(World& w);
  std::int64_t handled() const { return handled_; }  //!< suppliers looked at in this tick

 private:
  std::int64_t handled_ = 0;
};

}  // namespace gs::GS_BACKEND
