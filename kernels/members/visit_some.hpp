#pragma once
//! A handful of visits on one thread: row in, reminders answered, a look around, row and outbox out, counters flushed once.
#include "kernels/core/row_hash.hpp"
#include "kernels/members/visit.hpp"
#include "kernels/members/wake.hpp"

namespace gs::GS_BACKEND {

#if defined(__CUDACC__)
inline constexpr std::int64_t visits_a_thread = 2;
#else
inline constexpr std::int64_t visits_a_thread = 64;  // counters are flushed once a handful
#endif
inline constexpr std::int64_t hash_stripes = 256;

//! What those awake leave behind, beside what they want to buy.
struct Outbox {
  Seconds* cart_due = nullptr;  //!< [woken] when a cart that was filled now is decided on; never = none was
  ItemId *cart_sku = nullptr, *share_sku = nullptr;
  std::uint8_t* cart_channel = nullptr;
};

struct VisitSome {
  Scene scene;
  SkuNotes notes;
  Tally tally;
  Purse purse;
  StoredMember* rows;
  std::uint64_t const* woken;
  std::int64_t count;
  std::uint64_t const* natural;
  std::uint64_t const* due_keys;
  DueNote const* due_notes;
  std::int64_t due_count;
  Intent* intents;
  Outbox to;
  std::int64_t* hash_cells;

  //! What a handful of visits shares: counters flushed once, and where in the list of reminders it has got to.
  struct Handful {
    Noted noted;
    ZoneId zone;  //!< of the last visit: ids of one block share a zone
    std::int64_t heat = 0, wants = 0, stockouts = 0, sales = 0, shares = 0;
    std::int64_t next_due;
  };

  GS_HD void operator()(std::int64_t chunk) const {
    std::int64_t const first = chunk * visits_a_thread, end = first + visits_a_thread < count ? first + visits_a_thread : count;
    Luck luck[visits_a_thread];
    for (std::int64_t w = first; w < end; ++w) {  // first what follows from ids alone, while the rows are on their way
      prefetch(&rows[woken[w]]);
      if (bit_of(natural, woken[w])) luck[w - first] = draw_luck(scene, MemberId(woken[w]));
    }
    Handful h;
    h.next_due = first_due(woken[first]);
    std::uint64_t hash = 0;
    for (std::int64_t w = first; w < end; ++w) {
      MemberId const id(woken[w]);
      MemberRow row = row_of(rows[id.at()]);
      hash -= row_hash(id.v, rows[id.at()]);
      visit_one(id, w, row, luck[w - first], h);
      row.seen = static_cast<std::uint32_t>(scene.now.start / minute);
      rows[id.at()] = stored(row);
      hash += row_hash(id.v, rows[id.at()]);
    }
    atomic_add(&hash_cells[chunk % hash_stripes], static_cast<std::int64_t>(hash));
    flush_zone(h);
    flush(h.noted);
  }
  GS_HD static bool bit_of(std::uint64_t const* bits, std::uint64_t id) { return (bits[id / 64] >> (id % 64) & 1) != 0; }

