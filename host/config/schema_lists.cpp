//! Keys of what there are several of: [policy.ECHELON], [[channel]], [[wave]].
#include "host/config/schema.hpp"

namespace gs::config {
namespace {

using enum Kind;
constexpr double years = 20.0 * 365 * day, rich = 1e17;

std::vector<Row> policy_rows() {
#define P(member) GS_FIELD(PolicyParams, member)
  Scope const s = Scope::policy;
  return {
      {s, "kind", choice, "1", 0, 0, "base_stock: order up to S; s_S: up to S when below s; r_Q: multiples of Q when below r", "MODEL 5",
       GS_CHOICE(PolicyParams, kind, policy_names)},
      {s, "forecast", choice, "1", 0, 0,
       "constant: the stationary mean; moving_average; smoothing; sensed (needs lever.sensing); ar1: minimum-mean-square forecast of an "
       "autoregressive demand",
       "MODEL 5", GS_CHOICE(PolicyParams, forecast, forecast_names)},
      {s, "window", integer, "buckets", 1, 4096, "Moving average over so many buckets", "(chosen) because four weeks balance the weekdays",
       P(window)},
      {s, "alpha", real, "1", 0, 1, "Weight of the newest bucket in exponential smoothing", "textbook 0.1: Silver, Pyke and Peterson 1998", P(alpha)},
      {s, "bucket", duration, "s", 60, 365.0 * day, "Forecast bucket: a physical span, never a tick", "MODEL 2: a day", P(bucket)},
      {s, "review", duration, "s", 60, years, "Review period R; a multiple of clock.tick", "MODEL 5; (chosen) a day because planners meet daily",
       P(review)},
      {s, "phase", duration, "s", 0, years, "Reviews at times t with (t - phase) mod review = 0", "(chosen) 0: at midnight", P(phase)},
      {s, "z", real, "1", -5, 10, "Safety factor on the error of P-ahead totals", "normal 95 % quantile: 1.64", P(z)},
      {s, "after_demand", boolean, "1", 0, 0, "true: P = L + R - one tick; false: P = L + R", "MODEL 2: after_demand", P(after_demand)},
      {s, "batch", real, "d", 0, 3650, "Order multiple as days of mean demand; 0 = none",
       "(chosen) 0 because batching has to be switched on to be seen", P(batch)},
      {s, "allow_negative_orders", boolean, "1", 0, 0, "Textbook only: sends excess back upstream", "MODEL 8", P(allow_negative)},
      {s, "smoothing_t", real, "1", 1, 1000, "T in q = f + (S - f - IP)/T; 1 = the plain order-up-to", "MODEL 5; Dejonckheere et al. 2003",
       P(smoothing_t)},
      {s, "sensing_life", real, "d", 1e-3, 365, "Sensed forecasts: how long a spark is taken to last (half-life)",
       "(chosen) because shows fade within days", P(sensing_days)},
      {s, "information_delay", real, "h", 0, 8760, "Lever 22: age of the stock and demand a planner sees; lengthens P",
       "(chosen) 0 because a rigid chain's trouble must come from more than old data", P(information_delay_hours)},
      {s, "decision_delay", real, "h", 0, 8760, "Lever 22: from the plan to the order that leaves; lengthens P",
       "(chosen) 0 because a design must say what its organisation costs in time", P(decision_delay_hours)},
      {s, "uncensor", choice, "1", 0, 0,
       "none: sales count as demand; in_stock: sales / in-stock time (from 25 % in stock, else at least the forecast)", "MODEL 5; (chosen) none",
       GS_CHOICE(PolicyParams, uncensor, uncensor_names)},
      {s, "sharing", choice, "1", 0, 0,
       "Lever 15: what a point's forecast is fed with: orders of those it serves, members' demand there, or their forecasts",
       "MODEL 4, lever 15; (chosen) orders", GS_CHOICE(PolicyParams, sharing, sharing_names)},
      {s, "ar1_estimated", boolean, "1", 0, 0, "ar1: true takes the correlation from the window, false takes ar1_rho",
       "(chosen) true because nobody knows it beforehand", P(ar1_estimated)},
      {s, "ar1_rho", real, "1", -0.95, 0.95, "ar1: correlation of a bucket's demand with the next", "Lee, So and Tang 2000", P(ar1_rho)},
  };
#undef P
}

std::vector<Row> channel_rows() {
#define P(member) GS_FIELD(ChannelParams, member)
  Scope const s = Scope::channel;
  char const* const file = "(chosen) in the world's file";
  return {
      {s, "kind", choice, "1", 0, 0, "What members do there", file, GS_CHOICE(ChannelParams, kind, channel_kind_names)},
      {s, "platform", choice, "1", 0, 0, "Whose stock partition it sells from when stock is not pooled", file,
       GS_CHOICE(ChannelParams, platform, platform_names)},
      {s, "share", share, "%", 0, 1, "Share of unprompted looks that happen here; all channels add up to 1", file, P(share)},
      {s, "posts_per_day", real, "posts/d", 0, 1e5, "Daily content", file, P(posts_per_day)},
      {s, "post_peak", real, "1", 0, 1e6, "Median pull of a post, as a multiple of the featured SKU's quiet rate", file, P(post_peak)},
      {s, "post_life", duration, "s", 60, 365.0 * day, "Half-life of a post's pull", "(chosen) because posts live for hours", P(post_life)},
      {s, "commission", share, "%", 0, 1, "Share of sales paid to the platform", "MODEL 3: 20-30 % where traffic is paid; 5 % on the shelf",
       P(commission)},
      {s, "slot_fee", money, "CNY", 0, rich, "Paid a featured SKU and show", "MODEL 3: slot fees", P(slot_fee)},
      {s, "look_price", money, "CNY", 0, rich, "Paid for a thousand extra looks that posts and shows bring",
       "MODEL 3: paid traffic with its cost; (chosen) 0: earned media", P(look_price)},
  };
#undef P
}

std::vector<Row> wave_rows() {
#define P(member) GS_FIELD(WaveParams, member)
  Scope const s = Scope::wave;
  char const* const file = "(chosen) in the scenario's file";
  return {
      {s, "kind", choice, "1", 0, 0, "What starts it", file, GS_CHOICE(WaveParams, kind, wave_names)},
      {s, "channel", channel, "1", 0, 0, "Name of the channel it runs on", file, P(channel)},
      {s, "start", duration, "s", -years, years, "Counted from the end of the warm-up; negative reaches into it", file, P(start)},
      {s, "duration", duration, "s", 60, years, "From the first link to the last", file, P(duration)},
      {s, "peak", real, "1", 0, 1e6, "Arrivals at the peak, as a multiple of the featured SKUs' quiet rate", file, P(peak)},
      {s, "skus", integer, "SKUs", 1, 1e6, "How many SKUs it features", file, P(skus)},
      {s, "first_rank", share, "%", 0, 1, "Popularity quantile of the first featured SKU: 0 = best seller, 1 = deepest tail", file, P(first_rank)},
      {s, "rise", real, "s", 0, 86400, "Time to reach the plateau after a link opens", "MODEL 3: 10-60 s", P(rise)},
      {s, "decay", real, "min", 1e-3, 1e6, "Excess falls as (1 + t/decay)^-decay_power after the link closes", "MODEL 3: 3.9 min, fit to 282 spikes",
       P(decay_minutes)},
      {s, "decay_power", real, "1", 0.1, 20, "See decay", "MODEL 3: 1.05, fit to 282 spikes", P(decay_power)},
      {s, "preheat_visibility", share, "%", 0, 1, "rho^2 = Var(pre) / Var(total) of ln appeal: what can be seen before", "MODEL 3: 0.4 (chosen)",
       P(preheat_visibility)},
      {s, "appeal_sigma", real, "1", 0, 5, "Standard deviation of ln appeal over the featured SKUs",
       "(chosen) because the best of five then sells about five times the worst", P(appeal_sigma)},
      {s, "preheat", duration, "s", 0, years, "The announcement starts so long before", file, P(preheat)},
      {s, "seeds", integer, "members", 0, 1e12, "Cascade, longtail: members who share at the start", file, P(seeds)},
      {s, "r0", real, "1", 0, 10, "Cascade, longtail: R0 of the SKU while hot; 0 = the world's", file, P(r0)},
      {s, "half_life", duration, "s", 60, years, "Cascade, longtail: of the extra attention", file, P(half_life)},
      {s, "discount", share, "%", 0, 0.99, "Price cut while it lasts", file, P(discount)},
      {s, "deposit", share, "%", 0, 1, "Festival: share of the price paid ahead by who holds its cart for the sale; 0 = no presale",
       "MODEL 4, lever 6; (chosen) in the scenario's file", P(deposit)},
      {s, "design_time", duration, "s", 0, years, "What it features is only designed when it begins, and on sale so long after; 0 = it is there",
       "MODEL 4, lever 22; (chosen) 0: shows feature what the shop has", P(design_time)},
      {s, "bots", real, "1", 0, 1e6, "Noise: fake carts as a multiple of the quiet cart rate", file, P(bots)},
      {s, "repeat", duration, "s", 0, years, "Again every so often; 0 = once", file, P(repeat)},
      {s, "times", integer, "1", 1, 1e6, "How often", file, P(times)},
  };
#undef P
}

void append(std::vector<Row>& all, std::vector<Row> const& more) { all.insert(all.end(), more.begin(), more.end()); }

}  // namespace

std::vector<Row> list_rows() {
  std::vector<Row> all = policy_rows();
  append(all, channel_rows());
  append(all, wave_rows());
  return all;
}

}  // namespace gs::config
