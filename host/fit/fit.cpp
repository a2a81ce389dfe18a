#include "host/fit/fit.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <map>

namespace gs::fit {
namespace {

//! Members seen and expected by number of repeat purchases; everybody for as long as it was seen.
void count_repeats(Fit& fit, std::vector<Record> const& records) {
  fit.seen.assign(repeat_cells, 0.0), fit.expected.assign(repeat_cells, 0.0);
  std::map<double, double> seen_for;
  for (Record const& m : records) {
    fit.seen[static_cast<std::size_t>(std::min(m.x, repeat_cells - 1.0))] += m.members;
    seen_for[m.T] += m.members;
  }
  for (auto const& [T, n] : seen_for) {
    std::vector<double> const chance = repeats(fit.buying.at, T, repeat_cells - 1);
    for (std::size_t k = 0; k < chance.size(); ++k) fit.expected[k] += n * chance[k];
  }
  for (std::size_t k = 0; k < fit.seen.size(); ++k)
    if (fit.expected[k] > 0.0) fit.chi_square += (fit.seen[k] - fit.expected[k]) * (fit.seen[k] - fit.expected[k]) / fit.expected[k];
  fit.degrees = repeat_cells - 1 - 4;
}

void tell_buying(Fit& f) {
  if (!f.anybody_repeats) {
    f.not_learned.push_back("how often members buy again: nobody in the log does; members.active_orders is set to 0.01 a year");
    return;
  }
  f.learned.push_back("how often members buy, how differently, and how long they stay (Pareto/NBD by maximum likelihood)");
  bool const vague = !(f.buying.error.s < f.buying.at.s) || !(f.buying.error.r < f.buying.at.r);
  if (vague)
    f.not_learned.push_back(
        "rates and staying apart from each other: the standard errors are as large as the figures (too few repeats, or too short a log)");
}

void tell(Fit& f) {
  tell_buying(f);
  f.learned.push_back("when members come, day by day (arrivals.csv), and how attentive those who are there are, week by week (attention.csv)");
  (f.has_value ? f.learned : f.not_learned)
      .push_back(f.has_value ? "what is spent at a purchase (lognormal: price level and spread)"
                             : "what is spent (no column value): prices stay as they are by default");
  if (f.has_value && f.spend.between_sd > 0.0) f.learned.push_back("how much members differ in what they usually spend (price classes)");
  (f.zipf.goods > 1 ? f.learned : f.not_learned)
      .push_back(f.zipf.goods > 1 ? "how popular goods are (Zipf), and how many there are"
                                  : "popularity of goods (no column sku): world.zipf stays, 400 SKUs are assumed");
  (f.has_clock ? f.learned : f.not_learned)
      .push_back(f.has_clock ? "the rhythm of the week and of the day" : "the rhythm of the day (dates without a time): members.day_night stays");
  if (!f.has_clock) f.learned.push_back("the rhythm of the week");
  (f.lead.orders > 0 ? f.learned : f.not_learned)
      .push_back(f.lead.orders > 0 ? "the median time from order to door (service.handling); its spread follows from the map and the stock, and stays"
                                   : "lead times (no column delivered): service.handling and transit stay");
  if (f.zones > 0)
    f.not_learned.push_back(fmt::format("how demand differs between the {} zones of the log: the engine's zones are of about equal size", f.zones));
  f.not_learned.push_back(
      "what was wanted and not sold, why members come (content, word of mouth), costs, capacity, stock and suppliers: design and world defaults "
      "stay");
  f.not_learned.push_back("who had bought before the log begins: everybody's first purchase in the log counts as joining");
}

}  // namespace

Fit fit_log(OrderLog const& log, std::string const& file) {
  Histories const h = histories_of(log);
  std::vector<Record> const records = records_of(h);
  Fit f;
  f.file = file, f.facts = facts_of(h), f.first_day = h.first_day, f.days = h.days, f.rows = log.rows, f.skipped = log.skipped;
  f.has_value = log.has_value, f.has_clock = log.has_clock, f.zones = static_cast<std::int64_t>(log.zone_rows.size());
  f.anybody_repeats = f.facts.purchases > f.facts.members;
  f.buying.at = {1.0, 36500.0, 0.0, 100.0};  // one in a hundred years
  if (f.anybody_repeats) f.buying = fit_pareto_nbd(records);
  count_repeats(f, records);
  if (f.has_value) f.spend = fit_spend(h);
  f.has_value = f.has_value && f.spend.purchases > 0;
  if (!log.sku_units.empty()) f.zipf = fit_zipf(log.sku_units);
  f.rhythm = fit_rhythm(log, h);
  f.calendar = fit_calendar(h, f.buying.at, f.rhythm);
  if (log.has_delivered) f.lead = fit_lead(log);
  tell(f);
  return f;
}

}  // namespace gs::fit
