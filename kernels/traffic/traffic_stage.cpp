#include "kernels/traffic/traffic_stage.hpp"
#include <algorithm>
#include "kernels/core/errors.hpp"
#include "kernels/state/ramp.hpp"
#include "kernels/traffic/attention.hpp"
#include "kernels/traffic/burst_pull.hpp"
#include "kernels/traffic/make_look.hpp"
#include "kernels/traffic/rhythm.hpp"

namespace gs::GS_BACKEND {
namespace {

constexpr Seconds announced_before = 7 * day;  //!< price cuts are known so long ahead (chosen)

struct ZonePull {
  ViewOf<ZoneTable, ZoneId> zones;
  double* pull;
  Now now;
  double depth, weekend;
  GS_HD void operator()(std::int64_t z) const {
    Seconds const shift = zones.shift[ZoneId(static_cast<std::uint32_t>(z))];
    pull[z] = rhythm_pull(now.start + shift, now.end + shift, depth, weekend);
  }
};

//! A seed of a cascade is a random member who is shown the SKU at the start.
struct WriteSeed {
  ViewOf<ReminderTable, ReminderSlot> reminders;
  std::int64_t first;
  std::uint64_t seed, key, members;
  Seconds at;
  ItemId sku;
  std::uint8_t channel;
  GS_HD void operator()(std::int64_t i) const {
    Draws const d = draw4(seed, Stream::seed_member, key, static_cast<std::uint32_t>(i));
    std::uint64_t const word = static_cast<std::uint64_t>(d.v[0]) << 32 | d.v[1];
    ReminderSlot const slot(static_cast<std::uint64_t>(first + i));
    reminders.member[slot] = MemberId(static_cast<std::uint64_t>((static_cast<unsigned __int128>(word) * members) >> 64));
    reminders.due[slot] = at;
    reminders.sku[slot] = sku;
    reminders.reason[slot] = Reason::shared;
    reminders.channel[slot] = channel;
  }
};

struct PayFee {
  Purse purse;
  Cents amount;
  GS_HD void operator()(std::int64_t) const { purse.pay(Party::brand, Party::platform, Account::paid_traffic, amount); }
};
struct AddFakeCarts {
  ViewOf<AttentionTable, ItemId> seen;
  Tally tally;
  ItemId sku;
  std::int64_t n;
  GS_HD void operator()(std::int64_t) const {
    atomic_add(&seen.carts[sku], n);
    tally.add(Counter::fake_carts, n);
  }
};

//! What the chain makes to order, and when it is offered.
GradeGate gate_of(World const& w) {
  GradesLever const& lever = w.params.design.grades;
  double const heat = w.params.design.express.heat;
  if (!lever.on || w.to_order.size() == 0) return {0, false, heat};
  bool const ready = is_ready(lever.cost, w.now.start, w.params.clock.warmup);
  std::uint8_t const all = w.params.design.elastic ? 6 : 2;  // a piece made for one is printed: it takes flexible printing hours
  return {ready ? all : std::uint8_t{0}, lever.after_hit, heat};
}

//! Contagion falls by half every quarter of a burst's life.
double boost_now(Burst const& b, Seconds now) {
  double const age = static_cast<double>(now - b.start) / std::max(1.0, static_cast<double>(b.gone - b.start));
  return 1.0 + (b.share_boost - 1.0) * exact_exp(-2.772588722239781 * clamp(age, 0.0, 1.0));
}

}  // namespace

void TrafficStage::add_burst(World& w, Burst const& burst) {
  auto const at = std::upper_bound(w.bursts.begin(), w.bursts.end(), burst, [](Burst const& a, Burst const& b) { return a.start < b.start; });
  w.bursts.insert(at, burst);
  added_.push_back(burst);
  first_ = 0;
}

void TrafficStage::forget_added(World& w) {
  for (Burst const& mine : added_) {
    auto const at = std::find_if(w.bursts.begin(), w.bursts.end(), [&mine](Burst const& b) {
      return b.sku == mine.sku && b.channel == mine.channel && b.start == mine.start && b.end == mine.end && b.looks_per_hour == mine.looks_per_hour;
    });
    if (at != w.bursts.end()) w.bursts.erase(at);
  }
  added_.clear();
  first_ = 0;
}

void TrafficStage::collect_bursts(World& w) {
  while (first_ < w.bursts.size() && w.bursts[first_].gone <= w.now.start) ++first_;
  active_.clear();
  deals_.clear();
  for (std::size_t i = first_; i < w.bursts.size() && w.bursts[i].start < w.now.end + announced_before; ++i) {
    Burst const& b = w.bursts[i];
    if (b.gone <= w.now.start) continue;
    bool const on = b.start < w.now.end;
    if (on) active_.push_back(i);
    bool const deal = b.discount > 0.0 || b.deposit > 0.0 || (on && b.share_boost != 1.0);
    if (deal && deals_.size() < static_cast<std::size_t>(max_deals))
      deals_.push_back({b.sku, b.start, b.discount > 0.0 ? b.end : b.gone, b.discount, on ? boost_now(b, w.now.start) : 1.0, b.deposit});
  }
  to_device(w.deals.data(), deals_.data(), static_cast<std::int64_t>(deals_.size() * sizeof(Deal)));
}

//! Turns active bursts into slots by channel and sums what they pull.
void TrafficStage::press(World& w) {
  Pressure& p = w.pressure;
  std::fill(std::begin(p.channel_looks), std::end(p.channel_looks), 0.0);
  p.hours = static_cast<double>(w.now.span()) / 3600.0;
  slots_.clear();
  double bought = 0.0;  // extra looks that are paid for [cent]
  for (std::size_t const i : active_) {
    Burst const& b = w.bursts[i];
    double const seconds = burst_seconds(w.now.start, w.now.end, b.start, b.end, b.gone, b.rise, b.decay, b.power);
    double const looks = b.looks_per_hour * seconds / 3600.0;
    if (b.channel < w.params.channels.size()) bought += looks * static_cast<double>(w.params.channels[b.channel].look_price) / 1000.0;
    bool const open = b.start < w.now.end && b.end > w.now.start;
    if (looks > 0.0 && slots_.size() < static_cast<std::size_t>(max_slots))
      slots_.push_back({b.sku, b.channel, looks, open ? b.live_bonus : 0.0, open});
    double const bots = b.bots_per_hour * seconds / 3600.0;
    Draws const d = draw4(w.params.seed, Stream::bots, static_cast<std::uint64_t>(b.sku.v) << 32 | static_cast<std::uint32_t>(b.start),
                          static_cast<std::uint32_t>(w.now.start));
    std::int64_t const fakes = to_int(bots + uniform(d.v[0]));
    if (bots > 0.0 && fakes > 0) for_each(w.lane, 1, AddFakeCarts{w.attention.view(), w.tally(), b.sku, fakes});
  }
  if (Cents const fee = to_int(bought + 0.5); fee > 0) for_each(w.lane, 1, PayFee{w.purse(), fee});
  std::stable_sort(slots_.begin(), slots_.end(), [](Slot const& a, Slot const& b) { return a.channel < b.channel; });
  p.slots = static_cast<int>(slots_.size());
  int k = 0;
  for (int c = 0; c <= p.channels; ++c) {
    p.first_slot[c] = k;
    for (; c < p.channels && k < p.slots && slots_[static_cast<std::size_t>(k)].channel == static_cast<std::uint32_t>(c); ++k)
      p.channel_looks[c] += slots_[static_cast<std::size_t>(k)].looks;
  }
  p.unprompted_total = 0.0;
  for (int c = 0; c < p.channels; ++c) {
    auto const ch = static_cast<std::size_t>(c);
    auto const h = static_cast<std::size_t>(w.now.start / hour);
    double const trace = ch < w.trace.size() && h < w.trace[ch].size() ? w.trace[ch][h] : 1.0;
    p.unprompted[c] = w.params.channels[ch].share * trace;
    p.unprompted_total += p.unprompted[c];
  }
  to_device(w.slots.data(), slots_.data(), static_cast<std::int64_t>(slots_.size() * sizeof(Slot)));
  for_each(w.lane, w.zones.size(), ZonePull{w.zones.view(), w.zone_pull.data(), w.now, w.params.members.day_night, w.params.members.weekend});
}

void TrafficStage::refresh_market(World& w) {
  std::int64_t const skus = w.skus;
  for_each(w.lane, skus * w.partitions, CountFree{w.stock.view(), w.points.view(), w.site_open.data(), w.places(), w.free_by_sku.data()});
  for_each(w.lane, skus, SumFree{w.free_by_sku.data(), w.attention.view(), skus, w.partitions});
  double const hours = w.pressure.hours;
  Fade const fade{1.0 - exact_exp(-hours / fast_hours),
                  1.0 - exact_exp(-hours / slow_hours),
                  exact_exp(-0.6931471805599453 * static_cast<double>(w.now.span()) / static_cast<double>(w.params.cascade.heat_half_life)),
                  hours,
                  fast_hours,
                  w.params.cascade};
  for_each(w.lane, skus, RefreshAttention{w.attention.view(), w.signals.view(), fade});
  for_each(w.lane, skus,
           MakeLook{w.items.view(), w.attention.view(), w.looks.data(), w.search_upto.data(), w.feed_upto.data(), w.deals.data(),
                    static_cast<int>(deals_.size()), w.params.choice, w.params.cascade, static_cast<double>(w.params.world.price_median), w.now,
                    w.params.lifecycle, gate_of(w), fast_hours});
  if (skus == 0) return;
  inclusive_sum(w.lane, w.search_upto.data(), w.search_upto.data(), skus);
  inclusive_sum(w.lane, w.feed_upto.data(), w.feed_upto.data(), skus);
}

void TrafficStage::start_bursts(World& w) {
  for (std::size_t const i : active_) {
    Burst const& b = w.bursts[i];
    if (b.start < w.now.start) continue;
    if (b.seeds > 0) seed(w, b);
    double const fee_here = b.shown && b.channel < w.params.channels.size() ? static_cast<double>(w.params.channels[b.channel].slot_fee) : 0.0;
    Cents const fee =
        to_int(fee_here * (world_size(w.params) < 1.0 ? world_size(w.params) : 1.0));  // slots grow with larger worlds, fees with smaller
    if (fee > 0) for_each(w.lane, 1, PayFee{w.purse(), fee});
  }
}

void TrafficStage::seed(World& w, Burst const& b) {
  if (w.members.size() == 0) return;
  std::int64_t const first = w.reminders.size();
  w.reminders.resize(first + b.seeds);
  std::uint64_t const key = static_cast<std::uint64_t>(b.sku.v) << 32 | static_cast<std::uint32_t>(b.start);
  for_each(w.lane, b.seeds,
           WriteSeed{w.reminders.view(), first, w.params.seed, key, static_cast<std::uint64_t>(w.members.size()), b.start, b.sku,
                     static_cast<std::uint8_t>(b.channel)});
}

void TrafficStage::run(World& w) {
  w.pressure.channels = static_cast<int>(std::min<std::size_t>(w.params.channels.size(), max_channels));
  collect_bursts(w);
  press(w);
  refresh_market(w);
  start_bursts(w);
}

}  // namespace gs::GS_BACKEND
