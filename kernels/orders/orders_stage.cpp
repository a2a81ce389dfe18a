#include "kernels/orders/orders_stage.hpp"
#include "kernels/orders/advance.hpp"
#include "kernels/orders/allocate.hpp"
#include "kernels/orders/confirm.hpp"
#include "kernels/orders/send.hpp"
#include "kernels/state/ramp.hpp"

namespace gs::GS_BACKEND {
namespace {

struct OrderDue {
  ViewOf<OrderTable, OrderSlot> orders;
  Seconds end;
  GS_HD bool operator()(std::int64_t i) const { return orders.due[OrderSlot(static_cast<std::uint64_t>(i))] < end; }
};
struct IsOpen {
  ViewOf<OrderTable, OrderSlot> orders;
  GS_HD bool operator()(std::int64_t i) const { return orders.state[OrderSlot(static_cast<std::uint64_t>(i))] != OrderState::closed; }
};
struct CountPlaced {
  Tally tally;
  std::int64_t n;
  GS_HD void operator()(std::int64_t) const { tally.add(Counter::placed, n); }
};

ParcelTerms parcel_terms(Params const& p) {
  return {p.ledger.late_penalty,
          p.ledger.cancel_penalty,
          to_int(p.service.late_tolerance_days * 86400.0),
          p.service.return_transit,
          p.service.inspect,
          static_cast<double>(p.service.return_after),
          static_cast<double>(p.service.enquiry_mean),
          to_chance(p.service.defect_unhappy),
          p.design.returns.on,
          p.service.return_freight};
}

//! A counter cannot mend: what is not as new is thrown away there.
EndReturn end_return(World& w) {
  ReturnsLever const& lever = w.params.design.returns;
  SortRule const sort{w.params.service.return_good, lever.on ? lever.refurbish_share : 0.0, lever.on ? lever.recycle_share : 0.0};
  return {w.orders.view(),
          w.stock.view(),
          w.items.view(),
          w.goods.view(),
          w.tally(),
          w.purse(),
          {sort, w.params.service.inspect_cost, lever.refurbish_cost, w.params.lifecycle.disposal, lever.recycled_value, lever.refurbish_time},
          w.params.seed,
          w.now};
}

//! Returns an hour that benches are sized by: orders by channel times what is sent back there [1/h].
double usual_returns(Params const& p) {
  double sent_back = 0.0;
  for (ChannelParams const& c : p.channels) sent_back += c.share * (c.kind == ChannelKind::livestream ? p.world.return_live : p.world.return_shelf);
  return static_cast<double>(p.members.count) * p.members.orders_per_year / (365.0 * 24.0) * sent_back;
}

ClaimHandling with_express(ClaimHandling claim, std::int64_t const* granted) {
  claim.express = granted;
  return claim;
}

}  // namespace

//! Looks at the calendar and quotes the stock points above those that are quoted when asked.
void OrdersStage::quote(World& w) {
  reviews_.clear();
  for (PolicyParams const& p : w.policies) reviews_.push_back(w.now.start + until_review(w.now.start, {p.review, p.phase}));
  to_device(w.reviews.data(), reviews_.data(), static_cast<std::int64_t>(reviews_.size() * sizeof(Seconds)));
  Quotes const quotes = quotes_of(w);
  for (std::size_t level = w.level_first.size(); level-- > levels_when_asked + 1;)
    for_each(w.lane, w.level_first[level] - w.level_first[level - 1], SettleQuotes{quotes, w.level_first[level - 1]});
}

void OrdersStage::open_shelf(World& w) {
  quote(w);
  if (w.shelf.size() == 0) return;
  for_each(w.lane, w.points.size(),
           NoteEmpty{w.stock.view(), w.points.view(), w.uncensors.data(), w.shelf.view().out_time.p, static_cast<std::uint32_t>(w.now.span())});
}

//! Handles what came due: each order listed may leave one piece of news for its member.
void OrdersStage::advance(World& w) {
  std::int64_t const n = list_where(w.lane, w.orders.size(), OrderDue{w.orders.view(), w.now.end}, due_);
  handled_ += n;
  if (n == 0) return;
  std::int64_t const first = w.reminders.size();
  w.reminders.resize(first + n);
  bool const measured = w.measuring();
  for_each(w.lane, n,
           AdvanceOrder{w.orders.view(),
                        w.stock.view(),
                        w.items.view(),
                        w.goods.view(),
                        w.reminders.view(),
                        w.tally(),
                        w.purse(),
                        w.terms,
                        parcel_terms(w.params),
                        due_.items.data(),
                        first,
                        measured ? w.wait_hist.data() : nullptr,
                        measured ? w.censored_hist.data() : nullptr,
                        measured ? w.promise_hist.data() : nullptr,
                        {w.sku_in_time.data(), w.day_in_time.data(), w.skus},
                        w.flaw_chance.data(),
                        w.now,
                        w.params.seed,
                        end_return(w)});
}

void OrdersStage::place(World& w) {
  std::int64_t const n = list_where(w.lane, w.woken_count, HasIntent{w.intents.data()}, new_), first = w.orders.size();
  first_new_ = first;
  handled_ += n;
  if (n == 0) return;
  w.orders.resize(first + n);
  auto const flags = static_cast<std::uint16_t>((w.in_wave() ? in_wave : 0) | (w.measuring() ? in_window : 0));
  for_each(w.lane, n,
           PlaceOrder{w.orders.view(), w.attention.view(), w.stock.view(), w.points.view(), w.items.view(), w.chain_tally(), first, w.orders_ever,
                      new_.items.data(), w.intents.data(), w.woken.data(), w.measuring() ? w.sku_sold.data() : nullptr, w.shelf.view().asked_out.p,
                      w.flows.view().asked.p, w.now, w.params.seed, static_cast<double>(w.params.choice.patience_mean),
                      static_cast<double>(w.params.service.enquiry_mean), flags});
  for_each(w.lane, 1, CountPlaced{w.tally(), n});
  w.orders_ever += n;
}

//! Who came too late for what it was shown is told so, or leaves.
void OrdersStage::confirm(World& w) {
  std::int64_t const n = w.orders.size() - first_new_;
  if (n == 0) return;
  for_each(w.lane, n, NoteWaiting{w.orders.view(), w.points.view(), w.echelon_tally(), new_.items.data(), w.intents.data(), first_new_});
  quote(w);  // again: what was claimed in this tick is gone now
  for_each(w.lane, n, ConfirmOrder{w.orders.view(), shelf_of(w), w.terms, new_.items.data(), w.intents.data(), first_new_, w.now});
  for_each(w.lane, n, CloseRefused{w.orders.view(), w.stock.view(), w.tally(), first_new_});
}

void OrdersStage::grow_claims(std::int64_t n) {
  if (n <= pool_.size()) return;
  std::int64_t const room = n + n / 2;
  pool_.grow(room);
  rank_.grow(room);
  quantity_.grow(room);
  grant_.grow(room);
}

void OrdersStage::allocate(World& w) {
  std::int64_t const n =
      list_where(w.lane, w.orders.size(), MayBeServed{w.orders.view(), w.stock.view(), w.free_by_sku.data(), w.skus, w.partitions, w.terms}, claims_);
  if (n == 0) return;
  grow_claims(n);
  free_.grow(w.points.size());
  Claims const claims{n, pool_.data(), rank_.data(), quantity_.data(), grant_.data()};
  for (std::uint32_t k = 0; k < w.routes_per_zone; ++k) {
    for_each(w.lane, n,
             ClaimRound{w.orders.view(), shelf_of(w), w.terms, claims_.items.data(), k, pool_.data(), rank_.data(), quantity_.data(), free_.data()});
    settle(w.lane, claims, Pools{w.points.size(), free_.data()}, settle_);
    for_each(w.lane, n, TakeGrant{w.orders.view(), w.stock.view(), w.tally(), claims_.items.data(), pool_.data(), grant_.data(), w.now});
  }
  handled_ += n;
}

//! Grants the hands kept for what is hot, before everybody claims the rest.
void OrdersStage::express(World& w, std::int64_t n, ClaimHandling const& claim) {
  express_.grow(n + n / 2);
  for_each(w.lane, n, ClaimExpress{claim, static_cast<std::uint32_t>(w.sites.size())});
  settle(w.lane, Claims{n, pool_.data(), rank_.data(), quantity_.data(), express_.data()}, Pools{2 * w.sites.size(), hands_.data()}, handling_);
  for_each(w.lane, n, TakeExpressHands{claim.orders, claim.points, claim.list, express_.data(), hands_.data()});
}

void OrdersStage::send(World& w) {
  std::int64_t const n = list_where(w.lane, w.orders.size(), IsReserved{w.orders.view()}, reserved_), sites = w.sites.size();
  ExpressLever const& lever = w.params.design.express;
  double const kept = lever.on ? lever.share * ramp_share(lever.cost, w.now.start, w.params.clock.warmup) : 0.0;
  grow_claims(n);
  hands_.grow(2 * sites);
  left_.grow(sites);
  zero(left_.data(), left_.bytes());
  for_each(w.lane, sites, SiteHands{w.sites.view(), w.site_open.data(), hands_.data(), w.now, sites, to_int(kept * 10000.0)});
  ClaimHandling const claim{w.orders.view(), w.points.view(), reserved_.items.data(), pool_.data(), rank_.data(), quantity_.data(), nullptr};
  if (kept > 0.0) express(w, n, claim);
  for_each(w.lane, n, with_express(claim, kept > 0.0 ? express_.data() : nullptr));
  settle(w.lane, Claims{n, pool_.data(), rank_.data(), quantity_.data(), grant_.data()}, Pools{sites, hands_.data()}, handling_);
  if (kept > 0.0) for_each(w.lane, n, AddGrants{grant_.data(), express_.data()});
  for_each(w.lane, n,
           SendParcel{w.orders.view(), w.stock.view(), w.points.view(), w.lanes.view(), w.sites.view(), w.zones.view(), w.goods.view(), w.routes(),
                      w.tally(), w.purse(), reserved_.items.data(), grant_.data(), w.now, w.params.seed, w.params.service.handling,
                      w.params.ledger.parcel_handling, w.outages.slow.data()});
  for_each(w.lane, n, CountLeft{pool_.data(), grant_.data(), left_.data()});
  for_each(w.lane, w.sites.size(), QueueTime{w.sites.view(), left_.data(), w.site_queue.data()});
  handled_ += n;
}

//! Benches: so many inspections an hour, whatever comes; a queue is worked off oldest first.
void OrdersStage::inspect_returns(World& w) {
  ReturnsLever const& lever = w.params.design.returns;
  if (!lever.on) return;
  std::int64_t const n = list_where(w.lane, w.orders.size(), WaitsForBench{w.orders.view()}, returned_);
  if (n == 0) return;
  grow_claims(n);
  benches_.grow(1);
  double const rate = lever.benches * usual_returns(w.params) * ramp_share(lever.cost, w.now.start, w.params.clock.warmup) / 3600.0;
  std::int64_t const hands = to_int(rate * static_cast<double>(w.now.end)) - to_int(rate * static_cast<double>(w.now.start));
  to_device(benches_.data(), &hands, sizeof(hands));
  for_each(w.lane, n, ClaimBench{w.orders.view(), returned_.items.data(), pool_.data(), rank_.data(), quantity_.data()});
  settle(w.lane, Claims{n, pool_.data(), rank_.data(), quantity_.data(), grant_.data()}, Pools{1, benches_.data()}, handling_);
  for_each(w.lane, n, InspectGranted{end_return(w), returned_.items.data(), grant_.data()});
  handled_ += n;
}

//! Closed orders are dropped when they outgrow a third of what was kept last: ascending ids stay ascending.
void OrdersStage::compact(World& w) {
  if (w.orders.size() < kept_ + kept_ / 3 + 4096) return;
  kept_ = list_where(w.lane, w.orders.size(), IsOpen{w.orders.view()}, alive_);
  w.orders.keep(w.lane, alive_.items.data(), kept_, w.scratch);
}

void OrdersStage::run(World& w) {
  advance(w);
  inspect_returns(w);
  place(w);
  allocate(w);
  confirm(w);
  send(w);
  compact(w);
}

std::int64_t OrdersStage::bytes() const {
  return pool_.bytes() + rank_.bytes() + quantity_.bytes() + grant_.bytes() + free_.bytes() + due_.items.bytes() + claims_.items.bytes() +
         reserved_.items.bytes();
}

}  // namespace gs::GS_BACKEND
