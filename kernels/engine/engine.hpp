#pragma once
//! What host/ and viz/ see of an engine. Plain C++: no Thrust, no CUDA, no GS_BACKEND.
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>
#include "kernels/core/units.hpp"
#include "kernels/state/counters.hpp"
#include "kernels/state/market_tables.hpp"
#include "kernels/state/member_row.hpp"
#include "kernels/state/params.hpp"
#include "kernels/state/world_data.hpp"

namespace gs {

//! Rows of series that have not been taken yet; row-major, one row a tick (chain: one row a day).
struct SeriesBlock {
  std::vector<Seconds> time;  //!< end of the tick [s since start of the run]
  std::vector<Seconds> span;  //!< its length [s]
  std::vector<std::uint64_t> state_hash;
  std::vector<std::int64_t> totals;     //!< [tick][Counter]
  std::vector<std::int64_t> zones;      //!< [tick][zone][ZoneCounter]
  std::vector<std::int64_t> pools;      //!< [tick][pool][PoolCounter]
  std::vector<std::int64_t> channels;   //!< [tick][channel][ChannelCounter]
  std::vector<Seconds> day;             //!< end of the day [s]
  std::vector<std::int64_t> chain;      //!< [day][echelon][line][ChainCounter]
  std::vector<std::int64_t> money;      //!< [day][Account]: paid since the start, brand's view, cost positive [cent]
  std::vector<std::int64_t> echelons;   //!< [day][echelon][EchelonCounter]
  std::vector<std::int64_t> parties;    //!< [day][Party][Account]: paid less received since the start; every account sums up to zero [cent]
  std::vector<std::int64_t> stockouts;  //!< [day][stockout_ranks][StockoutField]: the day's worst stockouts by SKU and zone
};

//! Sums over the measured window and whole-run balances, for the closing table.
struct Totals {
  std::vector<std::int64_t> counters;                            //!< [Counter], measured window
  std::vector<std::int64_t> pools;                               //!< [pool][PoolCounter], measured window
  std::vector<std::int64_t> ledger;                              //!< [payer][payee][Account] in the measured window [cent]
  std::vector<std::int64_t> wait_hist;                           //!< [Cohort][hour 0…2047]: parcels at the door after so many hours
  std::vector<std::int64_t> censored_hist;                       //!< [cohort][hour]: orders cancelled or still open, by age
  std::vector<std::int64_t> promise_hist;                        //!< [Cohort][hour]: parcels by door less promise, from -promise_before h
  std::vector<std::int64_t> backorder_hist;                      //!< [hour]: backorders by age at midnights of the measured window [grains]
  std::vector<std::int64_t> sku_wants, sku_sold, sku_stockouts;  //!< by SKU, measured window
  std::vector<std::int64_t> sku_in_time;                         //!< by SKU: first choices delivered within the promise, by orders of the window
  std::vector<std::int64_t> forecast_error;  //!< [echelon][item][missed, came, by the usual, by the truth]: ForecastTally [1e-3 grains]
  //! SKU figures of wants decided in a declared show or the day after it.
  std::vector<std::int64_t> sku_wants_wave, sku_stockouts_wave, sku_in_time_wave;
  //! First choices of the window that are on their way and not yet late: they count neither as served nor as missed. [all, wave]
  std::vector<std::int64_t> sku_undecided, sku_undecided_wave;
  std::vector<std::int64_t> day_in_time;              //!< by day of the order since the start of the run, warm-up included
  std::vector<std::int64_t> stock_by_sku;             //!< units left anywhere downstream of production, now
  std::int64_t overstock_units = 0, stock_units = 0;  //!< now
  Cents goods_value = 0, opening_goods_value = 0;     //!< all that the chain owns at cost, wherever it is: now, as the measured window began
  Cents leftover = 0, opening_leftover = 0;           //!< from cost to salvage, of the overstock of SKUs: now, as the window began
  std::int64_t members_loyal = 0;                     //!< loyalty at or above one tenth, now
  WatchTable<HostColumn> watched;                     //!< SKUs that the scenario ignited
  std::vector<std::int64_t> settled;                  //!< [payer][payee][Account] turned to money in the measured window [cent]
  std::vector<std::int64_t> owed;                     //!< [payer][payee][Account] booked and not yet paid, now [cent]
};

//! What the laws say, in numbers; all zero when they hold (MODEL §0.1).
struct Audit {
  std::int64_t goods = 0;         //!< sum over items of |initial + produced + received - everywhere|
  std::int64_t money = 0;         //!< |sum over all accounts|
  std::int64_t wants = 0;         //!< |wants - ordered - substituted - left|
  std::int64_t orders = 0;        //!< |placed - open - delivered - cancelled|
  std::int64_t stock = 0;         //!< stock points with a negative or inconsistent quantity
  std::int64_t ledger_drift = 0;  //!< pools that worked more than they offered
  bool holds() const { return goods == 0 && money == 0 && wants == 0 && orders == 0 && stock == 0 && ledger_drift == 0; }
};

//! Hash of one table, so that `verify` can name the first that differs.
struct TableHash {
  char const* table;
  std::uint64_t hash;
};

//! One supplier now, for inspection and sampled trajectories.
struct SupplierView {
  std::int64_t load = 0;  //!< share of its hours that others take [1e-3]
  Seconds calendar = 0;   //!< line-seconds in its calendar in this hour [s]
  Seconds offered = 0;    //!< of these, left to us [s]
  Cents price = 0;        //!< of an hour in its pool now [cent/h]; 0 = no design uses it
  std::int64_t up = 1;    //!< 0 = down
};

//! A change from outside, applied at the first tick boundary at or after `at`; part of the state hash and of the saved state.
struct Event {
  enum class Kind : std::uint8_t {
    burst,
    close_site,
    open_site,
    supplier_down,
    supplier_up,
    add_hours,
    set_lever,
    close_region,
    open_region,
    lane_down,
    lane_up,
    lane_slow,
    material_down,
    material_up,
    count
  };
  Seconds at = 0;
  Kind kind = Kind::burst;
  std::uint32_t what = 0;  //!< SiteId, SupplierId, PoolId, region, LaneId, ItemId of a material, or lever number
  std::int64_t value = 0;  //!< hours; lane_slow: transit times [%], 100 = as usual
  Burst burst;
};

//! A copy of what a person looks at; plain host data.
struct Snapshot {
  Seconds time = 0;
  std::int64_t tick = 0;
  std::vector<std::int64_t> totals;     //!< [Counter] of the last tick
  std::vector<std::int64_t> zones;      //!< [zone][ZoneCounter] of the last tick
  std::vector<std::int64_t> pools;      //!< [pool][PoolCounter] of the last tick
  std::vector<std::int64_t> channels;   //!< [channel][ChannelCounter] of the last tick
  std::vector<std::int64_t> stockouts;  //!< [stockout_ranks][StockoutField]: worst so far on this day
  StockTable<HostColumn> stock;
  FlowTable<HostColumn> flows;  //!< no rows without outside demand
  ForecastTable<HostColumn> forecast;
  AttentionTable<HostColumn> attention;
};

//! Where `save` writes and `load` reads named columns; host/ decides the file format.
class StateSink {
 public:
  virtual ~StateSink() = default;
  virtual void column(std::string const& name, char const* unit, void const* data, std::int64_t count, int item_bytes) = 0;
};
class StateSource {
 public:
  virtual ~StateSource() = default;
  //! Number of elements of a column, -1 if it is not there.
  virtual std::int64_t count(std::string const& name) = 0;
  virtual void column(std::string const& name, void* data, std::int64_t count, int item_bytes) = 0;
};

struct MemoryUse {
  std::int64_t members = 0, orders = 0, stock = 0, other = 0;
  std::int64_t total() const { return members + orders + stock + other; }
};

//! Seconds of wall clock by stage since the last reset, and how much each handled.
struct StageTime {
  char const* stage;
  double seconds;
  std::int64_t handled;
};

class Engine {
 public:
  virtual ~Engine() = default;
  virtual void step() = 0;                //!< one tick; throws SimulationError or DeviceError
  virtual Seconds now() const = 0;        //!< [s since start of the run], warm-up included
  virtual std::int64_t tick() const = 0;  //!< ticks done
  virtual bool finished() const = 0;
  virtual std::int64_t ticks_left() const = 0;
  virtual SeriesBlock take_series() = 0;  //!< rows since the last call
  virtual Snapshot snapshot() = 0;
  virtual Totals totals() = 0;
  virtual MemberRow member(std::uint64_t id) = 0;  //!< one member, for inspection and sampled trajectories
  virtual SupplierView supplier(std::uint32_t id) = 0;
  virtual Audit audit() = 0;                          //!< full pass over everything; slow
  virtual std::uint64_t state_hash() = 0;             //!< full
  virtual std::vector<TableHash> table_hashes() = 0;  //!< full, by table
  virtual void inject(Event const&) = 0;
  virtual void save(StateSink&) = 0;
  //! One table or array of the saved state ("orders", "jobs", "site_open", "hours"), for inspection; nothing for an unknown name.
  virtual void save_table(StateSink&, std::string const& /*table*/) {}
  virtual void load(StateSource&) = 0;  //!< back or forth to a saved state of the same world; rows not taken yet are dropped
  virtual MemoryUse memory() const = 0;
  virtual std::vector<StageTime> stage_times() const = 0;
  virtual void reset_stage_times() = 0;
  virtual std::string device() const = 0;  //!< backend, device and library versions
};

namespace cpu {
std::unique_ptr<Engine> make_engine(Params const&, WorldData const&);
double copy_bandwidth();
std::int64_t held_bytes();  //!< by all engines of this process [B]
}  // namespace cpu
//! Only defined when built with CUDA; device_count() is 0 when the driver or the device is missing.
namespace cuda {
std::unique_ptr<Engine> make_engine(Params const&, WorldData const&);
double copy_bandwidth();
std::int64_t held_bytes();
int device_count(std::string* why);
}  // namespace cuda

}  // namespace gs
