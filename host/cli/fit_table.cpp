#include "host/cli/fit_table.hpp"
#include <fmt/format.h>
#include <cmath>
#include "host/fit/dates.hpp"

namespace gs::cli {
namespace {

std::string plus_minus(double value, double error) {
  return std::isfinite(error) ? fmt::format("{:.4g} ± {:.2g}", value, error) : fmt::format("{:.4g} (no standard error)", value);
}

std::string log_lines(fit::Fit const& f) {
  fit::Facts const& x = f.facts;
  std::string out = fmt::format("{}: {} rows, {} members, {} purchase days, {} to {} ({} d)\n", f.file, f.rows, x.members, x.purchases,
                                fit::write_day(f.first_day), fit::write_day(f.first_day + f.days - 1), f.days);
  if (f.skipped > 0) out += fmt::format("  {} rows could not be read and were left out\n", f.skipped);
  out += fmt::format("  bought once {:.1f} % · purchase days a member {:.2f} · gap median {:.0f} d, mean {:.1f} d\n", 100.0 * x.one_time,
                     x.mean_purchases, x.gap_median, x.gap_mean);
  if (f.has_value)
    out += fmt::format("  top fifth: {:.1f} % of spend, {:.1f} % of purchases · spend a purchase: median {:.2f}, mean {:.2f}\n", 100.0 * x.top_fifth,
                       100.0 * x.top_fifth_purchases, x.median_value, x.mean_value);
  return out;
}

std::string buying_lines(fit::Fit const& f) {
  if (!f.anybody_repeats) return "";
  auto const& b = f.buying;
  std::string out = "\nbuying (Pareto/NBD, maximum likelihood ± standard error)\n";
  out += fmt::format("  r {}, alpha {} d: an active member buys {:.2f} times a year\n", plus_minus(b.at.r, b.error.r),
                     plus_minus(b.at.alpha, b.error.alpha), 365.0 * b.at.r / b.at.alpha);
  out += fmt::format("  s {}, beta {} d: half have left after {:.0f} d\n", plus_minus(b.at.s, b.error.s), plus_minus(b.at.beta, b.error.beta),
                     b.at.beta * (std::pow(2.0, 1.0 / b.at.s) - 1.0));
  out += fmt::format("  ln L {:.1f}; without leaving (NBD) {:.1f}{}\n", b.log_likelihood, b.nbd_log_likelihood, b.converged ? "" : "; not converged");
  out += "  repeat purchases      ";
  for (int k = 0; k < fit::repeat_cells; ++k) out += fmt::format("{:>8}", k + 1 < fit::repeat_cells ? fmt::format("{}", k) : fmt::format("{}+", k));
  out += "\n  members, seen         ";
  for (double const n : f.seen) out += fmt::format("{:>8.0f}", n);
  out += "\n  members, expected     ";
  for (double const n : f.expected) out += fmt::format("{:>8.0f}", n);
  return out + fmt::format("\n  chi-square {:.1f} on {} degrees of freedom\n", f.chi_square, f.degrees);
}

std::string other_lines(fit::Fit const& f) {
  std::string out = "\n";
  if (f.has_value)
    out += fmt::format("spend: ln mean {:.3f}, sd {:.3f} ({:.3f} of it between members) · distance from lognormal (KS) {:.3f}\n", f.spend.ln_mean,
                       f.spend.ln_sd, f.spend.between_sd, f.spend.ks);
  if (f.zipf.goods > 1) out += fmt::format("goods: {} SKUs, Zipf exponent {}\n", f.zipf.goods, plus_minus(f.zipf.exponent, f.zipf.error));
  out += "week (Monday first):";
  for (double const w : f.rhythm.weekday) out += fmt::format(" {:.2f}", w);
  out += fmt::format(" · weekend {:+.0f} %", 100.0 * f.rhythm.weekend);
  if (f.has_clock) out += fmt::format(" · depth of the day {:.2f}", f.rhythm.depth);
  out += fmt::format("\nbusiest four weeks: {:.1f} purchases a day\n", f.calendar.busiest);
  for (std::size_t i = 0; i < f.calendar.spikes.size() && i < 8; ++i)
    out += fmt::format("spike: {} at {:.1f} times the weeks around it\n", fit::write_day(f.first_day + f.calendar.spikes[i].day),
                       f.calendar.spikes[i].times);
  if (f.calendar.spikes.size() > 8) out += fmt::format("… and {} more spikes\n", f.calendar.spikes.size() - 8);
  if (f.lead.orders > 0)
    out += fmt::format("order to door: median {:.1f} d, 95 % {:.1f} d · lognormal({:.3f}, {:.3f}), KS {:.3f}\n", f.lead.median, f.lead.p95,
                       f.lead.ln_mean, f.lead.ln_sd, f.lead.ks);
  return out;
}

}  // namespace

std::string fit_table(fit::Fit const& f) {
  std::string out = log_lines(f) + buying_lines(f) + other_lines(f) + "\nlearned\n";
  for (std::string const& line : f.learned) out += "  + " + line + "\n";
  out += "not learned\n";
  for (std::string const& line : f.not_learned) out += "  - " + line + "\n";
  return out;
}

std::string facts_table(std::vector<fit::FactRow> const& rows) {
  std::string out = fmt::format("{:<28}{:>10}{:>10}{:>12}\n", "", "log", "run", "tolerance");
  for (fit::FactRow const& r : rows)
    out += !r.needed ? fmt::format("{:<28}{:>10}\n", r.name, "-")
                     : fmt::format("{:<28}{:>10.4g}{:>10.4g}{:>12}  {}{}\n", r.name, r.log, r.run, fmt::format("± {:.3g}", r.tolerance),
                                   r.unit[0] != '1' ? fmt::format("{:<6}", r.unit) : "      ", r.holds() ? "" : "OUT OF TOLERANCE");
  return out;
}

JsonLine fit_json(fit::Fit const& f) {
  fit::ParetoNbd const &at = f.buying.at, &error = f.buying.error;
  JsonLine out;
  out.add("members", f.facts.members).add("purchases", f.facts.purchases).add("rows", f.rows).add("skipped", f.skipped);
  out.add("one_time", f.facts.one_time).add("mean_purchases", f.facts.mean_purchases);
  out.add("gap_median", f.facts.gap_median).add("gap_mean", f.facts.gap_mean).add("top_fifth_spend", f.facts.top_fifth);
  out.add("r", at.r).add("alpha", at.alpha).add("s", at.s).add("beta", at.beta);
  out.add("r_error", error.r).add("alpha_error", error.alpha).add("s_error", error.s).add("beta_error", error.beta);
  out.add("log_likelihood", f.buying.log_likelihood).add("nbd_log_likelihood", f.buying.nbd_log_likelihood);
  out.add("chi_square", f.chi_square).add("degrees", f.degrees).add("zipf", f.zipf.exponent).add("goods", f.zipf.goods);
  out.add("weekend", f.rhythm.weekend).add("spikes", f.calendar.spikes.size()).add("lead_median", f.lead.median);
  return out;
}

std::string facts_json(std::vector<fit::FactRow> const& rows) {
  std::string out;
  for (fit::FactRow const& r : rows)
    if (r.needed)
      out += fmt::format("{}{{\"fact\":\"{}\",\"log\":{:.6g},\"run\":{:.6g},\"tolerance\":{:.6g},\"holds\":{}}}", out.empty() ? "" : ",", r.name,
                         r.log, r.run, r.tolerance, r.holds());
  return "[" + out + "]";
}

}  // namespace gs::cli
