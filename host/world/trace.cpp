#include "host/world/trace.hpp"
#include <algorithm>
#include <cstdlib>
#include "host/world/csv.hpp"
#include "kernels/core/errors.hpp"
#include "kernels/core/units.hpp"

namespace gs::world {
namespace {

struct Bin {
  int line = 0;
  Seconds time = 0;
  double value = 0.0;
};

//! Days since 1970-01-01 of a date of the Gregorian calendar, years beginning in March so that leap days come last.
std::int64_t days_since_1970(std::int64_t y, std::int64_t m, std::int64_t d) {
  if (m < 3) --y;
  std::int64_t const month = (m + 9) % 12, day_of_year = (153 * month + 2) / 5 + d - 1;
  return 365 * y + y / 4 - y / 100 + y / 400 + day_of_year - 719468;
}

//! The digits at [at, at + n), or -1.
std::int64_t digits(std::string const& s, std::size_t at, std::size_t n) {
  if (s.size() < at + n) return -1;
  std::int64_t x = 0;
  for (std::size_t i = at; i < at + n; ++i) {
    if (s[i] < '0' || s[i] > '9') return -1;
    x = 10 * x + (s[i] - '0');
  }
  return x;
}

std::optional<Seconds> parse_time(std::string const& s) {
  if (auto const plain = number(s)) return *plain >= 0.0 && *plain < 1e11 ? std::optional<Seconds>(static_cast<Seconds>(*plain)) : std::nullopt;
  bool const seconds = s.size() > 16 && s[16] == ':';
  if (s.size() < 16 || s[4] != '-' || s[7] != '-' || (s[10] != ' ' && s[10] != 'T') || s[13] != ':' || (s.size() > 16 && !seconds))
    return std::nullopt;
  if (seconds && s.size() > 19 && s[19] != '.' && s[19] != 'Z') return std::nullopt;
  std::int64_t const y = digits(s, 0, 4), mo = digits(s, 5, 2), d = digits(s, 8, 2), h = digits(s, 11, 2), mi = digits(s, 14, 2);
  std::int64_t const sec = seconds ? digits(s, 17, 2) : 0;
  bool const good = y >= 1 && mo >= 1 && mo <= 12 && d >= 1 && d <= 31 && h >= 0 && h < 24 && mi >= 0 && mi < 60 && sec >= 0 && sec <= 60;
  if (!good) return std::nullopt;
  return days_since_1970(y, mo, d) * day + h * hour + mi * minute + sec;
}

Bin parse_bin(std::string const& file, CsvRow const& row) {
  if (row.cells.size() != 2)
    fail_at(file, row.line, "a trace has two columns, timestamp and value; this row has " + std::to_string(row.cells.size()));
  auto const time = parse_time(row.cells[0]);
  if (!time) fail_at(file, row.line, "'" + row.cells[0] + "' is no timestamp; write YYYY-MM-DD HH:MM:SS");
  auto const value = number(row.cells[1]);
  if (!value) fail_at(file, row.line, "'" + row.cells[1] + "' is no number; a trace must not hold text");
  if (*value < 0.0) fail_at(file, row.line, "the value " + row.cells[1] + " is negative; attention is counted from 0");
  return {row.line, *time, *value};
}

std::vector<Bin> parse_bins(std::string const& file) {
  std::vector<CsvRow> rows = read_csv(file, "trace");
  if (!rows.empty() && rows[0].cells[0] == "timestamp") rows.erase(rows.begin());
  std::vector<Bin> bins;
  for (CsvRow const& row : rows) {
    bins.push_back(parse_bin(file, row));
    if (bins.size() > 1 && bins[bins.size() - 2].time >= bins.back().time)
      fail_at(file, row.line, "time does not rise: " + row.cells[0] + " comes after a row that is not earlier; sort the rows and drop doubles");
  }
  if (bins.size() < 3)
    throw ConfigError(file + ": a trace needs at least three rows of timestamp,value; this one has " + std::to_string(bins.size()));
  return bins;
}

void check_gaps(std::string const& file, std::vector<Bin> const& bins) {
  std::vector<Seconds> step;
  for (std::size_t i = 1; i < bins.size(); ++i) step.push_back(bins[i].time - bins[i - 1].time);
  std::vector<Seconds> sorted = step;
  std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2), sorted.end());
  Seconds const bin = sorted[sorted.size() / 2];
  for (std::size_t i = 0; i < step.size(); ++i)
    if (step[i] > 2 * bin)
      fail_at(file, bins[i + 1].line,
              "a gap of " + std::to_string(step[i]) + " s in a trace with bins of " + std::to_string(bin) +
                  " s; fill gaps wider than two bins, for instance with the value of the hour a day before");
}

std::vector<double> hourly_means(std::vector<Bin> const& bins) {
  Seconds const first = bins.front().time / hour;
  std::size_t const hours = static_cast<std::size_t>(bins.back().time / hour - first + 1);
  std::vector<double> sum(hours, 0.0), count(hours, 0.0);
  for (Bin const& b : bins) {
    std::size_t const h = static_cast<std::size_t>(b.time / hour - first);
    sum[h] += b.value, count[h] += 1.0;
  }
  for (std::size_t h = 0; h < hours; ++h) sum[h] = count[h] > 0.0 ? sum[h] / count[h] : sum[h - 1];
  return sum;
}

}  // namespace

std::vector<double> read_hours(std::string const& file) {
  std::vector<Bin> const bins = parse_bins(file);
  check_gaps(file, bins);
  return hourly_means(bins);
}

std::vector<double> read_trace(std::string const& file) {
  std::vector<double> hours = read_hours(file);
  std::vector<double> sorted = hours;
  std::sort(sorted.begin(), sorted.end());
  double const median = sorted[sorted.size() / 2];
  if (!(median > 0.0))
    throw ConfigError(file + ": the median hour of this trace is 0, so nothing can be a multiple of it; use a busier series or wider bins");
  for (double& h : hours) h /= median;
  return hours;
}

}  // namespace gs::world
