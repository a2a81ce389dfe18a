#pragma once
//! Rules of production: who goes first, what a line takes at once, how long it works on it, what is finished, how much of it is bad.
#include "kernels/core/ids.hpp"
#include "kernels/core/units.hpp"

GS_SHARED_BEGIN

/*!
 * When a job's turn comes [s], for rank_of: by its due time. Where changing over costs hours, jobs due on one day go family by family, so
 * that one changeover serves them all.
 */
GS_HD inline Seconds turn_of(Seconds due, Seconds setup, std::uint16_t family) {
  if (setup <= 0 || due < 0) return due;
  return due / day * day + family % 1440 * minute;
}

inline constexpr Seconds rent_ahead = 12 * hour;  //!< dearer hours are taken so long before a job would be late (chosen: half a day's notice)

/*!
 * Is it time to pay for dearer hours? Not while the cheapest lines may still come free in time: goods are due at `due`, travel or rest for
 * `after` once they are made, and have `work` line-seconds to go on at most `lines` lines.
 */
GS_HD inline bool cannot_wait(Seconds now, Seconds due, Seconds after, Seconds work, std::int64_t lines) {
  return due - after - now <= rent_ahead + (lines > 1 ? work / lines : work);
}

//! Hours on offer in a tick, from line-seconds an hour.
GS_HD inline Seconds offered_in(Seconds per_hour, Seconds span) { return per_hour > 0 ? per_hour * span / hour : 0; }

//! Seconds of a tick in which line k of a pool is ours: whole lines first, the rest of the offer on the next one.
GS_HD inline Seconds line_seconds(Seconds offered, Seconds span, std::int64_t k) {
  Seconds const left = offered - k * span;
  return left <= 0 ? 0 : (left < span ? left : span);
}

inline constexpr std::int64_t most_lots = 64;  //!< a job of more lots hands out several at once (chosen: bounds the work of a tick)

/*!
 * What a line takes of a job at once [grains]: its smallest lot, or one unit where it has none. Of more than 64 lots a line takes several, as long
 * as they fit in a tick: 64 lines then have work, and a tick never costs more than that.
 *
 * in_a_tick: how many lots one line does in a tick, >= 0.
 */
GS_HD inline Grains lot_of(Grains open, Grains lot, std::int64_t in_a_tick) {
  Grains const lots = (open + lot - 1) / lot;
  std::int64_t bundle = lots > most_lots ? lots / most_lots : 1;
  bundle = bundle < in_a_tick ? bundle : (in_a_tick > 1 ? in_a_tick : 1);
  return bundle * lot < open ? bundle * lot : open;
}

//! What a line does of a lot between two moments of a tick: changeover first, then work.
struct LotRun {
  Seconds setup, work;  //!< done [s]
  Seconds until;        //!< when it stopped: done, or the end
};
GS_HD inline LotRun run_lot(Seconds setup_left, Seconds work_left, Seconds from, Seconds to) {
  Seconds const room = to > from ? to - from : 0;
  Seconds const setup = setup_left < room ? setup_left : room, most = room - setup;
  Seconds const work = work_left < most ? work_left : most;
  return {setup, work, from + setup + work};
}

//! Grains that are ready once `work_left` line-seconds remain of what is in work; a grain is ready when its last second is done.
GS_HD inline Grains finished(Grains in_work, Seconds work_left, Seconds work_per_unit, std::int64_t grains_per_unit) {
  if (work_left <= 0 || work_per_unit <= 0) return in_work;
  Grains const unfinished = (work_left * grains_per_unit + work_per_unit - 1) / work_per_unit;
  return unfinished < in_work ? in_work - unfinished : 0;
}

//! The same where a unit's work is random: in proportion to the work of the lot that is done.
GS_HD inline Grains finished_share(Grains lot, Seconds work_before, Seconds work_left) {
  if (work_left <= 0 || work_before <= 0) return lot;
  auto const rest = (static_cast<unsigned __int128>(static_cast<std::uint64_t>(lot)) * static_cast<std::uint64_t>(work_left) +
                     static_cast<std::uint64_t>(work_before) - 1) /
                    static_cast<std::uint64_t>(work_before);
  return lot - static_cast<Grains>(rest);
}

//! How a line makes bad goods. Shares in 1e-6.
struct Quality {
  std::int64_t bad;     //!< usual bad share
  std::int64_t fresh;   //!< added just after a changeover …
  Seconds settle;       //!< … and gone after so much work, linearly
  std::int64_t escape;  //!< of the bad, what inspection lets through
};
struct Defects {
  std::int64_t bad, escaped;  //!< expected [1e-6 grains]
  bool fresh;                 //!< made while the line was settling
};

//! Defects among `made`, finished by work that began `since` seconds of work after the line's changeover and took `work`.
GS_HD inline Defects defects_of(Quality const& q, Grains made, Seconds since, Seconds work) {
  Seconds const middle = since + work / 2;
  bool const fresh = q.settle > 0 && middle < q.settle;
  std::int64_t const share = q.bad + (fresh ? q.fresh * (q.settle - middle) / q.settle : 0), bad = made * (share < 1000000 ? share : 1000000);
  return {bad, bad / 1000000 * q.escape + bad % 1000000 * q.escape / 1000000, fresh};
}

//! Whole grains of an expected number [1e-6 grains], the fraction decided by one draw: unbiased, with less spread than a binomial (chosen:
//! quality stands out by its mean).
GS_HD inline Grains whole_grains(std::int64_t micro, std::uint32_t word) {
  return micro / 1000000 + ((static_cast<std::uint64_t>(word) * 1000000 >> 32) < static_cast<std::uint64_t>(micro % 1000000) ? 1 : 0);
}

GS_SHARED_END
