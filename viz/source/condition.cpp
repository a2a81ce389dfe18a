#include "viz/source/condition.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <charconv>

namespace gs::viz {
namespace {

std::string trimmed(std::string_view s) {
  auto const from = s.find_first_not_of(" \t"), to = s.find_last_not_of(" \t");
  return from == std::string_view::npos ? "" : std::string(s.substr(from, to - from + 1));
}

//! Known names that share the beginning, for the message.
std::string nearest(std::string const& name, std::vector<Signal> const& known) {
  Signal const* best = nullptr;
  std::size_t most = 0;
  for (Signal const& s : known) {
    auto const same = static_cast<std::size_t>(std::mismatch(name.begin(), name.end(), s.name.begin(), s.name.end()).first - name.begin());
    if (same > most) best = &s, most = same;
  }
  return best == nullptr ? known.front().name : best->name;
}

}  // namespace

std::string Condition::text() const { return fmt::format("{} {} {:g}", signal, below ? "<" : ">", limit); }

std::optional<Condition> read_condition(std::string const& text, std::vector<Signal> const& known, std::string& why) {
  auto const op = text.find_first_of("<>");
  if (op == std::string::npos) return why = "write NAME < NUMBER or NAME > NUMBER, such as service < 0.95", std::nullopt;
  Condition c{trimmed(text.substr(0, op)), text[op] == '<', 0.0};
  std::string number = trimmed(text.substr(op + 1));
  bool const percent = !number.empty() && number.back() == '%';
  if (percent) number = trimmed(number.substr(0, number.size() - 1));
  auto const [end, error] = std::from_chars(number.data(), number.data() + number.size(), c.limit);
  if (error != std::errc() || end != number.data() + number.size()) return why = fmt::format("'{}' is no number", number), std::nullopt;
  if (percent) c.limit /= 100.0;
  if (find_signal(known, c.signal) == nullptr)
    return why = fmt::format("there is no '{}': did you mean '{}'?", c.signal, nearest(c.signal, known)), std::nullopt;
  return c;
}

}  // namespace gs::viz
