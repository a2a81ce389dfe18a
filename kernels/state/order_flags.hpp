#pragma once
//! The bits of OrderTable.flags and of an Intent, and the cohorts in which waiting times are kept apart.
#include "kernels/core/macros.hpp"
#include "kernels/state/kinds.hpp"

namespace gs {

//! How orders are grouped when their time to the door is reported: every order is in one of the first two, some in one of the others as well.
enum class Cohort : std::uint8_t { quiet, wave, hit, deep, extreme, count };
inline constexpr char const* cohort_names[] = {"quiet", "wave", "hit", "deep", "extreme"};
inline constexpr std::int64_t wait_hours = 2048;  //!< bins of the waiting-time histograms [h]
//! Bins of the histogram of promises: whole hours that a parcel comes after its promise, from so many before it on [h].
inline constexpr std::int64_t promise_bins = 2048, promise_before = 512;

//! Bits of OrderTable.flags; the two highest fields are numbers.
enum OrderFlag : std::uint16_t {
  in_wave = 1,
  first_choice = 2,
  in_window = 4,
  enquired = 8,
  defective = 16,
  was_late = 32,
  hot = 64,
  deposited = 128
};
inline constexpr int reason_shift = 8, grade_shift = 10;  //!< ReturnReason and Grade, two bits each

}  // namespace gs

GS_SHARED_BEGIN

GS_HD constexpr Grade grade_of(std::uint16_t flags) { return static_cast<Grade>(flags >> grade_shift & 3); }
GS_HD constexpr ReturnReason reason_of(std::uint16_t flags) { return static_cast<ReturnReason>(flags >> reason_shift & 3); }
GS_HD constexpr std::uint16_t with_grade(std::uint16_t flags, Grade g) {
  return static_cast<std::uint16_t>((flags & ~(3u << grade_shift)) | static_cast<unsigned>(g) << grade_shift);
}
GS_HD constexpr std::uint16_t with_reason(std::uint16_t flags, ReturnReason r) {
  return static_cast<std::uint16_t>((flags & ~(3u << reason_shift)) | static_cast<unsigned>(r) << reason_shift);
}

//! The cohorts an order belongs to, a bit each.
GS_HD constexpr unsigned cohorts_of(std::uint16_t flags) {
  unsigned const first = 1u << static_cast<unsigned>((flags & in_wave) != 0 ? Cohort::wave : Cohort::quiet);
  unsigned const hit = (flags & hot) != 0 ? 1u << static_cast<unsigned>(Cohort::hit) : 0u;
  unsigned const deep = grade_of(flags) == Grade::deep ? 1u << static_cast<unsigned>(Cohort::deep) : 0u;
  unsigned const extreme = grade_of(flags) == Grade::extreme ? 1u << static_cast<unsigned>(Cohort::extreme) : 0u;
  return first | hit | deep | extreme;
}

GS_SHARED_END
