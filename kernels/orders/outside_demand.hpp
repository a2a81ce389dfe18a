#pragma once
//! Demand from outside that is not ours to model as members: real networks and textbook cases. It becomes sell jobs, which the network
//! stage serves like any other claim on stock. One draw a period, keyed on the demand's row and the period: no state of its own.
#include "kernels/core/list_where.hpp"
#include "kernels/core/periods.hpp"
#include "kernels/state/supply.hpp"

namespace gs::GS_BACKEND {

//! What a period's demand is drawn from; grains.
struct DemandRule {
  DemandLaw law;
  double mean, sd;               //!< a period [grains]
  double rho;                    //!< AR(1) coefficient between periods, normal law only
  std::int64_t grains_per_unit;  //!< counts (Poisson, negative binomial) are counts of units
  std::uint32_t common = 0;      //!< normal law: group of the common factor; 0 = none
  double loading = 0.0;          //!< correlation with it, -1…1
};
struct DemandKey {
  std::uint64_t seed, row;
};
inline constexpr std::uint64_t common_rows = std::uint64_t{1} << 40;  //!< keys of common factors, beyond every row

//! Innovation of a normal demand in period k (k may reach before the start).
GS_HD inline double innovation(DemandKey const& key, std::int64_t k) {
  Words words{key.seed, Stream::outside_demand, key.row, static_cast<std::uint32_t>(k)};
  return normal(words.next());
}

/*!
 * Deviation of period k from the mean in standard deviations: x_k = rho x_{k-1} + sqrt(1 - rho^2) e_k, written as the sum of its past
 * innovations until their weight falls below 1e-9. Stationary from the first period, and a pure function of time: nothing to save.
 */
GS_HD inline double ar1_deviation(DemandKey const& key, std::int64_t k, double rho) {
  double weight = exact_sqrt(1.0 - rho * rho), x = 0.0;
  for (std::int64_t j = 0; j < 4096 && (weight > 1e-9 || weight < -1e-9); ++j) {
    x += weight * innovation(key, k - j);
    weight *= rho;
  }
  return x;
}

//! Deviation of period k with its share of the group's common factor: demands of one group are correlated by loading².
GS_HD inline double deviation(DemandRule const& r, DemandKey const& key, std::int64_t k) {
  double const own = ar1_deviation(key, k, r.rho);
  if (r.common == 0) return own;
  return exact_sqrt(1.0 - r.loading * r.loading) * own + r.loading * ar1_deviation({key.seed, common_rows + r.common}, k, r.rho);
}

/*!
 * Demand of period k [grains]; below zero only from a normal law. `attention` multiplies the mean and, so that the shape stays, the
 * standard deviation: it is where a scenario's waves will enter. Fixed demand carries its fraction exactly from period to period.
 */
GS_HD inline Grains outside_demand(DemandRule const& r, DemandKey const& key, std::int64_t k, double attention = 1.0) {
  double const mean = r.mean * attention, sd = r.sd * attention, units = static_cast<double>(r.grains_per_unit);
  Words words{key.seed, Stream::outside_demand, key.row, static_cast<std::uint32_t>(k)};
  if (r.law == DemandLaw::normal) return floor_int(mean + sd * deviation(r, key, k) + 0.5);
  if (!(mean > 0.0)) return 0;
  if (r.law == DemandLaw::fixed) return floor_int(mean * static_cast<double>(k + 1)) - floor_int(mean * static_cast<double>(k));
  if (r.law == DemandLaw::poisson) return r.grains_per_unit * draw_poisson(words, mean / units);
  if (r.law == DemandLaw::negative_binomial) return r.grains_per_unit * draw_negative_binomial(words, mean / units, sd / units * (sd / units));
  double const shape = sd > 0.0 ? mean / sd * (mean / sd) : 0.0;
  return shape > 0.0 ? floor_int(mean / shape * draw_gamma(words, shape) + 0.5) : floor_int(mean + 0.5);
}

using DemandId = Id<struct DemandTag, std::uint32_t>;

//! Views of demands and of what they ask for.
struct Asking {
  ViewOf<DemandTable, DemandId> demands;
  Recipes recipes;
  Components components;
  ViewOf<PointTable, PointId> points;
  ViewOf<ItemTable, ItemId> items;
  std::uint8_t const* negative_allowed;  //!< by PolicyId
  std::int64_t grains_per_unit;
  std::uint64_t seed;
  Now now;

