#include "viz/source/stockouts.hpp"
#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include "viz/source/deep.hpp"

namespace gs::viz {
namespace {

using Key = std::pair<std::int32_t, std::int32_t>;

//! A day's entry joins the spell of the day before, or begins one.
void join(std::map<Key, std::vector<Spell>>& spells, Stockout const& s, Seconds day_end) {
  auto& mine = spells[{s.sku, s.zone}];
  if (mine.empty() || mine.back().to < day_end - day) mine.push_back({s.sku, s.zone, day_end - day, day_end});
  mine.back().to = day_end;
  mine.back().wants += s.wants;
}

std::vector<Stockout> of_snapshot(Snapshot const& seen) {
  std::vector<Stockout> list;
  for (std::size_t k = 0; k + 2 < seen.stockouts.size(); k += 3)
    list.push_back({static_cast<std::int32_t>(seen.stockouts[k]), static_cast<std::int32_t>(seen.stockouts[k + 1]), seen.stockouts[k + 2]});
  return list;
}

}  // namespace

StockoutList stockouts(Source const& source, Seconds t, Seconds window) {
  Rows const& rows = source.rows();
  std::map<Key, std::vector<Spell>> by_key;
  std::int64_t const last = rows.day_at(t), first = std::max<std::int64_t>(0, rows.day_at(t - window) + 1);
  for (std::int64_t d = first; d <= last; ++d)
    for (int k = 0; k < rows.shape().ranks; ++k) {
      Stockout const s = rows.stockout(d, k);
      if (s.sku >= 0 && s.wants > 0) join(by_key, s, rows.day(d));
    }
  auto const deep = source.deep(t);
  bool const present = deep != nullptr && !deep->snapshot.stock.on_hand.empty() && deep->time <= t && t - deep->time < hour;
  if (present && deep->time % day != 0)
    for (Stockout const& s : of_snapshot(deep->snapshot))
      if (s.sku >= 0) join(by_key, s, (deep->time / day + 1) * day);
  WorldData const* const world = source.facts().world.get();
  StockoutList out;
  std::set<std::int32_t> skus, zones;
  for (auto& [key, spells] : by_key)
    for (Spell& s : spells) {
      bool const priced = world != nullptr && static_cast<std::size_t>(s.sku) < world->items.price.size();
      s.value = priced ? static_cast<double>(s.wants * world->items.price[static_cast<std::size_t>(s.sku)]) * 0.01
                       : std::numeric_limits<double>::quiet_NaN();
      bool const lately = s.to > t - day;
      s.going_on = lately && (!present || world == nullptr || !at_hand(*world, deep->snapshot, s.sku, s.zone));
      out.missed += s.wants;
      skus.insert(s.sku), zones.insert(s.zone);
      out.spells.push_back(s);
    }
  out.skus = std::ssize(skus), out.zones = std::ssize(zones);
  std::stable_sort(out.spells.begin(), out.spells.end(), [](Spell const& a, Spell const& b) { return a.wants > b.wants; });
  return out;
}

}  // namespace gs::viz
