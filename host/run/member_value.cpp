#include "host/run/member_value.hpp"
#include <fmt/format.h>
#include <cmath>
#include <limits>
#include "host/run/money.hpp"
#include "host/run/sheet.hpp"

namespace gs::run {
namespace {

//! What a member more or less does not change: it is no part of what a member contributes.
bool is_fixed(Account a) {
  using enum Account;
  return a == idle || a == hold || a == capital || a == paid_traffic || a == information || a == change;
}

double contribution_of(Money const& m) {
  Cents sum = m.margin();
  for (int a = 0; a < count_of<Account>; ++a)
    if (is_fixed(static_cast<Account>(a))) sum += m.cost[static_cast<std::size_t>(a)];
  return static_cast<double>(sum) / 100.0;
}

}  // namespace

double still_there(Staying const& s, double years) {
  double const pareto = s.shape > 0.0 ? std::pow(s.scale / (s.scale + years), s.shape) : 1.0;
  return std::exp(-s.hazard * years) * pareto;
}

double years_worth(Staying const& s, double rate) {
  double const even = s.hazard + rate;
  if (!(even > 0.0)) return std::numeric_limits<double>::infinity();
  if (!(s.shape > 0.0)) return 1.0 / even;
  constexpr double step = 1.0 / 365.0;
  double sum = 0.0;
  for (double t = 0.5 * step; t * even < 40.0; t += step) sum += still_there(s, t) * std::exp(-rate * t) * step;
  return sum;
}

void value_metrics(Evidence const& e, Counts const& n, Sheet& out) {
  double const members = static_cast<double>(e.params.members.count), years = static_cast<double>(e.measured) / static_cast<double>(day) / year_days;
  double const loyal = static_cast<double>(e.totals.members_loyal), churned = n(Counter::churned), back = n(Counter::reactivated);
  double const usual = loyal + 0.5 * (churned - back);  // mean of the start and the end
  out.ratio("loyal", loyal, members, "no members");
  out.ratio("reactivated", back, members * years, "nothing measured");
  if (!(usual > 0.0) || !(years > 0.0)) return out.add("clv", nothing, "no loyal members");
  MemberParams const& p = e.params.members;
  Staying const stay{churned / (usual * years), p.stay_shape, p.stay_days / year_days};
  double const yearly = contribution_of(count_money(e.totals)) / (usual * years), worth = years_worth(stay, e.params.ledger.capital_rate);
  out.add("contribution", yearly);
  std::string const nobody = churned == 0.0 ? fmt::format("nobody fell away in {:.0f} member-years: at most a share of {:.2g} does a year (95 %)",
                                                          usual * years, 1.0 - std::exp(-3.0 / (usual * years)))
                                            : "";
  out.add("retention", still_there(stay, 1.0), nobody);
  out.add("clv", std::isinf(worth) ? nothing : yearly * worth, std::isinf(worth) ? "nobody leaves and nothing is discounted: it has no end" : nobody);
}

}  // namespace gs::run