  GS_HD PointId point(DemandId d) const { return components.point[ComponentId(recipes.first_component[demands.recipe[d]])]; }
  GS_HD Grains each(DemandId d) const { return components.quantity[ComponentId(recipes.first_component[demands.recipe[d]])]; }
  //! Demand of all periods that begin in this tick.
  GS_HD Grains drawn(DemandId d) const {
    DemandRule const rule{demands.law[d],  from_micro(demands.mean[d]), from_micro(demands.sd[d]),     from_micro(demands.rho[d]),
                          grains_per_unit, demands.common[d],           from_micro(demands.loading[d])};
    DemandKey const key{seed, demands.luck[d] > 0 ? demands.luck[d] - 1 : d.v};
    std::int64_t const last = multiples_before(now.end, demands.period[d]);
    bool const below_zero = negative_allowed[points.policy[point(d)].at()] != 0;
    Grains q = 0;
    for (std::int64_t k = multiples_before(now.start, demands.period[d]); k < last; ++k) {
      Seconds const begins = k * demands.period[d];
      if (begins < demands.from[d] || (demands.until[d] > 0 && begins >= demands.until[d])) continue;
      Grains const x = outside_demand(rule, key, k);
      q += x < 0 && !below_zero ? 0 : x;
    }
    return q;
  }
};

//! Draws what demand d asks for in this tick.
struct DrawDemand {
  Asking asking;
  Grains* quantity;
  GS_HD void operator()(std::int64_t i) const { quantity[i] = asking.drawn(DemandId(static_cast<std::uint32_t>(i))); }
};
struct IsAsked {
  Grains const* quantity;
  GS_HD bool operator()(std::int64_t i) const { return quantity[i] != 0; }
};

//! Places the sell job of the k-th demand of this tick. A negative one (textbook) comes back to stock at once and its job is closed.
struct PlaceSale {
  Asking asking;
  Grains const* quantity;
  std::uint32_t const* list;
  Jobs jobs;
  Stock stock;
  ViewOf<FlowTable, PointId> flows;
  ViewOf<GoodsTable, ItemId> goods;
  Tally tally;
  ChainTally chain;
  Purse purse;
  std::int64_t* sku_wants;  //!< null outside the measured window
  std::uint32_t skus;
  std::uint64_t first_row;

  GS_HD void take_back(PointId p, Grains n) const {
    ItemId const item = asking.points.item[p];
    Cents const price = amount_of(asking.items.price[item], n, asking.grains_per_unit);
    atomic_add(&stock.on_hand[p], -n);
    atomic_add(&goods.with_members[item], n);
    purse.pay(Party::member, Party::brand, Account::sales, price);
    tally.add(Counter::revenue, price);
    for (Counter const c : {Counter::demand_served, Counter::demand_at_once, Counter::demand_in_time}) tally.add(c, n);
  }
  GS_HD void ask(PointId p, Grains n) const {
    ItemId const item = asking.points.item[p];
    atomic_add(&stock.asked[p], n);
    atomic_add(&flows.asked[p], n);
    tally.add(Counter::demanded, n);
    chain.add(asking.points.echelon[p], asking.items.line[item], ChainCounter::demand, n);
    if (sku_wants != nullptr && item.v < skus) atomic_add(&sku_wants[item.at()], n);
  }
  GS_HD void operator()(std::int64_t k) const {
    DemandId const d(list[k]);
    JobSlot const j(first_row + static_cast<std::uint64_t>(k));
    Grains const q = quantity[list[k]], n = q * asking.each(d);
    PointId const p = asking.point(d);
    jobs.recipe[j] = asking.demands.recipe[d];
    jobs.quantity[j] = q;
    jobs.missing[j] = q > 0 ? q : 0;
    jobs.in_work[j] = jobs.open[j] = jobs.lines[j] = jobs.work_left[j] = 0;
    jobs.placed[j] = jobs.ready[j] = asking.now.start;
    jobs.due[j] = asking.now.start + asking.recipes.lead[asking.demands.recipe[d]] + asking.demands.wait[d];
    jobs.state[j] = q > 0 ? JobState::wait_kit : JobState::closed;
    ask(p, n);
    if (q > 0)
      atomic_add(&stock.owed[p], n);
    else
      take_back(p, n);
  }
};

//! Notes how long a shelf stood empty, and what was asked on the way there: a tick that ends with nothing at hand may have sold more.
struct NoteEmptyShelf {
  Stock stock;
  ViewOf<ShelfTable, PointId> shelf;
  Grains const* asked_before;
  Seconds span;
  GS_HD void operator()(std::int64_t i) const {
    PointId const p(static_cast<std::uint32_t>(i));
    if (stock.on_hand[p] - stock.reserved[p] > 0) return;
    shelf.out_time[p] += static_cast<std::uint32_t>(span);
    shelf.asked_out[p] += stock.asked[p] - asked_before[i];
  }
};

class OutsideDemandStage {
 public:
  //! Draws the demand of every period that begins in this tick and places it. Costs nothing where no period begins.
  void run(World& w);
  //! After shipping, where somebody uncensors.
  void note_empty_shelves(World& w);
  std::int64_t handled() const { return handled_; }  //!< demands placed in this tick

