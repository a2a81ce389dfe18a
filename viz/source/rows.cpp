#include "viz/source/rows.hpp"
#include <algorithm>
#include <limits>

namespace gs::viz {
namespace {

template <class T>
void join(std::vector<T>& to, std::vector<std::int64_t> const& from) {
  if constexpr (sizeof(T) == 8) {
    to.insert(to.end(), from.begin(), from.end());
  } else {
    constexpr std::int64_t low = std::numeric_limits<T>::min(), high = std::numeric_limits<T>::max();
    for (std::int64_t const x : from) to.push_back(static_cast<T>(std::clamp(x, low, high)));
  }
}

//! Adds a row of running sums: the row before plus the new values.
void add_running(std::vector<std::int64_t>& sums, std::int64_t const* values, std::size_t width) {
  std::size_t const n = sums.size();
  for (std::size_t i = 0; i < width; ++i) sums.push_back((n >= width ? sums[n - width + i] : 0) + values[i]);
}

template <class T>
void keep_tail(std::vector<T>& v, std::int64_t rows, std::int64_t dropped) {
  if (rows > 0) v.erase(v.begin(), v.begin() + static_cast<std::ptrdiff_t>(std::ssize(v) / rows * dropped));
}
template <class T>
void keep_head(std::vector<T>& v, std::int64_t rows, std::int64_t kept) {
  if (rows > 0) v.resize(v.size() / static_cast<std::size_t>(rows) * static_cast<std::size_t>(kept));
}

}  // namespace

void Rows::append(SeriesBlock const& b) {
  std::size_t const n = b.time.size(), days = b.day.size();
  auto const fits = [](std::vector<std::int64_t> const& v, std::size_t rows, int width) {
    return v.size() == rows * static_cast<std::size_t>(width);
  };
  add_sums(b);
  time_.insert(time_.end(), b.time.begin(), b.time.end());
  span_.insert(span_.end(), b.span.begin(), b.span.end());
  hash_.insert(hash_.end(), b.state_hash.begin(), b.state_hash.end());
  join(totals_, b.totals);
  join(zones_, b.zones);
  join(pools_, b.pools);
  bool const channels = fits(b.channels, n, shape_.channels * count_of<ChannelCounter>);
  join(channels_, channels ? b.channels : std::vector<std::int64_t>(n * static_cast<std::size_t>(shape_.channels * count_of<ChannelCounter>)));
  day_.insert(day_.end(), b.day.begin(), b.day.end());
  join(chain_, b.chain);
  join(money_, b.money);
  bool const ranks = fits(b.stockouts, days, shape_.ranks * count_of<StockoutField>);
  join(stockouts_, ranks ? b.stockouts : std::vector<std::int64_t>(days * static_cast<std::size_t>(shape_.ranks * count_of<StockoutField>), -1));
  if (most_ > 0 && count() > most_) forget_oldest();
}

void Rows::add_sums(SeriesBlock const& b) {
  std::size_t const totals = count_of<Counter>, pools = at(shape_.pools * count_of<PoolCounter>), kinds = count_of<ZoneCounter>;
  std::size_t const zones = at(shape_.zones) * kinds;
  for (std::size_t r = 0; r < b.time.size(); ++r) {
    add_running(total_sums_, b.totals.data() + r * totals, totals);
    if (pools > 0) add_running(pool_sums_, b.pools.data() + r * pools, pools);
    std::int64_t sums[count_of<ZoneCounter>] = {};
    for (std::size_t i = 0; i < zones; ++i) sums[i % kinds] += b.zones[r * zones + i];
    add_running(zone_total_sums_, sums, kinds);
  }
}

void Rows::cut_after(Seconds t) {
  std::int64_t const rows = count(), keep = row_at(t) + 1, days = this->days(), keep_days = day_at(t) + 1;
  keep_head(totals_, rows, keep), keep_head(zones_, rows, keep), keep_head(pools_, rows, keep), keep_head(channels_, rows, keep);
  keep_head(total_sums_, rows, keep), keep_head(pool_sums_, rows, keep), keep_head(zone_total_sums_, rows, keep);
  time_.resize(at(keep)), span_.resize(at(keep)), hash_.resize(at(keep));
  keep_head(chain_, days, keep_days), keep_head(money_, days, keep_days), keep_head(stockouts_, days, keep_days);
  day_.resize(at(keep_days));
}

void Rows::forget_oldest() {
  std::int64_t const rows = count(), drop = rows - most_ + most_ / 8;
  keep_tail(totals_, rows, drop), keep_tail(zones_, rows, drop), keep_tail(pools_, rows, drop), keep_tail(channels_, rows, drop);
  keep_tail(total_sums_, rows, drop), keep_tail(pool_sums_, rows, drop), keep_tail(zone_total_sums_, rows, drop);
  keep_tail(span_, rows, drop), keep_tail(hash_, rows, drop), keep_tail(time_, rows, drop);
}

std::int64_t Rows::row_at(Seconds t) const { return std::upper_bound(time_.begin(), time_.end(), t) - time_.begin() - 1; }
std::int64_t Rows::day_at(Seconds t) const { return std::upper_bound(day_.begin(), day_.end(), t) - day_.begin() - 1; }

std::int64_t Rows::total_between(std::int64_t from, std::int64_t to, Counter c) const {
  auto const upto = [&](std::int64_t r) { return r < 0 ? 0 : total_sums_[at(r * count_of<Counter> + gs::at(c))]; };
  return upto(to) - upto(from) - (from < 0 && to >= 0 ? total_sums_[at(gs::at(c))] - totals_[at(gs::at(c))] : 0);
}
std::int64_t Rows::pool_between(std::int64_t from, std::int64_t to, int pool, PoolCounter c) const {
  std::int64_t const width = std::int64_t{shape_.pools} * count_of<PoolCounter>, k = std::int64_t{pool} * count_of<PoolCounter> + gs::at(c);
  auto const upto = [&](std::int64_t r) { return r < 0 ? 0 : pool_sums_[at(r * width + k)]; };
  return upto(to) - upto(from) - (from < 0 && to >= 0 ? pool_sums_[at(k)] - pools_[at(k)] : 0);
}
std::int64_t Rows::zones_between(std::int64_t from, std::int64_t to, ZoneCounter c) const {
  auto const upto = [&](std::int64_t r) { return r < 0 ? 0 : zone_total_sums_[at(r * count_of<ZoneCounter> + gs::at(c))]; };
  return upto(to) - upto(from);
}
std::vector<std::int64_t> Rows::zone_sums(std::int64_t from, std::int64_t to, ZoneCounter c) const {
  std::vector<std::int64_t> sums(at(shape_.zones), 0);
  for (std::int64_t r = std::max<std::int64_t>(from + 1, 0); r <= to; ++r)
    for (int z = 0; z < shape_.zones; ++z) sums[at(z)] += zone(r, z, c);
  return sums;
}

std::int64_t Rows::chain(std::int64_t d, Echelon e, ChainCounter c) const {
  std::int64_t sum = 0;
  for (std::int64_t l = 0; l < shape_.lines; ++l)
    sum += chain_[at(((d * count_of<Echelon> + gs::at(e)) * shape_.lines + l) * count_of<ChainCounter> + gs::at(c))];
  return sum;
}
Stockout Rows::stockout(std::int64_t d, int rank) const {
  std::size_t const k = at((d * shape_.ranks + rank) * count_of<StockoutField>);
  return {stockouts_[k], stockouts_[k + 1], stockouts_[k + 2]};
}

std::int64_t Rows::bytes() const {
  return 8 * static_cast<std::int64_t>(time_.size() * 3 + totals_.size() * 2 + pools_.size() * 2 + channels_.size() + chain_.size() + money_.size()) +
         4 * static_cast<std::int64_t>(zones_.size() + stockouts_.size());
}

}  // namespace gs::viz
