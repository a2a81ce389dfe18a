#pragma once
//! Demand from outside that is not ours to model as members: real networks and textbook cases. It becomes sell jobs, which the network
//! stage serves like any other claim on stock.
#include "kernels/core/list_where.hpp"
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

class OutsideDemandStage {
 public:
  void run(World& w);
  std::int64_t handled() const { return handled_; }   //!< demands drawn in this tick

 private:
  List due_;
  Buffer<std::uint8_t> negative_allowed_;
  std::int64_t handled_ = 0;
};

inline void OutsideDemandStage::run(World&) {}

}  // namespace gs::GS_BACKEND
