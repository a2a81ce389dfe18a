#pragma once
//! An engine that counts ticks and nothing else, for tests of the rooms above the engine.
#include <gtest/gtest.h>
#include "kernels/engine/engine.hpp"

namespace gs::test {

struct FakeScript {
  std::int64_t ticks = 72;  //!< hourly
  std::int64_t lines = 2;
  std::int64_t differs_at = -1;  //!< from this tick on, its hash is another one
  char const* differing_table = "stock";
  std::int64_t lost_goods = 0;  //!< what the audit says
  std::function<void(std::int64_t tick)> on_step;
};

class FakeEngine final : public Engine {
 public:
  explicit FakeEngine(FakeScript script) : s_(std::move(script)) {}
  void step() override {
    ++tick_;
    if (s_.on_step) s_.on_step(tick_);
    block_.time.push_back(now());
    block_.span.push_back(hour);
    block_.state_hash.push_back(state_hash());
    for (int c = 0; c < count_of<Counter>; ++c) block_.totals.push_back(c);
    if (now() % day == 0) end_day();
  }
  Seconds now() const override { return tick_ * hour; }
  std::int64_t tick() const override { return tick_; }
  bool finished() const override { return tick_ >= s_.ticks; }
  std::int64_t ticks_left() const override { return s_.ticks - tick_; }
  SeriesBlock take_series() override { return std::exchange(block_, {}); }
  Snapshot snapshot() override {
    Snapshot seen;
    seen.attention.wants.assign(static_cast<std::size_t>(s_.lines), tick_ * 10);
    return seen;
  }
  Totals totals() override {
    Totals t;
    t.counters.assign(static_cast<std::size_t>(count_of<Counter>), 0);
    t.ledger.assign(static_cast<std::size_t>(count_of<Party> * count_of<Party> * count_of<Account>), 0);
    t.wait_hist.assign(5 * 2048, 0);
    t.censored_hist.assign(5 * 2048, 0);
    return t;
  }
  MemberRow member(std::uint64_t id) override {
    MemberRow row;
    row.orders = static_cast<std::uint32_t>(id);
    return row;
  }
  SupplierView supplier(std::uint32_t id) override { return {static_cast<std::int64_t>(id), 7200, 3600, 6000, 1}; }
  Audit audit() override {
    Audit a;
    a.goods = s_.lost_goods;
    return a;
  }
  std::uint64_t state_hash() override { return static_cast<std::uint64_t>(tick_) * 1000003u + differs(); }
  std::vector<TableHash> table_hashes() override { return {{"members", 1}, {s_.differing_table, 7 + differs()}, {"orders", 9}}; }
  void inject(Event const& e) override { injected.push_back(e); }
  void save(StateSink& sink) override { sink.column("fake.tick", "1", &tick_, 1, 8); }
  void load(StateSource& source) override { source.column("fake.tick", &tick_, 1, 8); }
  MemoryUse memory() const override { return {}; }
  std::vector<StageTime> stage_times() const override { return {}; }
  void reset_stage_times() override {}
  std::string device() const override { return "fake"; }

  std::vector<Event> injected;

 private:
  std::uint64_t differs() const { return s_.differs_at >= 0 && tick_ >= s_.differs_at ? 1 : 0; }
  void end_day() {
    block_.day.push_back(now());
    for (std::int64_t k = 0; k < count_of<Echelon> * s_.lines * count_of<ChainCounter>; ++k) block_.chain.push_back(k);
    for (int a = 0; a < count_of<Account>; ++a) block_.money.push_back(a);
    block_.parties.assign(block_.parties.size() + static_cast<std::size_t>(count_of<Party> * count_of<Account>), 0);
    for (int k = 0; k < count_of<Echelon> * count_of<EchelonCounter>; ++k) block_.echelons.push_back(k);
  }

  FakeScript s_;
  std::int64_t tick_ = 0;
  SeriesBlock block_;
};

//! A world with nothing in it but two product lines of one SKU each.
inline WorldData tiny_world() {
  WorldData w;
  w.skus = 2;
  w.lines = 2;
  resize_rows(w.items, 2);
  w.items.line = {0, 1};
  w.items.value = {1000, 2000};
  return w;
}

}  // namespace gs::test
