#pragma once
//! Production: jobs with a kit run on the lines of their market, cheapest pools first; what is finished leaves as shipments.
#include "kernels/core/list_where.hpp"
#include "kernels/production/dispatch.hpp"
#include "kernels/production/finish.hpp"
#include "kernels/production/take_work.hpp"
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

class ProductionStage {
 public:
  void run(World& w);
  std::int64_t handled() const { return handled_; }  //!< jobs in work in this tick

 private:
  void prepare(World& w);  //!< once: where pools stand in their markets
  Floor floor(World& w);
  void take_work(World& w, std::int64_t n);
  void send(World& w, std::int64_t n);

  Dispatch dispatch_;
  List active_;                        //!< jobs with work
  Buffer<std::uint32_t> offer_first_;  //!< by market, markets + 1
  Buffer<PoolId> offer_pool_;
  Buffer<Cents> offer_extra_;
  Buffer<Seconds> offered_;     //!< by pool
  Seconds* free_at_ = nullptr;  //!< by line
  JobOut* out_ = nullptr;       //!< by JobSlot
  std::uint32_t rounds_ = 0;
  bool prepared_ = false;
  std::int64_t handled_ = 0;
};

}  // namespace gs::GS_BACKEND
