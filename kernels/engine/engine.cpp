#include "kernels/engine/engine.hpp"
#include <chrono>
#include <cstdlib>
#include <optional>
#include "kernels/core/arena.hpp"
#include "kernels/core/errors.hpp"
#include "kernels/core/row_hash.hpp"
#include "kernels/engine/audit.hpp"
#include "kernels/engine/cost_lines.hpp"
#include "kernels/engine/events.hpp"
#include "kernels/engine/save_load.hpp"
#include "kernels/engine/schedule.hpp"
#include "kernels/engine/series.hpp"
#include "kernels/engine/state_hash.hpp"
#include "kernels/ledger/ledger_stage.hpp"
#include "kernels/members/members_stage.hpp"
#include "kernels/network/network_stage.hpp"
#include "kernels/orders/orders_stage.hpp"
#include "kernels/orders/outside_demand.hpp"
#include "kernels/planning/planning_stage.hpp"
#include "kernels/production/production_stage.hpp"
#include "kernels/suppliers/suppliers_stage.hpp"
#include "kernels/traffic/traffic_stage.hpp"

namespace gs::GS_BACKEND {
namespace {

//! Seconds of wall clock by stage; a stage may run more than once a tick.
class StageClock {
 public:
  template <class Work>
  void time(std::size_t stage, Work&& work) {
    auto const start = std::chrono::steady_clock::now();
    work();
    seconds_[stage] += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  }
  void handled(std::size_t stage, std::int64_t n) { handled_[stage] += n; }
  void reset() { *this = StageClock(); }
  std::vector<StageTime> read() const {
    std::vector<StageTime> out;
    for (std::size_t k = 0; k < count; ++k) out.push_back({names[k], seconds_[k], handled_[k]});
    return out;
  }
  static constexpr std::size_t count = 10;
  static constexpr char const* names[count] = {"receive", "traffic",    "members",   "orders", "planning",
                                               "network", "production", "suppliers", "ledger", "record"};

 private:
  double seconds_[count] = {};
  std::int64_t handled_[count] = {};
};
enum Stage : std::size_t { receive_, traffic_, members_, orders_, planning_, network_, production_, suppliers_, ledger_, record_ };

bool checks_asked() {
#if defined(GS_CHECKS)
  return true;
#else
  return std::getenv("GROUNDSWELL_CHECKS") != nullptr;
#endif
}

class EngineImpl final : public Engine {
 public:
  EngineImpl(Params const& p, WorldData const& d)
      : arena_(p.threads), schedule_(p.clock, d.fine), world_(make_world(p, d)), series_(*world_), outages_(d) {
    arena_.run([this] {
      outages_.apply_due(*world_, 0);
      suppliers.run(*world_);
    });
    world_->now = Now{0, 0, 0};
  }
  void step() override {
    if (finished()) return;
    arena_.run([this] { tick_once(); });
  }
  Seconds now() const override { return world_->now.end; }
  std::int64_t tick() const override { return world_->now.tick; }
  bool finished() const override { return world_->now.end >= schedule_.end(); }
  std::int64_t ticks_left() const override { return schedule_.ticks_from(world_->now.end); }
  SeriesBlock take_series() override { return series_.take(*world_); }
  Snapshot snapshot() override;
  Totals totals() override;
  MemberRow member(std::uint64_t id) override;
  SupplierView supplier(std::uint32_t id) override;
  Audit audit() override;
  std::uint64_t state_hash() override {
    std::uint64_t h = 0;
    arena_.run([&] { h = full_hash(); });
    return h;
  }
  std::vector<TableHash> table_hashes() override {
    std::vector<TableHash> t;
    arena_.run([&] { t = hasher_.tables(*world_); });
    return t;
  }
  void inject(Event const& e) override { events_.add(*world_, e); }
  void save(StateSink& sink) override;
  void save_table(StateSink& sink, std::string const& table) override { save_one(*world_, sink, table); }
  void load(StateSource& source) override;
  MemoryUse memory() const override;
  std::vector<StageTime> stage_times() const override { return clock_.read(); }
  void reset_stage_times() override { clock_.reset(); }
  std::string device() const override { return device_text() + ", " + std::to_string(arena_.threads()) + " threads"; }

 private:
  static std::unique_ptr<World> make_world(Params const& p, WorldData const& d) { return std::make_unique<World>(p, d); }
  void tick_once();
  void check(char const* stage, BookedUntil until);
  std::uint64_t full_hash() { return mix64(hasher_.all(*world_) ^ events_.hash()); }
  std::uint64_t tick_hash();

  Arena arena_;
  Schedule schedule_;
  std::unique_ptr<World> world_;
  Series series_;
  Events events_;
  OutageBook outages_;
  StateHasher hasher_;
  StageClock clock_;
  std::uint64_t chain_hash_ = 0;
  bool const checks_ = checks_asked();  //!< the laws after every stage: slow

