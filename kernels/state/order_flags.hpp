#pragma once
//! The bits of OrderTable.flags and of an Intent, and the cohorts in which waiting times are kept apart.
#include "kernels/core/macros.hpp"
#include "kernels/state/kinds.hpp"

namespace gs {

//! How orders are grouped when their time to the door is reported: every order is in one of the first two, some in one of the others as well.
enum class Cohort : std::uint8_t { quiet, wave, hit, deep, extreme, count };
inline constexpr char const* cohort_names[] = {"quiet", "wave", "hit", "deep", "extreme"};
inline constexpr std::int64_t wait_hours = 2048;  //!< bins of the waiting-time histograms [h]

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

//! Calls note(cohort) for each cohort an order belongs to.
template <class Note>
GS_HD inline void each_cohort(std::uint16_t flags, Note&& note) {
  note(flags & in_wave ? Cohort::wave : Cohort::quiet);
  if (flags & hot) note(Cohort::hit);
  if (grade_of(flags) == Grade::deep) note(Cohort::deep);
  if (grade_of(flags) == Grade::extreme) note(Cohort::extreme);
}

GS_SHARED_END
