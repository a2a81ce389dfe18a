#include "kernels/members/members_stage.hpp"
#include <algorithm>

namespace gs::GS_BACKEND {
namespace {

struct AddCount {
  Tally tally;
  Counter counter;
  std::int64_t n;
  GS_HD void operator()(std::int64_t) const { tally.add(counter, n); }
};
struct FillsCart {
  Seconds const* due;
  GS_HD bool operator()(std::int64_t w) const { return due[w] < never; }
};
struct WriteCartReminder {
  ViewOf<ReminderTable, ReminderSlot> reminders;
  std::int64_t first;
  std::uint32_t const* list;
  std::uint64_t const* woken;
  Seconds const* due;
  ItemId const* sku;
  std::uint8_t const* channel;
  ViewOf<AttentionTable, ItemId> seen;
  GS_HD void operator()(std::int64_t i) const {
    ReminderSlot const slot(static_cast<std::uint64_t>(first + i));
    std::uint32_t const w = list[i];
    bool const paid = (channel[w] & deposit_bit) != 0;
    reminders.member[slot] = MemberId(woken[w]);
    reminders.due[slot] = due[w];
    reminders.sku[slot] = sku[w];
    reminders.reason[slot] = paid ? Reason::final_payment : Reason::cart;
    if (paid) atomic_add(&seen.deposits[sku[w]], 1);
    reminders.channel[slot] = static_cast<std::uint8_t>(channel[w] & ~deposit_bit);
  }
};
struct Shares {
  ItemId const* share;
  GS_HD bool operator()(std::int64_t w) const { return share[w].exists(); }
};
//! Contact i % contacts of sharer i / contacts sees it with the chance `see`.
struct SeesShare {
  std::uint32_t const* sharers;
  std::uint64_t const* woken;
  std::uint64_t seed, see;
  std::int64_t contacts;
  std::uint32_t time;
  GS_HD Draws draws(std::int64_t i) const {
    return draw4(seed, Stream::contact, woken[sharers[i / contacts]], time, static_cast<std::uint32_t>(i % contacts));
  }
  GS_HD bool operator()(std::int64_t i) const { return draws(i).v[0] < see; }
};
struct WriteExposure {
  ViewOf<ReminderTable, ReminderSlot> reminders;
  std::int64_t first;
  std::uint32_t const* list;
  SeesShare who;
  ItemId const* share;
  std::uint64_t rewire, members;
  Seconds start;
  double mean_delay;
  std::uint8_t channel;
  GS_HD void operator()(std::int64_t k) const {
    std::int64_t const i = list[k];
    std::uint32_t const w = who.sharers[i / who.contacts];
    ReminderSlot const slot(static_cast<std::uint64_t>(first + k));
    reminders.member[slot] = contact_of(who.seed, MemberId(who.woken[w]), static_cast<std::uint32_t>(i % who.contacts), rewire, members);
    reminders.due[slot] = start + 1 + to_int(clamp(mean_delay * exponential(who.draws(i).v[1]), 0.0, 30.0 * 86400.0));
    reminders.sku[slot] = share[w];
    reminders.reason[slot] = Reason::shared;
    reminders.channel[slot] = channel;
  }
};
struct IsDue {
  ViewOf<ReminderTable, ReminderSlot> reminders;
  Seconds end;
  GS_HD bool operator()(std::int64_t i) const { return reminders.due[ReminderSlot(static_cast<std::uint64_t>(i))] < end; }
};
struct MarkDone {
  ViewOf<ReminderTable, ReminderSlot> reminders;
  std::uint32_t const* due;
  ViewOf<AttentionTable, ItemId> seen;
  GS_HD void operator()(std::int64_t i) const {
    ReminderSlot const slot(due[i]);
    reminders.due[slot] = never;
    if (reminders.reason[slot] == Reason::final_payment) atomic_add(&seen.deposits[reminders.sku[slot]], -1);
  }
};
struct StillAhead {
  ViewOf<ReminderTable, ReminderSlot> reminders;
  GS_HD bool operator()(std::int64_t i) const { return reminders.due[ReminderSlot(static_cast<std::uint64_t>(i))] < never; }
};

std::int64_t guide_size(World const& w) { return (std::int64_t{1} << guide_bits(w.skus)) + 1; }

GradeRule grade_rule(World const& w) {
  GradesLever const& lever = w.params.design.grades;
  GradeRule rule;
  rule.premium[0] = lever.deep_premium, rule.premium[1] = lever.extreme_premium;
  for (int k = 0; k < 2; ++k) rule.disutility[k] = w.params.choice.price * exact_log(1.0 + rule.premium[k]);
  rule.seek_deep = w.params.members.seek_deep, rule.seek_extreme = w.params.members.seek_extreme;
  rule.per_family = w.families > 0 ? std::max<std::uint32_t>(1, w.skus / w.families) : 1;
  return rule;
}

Tenure tenure_of(World const& w) {
  auto const& m = w.params.members;
  return {w.join.size() > 0 ? w.join.data() : nullptr, m.stay_shape, m.stay_days * static_cast<double>(day), w.params.seed};
}

//! What shared modules do not give of a match with one's taste is not felt.
ChoiceParams choice_in(Params const& p) {
  ChoiceParams choice = p.choice;
  if (p.design.modular) choice.taste *= p.design.modular_experience;
  return choice;
}

Scene make_scene(World& w, std::uint32_t const* guides, double const* quantiles) {
  Shelf const shelf = shelf_of(w);
  auto const& m = w.params.members;
  return {w.pressure,
          w.slots.data(),
          w.looks.data(),
          {w.search_upto.data(), guides, w.skus, guide_bits(w.skus)},
          {w.feed_upto.data(), guides + guide_size(w), w.skus, guide_bits(w.skus)},
          quantiles,
          w.free_by_sku.data(),
          w.block_zone.data(),
          w.block_segment.data(),
          w.block_class.data(),
          w.class_rate.data(),
          w.zone_pull.data(),
          shelf,
          w.terms,
          choice_in(w.params),
          w.params.cascade,
          m.need_days,
          law_of(m),
          w.params.seed,
          w.members.size(),
          w.skus,
          w.now,
          grade_rule(w),
          tenure_of(w)};
}

std::uint8_t feed_channel(Params const& p) {
  for (std::size_t c = 0; c < p.channels.size(); ++c) {
    if (p.channels[c].kind == ChannelKind::social_feed) return static_cast<std::uint8_t>(c);
  }
  return 0;
}

}  // namespace

void MembersStage::sample(World& w) {
  std::int64_t const n = w.members.size(), blocks = (n + block_members - 1) / block_members;
  natural_ = w.scratch.room<std::uint64_t>(blocks * (block_members / 64));
  called_.grow(blocks * (block_members / 64));
  for_each_heavy(w.lane, blocks,
                 WakeBlock{w.members.data(), w.block_zone.data(), w.block_segment.data(), w.block_class.data(), w.class_rate.data(),
                           w.zone_pull.data(), w.pressure, w.params.members.need_days, w.params.seed, n, w.now, natural_, w.tally(), tenure_of(w)});
}

void MembersStage::call_due(World& w) {
  due_ = list_where(w.lane, w.reminders.size(), IsDue{w.reminders.view(), w.now.end}, w.scratch);
  if (due_.count == 0) return;
  due_keys_ = w.scratch.room<std::uint64_t>(due_.count);
  due_notes_ = w.scratch.room<DueNote>(due_.count);
  Scratch::Use const use(w.scratch);
  auto* const slots = w.scratch.room<std::uint32_t>(due_.count);
  for_each(w.lane, due_.count, WakeDue{w.reminders.view(), due_.items, called_.data(), due_keys_, slots});
  sort_pairs(w.lane, due_keys_, slots, due_.count);
  for_each(w.lane, due_.count, GatherDue{w.reminders.view(), slots, due_notes_});
}

void MembersStage::list_awake(World& w) {
  std::int64_t const words = called_.size(), chunks = (words + 63) / 64;
  auto* const counts = w.scratch.room<std::int64_t>(chunks + 1);
  auto* const offsets = w.scratch.room<std::int64_t>(chunks + 1);
  for_each_heavy(w.lane, chunks, CountAwake{natural_, called_.data(), words, counts});
  exclusive_sum(w.lane, counts, offsets, chunks + 1);
  std::int64_t const n = read(offsets + chunks);
  w.woken_count = n;
  w.woken = w.scratch.room<std::uint64_t>(n);
  w.intents = w.scratch.room<Intent>(n);
  out_ = {w.scratch.room<Seconds>(n), w.scratch.room<ItemId>(n), w.scratch.room<ItemId>(n), w.scratch.room<std::uint8_t>(n)};
  for_each_heavy(w.lane, chunks, WriteAwake{natural_, called_.data(), words, offsets, w.woken});
}

void MembersStage::visit(World& w) {
  hash_cells_.grow(hash_stripes);
  std::int64_t const guide = guide_size(w);
  int const bits = guide_bits(w.skus);
  guides_.grow(2 * guide);
  for_each(w.lane, guide, MakeGuide{w.search_upto.data(), guides_.data(), w.skus, bits});
  for_each(w.lane, guide, MakeGuide{w.feed_upto.data(), guides_.data() + guide, w.skus, bits});
  if (quantiles_.size() == 0) {
    quantiles_.grow(gumbel_cells + 1);
    for_each(w.lane, gumbel_cells + 1, MakeQuantiles{quantiles_.data()});
  }
  std::int64_t const chunks = (w.woken_count + visits_a_thread - 1) / visits_a_thread;
  SkuNotes const notes{w.attention.view(), w.cohort_of(w.sku_wants), w.cohort_of(w.sku_stockouts), w.stockout_tally(), w.short_marks()};
  for_each_heavy(w.lane, chunks,
                 VisitSome{make_scene(w, guides_.data(), quantiles_.data()), notes, w.tally(), w.purse(), w.members.data(), w.woken, w.woken_count,
                           natural_, due_keys_, due_notes_, due_.count, w.intents, out_, hash_cells_.data()});
  for_each(w.lane, 1, AddCount{w.tally(), Counter::wakes, w.woken_count});
}

void MembersStage::remind_carts(World& w) {
  Scratch::Use const use(w.scratch);
  auto const [list, n] = list_where(w.lane, w.woken_count, FillsCart{out_.cart_due}, w.scratch);
  if (n == 0) return;
  std::int64_t const first = w.reminders.size();
  w.reminders.resize(first + n);
  for_each(w.lane, n,
           WriteCartReminder{w.reminders.view(), first, list, w.woken, out_.cart_due, out_.cart_sku, out_.cart_channel, w.attention.view()});
}

void MembersStage::spread_shares(World& w) {
  Scratch::Use const use(w.scratch);
  auto const [list, sharers] = list_where(w.lane, w.woken_count, Shares{out_.share_sku}, w.scratch);
  if (sharers == 0) return;
  CascadeParams const& c = w.params.cascade;
  SeesShare const who{list, w.woken, w.params.seed, to_chance(c.see), c.contacts, static_cast<std::uint32_t>(w.now.start)};
  auto const [seen, n] = list_where(w.lane, sharers * c.contacts, who, w.scratch);
  for_each(w.lane, 1, AddCount{w.tally(), Counter::exposures, n});
  if (n == 0) return;
  std::int64_t const first = w.reminders.size();
  w.reminders.resize(first + n);
  for_each(w.lane, n,
           WriteExposure{w.reminders.view(), first, seen, who, out_.share_sku, to_chance(c.rewire), static_cast<std::uint64_t>(w.members.size()),
                         w.now.start, static_cast<double>(c.delay), feed_channel(w.params)});
}

//! Reminders answered in this tick die; the dead are dropped when a seventh of the table is.
void MembersStage::forget_done(World& w) {
  if (due_.count == 0) return;
  for_each(w.lane, due_.count, ForgetDue{due_keys_, called_.data()});
  for_each(w.lane, due_.count, MarkDone{w.reminders.view(), due_.items, w.attention.view()});
  if (w.reminders.size() < kept_ + kept_ / 6 + 4096) return;
  Scratch::Use const use(w.scratch);
  w.reminders.keep(w.lane, list_where(w.lane, w.reminders.size(), StillAhead{w.reminders.view()}, w.scratch), w.scratch);
  kept_ = w.reminders.size();
}

void MembersStage::run(World& w) {
  if (w.members.size() == 0 || w.skus == 0) {
    w.woken_count = 0;
    return;
  }
  sample(w);
  call_due(w);
  list_awake(w);
  visit(w);
  forget_done(w);
  remind_carts(w);
  spread_shares(w);
  w.member_hash += static_cast<std::uint64_t>(sum(w.lane, hash_cells_.data(), hash_stripes));
  zero(hash_cells_.data(), hash_cells_.bytes());
}

std::int64_t MembersStage::bytes() const { return called_.bytes() + hash_cells_.bytes() + guides_.bytes() + quantiles_.bytes(); }

}  // namespace gs::GS_BACKEND
