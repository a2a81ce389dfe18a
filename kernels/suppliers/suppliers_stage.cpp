#include "kernels/suppliers/suppliers_stage.hpp"
#include "kernels/core/periods.hpp"
#include "kernels/suppliers/supplier_hours.hpp"

namespace gs::GS_BACKEND {
namespace {

using Hours = ViewOf<HoursTable, PoolId>;
using Suppliers = ViewOf<SupplierTable, SupplierId>;

struct NoHours {
  Hours hours;
  GS_HD void operator()(std::int64_t i) const {
    PoolId const pool(static_cast<std::uint32_t>(i));
    hours.offered[pool] = 0;
    hours.calendar[pool] = 0;
  }
};

//! Adds up a block of suppliers; neighbours of one pool are summed before they meet the others at its cell.
struct SumHours {
  static constexpr std::int64_t block = 256;
  Suppliers suppliers;
  std::uint8_t const* up;
  Hours hours;
  SupplierRule rule;
  Seconds from, to;
  std::int64_t count;

  GS_HD SupplierHours of(SupplierId id) const {
    if (!suppliers.pool[id].exists() || up[id.at()] == 0) return {0, 0};
    double const load = static_cast<double>(suppliers.outside_load[id]) * 1e-3;
    return supplier_hours(rule, {id.v, suppliers.lines[id], suppliers.shift_hours[id], load}, from, to);
  }
  GS_HD void add(PoolId pool, SupplierHours const& sum) const {
    if (sum.calendar == 0) return;
    atomic_add(&hours.calendar[pool], sum.calendar * hour / (to - from));
    atomic_add(&hours.offered[pool], sum.offered * hour / (to - from));
  }
  GS_HD void operator()(std::int64_t b) const {
    std::int64_t const last = (b + 1) * block < count ? (b + 1) * block : count;
    PoolId pool;
    SupplierHours sum{0, 0};
    for (std::int64_t i = b * block; i < last; ++i) {
      SupplierId const id(static_cast<std::uint32_t>(i));
      if (!(suppliers.pool[id] == pool)) {
        add(pool, sum);
        pool = suppliers.pool[id];
        sum = {0, 0};
      }
      SupplierHours const one = of(id);
      sum.calendar += one.calendar;
      sum.offered += one.offered;
    }
    add(pool, sum);
  }
};

}  // namespace

SupplierSample sample_supplier(World& w, SupplierId id, Seconds t) {
  auto const t0 = t / hour * hour;
  auto const s = w.suppliers.view();
  SupplierRule const rule{w.params.seed, w.params.world.outside_swing};
  SupplierSeen const seen{id.v, read(&s.lines[id]), read(&s.shift_hours[id]), static_cast<double>(read(&s.outside_load[id])) * 1e-3};
  bool const up = read(w.supplier_up.data() + id.at()) != 0;
  return {supplier_load(rule, seen, t0), up ? supplier_hours(rule, seen, t0, t0 + hour) : SupplierHours{0, 0}};
}

void SuppliersStage::run(World& w) {
  Seconds const window = w.params.clock.tick > hour ? w.params.clock.tick : hour, from = w.now.end / window * window;
  handled_ = 0;
  if (w.now.end > 0 && !ends_in(w.now.start, w.now.end, window)) return;
  handled_ = w.suppliers.size();
  for_each(w.lane, w.hours.size(), NoHours{w.hours.view()});
  std::int64_t const blocks = (handled_ + SumHours::block - 1) / SumHours::block;
  for_each_heavy(
      w.lane, blocks,
      SumHours{
          w.suppliers.view(), w.supplier_up.data(), w.hours.view(), {w.params.seed, w.params.world.outside_swing}, from, from + window, handled_});
}

}  // namespace gs::GS_BACKEND
