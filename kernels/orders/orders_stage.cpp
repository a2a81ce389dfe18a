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

}  // namespace

//! Room for one claim an order.
struct OrderClaims {
  OrderClaims(Scratch& scratch, std::int64_t n)
      : count(n),
        pool(scratch.room<std::uint32_t>(n)),
        rank(scratch.room<std::uint32_t>(n)),
        quantity(scratch.room<std::int64_t>(n)),
        grant(scratch.room<std::int64_t>(n)) {}
  Claims all() const { return {count, pool, rank, quantity, grant}; }

  std::int64_t count;
  std::uint32_t *pool, *rank;
  std::int64_t *quantity, *grant;
};

//! What there is to grant at the dock in one tick.
struct DockRoom {
  std::int64_t parcels;  //!< that ask
  std::int64_t* hands;   //!< by site, and behind them those kept for the express lane
  std::int64_t* places;  //!< by lane; null = on every lane as many as come
};

namespace {

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
          p.service.return_freight,
          {p.design.grades.deep_premium, p.design.grades.extreme_premium}};
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
  Scratch::Use const use(w.scratch);
  auto const [due, n] = list_where(w.lane, w.orders.size(), OrderDue{w.orders.view(), w.now.end}, w.scratch);
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
                        due,
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
  new_ = list_where(w.lane, w.woken_count, HasIntent{w.intents}, w.scratch);
  std::int64_t const n = new_.count, first = w.orders.size();
  first_new_ = first;
  handled_ += n;
  if (n == 0) return;
  w.orders.resize(first + n);
  auto const flags = static_cast<std::uint16_t>((w.in_wave() ? in_wave : 0) | (w.measuring() ? in_window : 0));
  for_each(w.lane, n,
           PlaceOrder{w.orders.view(), w.attention.view(), w.stock.view(), w.points.view(), w.items.view(), w.chain_tally(), first, w.orders_ever,
                      new_.items, w.intents, w.woken, w.measuring() ? w.sku_sold.data() : nullptr, w.shelf.view().asked_out.p, w.flows.view().asked.p,
                      w.now, w.params.seed, static_cast<double>(w.params.choice.patience_mean), static_cast<double>(w.params.service.enquiry_mean),
                      flags});
  for_each(w.lane, 1, CountPlaced{w.tally(), n});
  w.orders_ever += n;
}

//! Who came too late for what it was shown is told so, or leaves.
void OrdersStage::confirm(World& w) {
  std::int64_t const n = w.orders.size() - first_new_;
  if (n == 0) return;
  for_each(w.lane, n, NoteWaiting{w.orders.view(), w.points.view(), w.echelon_tally(), new_.items, w.intents, first_new_});
  quote(w);  // again: what was claimed in this tick is gone now
  for_each(w.lane, n, ConfirmOrder{w.orders.view(), shelf_of(w), w.terms, new_.items, w.intents, first_new_, w.now});
  for_each(w.lane, n, CloseRefused{w.orders.view(), w.stock.view(), w.tally(), first_new_});
}

void OrdersStage::allocate(World& w) {
  Scratch::Use const use(w.scratch);
  auto const [list, n] = list_where(w.lane, w.orders.size(),
                                    MayBeServed{w.orders.view(), w.stock.view(), w.free_by_sku.data(), w.skus, w.partitions, w.terms}, w.scratch);
  if (n == 0) return;
  OrderClaims const c(w.scratch, n);
  auto* const free = w.scratch.room<std::int64_t>(w.points.size());
  for (std::uint32_t k = 0; k < w.routes_per_zone; ++k) {
    for_each(w.lane, n, ClaimRound{w.orders.view(), shelf_of(w), w.terms, list, k, c.pool, c.rank, c.quantity, free});
    settle(w.lane, c.all(), Pools{w.points.size(), free}, w.scratch);
    for_each(w.lane, n, TakeGrant{w.orders.view(), w.stock.view(), w.tally(), list, c.pool, c.grant, w.now});
  }
  handled_ += n;
}

//! A place with the carrier, then hands. Without a place nobody asks for hands.
void OrdersStage::settle_dock(World& w, Dock const& dock, DockRound round, DockRoom const& room) {
  std::int64_t const n = room.parcels;
  for_each(w.lane, n, AskPlace{dock, round});
  if (room.places != nullptr) settle(w.lane, {n, dock.pool, dock.rank, dock.quantity, dock.place}, Pools{w.lanes.size(), room.places}, w.scratch);
  for_each(w.lane, n, AskHands{dock, round});
  std::int64_t* const granted = round == DockRound::express ? dock.express : dock.grant;
  settle(w.lane, {n, dock.pool, dock.rank, dock.quantity, granted}, Pools{2 * w.sites.size(), room.hands}, w.scratch);
}

