#include "host/run/metric.hpp"
#include <limits>

namespace gs::run {

std::vector<MetricInfo> const& metric_table() {
  using enum Group;
  static std::vector<MetricInfo> const table = {
      {"wants", wave, "1", 0, "true first choices of members, with everything in view (outside demand included)"},
      {"ordered", wave, "1", +1, "wants that became an order for the first choice"},
      {"substituted", wave, "1", 0, "wants that took another item because the first was not there"},
      {"left", wave, "1", -1, "wants that went away without an order"},
      {"orders_per_member_year", wave, "1/yr", +1, "orders placed a member and year"},
      {"cart_to_order", wave, "1", +1, "orders a filled cart, bots left out"},
      {"r0", wave, "1", 0, "reproduction number of a share: contacts x P(see) x P(share)"},
      {"r_measured", wave, "1", 0, "shares that an earlier share caused / shares"},

      {"service", service, "1", +1, "first-choice wants delivered within the accepted promise / all wants"},
      {"service_quiet", service, "1", +1, "service of wants outside waves"},
      {"service_wave", service, "1", +1, "service of wants in shows and the day after"},
      {"service_featured_wave", service, "1", +1, "the same of those for featured SKUs"},
      {"service_head_wave", service, "1", +1, "the same of those for other best sellers (half of the quiet wants)"},
      {"service_tail_wave", service, "1", +1, "the same of those for the long tail"},
      {"service_worst_day", service, "1", +1, "lowest service of a day, by orders of that day, from the first wave or event on"},
      {"fill_rate", service, "1", +1, "units served from stock at once / units wanted from stock (not made to order)"},
      {"fill_rate.", service, "1", +1, "ordered of an echelon's stock points: given at once by the one that was asked / all of it"},
      {"cycle_service", service, "1", +1, "replenishment cycles of places that serve members in which nothing was asked in vain / all cycles"},
      {"cycle_service.", service, "1", +1, "the same of all stock points of an echelon"},
      {"backorders", service, "units", -1, "orders for stocked goods (or outside demand) that wait for stock, mean over time"},
      {"backorder_age", service, "d", -1, "how long open backorders have waited so far, mean over units and time"},
      {"backorder_age_p95", service, "d", -1, "95 % of open backorders have waited less, looked at every midnight"},
      {"stockout_rate", service, "1", -1, "wants whose item was nowhere at hand / wants"},
      {"stockout_rate_featured", service, "1", -1, "the same for the items that shows featured"},
      {"stockout_rate_wave", service, "1", -1, "wants in shows and the day after whose item was nowhere at hand / wants then"},
      {"stockout_rate_featured_wave", service, "1", -1, "the same for featured SKUs"},
      {"lost_sales", service, "CNY", -1, "list price of wants that left"},
      {"order_to_door_p50_quiet", service, "d", -1, "median time from order to door, orders placed outside waves"},
      {"order_to_door_p95_quiet", service, "d", -1, "time after which 95 % of the orders placed outside waves are at the door"},
      {"unresolved_quiet", service, "1", -1, "share of the orders placed outside waves that were cancelled or are still open"},
      {"order_to_door_p50_wave", service, "d", -1, "median time from order to door, orders placed in wave windows"},
      {"order_to_door_p95_wave", service, "d", -1, "time after which 95 % of the orders placed in wave windows are at the door"},
      {"unresolved_wave", service, "1", -1, "share of the orders placed in wave windows that were cancelled or are still open"},
      {"time_to_survive", service, "d", +1, "from the start of the first wave or event to the first day with service below 0.95"},
      {"time_to_recover", service, "d", -1, "from that day to the first week with service of 0.95 and more; 0 when it never fell"},
      {"time_short_featured", service, "d", -1,
       "from the day featured items run short at the regional sites to the day they are back; day-end grain"},
      {"days_to_break.", service, "d", +1, "from that start to the first day on which this place is shorter than it ever is at rest (3 sd)"},
      {"order_to_door_p50_hit", service, "d", -1, "median time from order to door, orders of SKUs that are hot (lever 29)"},
      {"order_to_door_p95_hit", service, "d", -1, "time after which 95 % of the orders of hot SKUs are at the door"},
      {"unresolved_hit", service, "1", -1, "share of the orders of hot SKUs that were cancelled or are still open"},
      {"order_to_door_p50_deep", service, "d", -1, "median time from order to door, combinations made to order (lever 8)"},
      {"order_to_door_p95_deep", service, "d", -1, "time after which 95 % of the combinations made to order are at the door"},
      {"unresolved_deep", service, "1", -1, "share of the combinations made to order that were cancelled or are still open"},
      {"order_to_door_p50_extreme", service, "d", -1, "median time from order to door, pieces made for one (lever 8)"},
      {"order_to_door_p95_extreme", service, "d", -1, "time after which 95 % of the pieces made for one are at the door"},
      {"unresolved_extreme", service, "1", -1, "share of the pieces made for one that were cancelled or are still open"},
      {"on_time", service, "1", +1, "parcels delivered within the promise / parcels delivered"},
      {"promise_error", service, "d", 0, "time at the door less time promised, mean over parcels: below zero = earlier"},
      {"promise_error_size", service, "d", -1, "the same without its sign"},
      {"promise_error_p5_quiet", service, "d", 0, "door less promise, orders placed outside waves: 5 % of the parcels come earlier than this"},
      {"promise_error_p50_quiet", service, "d", 0, "median of the same"},
      {"promise_error_p95_quiet", service, "d", -1, "95 % of them come earlier than this"},
      {"promise_error_p5_wave", service, "d", 0, "the same for orders placed in wave windows: 5 % come earlier than this"},
      {"promise_error_p50_wave", service, "d", 0, "median of the same"},
      {"promise_error_p95_wave", service, "d", -1, "95 % of them come earlier than this"},
      {"hands_wait", service, "h", -1, "how long a parcel waited for hands at its site, mean over parcels sent"},
      {"carrier_wait", service, "h", -1, "how long a parcel waited for a place on its carrier's lane, mean over parcels sent"},
      {"cancelled", service, "1", -1, "orders cancelled / orders placed"},
      {"enquiries", service, "1", -1, "enquiries an order"},
      {"returns", service, "1", -1, "parcels sent back / parcels delivered"},
      {"churn", service, "1/yr", -1, "members whose loyalty fell below one tenth, a member and year"},

      {"reactivated", service, "1/yr", +1, "members whose loyalty rose to one tenth again, a member and year"},
      {"loyal", service, "1", +1, "members whose loyalty is one tenth or more, at the end / all members"},

      {"overstock", stock, "units", -1, "units in stock beyond 90 days of forecast, at the end"},
      {"overstock_share", stock, "1", -1, "those units / all units in stock"},
      {"cover_featured", stock, "d", 0, "stock of the featured items at the end / their wants a day"},
      {"cover_rest", stock, "d", 0, "stock of all other items at the end / their wants a day"},
      {"inventory_value.", stock, "CNY", -1, "stock at cost, mean over the measured window"},
      {"time_to_sold_out", stock, "d", +1, "from the spark until nothing of the ignited SKU was free or under way, plant to shops"},
      {"time_to_restock", stock, "d", -1, "from the spark to the first receipt in a shop of goods made to order since then"},
      {"restock_units", stock, "units", 0, "made of it since the spark"},
      {"restock_unit_cost", stock, "CNY", -1, "paid for lines and consumables of these, and their parts at cost, a unit"},
      {"turns", stock, "1/yr", +1, "goods sold at cost a year / mean stock at cost, chain-wide"},

      {"utilisation.", capacity, "1", 0, "hours worked for this chain / (calendar - outages)"},
      {"changeover_share", capacity, "1", -1, "changeover hours / (worked + changeover hours)"},
      {"hours_worked.", capacity, "h", 0, "line-hours worked"},
      {"hours_idle.", capacity, "h", 0, "line-hours offered to this chain and not used"},
      {"capacity_price.", capacity, "CNY/h", -1, "price of an hour worked, mean over the hours worked"},
      {"lot_wait", capacity, "h", -1, "from kit to line, mean over lots begun (nights included)"},
      {"response.", capacity, "1", -1, "clock of suppliers of this tier that an hour of our work takes: their calendar / what they leave us"},
      {"defect_escape.", capacity, "1", -1, "bad goods that inspection let through / goods made"},
      {"defective", capacity, "1", -1, "parcels delivered with a defect / parcels delivered"},

      {"bullwhip.", chain, "1", -1, "CV2 of orders leaving the echelon / CV2 of wants, at rest, median over product lines"},
      {"amplification.", chain, "1", -1, "peak cumulative excess orders / excess wants after a wave, in end items"},
      {"amplification_lag.", chain, "d", -1, "from the peak of the excess wants to the peak of the excess orders"},
      {"forecast_wape.", chain, "1", -1, "|forecast - what came| / what came, over each stock point's own lead time and review"},
      {"forecast_wape_featured", chain, "1", -1, "the same at regional sites for SKUs that shows feature"},
      {"forecast_wape_head", chain, "1", -1, "the same for other best sellers (half of the quiet wants)"},
      {"forecast_wape_tail", chain, "1", -1, "the same for the long tail"},
      {"forecast_skill.", chain, "1", +1, "1 - forecast_wape / that of who always expects the stationary mean"},
      {"forecast_skill_featured", chain, "1", +1, "the same at regional sites for SKUs that shows feature"},
      {"forecast_skill_head", chain, "1", +1, "the same for other best sellers (half of the quiet wants)"},
      {"forecast_skill_tail", chain, "1", +1, "the same for the long tail"},
      {"forecast_floor.", chain, "1", 0, "forecast_wape of who knows the true intensity: what nobody can foresee (Poisson)"},
      {"forecast_floor_featured", chain, "1", 0, "the same at regional sites for SKUs that shows feature"},
      {"forecast_floor_head", chain, "1", 0, "the same for other best sellers (half of the quiet wants)"},
      {"forecast_floor_tail", chain, "1", 0, "the same for the long tail"},
      {"forecast_skill_true.", chain, "1", +1, "share of what could be foreseen that was: (static - forecast) / (static - floor)"},
      {"forecast_skill_true_featured", chain, "1", +1, "the same at regional sites for SKUs that shows feature"},
      {"forecast_skill_true_head", chain, "1", +1, "the same for other best sellers (half of the quiet wants)"},
      {"forecast_skill_true_tail", chain, "1", +1, "the same for the long tail"},
      {"mser5.", chain, "d", 0, "days from the very start that MSER-5 would cut from a series; warm-up should be longer"},
      {"drift.", chain, "1/yr", 0, "trend of that series after the warm-up and before the first wave, by its mean: 0 = stationary"},
      {"micro_hit_rate", chain, "1", +1, "parcels sent from a micro site / parcels sent"},
      {"moves", chain, "1", -1, "parcels sent from another region / parcels sent"},
      {"carbon", chain, "kg", -1, "CO2e of transport and making a parcel delivered"},

      {"return_reason.", chain, "1", 0, "share of parcels sent back, by reason"},
      {"recovered_value", chain, "CNY", +1, "worth of returned goods at cost, less what sorting and mending them took"},
      {"waste", chain, "1", -1, "share of returned pieces not restocked and not recycled"},
      {"refurbished", chain, "1", +1, "share of returned pieces made as new"},
      {"grade_share.", chain, "1", 0, "orders made to order for one grade / all orders"},
      {"grade_premium", chain, "CNY", +1, "price over list paid for grades"},
      {"presale_share", chain, "1", +1, "deposits paid ahead of a sale / orders placed"},
      {"presale_share_wave", chain, "1", +1, "deposits paid ahead / wants for featured SKUs in shows and the day after"},
      {"markdown_loss", chain, "CNY", -1, "price given up by the markdown ladder"},
      {"write_off", chain, "CNY", -1, "goods thrown away or sold to jobbers, at cost"},
      {"lost_margin_outage", chain, "CNY", -1,
       "margin of sales that left from the first outage until demand was met as usual for a week, beyond the usual"},

      {"revenue", money, "CNY", +1, "price of parcels delivered, refunds taken off"},
      {"discounts", money, "CNY", -1, "taken off the list price of what members bought and kept: shows, festivals, the markdown ladder"},
      {"cost.", money, "CNY", -1, "paid by the brand net of what it received, by account"},
      {"stock_change", money, "CNY", 0, "goods owned at cost (in stock, in work, on the way), end - start of the measured window"},
      {"leftover_loss", money, "CNY", -1, "overstock of SKUs written down from cost to salvage, end - start of the measured window"},
      {"margin", money, "CNY", +1, "revenue - all costs + stock change - leftover loss"},
      {"cash", money, "CNY", +1, "money taken in - paid out, terms of payment observed"},
      {"receivables", money, "CNY", 0, "booked for the brand and not paid yet, at the end"},
      {"payables", money, "CNY", 0, "booked against the brand and not paid yet, at the end"},
      {"invested", money, "CNY", -1, "what it took to have the levers of this design (bought ones)"},
      {"margin_share", money, "1", +1, "margin / revenue"},
      {"contribution", money, "CNY/yr", +1, "margin before idle hours, stock keeping, capital, paid traffic and levers, a loyal member and year"},
      {"retention", money, "1", +1, "share of loyal members who still are after a year"},
      {"clv", money, "CNY", +1, "contribution over the time a loyal member stays, discounted at the cost of capital"},

      {"score.response", score, "1", +1, "scorecard 0-100: speed to the door in waves over all wants, and of restocking a hit"},
      {"score.range", score, "1", +1, "scorecard 0-100: configurations a member can have, log scale to a million"},
      {"score.cost", score, "1", +1, "scorecard 0-100: what is left of sales (the margin), over half of them"},
      {"score.quality", score, "1", +1, "scorecard 0-100: halves with every percent of defective parcels"},
      {"score.resilience", score, "1", +1, "scorecard 0-100: service of the worst day, and how soon it is over"},
  };
  return table;
}

MetricInfo const* find_metric(std::string_view name) {
  for (MetricInfo const& info : metric_table()) {
    std::string_view const known = info.name;
    if (known == name || (known.ends_with('.') && name.starts_with(known) && name.size() > known.size())) return &info;
  }
  return nullptr;
}

double value_of(std::vector<Metric> const& metrics, std::string_view name) {
  for (Metric const& m : metrics)
    if (m.name == name) return m.value;
  return std::numeric_limits<double>::quiet_NaN();
}

}  // namespace gs::run
