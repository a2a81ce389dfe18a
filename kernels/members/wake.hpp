#pragma once
//! Waking by skip sampling: a block draws its candidates at a bound that depends on neither state nor design, each is then accepted by a
//! draw of its own. Members who do not wake are not touched; designs share luck. (Thinning: Lewis & Shedler 1979.)
#include "kernels/core/prefetch.hpp"
#include "kernels/core/store_same.hpp"
#include "kernels/members/hazard.hpp"
#include "kernels/state/tenure.hpp"
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

struct WakeBlock {
  StoredMember const* members;
  std::uint16_t const* zone;
  std::uint16_t const* segment;
  std::uint16_t const* member_class;
  double const* class_rate;
  double const* zone_pull;
  Pressure pressure;
  double need_days;
  std::uint64_t seed;
  std::int64_t count;  //!< members
  Now now;
  std::uint64_t* natural;  //!< 1 bit a member; 16 words a block, written by this block only
  Tally tally;
  Tenure tenure = {};

  GS_HD void operator()(std::int64_t b) const {
    double const base = unprompted_looks(pressure, class_rate[member_class[b]], zone_pull[zone[b]]);
    double const media = prompted_looks(pressure, segment[b], member_class[b], static_cast<double>(count));
    double const p = 1.0 - exact_exp(-(base * most_loyal + media));
    std::uint64_t bits[block_members / 64] = {};
    std::int64_t const first = b * block_members;
    auto const size = static_cast<int>(first + block_members < count ? block_members : count - first);
    Search search{first, base, media, p, 0, 0, {}, bits};
    if (p >= 0.5) {
      search.p = 1.0;  // everyone is a candidate
      for (int k = 0; k < size; ++k) add(search, k);
    } else if (p > 0.0) {
      draw_candidates(b, size, search);
    }
    consider(search);
    add_newcomers(b, size, bits);
    if (search.drawn > 0) tally.add(Counter::candidates, search.drawn);
    for (int w = 0; w < block_members / 64; ++w) natural[b * (block_members / 64) + w] = bits[w];
  }

  //! Members who join in this tick are awake: they come with something to buy.
  GS_HD void add_newcomers(std::int64_t b, int size, std::uint64_t* bits) const {
    if (tenure.join == nullptr || now.end <= tenure.join[0] || now.start > tenure.join[join_steps]) return;
    for (std::uint32_t rank = tenure.first_rank(b, now.start); rank < block_members; ++rank) {
      if (tenure.join[tenure.step_of(b, rank)] >= now.end) return;
      std::uint32_t const k = tenure.place_of(b, rank);
      if (k < static_cast<std::uint32_t>(size) && tenure.newcomer(MemberId(static_cast<std::uint64_t>(b * block_members + k)), now.start, now.end))
        bits[k / 64] |= std::uint64_t{1} << (k % 64);
    }
  }

