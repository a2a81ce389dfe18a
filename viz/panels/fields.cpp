#include "viz/panels/fields.hpp"
#include <fmt/format.h>
#include <cmath>
#include "viz/draw/text.hpp"

namespace gs::viz {

Reading reading(std::string const& unit) {
  constexpr struct {
    char const* stored;
    double factor;
    char const* unit;
  } table[] = {{"2^-32", 100.0 / 4294967296.0, "%"},
               {"2^-16", 100.0 / 65535.0, "%"},
               {"1e-2", 1.0, "%"},
               {"1e-3", 0.1, "%"},
               {"1e-6", 1e-6, ""},
               {"s", 1.0 / 3600.0, "h"}};
  for (auto const& t : table)
    if (unit == t.stored) return {t.factor, t.unit};
  if (unit.starts_with("1e-6 ") || unit.starts_with("1e-6/")) return {1e-6, unit.substr(unit[4] == ' ' ? 5 : 4)};
  if (unit.starts_with("1e-3 ")) return {1e-3, unit.substr(5)};
  if (unit.starts_with("cent")) return {0.01, "CNY" + unit.substr(4)};
  return {1.0, unit == "1" ? "" : unit};
}

Field integer_field(std::string const& name, std::string const& unit, std::int64_t value) {
  if (value >= never) return {name, "never", "", no_number};
  Reading const r = reading(unit);
  double const number = static_cast<double>(value) * r.factor;
  return {name,
          r.factor == 1.0           ? commas(value)
          : std::fabs(number) < 1e4 ? fmt::format("{:.4g}", number)
                                    : commas(std::llround(number)),
          r.unit, number};
}

void tell_taste(std::vector<Field>& fields, std::uint64_t taste) {
  for (Field& f : fields)
    if (f.name == "taste") {
      f.value.clear(), f.unit = "four features, 0 to 1", f.number = no_number;
      for (int k = 0; k < 4; ++k) f.value += fmt::format("{}{:.2f}", k > 0 ? " " : "", static_cast<double>(taste >> (16 * k) & 0xffff) / 65535.0);
    }
}

void name_it(std::vector<Field>& fields, char const* name, char const* const* names, int count) {
  for (Field& f : fields)
    if (f.name == name && !std::isnan(f.number) && f.number < count) f.value = names[static_cast<int>(f.number)];
}

void tell_members_way(std::vector<Field>& fields) {
  for (Field& f : fields)
    if (f.number == 4294967295.0 || (f.name == "last_family" && f.number == 65535.0)) f.value = "none", f.number = no_number;
}

}  // namespace gs::viz
