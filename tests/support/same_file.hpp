#pragma once
//! Whether two run files hold the same, dataset by dataset, bit by bit.
#include <bit>
#include <string>
#include "host/output/run_reader.hpp"

namespace gs::test {

inline bool same_values(output::RunReader const& a, output::RunReader const& b, output::Variable const& v, std::int64_t rows) {
  if (v.kind == output::ValueKind::text) return a.strings(v.name) == b.strings(v.name);
  if (v.kind == output::ValueKind::unsigned_integer) return a.unsigned_integers(v.name, 0, rows) == b.unsigned_integers(v.name, 0, rows);
  if (v.kind == output::ValueKind::integer) return a.integers(v.name, 0, rows) == b.integers(v.name, 0, rows);
  auto const x = a.numbers(v.name, 0, rows), y = b.numbers(v.name, 0, rows);
  return std::equal(x.begin(), x.end(), y.begin(), y.end(),
                    [](double l, double r) { return std::bit_cast<std::uint64_t>(l) == std::bit_cast<std::uint64_t>(r); });
}

//! The first dataset in which the files differ, or "". `prefix`: of what grows, only the rows that `part` has are compared, and what
//! stands in a file only at its end (summary, events) is not.
inline std::string first_difference(output::RunReader const& part, output::RunReader const& whole, bool prefix = false) {
  for (auto const& v : part.variables()) {
    if (prefix && v.name == "events") continue;
    if (!whole.has(v.name)) return v.name + " is missing";
    auto const other = whole.variable(v.name);
    if (v.axes != other.axes || v.unit != other.unit || v.kind != other.kind) return v.name + " is of another kind";
    if (!prefix && v.shape != other.shape) return v.name + " has another size";
    if (!same_values(part, whole, v, v.shape.empty() ? -1 : v.shape[0])) return v.name;
  }
  return !prefix && part.variables().size() != whole.variables().size() ? "one has more datasets" : "";
}

}  // namespace gs::test