  GS_HD void visit_one(MemberId id, std::int64_t w, MemberRow& row, Luck const& luck, Handful& h) const {
    Outcome out;
    Visit visit(scene, notes, h.noted, id, row, out);
    if (visit.zone != h.zone) {
      flush_zone(h);
      h.zone = visit.zone;
    }
    std::int64_t const wants = h.noted.wants, stockouts = h.noted.stockouts, shares = h.noted.shares;
    ItemId by_friend;
    std::uint32_t friend_channel = 0;
    for (; h.next_due < due_count && due_keys[h.next_due] <= id.v; ++h.next_due) answer(visit, row, due_notes[h.next_due], by_friend, friend_channel);
    if (scene.tenure.newcomer(id, scene.now.start, scene.now.end))
      visit.arrive(luck, own_channel(luck.reason.v[1]));
    else if (bit_of(natural, id.v))
      look_around(visit, row, luck, by_friend);
    else if (by_friend.exists())
      look_at_share(visit, draw_luck(scene, id), by_friend, friend_channel);
    visit.decide_before(scene.now.end);
    intents[w] = out.intent;
    to.cart_due[w] = out.cart_due;
    to.cart_sku[w] = out.cart;
    to.cart_channel[w] = out.cart_channel;
    to.share_sku[w] = out.share;
    ++h.heat;
    h.wants += h.noted.wants - wants;
    h.stockouts += h.noted.stockouts - stockouts;
    h.sales += out.intent.sku.exists() ? 1 : 0;
    h.shares += h.noted.shares - shares;
  }
  GS_HD void flush_zone(Handful& h) const {
    if (h.heat == 0) return;
    tally.add(h.zone, ZoneCounter::heat, h.heat);
    if (h.wants > 0) tally.add(h.zone, ZoneCounter::wants, h.wants);
    if (h.stockouts > 0) tally.add(h.zone, ZoneCounter::stockouts, h.stockouts);
    if (h.sales > 0) tally.add(h.zone, ZoneCounter::sales, h.sales);
    if (h.shares > 0) tally.add(h.zone, ZoneCounter::shares, h.shares);
    h.heat = h.wants = h.stockouts = h.sales = h.shares = 0;
  }
  //! The first reminder of members from `id` on; all of them are awake, so a handful's reminders are consecutive.
  GS_HD std::int64_t first_due(std::uint64_t id) const {
    std::int64_t low = 0, high = due_count;
    while (low < high) {
      std::int64_t const mid = (low + high) / 2;
      if (due_keys[mid] < id)
        low = mid + 1;
      else
        high = mid;
    }
    return low;
  }
  GS_HD void answer(Visit const& visit, MemberRow& row, DueNote const& note, ItemId& by_friend, std::uint32_t& friend_channel) const {
    ItemId const sku = note.sku;
    std::uint32_t const channel = note.channel;
    switch (note.reason) {
      case Reason::delivered:
        visit.experience(sku, true);
        break;
      case Reason::late:
        visit.experience(sku, false);
        break;
      case Reason::shared:
        if (!scene.tenure.here(visit.id, scene.now.start)) break;  // not a member yet, or no more
        visit.shown_by_friend(sku);
        by_friend = sku;
        friend_channel = channel;
        break;
      case Reason::cart:
        if (row.cart_sku == sku.v && !stale(visit, row, note.due, channel)) visit.look_at_cart(channel);
        break;
      case Reason::final_payment:
        if (row.cart_sku == sku.v && !stale(visit, row, note.due, channel)) visit.look_at_cart(channel, true);
        break;
      default:
        break;
    }
  }
  //! A reminder of an earlier cart with the same SKU: the present cart's own time has not come.
  GS_HD bool stale(Visit const& visit, MemberRow const& row, Seconds due, std::uint32_t channel) const {
    Draws const d = visit.cart_draws();
    Seconds const decide = decision_time(scene.choice, scene.terms.live[channel] != 0, d.v[0]), forget = abandon_time(scene.choice, d.v[1]);
    return due < static_cast<Seconds>(row.cart_since) * minute + (decide < forget ? decide : forget);
  }
  GS_HD void look_at_share(Visit& visit, Luck const& luck, ItemId sku, std::uint32_t channel) const {
    visit.move_to(luck.moment, 0, 1);
    visit.browse(luck, ItemId::none(), sku, channel, 0.0);
  }
  //! As many looks as fall into the tick; a friend is heeded in the first.
  GS_HD void look_around(Visit& visit, MemberRow const& row, Luck const& luck, ItemId by_friend) const {
    std::int64_t const b = block_of(visit.id);
    Pressure const& p = scene.pressure;
    std::uint32_t const segment = scene.block_segment[b], cls = scene.block_class[b];
    double const base =
        unprompted_looks(p, scene.class_rate[cls], scene.zone_pull[visit.zone.at()]) * readiness(row, scene.now.start, scene.need_days);
    double const media = prompted_looks(p, segment, cls, static_cast<double>(scene.members));
    auto const n = static_cast<std::uint32_t>(looks_in_tick(base + media, uniform(luck.reason.v[3])));
    visit.move_to(luck.moment, 0, n);
    look_once(visit, luck, by_friend, base, media);
    for (std::uint32_t k = 1; k < n; ++k) {
      Luck const further = draw_luck(scene, visit.id, k);
      visit.move_to(further.moment, k, n);
      visit.decide_before(visit.at);
      visit.look_again();
      look_once(visit, further, ItemId::none(), base, media);
    }
  }
  //! Why this member looks: unprompted in one of its channels, or pulled by a burst.
  GS_HD void look_once(Visit const& visit, Luck const& luck, ItemId by_friend, double base, double media) const {
    Pressure const& p = scene.pressure;
    Draws const& d = luck.reason;
    if (uniform(d.v[0]) * (base + media) < base || media <= 0.0) {
      visit.browse(luck, ItemId::none(), by_friend, own_channel(d.v[1]), 0.0);
      return;
    }
    std::int64_t const b = block_of(visit.id);
    std::uint32_t const segment = scene.block_segment[b], cls = scene.block_class[b];
    double x = uniform(d.v[1]) * media * static_cast<double>(scene.members) / p.class_pull[cls];
    std::uint32_t c = 0;
    while (c + 1 < static_cast<std::uint32_t>(p.channels) && x >= p.affinity[c][segment] * p.channel_looks[c]) {
      x -= p.affinity[c][segment] * p.channel_looks[c];
      ++c;
    }
    pulled(visit, luck, by_friend, c, uniform(d.v[2]) * p.channel_looks[c]);
  }
  GS_HD void pulled(Visit const& visit, Luck const& luck, ItemId by_friend, std::uint32_t channel, double x) const {
    int k = scene.pressure.first_slot[channel];
    int const last = scene.pressure.first_slot[channel + 1] - 1;
    if (last < k) {
      visit.browse(luck, ItemId::none(), by_friend, channel, 0.0);
      return;
    }
    while (k < last && x >= scene.slots[k].looks) {
      x -= scene.slots[k].looks;
      ++k;
    }
    Slot const& slot = scene.slots[k];
    std::uint32_t const partition = scene.shelf.routes.partitions == 1 ? 0 : scene.terms.partition[channel];
    bool const pulled_link =
        scene.terms.live[channel] != 0 && scene.free_by_sku[static_cast<std::int64_t>(partition) * scene.skus + slot.sku.at()] <= 0;
    // A sold-out link is pulled from a live show: the member is there, but is shown something else.
    visit.browse(luck, pulled_link ? ItemId::none() : slot.sku, by_friend, channel, slot.open ? slot.live_bonus : 0.0);
  }
  GS_HD std::uint32_t own_channel(std::uint32_t word) const {
    double x = uniform(word) * scene.pressure.unprompted_total;
    std::uint32_t c = 0;
    while (c + 1 < static_cast<std::uint32_t>(scene.pressure.channels) && x >= scene.pressure.unprompted[c]) {
      x -= scene.pressure.unprompted[c];
      ++c;
    }
    return c;
  }
  GS_HD void flush(Noted const& n) const {
    auto const add = [this](Counter c, std::int64_t x) {
      if (x != 0) tally.add(c, x);
    };
    add(Counter::views, n.views);
    add(Counter::carts, n.carts);
    add(Counter::carts_decided, n.decided);
    add(Counter::abandoned, n.abandoned);
    add(Counter::wants, n.wants);
    add(Counter::ordered, n.ordered);
    add(Counter::substituted, n.substituted);
    add(Counter::left, n.left);
    add(Counter::stockout_wants, n.stockouts);
    add(Counter::shares, n.shares);
    add(Counter::lost_sales, n.lost);
    add(Counter::churned, n.churned);
    add(Counter::reactivated, n.reactivated);
    add(Counter::placed_hit, n.hits);
    add(Counter::placed_deep, n.deep);
    add(Counter::placed_extreme, n.extreme);
    add(Counter::premium, n.premium);
    add(Counter::deposits, n.deposits);
    add(Counter::markdown_loss, n.marked_down);
    if (n.paid_ahead > 0) purse.pay(Party::member, Party::brand, Account::fee, n.paid_ahead);
    if (n.paid_ahead < 0) purse.pay(Party::brand, Party::member, Account::fee, -n.paid_ahead);
    for (std::uint32_t c = 0; c < static_cast<std::uint32_t>(scene.pressure.channels); ++c) {
      if (n.looks[c] != 0) tally.add(c, ChannelCounter::looks, n.looks[c]);
      if (n.sales[c] != 0) tally.add(c, ChannelCounter::sales, n.sales[c]);
    }
  }
};

}  // namespace gs::GS_BACKEND
