#pragma once
//! Suppliers: how many hours each of them leaves us in the coming hour, summed by pool, how good they are and what they ask.
#include "kernels/state/world.hpp"
#include "kernels/suppliers/supplier_hours.hpp"

namespace gs::GS_BACKEND {

//! What one supplier does in the hour that holds time t, for inspection and sampled trajectories: computed, not stored. A down one offers nothing.
struct SupplierSample {
  double load;          //!< share of its hours others take 0…1
  SupplierHours hours;  //!< line-seconds in that hour, whether or not a design uses it
};
SupplierSample sample_supplier(World& w, SupplierId id, Seconds t);

class SuppliersStage {
 public:
  //! Hours for the tick that starts at now.end. Recomputed only when an hour begins; call it once before the first tick (now = 0).
  void run(World& w);
  std::int64_t handled() const { return handled_; }  //!< suppliers looked at in this tick

 private:
  void pledge(World& w);  //!< suppliers under contract look at our order book
  std::int64_t handled_ = 0;
  Buffer<Seconds> book_, daily_;  //!< by market: open orders, hours a day [line-s]
};

}  // namespace gs::GS_BACKEND