  //! A block's candidates, considered a handful at a time: their rows are fetched while the others' luck is drawn.
#if defined(__CUDACC__)
  static constexpr int handful = 8;
#else
  static constexpr int handful = 64;
#endif
  struct Search {
    std::int64_t first;  //!< id of the block's first member
    double base, media, p;
    int n;
    std::int64_t drawn;        //!< candidates so far
    std::int32_t at[handful];  //!< candidates, counted from `first`
    std::uint64_t* bits;
  };
  GS_HD void draw_candidates(std::int64_t b, int size, Search& search) const {
    double const scale = 1.0 / exact_log(1.0 - search.p);
    int k = -1;
    for (std::uint32_t index = 0;; ++index) {
      Draws const d = draw4(seed, Stream::wake_gap, static_cast<std::uint64_t>(b) << 16 | index, static_cast<std::uint32_t>(now.start));
      for (int half = 0; half < 4; half += 2) {
        k = skip(k, d.v[half], d.v[half + 1], scale);
        if (k >= size) return;
        add(search, k);
      }
    }
  }
  GS_HD void add(Search& search, int k) const {
    prefetch(&members[search.first + k]);
    search.at[search.n++] = k;
    if (search.n == handful) consider(search);
  }
  //! Next candidate after k: a geometric gap.
  GS_HD static int skip(int k, std::uint32_t high, std::uint32_t low, double scale) {
    double const gap = exact_log(uniform52(high, low)) * scale;
    return k + 1 + (gap < 4096.0 ? static_cast<int>(gap) : 4096);
  }
  GS_HD void consider(Search& search) const {
    for (int i = 0; i < search.n; ++i) {
      std::int64_t const id = search.first + search.at[i];
      double const hazard = search.base * readiness(row_of(members[id]), now.start, need_days) + search.media;
      Draws const d = draw4(seed, Stream::wake_accept, static_cast<std::uint64_t>(id), static_cast<std::uint32_t>(now.start));
      bool const here = tenure.here(MemberId(static_cast<std::uint64_t>(id)), now.start);
      std::uint64_t const wakes = here && uniform(d.v[0]) * search.p < 1.0 - exact_exp(-hazard) ? 1 : 0;
      search.bits[search.at[i] / 64] |= wakes << (search.at[i] % 64);
    }
    search.drawn += search.n;
    search.n = 0;
  }
};

//! Members whose reminder is due wake too. Bits only: order cannot matter.
struct WakeDue {
  ViewOf<ReminderTable, ReminderSlot> reminders;
  std::uint32_t const* due;
  std::uint64_t* called;
  std::uint64_t* keys;
  std::uint32_t* slots;
  GS_HD void operator()(std::int64_t i) const {
    std::uint64_t const id = reminders.member[ReminderSlot(due[i])].v;
    atomic_or(&called[id / 64], std::uint64_t{1} << (id % 64));
    keys[i] = id;
    slots[i] = due[i];
  }
};

//! A reminder that is due, with the reminders of one member side by side.
struct DueNote {
  Seconds due;
  ItemId sku;
  Reason reason;
  std::uint8_t channel;
};
struct GatherDue {
  ViewOf<ReminderTable, ReminderSlot> reminders;
  std::uint32_t const* slots;  //!< sorted by member
  DueNote* notes;
  GS_HD void operator()(std::int64_t i) const {
    ReminderSlot const r(slots[i]);
    notes[i] = {reminders.due[r], reminders.sku[r], reminders.reason[r], reminders.channel[r]};
  }
};

struct ForgetDue {
  std::uint64_t const* keys;
  std::uint64_t* called;
  GS_HD void operator()(std::int64_t i) const { store_same(&called[keys[i] / 64], 0); }
};

//! The ascending list of members awake: count bits, scan, write.
struct CountAwake {
  std::uint64_t const* natural;
  std::uint64_t const* called;
  std::int64_t words;
  std::int64_t* counts;
  GS_HD void operator()(std::int64_t c) const {
    std::int64_t n = 0;
    for (std::int64_t w = c * 64; w < c * 64 + 64 && w < words; ++w) { n += count_bits(natural[w] | called[w]); }
    counts[c] = n;
  }
};
struct WriteAwake {
  std::uint64_t const* natural;
  std::uint64_t const* called;
  std::int64_t words;
  std::int64_t const* offsets;
  std::uint64_t* woken;
  GS_HD void operator()(std::int64_t c) const {
    std::int64_t at = offsets[c];
    for (std::int64_t w = c * 64; w < c * 64 + 64 && w < words; ++w) {
      for (std::uint64_t bits = natural[w] | called[w]; bits != 0; bits &= bits - 1) {
#if defined(__CUDA_ARCH__)
        int const k = __ffsll(static_cast<long long>(bits)) - 1;
#else
        int const k = __builtin_ctzll(bits);
#endif
        woken[at++] = static_cast<std::uint64_t>(w) * 64 + static_cast<std::uint64_t>(k);
      }
    }
  }
};

}  // namespace gs::GS_BACKEND