  TrafficStage traffic;
  MembersStage members;
  OrdersStage orders;
  OutsideDemandStage outside;
  NetworkStage network;
  PlanningStage planning;
  ProductionStage production;
  SuppliersStage suppliers;
  LedgerStage ledger;
};

//! The order inside a tick (MODEL §2), as one table.
void EngineImpl::tick_once() {
  World& w = *world_;
  w.now = Now{w.now.end, schedule_.end_of_tick(w.now.end), w.now.tick + 1};
  outages_.apply_due(w, w.now.start);
  events_.apply_due(w, traffic, outages_);
  std::int64_t const order_events = orders.handled();
  clock_.time(receive_, [&] { network.receive(w); });
  clock_.handled(receive_, network.handled());
  check("receive", {w.now.start, w.now.start});
  if (w.members.size() > 0) clock_.time(orders_, [&] { orders.open_shelf(w); });
  clock_.time(traffic_, [&] { traffic.run(w); });
  check("traffic", {w.now.start, w.now.end});
  std::optional<Scratch::Use> awake(w.scratch);  // who is awake, and what they want
  clock_.time(members_, [&] { members.run(w); });
  clock_.handled(members_, w.woken_count);
  check("members", {w.now.start, w.now.end});
  clock_.time(orders_, [&] { orders.run(w); });
  clock_.handled(orders_, orders.handled() - order_events);
  awake.reset();
  check("orders", {w.now.start, w.now.end});
  if (w.demands.size() > 0)
    clock_.time(network_, [&] {
      outside.run(w);
      network.ship(w);
      network.let_go(w);
      outside.note_empty_shelves(w);
    });
  clock_.time(planning_, [&] { planning.run(w); });
  clock_.handled(planning_, planning.handled());
  check("planning", {w.now.start, w.now.end});
  clock_.time(network_, [&] {
    network.ship(w);
    network.stand_still(w);
  });
  clock_.handled(network_, network.handled());
  check("network", {w.now.start, w.now.end});
  clock_.time(production_, [&] { production.run(w); });
  clock_.handled(production_, production.handled());
  check("production", {w.now.start, w.now.end});
  clock_.time(ledger_, [&] { ledger.accrue_hours(w); });
  clock_.time(suppliers_, [&] { suppliers.run(w); });
  clock_.handled(suppliers_, suppliers.handled());
  check("suppliers", {w.now.start, w.now.end});
  clock_.time(ledger_, [&] { ledger.run(w); });
  check("ledger", {w.now.end, w.now.end});
  clock_.time(record_, [&] { series_.record(w, tick_hash()); });
}

//! Members and everything that happened enter the hash of every tick; the full tables do every `hash_every` ticks.
std::uint64_t EngineImpl::tick_hash() {
  World& w = *world_;
  std::int64_t const every = w.params.hash_every > 0 ? w.params.hash_every : 1;
  bool const full = w.now.tick % every == 0 || w.now.end >= schedule_.end();
  std::uint64_t const now =
      full ? full_hash() : mix64(w.member_hash ^ static_cast<std::uint64_t>(w.now.end)) + static_cast<std::uint64_t>(w.orders_ever);
  chain_hash_ = mix64(chain_hash_ ^ now);
  return chain_hash_;
}

//! In a checks build, or where GROUNDSWELL_CHECKS is set, the laws are audited after every stage; a broken one names the stage.
void EngineImpl::check(char const* stage, BookedUntil until) {
  if (!checks_) return;
  series_.flush(*world_);
  std::vector<std::int64_t> counters = series_.since_start(), now(counters.size());
  to_host(now.data(), world_->totals.data(), world_->totals.size() * 8);
  for (std::size_t i = 0; i < counters.size(); ++i) counters[i] += now[i];
  Audit const a = audit_world(*world_, counters, {}, until);
  if (a.holds()) return;
  std::string costs;
  for (CostLine const& line : cost_lines(*world_, counters, until))
    if (line.gap() != 0) costs += std::string("; ") + line.name + ": " + std::to_string(line.booked);
  throw SimulationError("a law broke in stage " + std::string(stage) + " of tick " + std::to_string(world_->now.tick) + ": goods " +
                        std::to_string(a.goods) + ", money " + std::to_string(a.money) + ", wants " + std::to_string(a.wants) + ", orders " +
                        std::to_string(a.orders) + ", stock points " + std::to_string(a.stock) + costs);
}

Snapshot EngineImpl::snapshot() {
  Snapshot s;
  s.time = world_->now.end;
  s.tick = world_->now.tick;
  series_.flush(*world_);
  series_.last(s);
  s.stock = world_->stock.download();
  s.flows = world_->flows.download();
  s.forecast = world_->forecast.download();
  s.attention = world_->attention.download();
  s.stockouts = worst_stockouts(*world_);
  return s;
}

Totals EngineImpl::totals() {
  World& w = *world_;
  Totals t;
  series_.add_totals(w, t);
  auto const copy = [](Buffer<std::int64_t> const& from, std::int64_t n) {
    std::vector<std::int64_t> v(static_cast<std::size_t>(n));
    to_host(v.data(), from.data(), n * 8);
    return v;
  };
  t.wait_hist = copy(w.wait_hist, w.wait_hist.size());
  t.promise_hist = copy(w.promise_hist, w.promise_hist.size());
  t.backorder_hist = copy(w.backorder_hist, w.backorder_hist.size());
  t.censored_hist = copy(w.censored_hist, w.censored_hist.size());
  auto const cohorts = [&](Buffer<std::int64_t> const& from, std::vector<std::int64_t>& all, std::vector<std::int64_t>& wave) {
    all = copy(from, 2 * w.skus);
    wave.assign(all.begin() + w.skus, all.end());
    all.resize(w.skus);
    for (std::size_t i = 0; i < wave.size(); ++i) all[i] += wave[i];
  };
  cohorts(w.sku_wants, t.sku_wants, t.sku_wants_wave);
  cohorts(w.sku_stockouts, t.sku_stockouts, t.sku_stockouts_wave);
  cohorts(w.sku_in_time, t.sku_in_time, t.sku_in_time_wave);
  t.watched = w.watched.download();
  t.sku_sold = copy(w.sku_sold, w.skus);
  std::vector<std::int64_t> const scores = copy(w.forecast_error, w.forecast_error.size());
  t.forecast_error.assign(scores.size() / static_cast<std::size_t>(w.forecast_copies), 0);
  for (std::size_t i = 0; i < scores.size(); ++i) t.forecast_error[i % t.forecast_error.size()] += scores[i];
  t.day_in_time = copy(w.day_in_time, w.day_in_time.size());
  add_levels(w, t);
  std::vector<StoredMember> rows(static_cast<std::size_t>(w.members.size()));
  to_host(rows.data(), w.members.data(), w.members.bytes());
  for (StoredMember const& r : rows) t.members_loyal += r.loyalty >= 6554 ? 1 : 0;
  return t;
}

MemberRow EngineImpl::member(std::uint64_t id) {
  GS_VALIDATE(id < static_cast<std::uint64_t>(world_->members.size()), "there is no member " + std::to_string(id));
  StoredMember kept;
  to_host(&kept, world_->members.data() + id, sizeof(kept));
  return row_of(kept);
}

SupplierView EngineImpl::supplier(std::uint32_t id) {
  World& w = *world_;
  GS_VALIDATE(id < static_cast<std::uint64_t>(w.suppliers.size()), "there is no supplier " + std::to_string(id));
  SupplierSample const s = sample_supplier(w, SupplierId(id), w.now.end);
  PoolId const pool = read(&w.suppliers.view().pool[SupplierId(id)]);
  SupplierView v{to_int(s.load * 1000.0 + 0.5), s.hours.calendar, s.hours.offered, 0, read(w.supplier_up.data() + id)};
  if (pool.exists()) v.price = read(&w.hours.view().price[pool]);
  return v;
}

Audit EngineImpl::audit() {
  Audit a;
  arena_.run([&] {
    series_.flush(*world_);
    a = audit_world(*world_, series_.since_start(), series_.pool_sums(), {world_->now.end, world_->now.end});
    if (hasher_.members(*world_) != world_->member_hash) ++a.stock;  // a row was written past its binding
  });
  return a;
}

void EngineImpl::save(StateSink& sink) {
  save_state(*world_, sink);
  series_.save(*world_, sink);
  std::int64_t const chain = static_cast<std::int64_t>(chain_hash_);
  sink.column("chain_hash", "1", &chain, 1, 8);
  events_.save(sink);
  outages_.save(sink);
}

void EngineImpl::load(StateSource& source) {
  load_state(*world_, source);
  series_.load(*world_, source);
  std::int64_t chain = 0;
  GS_VALIDATE(source.count("chain_hash") == 1, "checkpoint: 'chain_hash' is missing");
  source.column("chain_hash", &chain, 1, 8);
  chain_hash_ = static_cast<std::uint64_t>(chain);
  events_.load(*world_, traffic, source);
  arena_.run([&] { outages_.load(*world_, source, world_->now.start); });
}

MemoryUse EngineImpl::memory() const {
  World& w = *world_;
  MemoryUse m;
  m.members = w.members.bytes() + members.bytes() + w.reminders.bytes();
  m.orders = w.orders.bytes();
  m.stock = w.stock.bytes() + w.forecast.bytes() + w.points.bytes() + w.ring.bytes() + w.ring_row.bytes() + w.ring_wide.bytes() + w.shelf.bytes() +
            w.shared.bytes() + w.jobs.bytes() + w.shipments.bytes() + w.recipes.bytes() + w.components.bytes();
  m.other = w.scratch.bytes() + w.place_first.bytes() + w.place.bytes() + w.quoted.bytes() + w.kept.bytes() + w.serving.bytes() +
            w.suppliers.bytes() + w.items.bytes() + w.attention.bytes() + hasher_.bytes();
  return m;
}

}  // namespace

std::unique_ptr<Engine> make_engine(Params const& p, WorldData const& d) { return std::make_unique<EngineImpl>(p, d); }

}  // namespace gs::GS_BACKEND
