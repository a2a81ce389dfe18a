#pragma once
//! Production: jobs with a kit run on the hours of their market, cheapest pools first; what is finished leaves as shipments.
#include "kernels/core/settle.hpp"
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

//! One job on the hours market in this tick.
struct WorkClaim {
  std::uint64_t slot;       //!< JobSlot
  Seconds setup, work;      //!< asked for in this tick [line-s]
  Seconds before;           //!< line-seconds of its market ahead of it
  Seconds got_setup, got_work;
  Grains good;              //!< grains that leave
  Seconds leaves;           //!< when, before the lead time that follows
};

class ProductionStage {
 public:
  void run(World& w);
  std::int64_t handled() const { return handled_; }   //!< jobs on the market in this tick

 private:
  void prepare(World& w);                  //!< once: where the pools of a market stand
  void offer(World& w);
  void ask(World& w, std::int64_t n);
  void work(World& w, std::int64_t n);
  void send(World& w, std::int64_t n);

  List active_, finished_;
  Buffer<std::uint32_t> market_first_;     //!< [markets + 1] pools of market m
  Buffer<Seconds> offered_, offered_before_, clearing_;
  Buffer<std::uint32_t> pool_, rank_;
  Buffer<std::int64_t> quantity_, before_;
  Buffer<WorkClaim> claims_;
  SettleScratch scratch_;
  bool prepared_ = false;
  std::int64_t handled_ = 0;
};

}  // namespace gs::GS_BACKEND
