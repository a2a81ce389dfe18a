#pragma once
//! Books what a job was granted: components leave their stock points, and goods leave on a lane, go into work, or are sold.
#include "kernels/network/kit_claims.hpp"

namespace gs::GS_BACKEND {

//! Where a grant is written down.
struct Books {
  Yard yard;
  ViewOf<ItemTable, ItemId> items;
  ViewOf<GoodsTable, ItemId> goods;
  Tally tally;
  Purse purse;
  std::int64_t* wait_hist;  //!< [cohort][hour]
  std::int64_t* lane_used;
  Seconds measured_from;
  std::uint32_t const* open;
  std::int64_t const* grant;
  std::int64_t const* flaw_chance;  //!< by item [2^-32]
  std::uint64_t seed;

  GS_HD PointId component_point(RecipeId r) const { return yard.components.point[ComponentId(yard.recipes.first_component[r])]; }
  GS_HD ItemId item_at(PointId point) const { return yard.points.item[point]; }
};

//! Does a grant of this recipe leave as a shipment at once? Work on hours sends its goods later.
GS_HD inline bool sends(RecipeKind kind, std::uint32_t market, Seconds work) {
  return kind == RecipeKind::transport || kind == RecipeKind::buy || (kind == RecipeKind::process && (market == ~0u || work <= 0));
}

//! Flaws that leave the system with n goods of an item: the expected number, its fraction by one draw.
GS_HD inline void take_flaws(Books const& b, ItemId item, Grains n, std::uint64_t key) {
  std::int64_t const chance = b.flaw_chance[item.at()];
  if (chance == 0) return;
  auto const expected = static_cast<unsigned __int128>(static_cast<std::uint64_t>(n)) * static_cast<std::uint64_t>(chance);
  std::uint32_t const word = draw4(b.seed, Stream::defect, key, static_cast<std::uint32_t>(b.yard.now.start), 1).v[0];
  Grains const flawed = static_cast<Grains>(expected >> 32) + (word < static_cast<std::uint32_t>(expected) ? 1 : 0);
  atomic_add(&b.goods.flawed[item], -flawed);
}

//! Takes the components of g kits from their stock points.
GS_HD inline void take_components(Books const& b, JobSlot job, Grains g) {
  RecipeId const r = b.yard.jobs.recipe[job];
  bool const used_up = b.yard.recipes.kind[r] == RecipeKind::process;
  std::uint32_t const first = b.yard.recipes.first_component[r], last = first + b.yard.recipes.components[r];
  for (std::uint32_t c = first; c < last; ++c) {
    PointId const point = b.yard.components.point[ComponentId(c)];
    Grains const taken = g * b.yard.components.quantity[ComponentId(c)];
    atomic_add(&b.yard.stock.on_hand[point], -taken);
    atomic_add(&b.yard.stock.owed[point], -taken);
    if (used_up) atomic_add(&b.goods.consumed[b.item_at(point)], taken);
    if (b.yard.recipes.kind[r] != RecipeKind::transport) take_flaws(b, b.item_at(point), taken, job_key(r, b.yard.jobs.placed[job]) + c);
  }
}

//! Hours a customer has waited, by the longest bin for the rest.
GS_HD inline std::int64_t wait_bin(Seconds waited) {
  std::int64_t const h = waited / hour;
  return h < 2047 ? h : 2047;
}

//! Sold to an outside customer: it pays, and its wait is over.
GS_HD inline void book_sale(Books const& b, JobSlot job, RecipeId r, Grains g) {
  Seconds const placed = b.yard.jobs.placed[job], now = b.yard.now.start;
  ItemId const item = b.item_at(b.component_point(r));
  Grains const sold = g * b.yard.components.quantity[ComponentId(b.yard.recipes.first_component[r])];
  Cents const price = amount_of(b.items.price[item], sold, b.yard.grains_per_unit);
  atomic_add(&b.goods.with_members[item], sold);
  b.purse.pay(Party::member, Party::brand, Account::sales, price);
  b.tally.add(Counter::revenue, price);
  b.tally.add(Counter::demand_served, sold);
  if (placed + b.yard.recipes.lead[r] >= now) b.tally.add(Counter::demand_at_once, sold);
  if (now <= b.yard.jobs.due[job]) b.tally.add(Counter::demand_in_time, sold);
  if (placed >= b.measured_from) atomic_add(&b.wait_hist[wait_bin(now - placed)], sold);
}

//! Put on a lane: the carrier is paid.
GS_HD inline void book_transport(Books const& b, RecipeId r, Grains g) {
  LaneId const lane = b.yard.recipes.lane[r];
  if (!lane.exists()) return;
  b.purse.pay(Party::brand, Party::carrier, Account::transport, amount_of(b.yard.lanes.cost[lane], g, b.yard.grains_per_unit));
  b.tally.add(Counter::carbon, amount_of(b.yard.lanes.carbon[lane], g, b.yard.grains_per_unit));
  if (b.yard.lane_bound(r)) atomic_add(&b.lane_used[lane.at()], g);
}

//! Bought after all: its source was down when it was ordered (lever 21).
GS_HD inline void book_purchase(Books const& b, RecipeId r, Grains g) {
  atomic_add(&b.goods.received[b.item_at(b.yard.recipes.fills[r])], g);
  b.tally.add(Counter::received, g);
  b.purse.pay(Party::brand, Party::outside, Account::material, amount_of(b.yard.recipes.cost[r], g, b.yard.grains_per_unit));
}

//! Kitted: the made item exists from here on, in work or (without hours to wait for) on its way.
GS_HD inline void book_kit(Books const& b, JobSlot job, RecipeId r, Grains g) {
  Jobs const& jobs = b.yard.jobs;
  Recipes const& recipes = b.yard.recipes;
  ItemId const item = b.item_at(recipes.fills[r]);
  atomic_add(&b.goods.produced[item], g);
  b.purse.pay(Party::brand, Party::outside, Account::material, amount_of(recipes.cost[r], g, b.yard.grains_per_unit));
  if (sends(recipes.kind[r], recipes.market[r], recipes.work[r])) return;
  if (jobs.open[job] == 0) jobs.ready[job] = b.yard.now.start;
  jobs.in_work[job] += g;
  jobs.open[job] += g;
  jobs.work_left[job] += work_of(recipes.work[r], g, b.yard.grains_per_unit);
}

//! Books the grant of claim k.
struct BookGrant {
  Books books;
  GS_HD void operator()(std::int64_t k) const {
    Grains const g = books.grant[k];
    if (g == 0) return;
    JobSlot const job(books.open[k]);
    Jobs const& jobs = books.yard.jobs;
    RecipeId const r = jobs.recipe[job];
    RecipeKind const kind = books.yard.recipes.kind[r];
    take_components(books, job, g);
    if (kind == RecipeKind::sell) book_sale(books, job, r, g);
    if (kind == RecipeKind::transport) book_transport(books, r, g);
    if (kind == RecipeKind::process) book_kit(books, job, r, g);
    if (kind == RecipeKind::buy) book_purchase(books, r, g);
    jobs.missing[job] -= g;
    if (jobs.missing[job] == 0) jobs.state[job] = jobs.in_work[job] > 0 ? JobState::wait_hours : JobState::closed;
  }
};

struct LeavesNow {
  Books books;
  GS_HD bool operator()(std::int64_t k) const {
    RecipeId const r = books.yard.jobs.recipe[JobSlot(books.open[k])];
    return books.grant[k] > 0 && sends(books.yard.recipes.kind[r], books.yard.recipes.market[r], books.yard.recipes.work[r]);
  }
};

//! Lead time of what leaves now: the lane's transit, or the time a process without hours takes.
GS_HD inline LeadTime lead_of(Yard const& yard, RecipeId r) {
  LaneId const lane = yard.recipes.lane[r];
  if (yard.recipes.kind[r] != RecipeKind::transport)
    return {yard.recipes.law[r], yard.recipes.lead[r], yard.recipes.spread[r], yard.recipes.lead_table[r]};
  if (!lane.exists()) return {LeadLaw::fixed, 0, 0, ~0u};
  Seconds const slow = yard.slow == nullptr || yard.slow[lane.at()] == 0 ? 100 : yard.slow[lane.at()];
  return {yard.lanes.law[lane], yard.lanes.transit[lane] * slow / 100, yard.lanes.spread[lane] * slow / 100, ~0u};
}

//! What comes out well of a process that needs no hours; the bad ones are scrapped and will be missing.
GS_HD inline Grains make_at_once(Books const& b, RecipeId r, Grains g, std::uint32_t word) {
  PointId const point = b.yard.recipes.fills[r];
  Grains const bad = bad_among(g, b.yard.recipes.yield[r], word);
  if (bad > 0) {
    atomic_add(&b.goods.scrapped[b.item_at(point)], bad);
    atomic_add(&b.yard.stock.on_order[point], -bad);
    b.tally.add(Counter::scrapped, bad);
  }
  b.tally.add(Counter::made, g - bad);
  b.tally.add(Counter::carbon, amount_of(b.items.carbon[b.item_at(point)], g, b.yard.grains_per_unit));
  return g - bad;
}

//! Sends what the s-th leaving grant made. Loads on a random lane may overtake each other: transit times are drawn one by one.
struct SendGrant {
  Books books;
  Sender sender;
  LeadTables tables;
  std::uint64_t seed;
  std::uint32_t const* sent;
  std::uint64_t first_row;
  std::int64_t* at_once;
  GS_HD void operator()(std::int64_t s) const {
    std::int64_t const k = sent[s];
    JobSlot const job(books.open[k]);
    RecipeId const r = books.yard.jobs.recipe[job];
    Seconds const now = books.yard.now.start;
    std::uint64_t const key = job_key(r, books.yard.jobs.placed[job]);
    std::uint32_t const time = static_cast<std::uint32_t>(now);
    bool const made = books.yard.recipes.kind[r] == RecipeKind::process;
    Grains const good = made ? make_at_once(books, r, books.grant[k], draw4(seed, Stream::yield, key, time).v[0]) : books.grant[k];
    Seconds const arrives = now + draw_lead(lead_of(books.yard, r), tables, {seed, Stream::transit, key, time});
    Grains const there = sender.send(ShipmentSlot(first_row + static_cast<std::uint64_t>(s)), books.yard.recipes.fills[r], good, arrives);
    if (there != 0) atomic_add(at_once, there);
  }
};

}  // namespace gs::GS_BACKEND
