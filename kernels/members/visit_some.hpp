#pragma once
//! A handful of visits on one thread: row in, reminders answered, a look around, row and outbox out, counters flushed once.
#include "kernels/core/row_hash.hpp"
#include "kernels/members/visit.hpp"

namespace gs::GS_BACKEND {

#if defined(__CUDACC__)
inline constexpr std::int64_t visits_a_thread = 2;
#else
inline constexpr std::int64_t visits_a_thread = 64;  // counters are flushed once a handful
#endif
inline constexpr std::int64_t hash_stripes = 256;

struct VisitSome {
  Scene scene;
  SkuNotes notes;
  Tally tally;
  MemberRow* rows;
  std::uint64_t const* woken;
  std::int64_t count;
  std::uint64_t const* natural;
  std::uint64_t const* called;
  ViewOf<ReminderTable, ReminderSlot> reminders;
  std::uint64_t const* due_keys;
  std::uint32_t const* due_slots;
  std::int64_t due_count;
  Intent* intents;
  Seconds* cart_due;
  ItemId* cart_sku;
  std::uint8_t* cart_channel;
  ItemId* share_sku;
  std::int64_t* hash_cells;

  GS_HD void operator()(std::int64_t chunk) const {
    Noted noted;
    std::uint64_t hash = 0;
    std::int64_t const end = (chunk + 1) * visits_a_thread < count ? (chunk + 1) * visits_a_thread : count;
    for (std::int64_t w = chunk * visits_a_thread; w < end; ++w) {
      MemberId const id(woken[w]);
      MemberRow row = rows[id.at()];
      hash -= row_hash(id.v, row);
      visit_one(id, w, row, noted);
      row.seen = static_cast<std::uint32_t>(scene.now.start / minute);
      rows[id.at()] = row;
      hash += row_hash(id.v, row);
    }
    atomic_add(&hash_cells[chunk % hash_stripes], static_cast<std::int64_t>(hash));
    flush(noted);
  }
  GS_HD void visit_one(MemberId id, std::int64_t w, MemberRow& row, Noted& noted) const {
    Outcome out;
    Visit const visit(scene, notes, noted, id, row, out);
    std::int64_t const wants = noted.wants, stockouts = noted.stockouts;
    ItemId by_friend;
    std::uint32_t friend_channel = 0;
    bool const reminded = (called[id.v / 64] >> (id.v % 64) & 1) != 0;
    for (std::int64_t k = reminded ? first_due(id.v) : due_count; k < due_count && due_keys[k] == id.v; ++k)
      answer(visit, row, ReminderSlot(due_slots[k]), by_friend, friend_channel);
    bool const looked = (natural[id.v / 64] >> (id.v % 64) & 1) != 0;
    if (looked)
      look_around(visit, row, by_friend);
    else if (by_friend.exists())
      visit.browse(ItemId::none(), by_friend, friend_channel, 0.0);
    intents[w] = out.intent;
    cart_due[w] = out.cart_due;
    cart_sku[w] = out.cart;
    cart_channel[w] = out.cart_channel;
    share_sku[w] = out.share;
    tally.add(visit.zone, ZoneCounter::heat);
    if (noted.wants > wants) tally.add(visit.zone, ZoneCounter::wants, noted.wants - wants);
    if (noted.stockouts > stockouts) tally.add(visit.zone, ZoneCounter::stockouts, noted.stockouts - stockouts);
    if (out.intent.sku.exists()) tally.add(visit.zone, ZoneCounter::sales);
  }
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
  GS_HD void answer(Visit const& visit, MemberRow& row, ReminderSlot r, ItemId& by_friend, std::uint32_t& friend_channel) const {
    ItemId const sku = reminders.sku[r];
    std::uint32_t const channel = reminders.channel[r];
    switch (reminders.reason[r]) {
      case Reason::delivered:
        visit.experience(sku, true);
        break;
      case Reason::late:
        visit.experience(sku, false);
        break;
      case Reason::shared:
        visit.shown_by_friend(sku);
        by_friend = sku;
        friend_channel = channel;
        break;
      case Reason::cart:
        if (row.cart_sku == sku.v && !stale(visit, row, r, channel)) visit.look_at_cart(channel);
        break;
      default:
        break;
    }
  }
  //! A reminder of an earlier cart with the same SKU: the present cart's own time has not come.
  GS_HD bool stale(Visit const& visit, MemberRow const& row, ReminderSlot r, std::uint32_t channel) const {
    Draws const d = visit.cart_draws();
    Seconds const decide = decision_time(scene.choice, scene.terms.live[channel] != 0, d.v[0]), forget = abandon_time(scene.choice, d.v[1]);
    return reminders.due[r] < static_cast<Seconds>(row.cart_since) * minute + (decide < forget ? decide : forget);
  }
  //! Why this member looks: unprompted in one of its channels, or pulled by a burst.
  GS_HD void look_around(Visit const& visit, MemberRow const& row, ItemId by_friend) const {
    std::int64_t const b = block_of(visit.id);
    Pressure const& p = scene.pressure;
    std::uint32_t const segment = scene.block_segment[b], cls = scene.block_class[b];
    double const base =
        unprompted_looks(p, scene.class_rate[cls], scene.zone_pull[visit.zone.at()]) * readiness(row, scene.now.start, scene.need_days);
    double const media = prompted_looks(p, segment, cls, static_cast<double>(scene.members));
    Draws const d = draw4(scene.seed, Stream::wake_reason, visit.id.v, static_cast<std::uint32_t>(scene.now.start));
    if (uniform(d.v[0]) * (base + media) < base || media <= 0.0) {
      visit.browse(ItemId::none(), by_friend, own_channel(d.v[1]), 0.0);
      return;
    }
    double x = uniform(d.v[1]) * media * static_cast<double>(scene.members) / p.class_pull[cls];
    std::uint32_t c = 0;
    while (c + 1 < static_cast<std::uint32_t>(p.channels) && x >= p.affinity[c][segment] * p.channel_looks[c]) {
      x -= p.affinity[c][segment] * p.channel_looks[c];
      ++c;
    }
    pulled(visit, by_friend, c, uniform(d.v[2]) * p.channel_looks[c]);
  }
  GS_HD void pulled(Visit const& visit, ItemId by_friend, std::uint32_t channel, double x) const {
    int k = scene.pressure.first_slot[channel];
    int const last = scene.pressure.first_slot[channel + 1] - 1;
    if (last < k) {
      visit.browse(ItemId::none(), by_friend, channel, 0.0);
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
    visit.browse(pulled_link ? ItemId::none() : slot.sku, by_friend, channel, slot.open ? slot.live_bonus : 0.0);
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
  }
};

}  // namespace gs::GS_BACKEND
