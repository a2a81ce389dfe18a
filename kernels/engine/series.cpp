#include "kernels/engine/series.hpp"
#include <algorithm>
#include "kernels/core/errors.hpp"
#include "kernels/engine/audit.hpp"

namespace gs::GS_BACKEND {
namespace {

void append(std::vector<std::int64_t>& to, Buffer<std::int64_t> const& from, std::int64_t n) {
  std::size_t const at = to.size();
  to.resize(at + static_cast<std::size_t>(n));
  to_host(to.data() + at, from.data(), n * 8);
}
std::vector<std::int64_t> stockouts_today(World& w) {
  std::vector<std::uint16_t> cells(static_cast<std::size_t>(w.stockouts_today.size()));
  to_host(cells.data(), w.stockouts_today.data(), w.stockouts_today.bytes());
  return {cells.begin(), cells.end()};
}
std::vector<std::int64_t> tail(std::vector<std::int64_t> const& v, std::int64_t n) {
  return {v.end() - std::min<std::ptrdiff_t>(n, std::ssize(v)), v.end()};
}

//! Money by account as the brand sees it: what it paid less what it was paid, but sales as income (positive).
void brand_view(std::vector<std::int64_t> const& paid, std::vector<std::int64_t>& out) {
  for (int a = 0; a < count_of<Account>; ++a) {
    std::int64_t net = 0;
    for (int p = 0; p < count_of<Party>; ++p) {
      net += paid[static_cast<std::size_t>(Purse::at(Party::brand, static_cast<Party>(p), static_cast<Account>(a)))];
      net -= paid[static_cast<std::size_t>(Purse::at(static_cast<Party>(p), Party::brand, static_cast<Account>(a)))];
    }
    out.push_back(static_cast<Account>(a) == Account::sales ? -net : net);
  }
}

//! What every party paid on every account less what it was paid on it.
void party_view(std::vector<std::int64_t> const& paid, std::vector<std::int64_t>& out) {
  for (int p = 0; p < count_of<Party>; ++p)
    for (int a = 0; a < count_of<Account>; ++a) {
      std::int64_t net = 0;
      for (int q = 0; q < count_of<Party>; ++q) {
        auto const party = static_cast<Party>(p), other = static_cast<Party>(q);
        net += paid[static_cast<std::size_t>(Purse::at(party, other, static_cast<Account>(a)))];
        net -= paid[static_cast<std::size_t>(Purse::at(other, party, static_cast<Account>(a)))];
      }
      out.push_back(net);
    }
}

//! A cell of World::stockouts_today and its place in it.
struct Cell {
  std::int64_t wants, at;
};

}  // namespace

std::vector<std::int64_t> worst_stockouts(World& w) {
  std::vector<std::int64_t> const cells = stockouts_today(w);
  std::vector<Cell> worst;
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (cells[i] > 0) worst.push_back({cells[i], static_cast<std::int64_t>(i)});
  auto const keep = std::min<std::ptrdiff_t>(stockout_ranks, std::ssize(worst));
  std::partial_sort(worst.begin(), worst.begin() + keep, worst.end(),
                    [](Cell const& a, Cell const& b) { return a.wants != b.wants ? a.wants > b.wants : a.at < b.at; });
  std::vector<std::int64_t> rows;
  for (std::ptrdiff_t k = 0; k < stockout_ranks; ++k) {
    bool const some = k < keep;
    Cell const c = some ? worst[static_cast<std::size_t>(k)] : Cell{0, 0};
    rows.insert(rows.end(), {some ? c.at / w.stockout_places : -1, some ? c.at % w.stockout_places : -1, c.wants});
  }
  return rows;
}

Series::Series(World& w)
    : totals_(w.totals.size()),
      zones_(w.zones.size() * static_cast<int>(ZoneCounter::count)),
      pools_(w.pools.size() * static_cast<int>(PoolCounter::count)),
      channels_(std::ssize(w.params.channels) * static_cast<int>(ChannelCounter::count)) {
  ring_totals_.grow(block_ * totals_);
  ring_zones_.grow(std::max<std::int64_t>(1, block_ * zones_));
  ring_pools_.grow(std::max<std::int64_t>(1, block_ * pools_));
  ring_channels_.grow(std::max<std::int64_t>(1, block_ * channels_));
  sums_.assign(static_cast<std::size_t>(totals_ + pools_), 0);
  since_start_.assign(static_cast<std::size_t>(totals_), 0);
  ledger_start_.assign(static_cast<std::size_t>(w.paid.size()), 0);
  settled_start_ = ledger_start_;
  open(w);  // until the warm-up is over; without one it stays
}

void Series::record(World& w, std::uint64_t hash) {
  copy_on_device(ring_totals_.data() + filled_ * totals_, w.totals.data(), totals_ * 8);
  copy_on_device(ring_zones_.data() + filled_ * zones_, w.zone_counts.data(), zones_ * 8);
  copy_on_device(ring_pools_.data() + filled_ * pools_, w.pool_counts.data(), pools_ * 8);
  copy_on_device(ring_channels_.data() + filled_ * channels_, w.channel_counts.data(), channels_ * 8);
  zero(w.channel_counts.data(), w.channel_counts.bytes());
  zero(w.totals.data(), w.totals.bytes());
  zero(w.zone_counts.data(), w.zone_counts.bytes());
  zero(w.pool_counts.data(), w.pool_counts.bytes());
  out_.time.push_back(w.now.end);
  out_.span.push_back(w.now.span());
  out_.state_hash.push_back(hash);
  ring_measured_.push_back(w.measuring() ? 1 : 0);
  ++filled_;
  if (w.now.end % day == 0) end_day(w);
  bool const opens = w.now.end == w.params.clock.warmup;
  if (filled_ == block_ || opens) drain(w);
  if (opens) {
    to_host(ledger_start_.data(), w.paid.data(), w.paid.size() * 8);
    to_host(settled_start_.data(), w.settled.data(), w.settled.size() * 8);
    open(w);
  }
}

void Series::open(World& w) {
  opening_goods_ = goods_worth(w);
  opening_leftover_ = leftover_of(w).loss;
}

void Series::end_day(World& w) {
  out_.day.push_back(w.now.end);
  append(out_.chain, w.chain, w.chain.size());
  zero(w.chain.data(), w.chain.bytes());
  std::vector<std::int64_t> paid;
  append(paid, w.paid, w.paid.size());
  brand_view(paid, out_.money);
  party_view(paid, out_.parties);
  append(out_.echelons, w.echelon_counts, w.echelon_counts.size());
  zero(w.echelon_counts.data(), w.echelon_counts.bytes());
  std::vector<std::int64_t> const worst = worst_stockouts(w);
  out_.stockouts.insert(out_.stockouts.end(), worst.begin(), worst.end());
  zero(w.stockouts_today.data(), w.stockouts_today.bytes());
}

void Series::drain(World&) {
  if (filled_ == 0) return;
  std::size_t const first = out_.totals.size(), first_pool = out_.pools.size();
  append(out_.totals, ring_totals_, filled_ * totals_);
  append(out_.zones, ring_zones_, filled_ * zones_);
  append(out_.pools, ring_pools_, filled_ * pools_);
  append(out_.channels, ring_channels_, filled_ * channels_);
  for (std::int64_t r = 0; r < filled_; ++r) {
    bool const measured = ring_measured_[static_cast<std::size_t>(r)] != 0;
    for (std::int64_t c = 0; c < totals_; ++c) {
      auto const k = static_cast<std::size_t>(c);
      std::int64_t const x = out_.totals[first + static_cast<std::size_t>(r * totals_ + c)];
      if (is_level(static_cast<Counter>(k))) {
        since_start_[k] = x;
        sums_[k] = x;
        continue;
      }
      since_start_[k] += x;
      if (measured) sums_[k] += x;
    }
    for (std::int64_t c = 0; measured && c < pools_; ++c)
      sums_[static_cast<std::size_t>(totals_ + c)] += out_.pools[first_pool + static_cast<std::size_t>(r * pools_ + c)];
  }
  last_totals_ = tail(out_.totals, totals_);
  last_zones_ = tail(out_.zones, zones_);
  last_pools_ = tail(out_.pools, pools_);
  last_channels_ = tail(out_.channels, channels_);
  filled_ = 0;
  ring_measured_.clear();
}

SeriesBlock Series::take(World& w) {
  drain(w);
  SeriesBlock block;
  std::swap(block, out_);
  return block;
}

void Series::save(World& w, StateSink& sink) {
  drain(w);
  auto const put = [&sink](char const* name, std::vector<std::int64_t> const& v) { sink.column(name, "1", v.data(), std::ssize(v), 8); };
  put("series.sums", sums_);
  put("series.ledger_start", ledger_start_);
  put("series.settled_start", settled_start_);
  put("series.since_start", since_start_);
  put("series.opening_goods", {opening_goods_, opening_leftover_});
  put("series.stockouts_today", stockouts_today(w));
}

void Series::load(World& w, StateSource& source) {
  auto const get = [&source](char const* name, std::vector<std::int64_t>& v) {
    GS_VALIDATE(source.count(name) == std::ssize(v), std::string("checkpoint: '") + name + "' is missing or belongs to another world");
    source.column(name, v.data(), std::ssize(v), 8);
  };
  std::vector<std::int64_t> opening(2);
  get("series.sums", sums_);
  get("series.ledger_start", ledger_start_);
  get("series.settled_start", settled_start_);
  get("series.since_start", since_start_);
  get("series.opening_goods", opening);
  opening_goods_ = opening[0];
  opening_leftover_ = opening[1];
  std::vector<std::int64_t> today(static_cast<std::size_t>(w.stockouts_today.size()));
  get("series.stockouts_today", today);
  std::vector<std::uint16_t> const cells(today.begin(), today.end());
  to_device(w.stockouts_today.data(), cells.data(), w.stockouts_today.bytes());
  out_ = SeriesBlock();  // rows of a time that has not happened yet
  filled_ = 0;
  ring_measured_.clear();
}

void Series::add_totals(World& w, Totals& t) {
  drain(w);
  t.counters.assign(sums_.begin(), sums_.begin() + totals_);
  t.pools.assign(sums_.begin() + totals_, sums_.end());
  t.ledger.resize(static_cast<std::size_t>(w.paid.size()));
  to_host(t.ledger.data(), w.paid.data(), w.paid.size() * 8);
  t.settled.resize(t.ledger.size());
  to_host(t.settled.data(), w.settled.data(), w.settled.size() * 8);
  t.owed = t.ledger;
  for (std::size_t i = 0; i < t.ledger.size(); ++i) {
    t.owed[i] -= t.settled[i];
    t.ledger[i] -= ledger_start_[i];
    t.settled[i] -= settled_start_[i];
  }
  t.opening_goods_value = opening_goods_;
  t.opening_leftover = opening_leftover_;
}

}  // namespace gs::GS_BACKEND
