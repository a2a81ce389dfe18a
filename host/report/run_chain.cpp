//! What is kept by day: stock by echelon, cash, the worst stockouts.
#include <algorithm>
#include <map>
#include "host/report/run_data.hpp"

namespace gs::report {
namespace {

//! Rows of the daily datasets that are measured, as days since the end of the warm-up.
std::vector<std::pair<std::size_t, double>> measured_days(output::RunReader const& reader, RunData const& data) {
  std::vector<std::pair<std::size_t, double>> out;
  auto const end = reader.integers("day");
  for (std::size_t d = 0; d < end.size(); ++d) {
    double const at = static_cast<double>(end[d] - data.info.warmup_seconds) / static_cast<double>(day);
    if (at > data.measured.low + 1e-9 && at <= data.measured.high + 1e-9) out.emplace_back(d, at);
  }
  return out;
}

void read_stock(output::RunReader const& reader, std::vector<std::pair<std::size_t, double>> const& days, RunData& data) {
  std::size_t const echelons = data.axes.echelons.size(), lines = data.axes.lines.size();
  if (!reader.has("chain_stock")) return;
  auto const stock = reader.integers("chain_stock");
  data.stock.assign(echelons, {});
  for (auto const& [d, at] : days)
    for (std::size_t e = 0; e < echelons; ++e) {
      std::int64_t sum = 0;
      for (std::size_t l = 0; l < lines; ++l) sum += stock[(d * echelons + e) * lines + l];
      data.stock[e].push_back(static_cast<double>(sum) * 0.01);
    }
}

//! Sales come in, refunds and everything else goes out; as booked, since the end of the warm-up.
void read_booked(output::RunReader const& reader, std::vector<std::pair<std::size_t, double>> const& days, RunData& data) {
  std::size_t const n = data.axes.accounts.size();
  if (!reader.has("money") || days.empty()) return;
  auto const money = reader.integers("money");
  auto const balance = [&](std::size_t d) {
    std::int64_t sum = 0;
    for (std::size_t a = 0; a < n; ++a) sum += (data.axes.accounts[a] == "sales" ? 1 : -1) * money[d * n + a];
    return static_cast<double>(sum) * 0.01;
  };
  std::size_t const first = days.front().first;
  double const before = first > 0 ? balance(first - 1) : 0.0;
  for (auto const& [d, at] : days) data.booked.push_back(balance(d) - before);
}

void read_missed(output::RunReader const& reader, std::vector<std::pair<std::size_t, double>> const& days, RunData& data) {
  if (!reader.has("missed_sku")) return;
  auto const sku = reader.integers("missed_sku"), zone = reader.integers("missed_zone"), wants = reader.integers("missed_wants");
  auto const ranks = static_cast<std::size_t>(data.axes.ranks);
  struct Spell {
    Missed missed;
    std::size_t last_row = 0;
    std::int64_t length = 0;
  };
  std::map<std::pair<std::int64_t, std::int64_t>, Spell> by_key;
  for (auto const& [d, at] : days)
    for (std::size_t k = d * ranks; k < (d + 1) * ranks; ++k) {
      if (sku[k] < 0 || wants[k] <= 0) continue;
      Spell& s = by_key[{sku[k], zone[k]}];
      Missed& m = s.missed;
      if (m.days == 0) m.sku = sku[k], m.zone = zone[k], m.first = at - 1.0;
      s.length = m.days > 0 && s.last_row + 1 == d ? s.length + 1 : 1;
      s.last_row = d, m.last = at, m.wants += wants[k], ++m.days;
      m.longest = std::max(m.longest, s.length);
    }
  for (auto const& [key, s] : by_key) data.missed.push_back(s.missed);
  std::stable_sort(data.missed.begin(), data.missed.end(), [](Missed const& a, Missed const& b) { return a.wants > b.wants; });
}
}  // namespace

void read_chain(output::RunReader const& reader, RunData& data) {
  if (!reader.has("day")) return;
  auto const days = measured_days(reader, data);
  for (auto const& [d, at] : days) data.chain_x.push_back(at - 0.5);
  read_stock(reader, days, data);
  read_booked(reader, days, data);
  read_missed(reader, days, data);
}

}  // namespace gs::report