 private:
  void prepare(World& w);
  Asking asking(World& w) const;
  Buffer<Grains> asked_before_;            //!< by point; only where somebody uncensors
  std::vector<Seconds> periods_;           //!< the different ones
  Buffer<std::uint8_t> negative_allowed_;  //!< by PolicyId
  Buffer<Grains> quantity_;                //!< by DemandId
  bool prepared_ = false;
  std::int64_t handled_ = 0;
};

inline void OutsideDemandStage::prepare(World& w) {
  auto const demands = w.demands.download();
  for (Seconds const period : demands.period) {
    bool known = false;
    for (Seconds const p : periods_) known = known || p == period;
    if (!known) periods_.push_back(period);
  }
  std::vector<std::uint8_t> allowed;
  for (auto const& policy : w.policies) allowed.push_back(policy.allow_negative ? 1 : 0);
  negative_allowed_.grow(static_cast<std::int64_t>(allowed.size()));
  to_device(negative_allowed_.data(), allowed.data(), static_cast<std::int64_t>(allowed.size()));
  quantity_.grow(w.demands.size());
  prepared_ = true;
}

inline Asking OutsideDemandStage::asking(World& w) const {
  return {w.demands.view(),
          w.recipes.view(),
          w.components.view(),
          w.points.view(),
          w.items.view(),
          negative_allowed_.data(),
          w.params.world.grains_per_unit,
          w.params.seed,
          w.now};
}

inline void OutsideDemandStage::run(World& w) {
  handled_ = 0;
  if (w.demands.size() == 0) return;
  if (!prepared_) prepare(w);
  bool due = false;
  for (Seconds const period : periods_) due = due || begins_in(w.now.start, w.now.end, period);
  if (!due) return;
  for_each(w.lane, w.demands.size(), DrawDemand{asking(w), quantity_.data()});
  Scratch::Use const use(w.scratch);
  List const asked = list_where(w.lane, w.demands.size(), IsAsked{quantity_.data()}, w.scratch);
  handled_ = asked.count;
  std::int64_t const before = w.jobs.size();
  w.jobs.resize(before + handled_);
  if (w.shelf.size() > 0) {
    asked_before_.grow(w.points.size());
    copy_on_device(asked_before_.data(), w.stock.view().asked.p, w.points.size() * std::int64_t{sizeof(Grains)});
  }
  std::int64_t* const wants = w.measuring() ? w.sku_wants.data() : nullptr;
  for_each(w.lane, handled_,
           PlaceSale{asking(w), quantity_.data(), asked.items, w.jobs.view(), w.stock.view(), w.flows.view(), w.goods.view(), w.tally(),
                     w.chain_tally(), w.purse(), wants, w.skus, static_cast<std::uint64_t>(before)});
}

inline void OutsideDemandStage::note_empty_shelves(World& w) {
  if (handled_ == 0 || w.shelf.size() == 0 || w.members.size() > 0) return;  // members are shown stock when they look: quotes note it then
  for_each(w.lane, w.points.size(), NoteEmptyShelf{w.stock.view(), w.shelf.view(), asked_before_.data(), w.now.span()});
}

}  // namespace gs::GS_BACKEND
