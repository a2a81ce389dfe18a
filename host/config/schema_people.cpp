//! Keys of the demand side: [members], [choice], [cascade], [service].
#include "host/config/schema.hpp"

namespace gs::config {
namespace {

#define P(member) GS_FIELD(Params, member)
constexpr Scope run = Scope::run;
using enum Kind;

std::vector<Row> member_rows() {
  return {
      {run, "members.count", integer, "members", 0, 1e12, "How many members; 0 only with network.file", "MODEL 1: 1 M by default", P(members.count)},
      {run, "members.orders_per_year", real, "orders/y", 1e-3, 1e4, "Mean orders a member and year; sizes SKUs, capacity and stock", "MODEL 1: 20",
       P(members.orders_per_year)},
      {run, "members.wakes_per_order", real, "looks", 0, 1e4,
       "Looks that one order takes; 0 = as many as make orders_per_year come true in this world", "none: worlds of every size then order alike",
       P(members.wakes_per_order)},
      {run, "members.activity_shape", real, "1", 0.01, 100, "Gamma shape of the activity over members: small = few very active ones",
       "MODEL 3: 0.27, from CDNOW", P(members.activity_shape)},
      {run, "members.need", real, "d", 0.01, 3650, "tau: time for the need to come back after a purchase",
       "(chosen) because the dip after a festival then lasts one to two weeks", P(members.need_days)},
      {run, "members.loyalty_gain", share, "%", 0, 1, "Share of the gap to full loyalty closed by a good delivery",
       "(chosen) because it takes seven good parcels to halve the gap", P(members.loyalty_gain)},
      {run, "members.loyalty_loss", share, "%", 0, 1, "Share of loyalty lost by a late or defective parcel",
       "(chosen) because losses loom larger than gains: 2.25 times in Tversky and Kahneman 1992", P(members.loyalty_loss)},
      {run, "members.usual_good", share, "%", 0, 1,
       "Share of good parcels in the past that members open with: the loyalty at rest to which the warm-up need not bring them",
       "(chosen) because 99.3 to 99.9 % are on time and sound in quiet weeks of the shipped designs", P(members.usual_good)},
      {run, "members.day_night", share, "%", 0, 0.99, "Depth d of the diurnal wave: peak/trough = (1+d)/(1-d)", "MODEL 3: diurnal x3-10; 0.75 is x7",
       P(members.day_night)},
      {run, "members.weekend", real, "1", -0.9, 10, "Extra looking at the weekend, as a share of a weekday",
       "(chosen) because weekends are somewhat busier; strength unknown", P(members.weekend)},
      {run, "members.seek_deep", share, "%", 0, 1, "Share of members who look for a combination of their own, where it is offered",
       "Franke and Piller 2004: a minority wants to configure; (chosen) 15 %", P(members.seek_deep)},
      {run, "members.seek_extreme", share, "%", 0, 1, "Share of members who want a piece made for them alone, where it is offered",
       "(chosen) because made-to-measure is a few percent of clothing", P(members.seek_extreme)},
      {run, "members.arrivals", path, "1", 0, 0,
       "CSV `timestamp,value`: members join in proportion to it from the end of the warm-up on, each with the order it came for",
       "none: all are there", P(members.arrivals_file)},
      {run, "members.active_orders", real, "orders/y", 0, 1e4,
       "Orders a year of a member who is there, after the one it came for; 0 = members.orders_per_year, which sizes supply", "none",
       P(members.active_orders)},
      {run, "members.stay_shape", real, "1", 0, 100,
       "s of how long members stay: exponential lifetimes whose rates are gamma over members; 0 = nobody leaves",
       "Schmittlein, Morrison and Colombo 1987 (Pareto/NBD)", P(members.stay_shape)},
      {run, "members.stay_scale", real, "d", 1e-3, 1e6, "beta of it: half of the members have gone after beta (2^(1/s) - 1)",
       "(chosen) a year, without effect while members.stay_shape is 0", P(members.stay_days)},
  };
}

std::vector<Row> choice_rows() {
  char const* const logit = "(chosen) because the cart-to-order share it produces is that of MODEL 3";
  return {
      {run, "choice.constant", real, "1", -50, 50, "beta_0: utility of any item over buying nothing", logit, P(choice.constant)},
      {run, "choice.taste", real, "1", 0, 50, "beta_t on the taste match 0..1", logit, P(choice.taste)},
      {run, "choice.price", real, "1", 0, 50, "beta_p on ln(price / reference)", logit, P(choice.price)},
      {run, "choice.price_spread", share, "%", 0, 1, "Members' own beta_p lies within this share of it, uniformly",
       "(chosen) because a threefold range of price sensitivity is usual in panels", P(choice.price_spread)},
      {run, "choice.budget", real, "1", 0, 100,
       "beta_b: utility falls by half of it times the squared distance of ln price from the member's own price class; 0 = nobody has one",
       "none; prices are compared with those one is used to: Kalyanaram and Winer 1995", P(choice.budget)},
      {run, "choice.budget_spread", real, "1", 0, 5, "Standard deviation over members of ln of the price they are used to, around world.price_median",
       "(chosen) about what is left between members of CDNOW, without effect while choice.budget is 0", P(choice.budget_spread)},
      {run, "choice.heat", real, "1", 0, 50, "beta_h on ln(1 + heat)", logit, P(choice.heat)},
      {run, "choice.wait_per_day", real, "1/d", 0, 50, "beta_w: utility lost per promised day", logit, P(choice.wait_per_day)},
      {run, "choice.loyalty", real, "1", 0, 50, "beta_l on loyalty 0..1", logit, P(choice.loyalty)},
      {run, "choice.live_bonus", real, "1", 0, 50, "Utility added while a host shows the item", logit, P(choice.live_bonus)},
      {run, "choice.cart_threshold", real, "1", -50, 50, "Best utility over nothing above which an item goes into the cart", logit,
       P(choice.cart_threshold)},
      {run, "choice.buy_threshold", real, "1", -50, 50, "... and above which it is bought when the cart is looked at again", logit,
       P(choice.buy_threshold)},
      {run, "choice.live_threshold", real, "1", -50, 50, "The same inside a live show", logit, P(choice.live_threshold)},
      {run, "choice.recommender_error", real, "1", 0, 10, "Noise of the recommender's idea of taste; falls as 1/sqrt(events)",
       "(chosen) because a newcomer's ranking is then barely better than popularity", P(choice.recommender_error)},
      {run, "choice.shelf_median", duration, "s", 1, 365.0 * day, "Median time from cart to decision on the shelf", "MODEL 3: 6 h",
       P(choice.shelf_median)},
      {run, "choice.shelf_sigma", real, "1", 0, 5, "Log-normal sigma of it", "MODEL 3: a tail of a week; (chosen) 1.6 puts 2 % beyond it",
       P(choice.shelf_sigma)},
      {run, "choice.live_median", duration, "s", 1, 30.0 * day, "Median time from cart to decision in a live show", "MODEL 3: 3 min",
       P(choice.live_median)},
      {run, "choice.live_sigma", real, "1", 0, 5, "Log-normal sigma of it", "(chosen) because a show's slot ends after minutes",
       P(choice.live_sigma)},
      {run, "choice.abandon_mean", duration, "s", 1, 3650.0 * day, "Mean time until a cart is forgotten (competing hazard)", logit,
       P(choice.abandon_mean)},
      {run, "choice.patience_mean", duration, "s", 1, 3650.0 * day, "Mean time beyond the promise that a member waits for a parcel not sent",
       "(chosen) because a week of lateness loses most buyers", P(choice.patience_mean)},
      {run, "choice.patience_max", real, "d", 0, 3650, "A longer promise is never accepted",
       "(chosen) because three weeks is the longest wait shops quote", P(choice.patience_days_max)},
  };
}

std::vector<Row> cascade_rows() {
  char const* const r0 = "MODEL 3: R0 = contacts x see x share = 0.6";
  char const* const rank = "(chosen) because supply must act back on traffic (MODEL 0.6); strength unknown";
  return {
      {run, "cascade.contacts", integer, "members", 0, 64, "Members shown to per share", r0, P(cascade.contacts)},
      {run, "cascade.see", share, "%", 0, 1, "Chance that a contact sees it", r0, P(cascade.see)},
      {run, "cascade.share", share, "%", 0, 1, "Chance to pass on what was seen; R0 = contacts x see x share", r0, P(cascade.share)},
      {run, "cascade.share_after_delivery", share, "%", 0, 1, "Chance that a happy buyer shares", "(chosen) because most buyers stay silent",
       P(cascade.share_after_delivery)},
      {run, "cascade.rewire", share, "%", 0, 1, "Share of long-range contacts in the small world", "Watts and Strogatz 1998: short paths from 0.1 on",
       P(cascade.rewire)},
      {run, "cascade.delay", duration, "s", 60, 365.0 * day, "Mean time until a contact sees it", "(chosen) because feeds are read a few times a day",
       P(cascade.delay)},
      {run, "cascade.heat_gamma", real, "1", 0, 1, "Feed share ~ w heat^gamma; above 1 the winner would take all", "MODEL 3: gamma <= 1",
       P(cascade.heat_gamma)},
      {run, "cascade.heat_half_life", duration, "s", 60, 365.0 * day, "Half-life of an item's heat", "(chosen) because posts live for hours",
       P(cascade.heat_half_life)},
      {run, "cascade.rank_gain", real, "1", 0, 10, "How strongly ranking follows sales velocity", rank, P(cascade.rank_gain)},
      {run, "cascade.rank_stockout", real, "1", 0, 10, "Ranking lost while nothing is available", rank, P(cascade.rank_stockout)},
      {run, "cascade.rank_review", real, "1", 0, 10, "Ranking lost per lost review point", rank, P(cascade.rank_review)},
  };
}

std::vector<Row> service_rows() {
  return {
      {run, "service.handling", duration, "s", 0, 365.0 * day, "Pick and pack", "(chosen) because sites promise same-day dispatch",
       P(service.handling)},
      {run, "service.promise_safety", real, "1", -5, 10, "Safety quantile z of the promised time", "normal 90 % quantile: 1.28",
       P(service.promise_safety)},
      {run, "service.enquiry_mean", duration, "s", 60, 3650.0 * day, "Mean time to an enquiry while waiting",
       "(chosen) because asking starts when a parcel feels late; strength unknown", P(service.enquiry_mean)},
      {run, "service.return_after", duration, "s", 60, 365.0 * day, "Mean time at home before a parcel is sent back",
       "(chosen) because the free return window is seven days", P(service.return_after)},
      {run, "service.return_transit", duration, "s", 0, 365.0 * day, "Way back of a return", "(chosen) because returns travel unhurried",
       P(service.return_transit)},
      {run, "service.inspect", duration, "s", 0, 365.0 * day, "Returned goods wait so long for a bench",
       "(chosen) because benches work in daily batches", P(service.inspect)},
      {run, "service.return_good", share, "%", 0, 1, "Share of returned goods that can be sold again", "(chosen) because most returns are unused",
       P(service.return_good)},
      {run, "service.late_tolerance", real, "d", 0, 365, "Lateness a member does not notice", "(chosen) because promises are told in days",
       P(service.late_tolerance_days)},
      {run, "service.defect_unhappy", share, "%", 0, 1, "Share of defects that cost loyalty", "(chosen) because half are settled by a quick refund",
       P(service.defect_unhappy)},
      {run, "service.return_freight", money, "CNY", 0, 1e17, "Paid to the carrier for a parcel that comes back",
       "(chosen) because the shop pays a parcel's freight both ways", P(service.return_freight)},
      {run, "service.inspect_cost", money, "CNY", 0, 1e17, "Looking at a returned piece", "(chosen) two minutes at a bench or a counter",
       P(service.inspect_cost)},
  };
}

void append(std::vector<Row>& all, std::vector<Row> const& more) { all.insert(all.end(), more.begin(), more.end()); }

}  // namespace

std::vector<Row> people_rows() {
  std::vector<Row> all = member_rows();
  append(all, choice_rows());
  append(all, cascade_rows());
  append(all, service_rows());
  return all;
}

}  // namespace gs::config
