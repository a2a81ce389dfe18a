#pragma once
//! Everything recorded so far, row by row: what charts, maps and lists are made from. The same for a live run, a history and a file.
#include <cstdint>
#include <vector>
#include "kernels/engine/engine.hpp"

namespace gs::viz {

//! How wide a row is.
struct Shape {
  int zones = 0, pools = 0, channels = 0, lines = 0, ranks = 0;
};

//! One entry of a day's list of stockouts.
struct Stockout {
  std::int32_t sku = -1, zone = -1;
  std::int64_t wants = 0;
};

//! Rows in ascending time. The oldest are forgotten when there are more than `most` of them.
class Rows {
 public:
  Rows() = default;
  explicit Rows(Shape shape, std::int64_t most = std::int64_t{1} << 18) : shape_(shape), most_(most) {}

  void append(SeriesBlock const& block);
  //! Forgets what happened after `t`, as a rewind does.
  void cut_after(Seconds t);

  Shape const& shape() const { return shape_; }
  std::int64_t count() const { return static_cast<std::int64_t>(time_.size()); }
  bool empty() const { return time_.empty(); }
  Seconds first_time() const { return empty() ? 0 : time_.front() - span_.front(); }
  Seconds last_time() const { return empty() ? 0 : time_.back(); }
  //! Last row that ended at or before `t`; -1 if none did.
  std::int64_t row_at(Seconds t) const;
  Seconds time(std::int64_t r) const { return time_[at(r)]; }
  Seconds span(std::int64_t r) const { return span_[at(r)]; }
  std::uint64_t hash(std::int64_t r) const { return hash_[at(r)]; }

  std::int64_t total(std::int64_t r, Counter c) const { return totals_[at(r * count_of<Counter> + gs::at(c))]; }
  std::int64_t zone(std::int64_t r, int zone, ZoneCounter c) const {
    return zones_[at((r * shape_.zones + zone) * count_of<ZoneCounter> + gs::at(c))];
  }
  std::int64_t pool(std::int64_t r, int pool, PoolCounter c) const {
    return pools_[at((r * shape_.pools + pool) * count_of<PoolCounter> + gs::at(c))];
  }
  std::int64_t channel(std::int64_t r, int channel, ChannelCounter c) const {
    return channels_[at((r * shape_.channels + channel) * count_of<ChannelCounter> + gs::at(c))];
  }
  //! Sums over rows (from, to], by running sums.
  std::int64_t total_between(std::int64_t from, std::int64_t to, Counter c) const;
  std::int64_t pool_between(std::int64_t from, std::int64_t to, int pool, PoolCounter c) const;
  //! Sum over all zones and rows (from, to].
  std::int64_t zones_between(std::int64_t from, std::int64_t to, ZoneCounter c) const;
  //! By zone, over rows (from, to].
  std::vector<std::int64_t> zone_sums(std::int64_t from, std::int64_t to, ZoneCounter c) const;

  std::int64_t days() const { return static_cast<std::int64_t>(day_.size()); }
  //! Last day that ended at or before `t`; -1 if none did.
  std::int64_t day_at(Seconds t) const;
  Seconds day(std::int64_t d) const { return day_[at(d)]; }
  //! Summed over product lines.
  std::int64_t chain(std::int64_t d, Echelon e, ChainCounter c) const;
  std::int64_t money(std::int64_t d, Account a) const { return money_[at(d * count_of<Account> + gs::at(a))]; }
  Stockout stockout(std::int64_t d, int rank) const;

  std::int64_t bytes() const;

 private:
  static std::size_t at(std::int64_t i) { return static_cast<std::size_t>(i); }
  void add_sums(SeriesBlock const& block);
  void forget_oldest();

  Shape shape_;
  std::int64_t most_ = 0;
  std::vector<Seconds> time_, span_, day_;
  std::vector<std::uint64_t> hash_;
  std::vector<std::int64_t> totals_, pools_, channels_, chain_, money_;
  std::vector<std::int32_t> zones_, stockouts_;
  std::vector<std::int64_t> total_sums_, pool_sums_, zone_total_sums_;  //!< running, by row
};

}  // namespace gs::viz
