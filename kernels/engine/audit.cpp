#include "kernels/engine/audit.hpp"
#include <algorithm>
#include <numeric>
#include "kernels/engine/cost_lines.hpp"
#include "kernels/ledger/accrue.hpp"
#include "kernels/state/order_flags.hpp"

namespace gs::GS_BACKEND {
namespace {

std::int64_t magnitude(std::int64_t x) { return x < 0 ? -x : x; }
std::int64_t of(std::vector<std::int64_t> const& counters, Counter c) { return counters[static_cast<std::size_t>(c)]; }

std::int64_t goods_gap(World& w, StockTable<HostColumn> const& stock, PointTable<HostColumn> const& points) {
  auto const goods = w.goods.download();
  auto const shipments = w.shipments.download();
  auto const jobs = w.jobs.download();
  auto const recipes = w.recipes.download();
  std::vector<std::int64_t> gap(goods.initial.size());
  for (std::size_t i = 0; i < gap.size(); ++i) {
    gap[i] = goods.initial[i] + goods.produced[i] + goods.received[i] - goods.consumed[i] - goods.scrapped[i] - goods.with_members[i] -
             goods.to_members[i];
  }
  for (std::size_t p = 0; p < stock.on_hand.size(); ++p) gap[points.item[p].v] -= stock.on_hand[p];
  for (std::size_t s = 0; s < shipments.to.size(); ++s) {
    if (shipments.quantity[s] != 0) gap[points.item[shipments.to[s].v].v] -= shipments.quantity[s];
  }
  for (std::size_t j = 0; j < jobs.recipe.size(); ++j) {
    PointId const to = recipes.fills[jobs.recipe[j].v];
    if (jobs.state[j] != JobState::closed && to.exists()) gap[points.item[to.v].v] -= jobs.in_work[j];
  }
  std::int64_t total = 0;
  for (std::int64_t const g : gap) total += magnitude(g);
  return total;
}

//! Stock points whose quantities contradict each other.
std::int64_t bad_points(World& w, StockTable<HostColumn> const& stock, PointTable<HostColumn> const& points) {
  auto const& policies = w.policies;
  std::int64_t bad = 0;
  for (std::size_t p = 0; p < stock.on_hand.size(); ++p) {
    bool const textbook = points.policy[p].v < policies.size() && policies[points.policy[p].v].allow_negative;
    bool const negative = stock.on_hand[p] < 0 || stock.on_order[p] < 0 || stock.owed[p] < 0;
    bool const broken = stock.reserved[p] < 0 || stock.backlog[p] < 0 || (stock.reserved[p] > stock.on_hand[p] && !textbook);
    if (broken || (negative && !textbook)) ++bad;
  }
  return bad;
}

//! Every cent booked is settled, due, or was paid ahead (terms of payment).
std::int64_t terms_gap(World& w) {
  auto const sum = [](Buffer<std::int64_t> const& cells) {
    std::vector<std::int64_t> v(static_cast<std::size_t>(cells.size()));
    to_host(v.data(), cells.data(), cells.size() * 8);
    return std::accumulate(v.begin(), v.end(), std::int64_t{0});
  };
  return magnitude(sum(w.entered) - sum(w.settled) - sum(w.due) - read(w.accrued.data() + Accrued::ahead));
}

//! Sales booked, at list price less discounts, must equal the revenue counted order by order, in cents (two independent paths), and nobody pays
//! itself.
std::int64_t money_gap(World& w, std::vector<std::int64_t> const& counters) {
  std::vector<std::int64_t> paid(static_cast<std::size_t>(w.paid.size()));
  to_host(paid.data(), w.paid.data(), w.paid.size() * 8);
  std::int64_t self = 0;
  for (int p = 0; p < count_of<Party>; ++p) {
    for (int k = 0; k < count_of<Account>; ++k)
      self += magnitude(paid[static_cast<std::size_t>(Purse::at(static_cast<Party>(p), static_cast<Party>(p), static_cast<Account>(k)))]);
  }
  auto const sold = [&paid](Account a) { return paid[static_cast<std::size_t>(Purse::at(Party::member, Party::brand, a))]; };
  return self + magnitude(sold(Account::sales) + sold(Account::discount) - of(counters, Counter::revenue));
}

std::int64_t costs_gap(World& w, std::vector<std::int64_t> const& counters, BookedUntil until) {
  std::int64_t gap = 0;
  for (CostLine const& line : cost_lines(w, counters, until)) gap += line.gap();
  return gap;
}

}  // namespace

Audit audit_world(World& w, std::vector<std::int64_t> const& counters, std::vector<std::int64_t> const& pools, BookedUntil until) {
  auto const stock = w.stock.download();
  auto const points = w.points.download();
  auto const orders = w.orders.download();
  Audit audit;
  audit.goods = goods_gap(w, stock, points);
  audit.stock = bad_points(w, stock, points);
  audit.money = money_gap(w, counters) + terms_gap(w) + costs_gap(w, counters, until);
  audit.wants =
      magnitude(of(counters, Counter::wants) - of(counters, Counter::ordered) - of(counters, Counter::substituted) - of(counters, Counter::left));
  std::int64_t open = 0, waiting = 0, backlog = 0, reserved = 0, held = 0;
  for (std::size_t o = 0; o < orders.state.size(); ++o) {
    open += orders.state[o] < OrderState::delivered ? 1 : 0;
    waiting += orders.state[o] == OrderState::waiting && orders.point[o].exists() ? 1 : 0;
    reserved += orders.state[o] == OrderState::reserved ? 1 : 0;
  }
  for (std::size_t p = 0; p < stock.backlog.size(); ++p) {
    backlog += stock.backlog[p];
    held += stock.reserved[p];
  }
  audit.orders = magnitude(of(counters, Counter::placed) - of(counters, Counter::delivered) - of(counters, Counter::cancelled) - open) +
                 magnitude(waiting - backlog) + magnitude(reserved - held);
  auto const cell = [&pools](std::size_t p, PoolCounter c) {
    return pools[p * static_cast<std::size_t>(PoolCounter::count) + static_cast<std::size_t>(c)];
  };
  for (std::size_t p = 0; p < pools.size() / static_cast<std::size_t>(PoolCounter::count); ++p) {
    if (cell(p, PoolCounter::worked) + cell(p, PoolCounter::changeover) > cell(p, PoolCounter::offered)) ++audit.ledger_drift;
  }
  return audit;
}

Cents goods_worth(World& w) {
  auto const goods = w.goods.download();
  auto const items = w.items.download();
  Cents all = 0;
  for (std::size_t i = 0; i < goods.initial.size(); ++i) {
    std::int64_t const ours =
        goods.initial[i] + goods.produced[i] + goods.received[i] - goods.consumed[i] - goods.scrapped[i] - goods.with_members[i];
    all += worth(ours, items.value[i], w.params.world.grains_per_unit);
  }
  auto const jobs = w.jobs.download();
  Seconds unworked = 0;
  for (std::size_t j = 0; j < jobs.state.size(); ++j) unworked += jobs.state[j] != JobState::closed ? jobs.work_left[j] : 0;
  return all - static_cast<Cents>(static_cast<__int128>(unworked) * w.params.world.core_hour / hour);
}

Leftover leftover_of(World& w) {
  auto const stock = w.stock.download();
  auto const points = w.points.download();
  auto const items = w.items.download();
  auto const forecast = w.forecast.download();
  std::vector<double> need(items.kind.size(), 0.0);
  std::vector<Grains> have(items.kind.size(), 0);
  for (std::size_t p = 0; p < stock.on_hand.size(); ++p) {
    have[points.item[p].v] += std::max<Grains>(0, stock.on_hand[p]);
    if (points.level[p] == 0) need[points.item[p].v] += from_micro(forecast.mean[p]);
  }
  Leftover out;
  for (std::size_t i = 0; i < have.size(); ++i) {
    if (items.kind[i] != ItemKind::sku) continue;
    Grains const over = std::max<Grains>(0, have[i] - to_int(need[i] * w.params.ledger.overstock_days));
    out.units += over;
    out.loss += worth(over, items.value[i], w.params.world.grains_per_unit) / 1000 * (1000 - static_cast<Cents>(items.salvage[i]));
  }
  return out;
}

void add_levels(World& w, Totals& t) {
  auto const stock = w.stock.download();
  auto const points = w.points.download();
  auto const orders = w.orders.download();
  t.stock_by_sku.assign(w.skus, 0);
  for (std::size_t p = 0; p < stock.on_hand.size(); ++p) {
    Grains const here = std::max<Grains>(0, stock.on_hand[p]);
    t.stock_units += here;
    if (points.item[p].v < w.skus) t.stock_by_sku[points.item[p].v] += here;
  }
  Leftover const over = leftover_of(w);
  t.overstock_units = over.units, t.leftover = over.loss;
  t.goods_value = goods_worth(w);
  t.sku_undecided.assign(w.skus, 0);
  t.sku_undecided_wave.assign(w.skus, 0);
  Seconds const tolerance = to_int(w.params.service.late_tolerance_days * 86400.0);
  for (std::size_t o = 0; o < orders.state.size(); ++o) {
    if (orders.state[o] >= OrderState::delivered || (orders.flags[o] & in_window) == 0) continue;
    if ((orders.flags[o] & first_choice) != 0 && w.now.end <= orders.promise[o] + tolerance) {
      ++t.sku_undecided[orders.sku[o].v];
      t.sku_undecided_wave[orders.sku[o].v] += orders.flags[o] & in_wave;
    }
    std::int64_t const hours = std::min<std::int64_t>(wait_hours - 1, (w.now.end - orders.placed[o]) / hour);
    unsigned const cohorts = cohorts_of(orders.flags[o]);
    for (std::int64_t c = 0; c < at(Cohort::count); ++c)
      if ((cohorts >> c & 1u) != 0) ++t.censored_hist[static_cast<std::size_t>(c * wait_hours + hours)];
  }
}

}  // namespace gs::GS_BACKEND
