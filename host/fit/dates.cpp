#include "host/fit/dates.hpp"
#include <fmt/format.h>
#include <charconv>
#include <chrono>
#include "kernels/core/errors.hpp"

namespace gs::fit {
namespace {

bool all_digits(std::string_view s) {
  for (char const c : s)
    if (c < '0' || c > '9') return false;
  return !s.empty();
}

//! A whole number of at most `most` digits, or -1.
int whole(std::string_view s, std::size_t most) {
  int x = -1;
  if (s.size() <= most && all_digits(s)) std::from_chars(s.data(), s.data() + s.size(), x);
  return x;
}

//! The text before the first `separator`, taken off the front.
std::string_view take(std::string_view& rest, char separator) {
  std::size_t const end = std::min(rest.find(separator), rest.size());
  std::string_view const part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

std::optional<std::int64_t> day_of(int y, int m, int d) {
  if (y < 1900 || y > 2200 || m < 1 || d < 1) return std::nullopt;
  std::chrono::year_month_day const date{std::chrono::year(y), std::chrono::month(static_cast<unsigned>(m)),
                                         std::chrono::day(static_cast<unsigned>(d))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch().count();
}

std::optional<std::int64_t> read_day(std::string_view s, DateOrder order) {
  if (s.size() == 8 && all_digits(s)) return day_of(whole(s.substr(0, 4), 4), whole(s.substr(4, 2), 2), whole(s.substr(6), 2));
  char const separator = s.find('-') != s.npos ? '-' : (s.find('/') != s.npos ? '/' : '.');
  std::string_view rest = s;
  std::string_view const a = take(rest, separator), b = take(rest, separator);
  int const x = whole(a, 4), y = whole(b, 2), z = whole(rest, 4);
  if (a.size() == 4) return order == DateOrder::automatic || order == DateOrder::ymd ? day_of(x, y, z) : std::nullopt;
  if (rest.size() != 4) return std::nullopt;
  if (order == DateOrder::mdy) return day_of(z, x, y);
  if (order == DateOrder::dmy || separator == '.') return day_of(z, y, x);
  return std::nullopt;
}

std::optional<Seconds> read_clock(std::string_view s) {
  if (!s.empty() && s.back() == 'Z') s.remove_suffix(1);
  int const h = whole(take(s, ':'), 2);
  std::string_view const minutes = take(s, ':');
  int const m = whole(minutes, 2), sec = s.empty() ? 0 : whole(take(s, '.'), 2);
  bool const good = h >= 0 && h < 24 && m >= 0 && m < 60 && sec >= 0 && sec <= 60 && (s.empty() || all_digits(s));
  return good ? std::optional<Seconds>(h * hour + m * minute + sec) : std::nullopt;
}

}  // namespace

DateOrder parse_date_order(std::string const& text) {
  if (text.empty() || text == "auto") return DateOrder::automatic;
  if (text == "ymd") return DateOrder::ymd;
  if (text == "dmy") return DateOrder::dmy;
  if (text == "mdy") return DateOrder::mdy;
  throw ConfigError("--dates " + text + ": write auto, ymd, dmy or mdy");
}

std::optional<Seconds> read_date(std::string_view text, DateOrder order) {
  if (text.size() == 10 && all_digits(text)) {
    Seconds since = 0;
    std::from_chars(text.data(), text.data() + text.size(), since);
    return since;
  }
  std::size_t const gap = text.find_first_of(" T");
  auto const day_number = read_day(text.substr(0, gap), order);
  if (!day_number) return std::nullopt;
  auto const clock = gap == text.npos ? std::optional<Seconds>(0) : read_clock(text.substr(gap + 1));
  return clock ? std::optional<Seconds>(*day_number * day + *clock) : std::nullopt;
}

std::string write_day(std::int64_t day_since_1970) {
  std::chrono::year_month_day const d{std::chrono::sys_days(std::chrono::days(day_since_1970))};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(d.year()), static_cast<unsigned>(d.month()), static_cast<unsigned>(d.day()));
}

std::string write_time(Seconds t) {
  std::int64_t const d = t >= 0 ? t / day : -((-t + day - 1) / day);
  return fmt::format("{} {:02}:{:02}", write_day(d), (t - d * day) / hour, (t - d * day) % hour / minute);
}

}  // namespace gs::fit
