#pragma once
//! How loyal members are, and what it does to their looking: the law that a parcel moves (members/visit) and at which worlds open (engine/opening).
#include "kernels/core/exact_math.hpp"
#include "kernels/state/params.hpp"

GS_SHARED_BEGIN

//! l(loyalty), 1/3…1: what loyalty does to unprompted looking. Who is fully loyal looks as often as its activity class says, who is not at all
//! a third as often (chosen).
GS_HD inline double looking_of(double loyalty) { return (1.0 + 2.0 * loyalty) * (1.0 / 3.0); }

/*!
 * What moves loyalty, parcel by parcel: a good one closes the share `gain` of the gap to 1, a late or defective one takes the share `loss`.
 * At rest, if the share `good` of them is good, it lies on average where both weigh the same.
 */
struct LoyaltyLaw {
  double gain = 0.0, loss = 0.0, good = 1.0;

  GS_HD double after(double loyalty, bool parcel_good) const { return parcel_good ? loyalty + gain * (1.0 - loyalty) : loyalty * (1.0 - loss); }
  GS_HD double mean() const {
    double const up = good * gain, down = (1.0 - good) * loss;
    return down > 0.0 ? up / (up + down) : (good > 0.0 ? 1.0 : 0.0);
  }
  //! Good parcels since the last bad one, at rest: geometric. u: uniform in (0, 1). At most a thousand, which is as good as for ever.
  GS_HD double good_since(double u) const {
    if (!(good > 0.0)) return 0.0;
    double const k = good < 1.0 ? exact_log(u) / exact_log(good) : 1000.0;
    return static_cast<double>(to_int(k < 1000.0 ? k : 1000.0));
  }
  //! Loyalty after that many, the bad one having found the mean. 1 where nothing bad is known of.
  GS_HD double at_rest(double parcels) const {
    double const worst = mean() * (1.0 - loss);
    return good < 1.0 ? 1.0 - (1.0 - worst) * exact_pow(clamp(1.0 - gain, 1e-12, 1.0), parcels) : 1.0;
  }
};

//! Satisfaction closes `mood_step` of its gap to 1 or 0 with every parcel (chosen): about the last three count.
inline constexpr double mood_step = 0.3;
GS_HD inline double mood_after(double mood, bool parcel_good) { return mood + mood_step * ((parcel_good ? 1.0 : 0.0) - mood); }
//! ... so many good parcels after a bad one that found the mean.
GS_HD inline double mood_at_rest(double good, double parcels) {
  return good < 1.0 ? 1.0 - (1.0 - (1.0 - mood_step) * good) * exact_pow(1.0 - mood_step, parcels) : 1.0;
}

//! As members keep shares: in 2^-16 parts.
GS_HD inline std::uint16_t stored_share(double share) { return static_cast<std::uint16_t>(clamp(share, 0.0, 1.0) * 65535.0); }
GS_HD inline double read_share(std::uint16_t stored) { return static_cast<double>(stored) * (1.0 / 65535.0); }

inline LoyaltyLaw law_of(MemberParams const& m) { return {m.loyalty_gain, m.loyalty_loss, m.usual_good}; }

GS_SHARED_END