void OrdersStage::send(World& w) {
  Scratch::Use const use(w.scratch);
  auto const [list, n] = list_where(w.lane, w.orders.size(), IsReserved{w.orders.view()}, w.scratch);
  std::int64_t const sites = w.sites.size(), lanes = w.lanes.size();
  ExpressLever const& lever = w.params.design.express;
  double const kept = lever.on ? lever.share * ramp_share(lever.cost, w.now.start, w.params.clock.warmup) : 0.0;
  OrderClaims const c(w.scratch, n);
  bool const limited = w.lane_queue.size() > 0 || w.outages.slow.size() > 0;
  DockRoom const room{n, w.scratch.room<std::int64_t>(2 * sites), limited ? w.scratch.room<std::int64_t>(lanes) : nullptr};
  Dock const dock{w.orders.view(),
                  w.points.view(),
                  w.routes(),
                  list,
                  w.scratch.room<std::uint32_t>(n),
                  c.pool,
                  c.rank,
                  c.quantity,
                  w.scratch.room<std::int64_t>(n),
                  c.grant,
                  kept > 0.0 ? w.scratch.room<std::int64_t>(n) : nullptr,
                  static_cast<std::uint32_t>(sites)};
  LaneOthers const others = others_on_lanes(w.params, w.now.start);
  for_each(w.lane, sites, SiteHands{w.sites.view(), w.site_open.data(), room.hands, w.now, sites, to_int(kept * 10000.0)});
  if (limited) for_each(w.lane, lanes, LanePlaces{w.lanes.view(), w.outages.slow.data(), room.places, others, w.now});
  for_each(w.lane, n, ComeToDock{dock});
  if (kept > 0.0) {
    settle_dock(w, dock, DockRound::express, room);
    for_each(w.lane, n, TakeExpress{dock, room.hands, room.places});
  }
  settle_dock(w, dock, DockRound::all, room);
  if (kept > 0.0) for_each(w.lane, n, AddGrants{dock.grant, dock.express});
  for_each(w.lane, n,
           SendParcel{dock, w.stock.view(), w.lanes.view(), w.sites.view(), w.zones.view(), w.goods.view(), w.tally(), w.purse(), w.now,
                      w.params.seed, w.params.service.handling, w.params.ledger.parcel_handling, w.outages.slow.data()});
  note_queues(w, dock, n, others);
  handled_ += n;
}

//! How long whoever is reserved next will wait, for promises.
void OrdersStage::note_queues(World& w, Dock const& dock, std::int64_t n, LaneOthers const& others) {
  std::int64_t const sites = w.sites.size(), lanes = w.lanes.size();
  auto* const cells = w.scratch.room<std::int64_t>(sites + 2 * lanes);
  zero(cells, (sites + 2 * lanes) * std::int64_t{sizeof(std::int64_t)});
  Left const left{cells + sites, cells + sites + lanes};
  for_each(w.lane, n, CountLeft{dock, left});
  for_each(w.lane, lanes, CountForHands{w.lanes.view(), left, cells});
  for_each(w.lane, sites, QueueTime{w.sites.view(), cells, w.site_queue.data(), w.now.span(), w.tally()});
  for_each(w.lane, lanes,
           LaneQueueTime{w.lanes.view(), w.outages.slow.data(), left, w.site_queue.data(), w.lane_queue.data(), others, w.now, w.tally()});
}

//! Benches: so many inspections an hour, whatever comes; a queue is worked off oldest first.
void OrdersStage::inspect_returns(World& w) {
  ReturnsLever const& lever = w.params.design.returns;
  if (!lever.on) return;
  Scratch::Use const use(w.scratch);
  auto const [list, n] = list_where(w.lane, w.orders.size(), WaitsForBench{w.orders.view()}, w.scratch);
  if (n == 0) return;
  OrderClaims const c(w.scratch, n);
  benches_.grow(1);
  double const rate = lever.benches * usual_returns(w.params) * ramp_share(lever.cost, w.now.start, w.params.clock.warmup) / 3600.0;
  std::int64_t const hands = to_int(rate * static_cast<double>(w.now.end)) - to_int(rate * static_cast<double>(w.now.start));
  to_device(benches_.data(), &hands, sizeof(hands));
  for_each(w.lane, n, ClaimBench{w.orders.view(), list, c.pool, c.rank, c.quantity});
  settle(w.lane, c.all(), Pools{1, benches_.data()}, w.scratch);
  for_each(w.lane, n, InspectGranted{end_return(w), list, c.grant});
  handled_ += n;
}

//! Closed orders are dropped when they outgrow a third of what was kept last: ascending ids stay ascending.
void OrdersStage::compact(World& w) {
  if (w.orders.size() < kept_ + kept_ / 3 + 4096) return;
  Scratch::Use const use(w.scratch);
  w.orders.keep(w.lane, list_where(w.lane, w.orders.size(), IsOpen{w.orders.view()}, w.scratch), w.scratch);
  kept_ = w.orders.size();
}

void OrdersStage::run(World& w) {
  Scratch::Use const use(w.scratch);
  advance(w);
  inspect_returns(w);
  place(w);
  allocate(w);
  confirm(w);
  send(w);
  compact(w);
}

}  // namespace gs::GS_BACKEND
