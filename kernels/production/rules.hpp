#pragma once
//! Rules of production: who goes first, what a job asks of the hours market, what it finishes with what it got.
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

struct WorkAsk {
  Seconds setup, work;
};  //!< [line-s]

//! What a job wants of a tick: changeover first, then work, on at most `lines` lines.
GS_HD inline WorkAsk ask_hours(Seconds setup_left, Seconds work_left, std::int64_t lines, Seconds span) {
  Seconds const most = lines > work_left + setup_left ? work_left + setup_left : lines * span;  // the first keeps lines * span in range
  Seconds const setup = setup_left < most ? setup_left : most, room = most - setup;
  return {setup, work_left < room ? work_left : room};
}

//! Hours on offer in a tick, from line-seconds an hour.
GS_HD inline Seconds offered_in(Seconds per_hour, Seconds span) { return per_hour > 0 ? per_hour * span / hour : 0; }

//! Grains that are ready once `work_left` line-seconds remain of what is in work; a grain is ready when its last second is done.
GS_HD inline Grains finished(Grains in_work, Seconds work_left, Seconds work_per_unit, std::int64_t grains_per_unit) {
  if (work_left <= 0 || work_per_unit <= 0) return in_work;
  Grains const unfinished = (work_left * grains_per_unit + work_per_unit - 1) / work_per_unit;
  return unfinished < in_work ? in_work - unfinished : 0;
}

/*!
 * When the last hour a job got in this tick is over, counted from the tick's start [s], 1…span. The market's lines work the queue from its
 * head: at `upto` of `offered` line-seconds that share of the tick has passed; and a job on few lines takes at least its own time.
 */
GS_HD inline Seconds done_after(Seconds upto, Seconds offered, Seconds got, std::int64_t lines, Seconds span) {
  auto const up = [](unsigned __int128 a, std::uint64_t b) { return static_cast<Seconds>((a + b - 1) / b); };
  Seconds const queue = offered > 0 ? up(static_cast<unsigned __int128>(static_cast<std::uint64_t>(upto)) * static_cast<std::uint64_t>(span),
                                         static_cast<std::uint64_t>(offered))
                                    : span;
  Seconds const own = (got + lines - 1) / lines, longest = queue > own ? queue : own;
  return longest < 1 ? 1 : (longest < span ? longest : span);
}

GS_SHARED_END
