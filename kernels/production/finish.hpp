#pragma once
//! Goods that are done: bad ones that inspection finds are scrapped, the others leave for the stock point that ordered them.
#include "kernels/production/floor.hpp"

namespace gs::GS_BACKEND {

struct Output {
  ViewOf<GoodsTable, ItemId> goods;
  Stock stock;
  Tally tally;
  std::int64_t const* flaw_chance;  //!< by item [2^-32]
  Components components;
};

//! Books what the k-th active job has finished in this tick.
struct FinishJob {
  Floor floor;
  Output out;
  std::uint32_t const* active;

  //! Expected flaws that come in with flawed components [1e-6 grains].
  GS_HD std::int64_t inherited(RecipeId r, Grains made) const {
    std::int64_t sum = 0;
    std::uint32_t const first = floor.recipes.first_component[r], last = first + floor.recipes.components[r];
    for (std::uint32_t c = first; c < last; ++c) {
      ComponentId const id(c);
      std::int64_t const chance = out.flaw_chance[floor.points.item[out.components.point[id]].at()], parts = made * out.components.quantity[id];
      sum += static_cast<std::int64_t>(static_cast<__int128>(parts) * 1000000 * chance >> 32);
    }
    return sum < made * 1000000 ? sum : made * 1000000;
  }
  GS_HD void operator()(std::int64_t k) const {
    JobSlot const job(active[k]);
    JobOut& done = floor.out[job.at()];
    if (done.made == 0) return;
    RecipeId const r = floor.jobs.recipe[job];
    ItemId const item = floor.item_of(r);
    Draws const d = draw4(floor.seed, Stream::yield, job_key(r, floor.jobs.placed[job]), static_cast<std::uint32_t>(floor.now.start));
    std::int64_t const more = inherited(r, done.made), most = done.made * 1000000;
    Grains const escaped = whole_grains(done.escaped + more / 2, d.v[1]);  // half of the bad parts are seen when they are put in (chosen)
    Grains const found = whole_grains((done.bad + more < most ? done.bad + more : most) - done.escaped - more / 2, d.v[0]);
    Grains const bad = found < done.made ? found : done.made;
    floor.jobs.in_work[job] -= done.made;
    floor.jobs.work_left[job] = work_of(floor.recipes.work[r], floor.jobs.in_work[job], floor.grains_per_unit);
    atomic_add(&out.goods.scrapped[item], bad);
    atomic_add(&out.goods.flawed[item], escaped);
    atomic_add(&out.stock.on_order[floor.recipes.fills[r]], -bad);
    out.tally.add(Counter::scrapped, bad);
    out.tally.add(Counter::made, done.made - bad);
    out.tally.add(Counter::carbon, amount_of(floor.items.carbon[item], done.made, floor.grains_per_unit));
    note_watched(job, r, done.made - bad, done.leaves);
    if (floor.jobs.missing[job] == 0 && floor.jobs.in_work[job] == 0) floor.jobs.state[job] = JobState::closed;
    done.made -= bad;  // what leaves
  }
  //! What the components of a unit are worth at cost [cent].
  GS_HD Cents parts_value(RecipeId r) const {
    Cents sum = 0;
    std::uint32_t const first = floor.recipes.first_component[r], last = first + floor.recipes.components[r];
    for (std::uint32_t c = first; c < last; ++c) {
      ComponentId const id(c);
      sum += out.components.quantity[id] * floor.items.value[floor.points.item[out.components.point[id]]];
    }
    return sum;
  }
  //! Goods of an ignited SKU; a lot ordered since the spark is what it is restocked from, at once where shops are filled directly.
  GS_HD void note_watched(JobSlot job, RecipeId r, Grains good, Seconds when) const {
    ItemId const item = floor.item_of(r);
    for (std::int64_t k = 0; k < floor.watched_count; ++k) {
      WatchId const w(static_cast<std::uint32_t>(k));
      if (!(floor.watched.item[w] == item) || floor.now.start < floor.watched.spark[w]) continue;
      if (good > 0 && floor.jobs.placed[job] >= floor.watched.spark[w]) {
        atomic_min(&floor.watched.first_made[w], when);
        if (floor.points.echelon[floor.recipes.fills[r]] <= Echelon::regional) atomic_min(&floor.watched.in_reach[w], when);
      }
      atomic_add(&floor.watched.made[w], good);
      atomic_add(&floor.watched.making[w], amount_of(floor.recipes.cost[r] + parts_value(r), good, floor.grains_per_unit) * hour);
    }
  }
};

struct LeavesFloor {
  std::uint32_t const* active;
  JobOut const* out;
  GS_HD bool operator()(std::int64_t k) const { return out[active[k]].made > 0; }
};

//! Sends the s-th finished lot to the stock point it was made for.
struct SendFinished {
  Floor floor;
  Sender sender;
  LeadTables tables;
  std::uint32_t const *active, *finished;
  std::uint64_t first_row;
  GS_HD void operator()(std::int64_t s) const {
    JobSlot const job(active[finished[s]]);
    JobOut const& done = floor.out[job.at()];
    RecipeId const r = floor.jobs.recipe[job];
    LeadTime const lead{floor.recipes.law[r], floor.recipes.lead[r], floor.recipes.spread[r], floor.recipes.lead_table[r]};
    Words const words{floor.seed, Stream::lead_time, job_key(r, floor.jobs.placed[job]), static_cast<std::uint32_t>(floor.now.start)};
    sender.send(ShipmentSlot(first_row + static_cast<std::uint64_t>(s)), floor.recipes.fills[r], done.made,
                done.leaves + draw_lead(lead, tables, words));
  }
};

//! How flawed an item's goods are on average: what leaves the system next is flawed with this chance (goods are taken to be mixed).
struct FlawChance {
  ViewOf<GoodsTable, ItemId> goods;
  std::int64_t* chance;  //!< [2^-32]
  GS_HD void operator()(std::int64_t i) const {
    ItemId const item(static_cast<std::uint32_t>(i));
    Grains const there =
        goods.initial[item] + goods.produced[item] + goods.received[item] - goods.consumed[item] - goods.scrapped[item] - goods.with_members[item];
    Grains const flawed = goods.flawed[item] < there ? goods.flawed[item] : there;
    chance[i] = flawed > 0 ? static_cast<std::int64_t>((static_cast<unsigned __int128>(static_cast<std::uint64_t>(flawed)) << 32) /
                                                       static_cast<std::uint64_t>(there))
                           : 0;
  }
};

}  // namespace gs::GS_BACKEND
