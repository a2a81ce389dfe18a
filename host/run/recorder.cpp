#include "host/run/recorder.hpp"
#include <algorithm>
#include "kernels/core/errors.hpp"

namespace gs::run {
namespace {
constexpr std::int64_t rows_a_block = 256;

template <class T>
void put(StateSink& sink, char const* name, char const* unit, std::vector<T> const& v) {
  sink.column(name, unit, v.data(), static_cast<std::int64_t>(v.size()), sizeof(T));
}
template <class T>
void get(StateSource& source, char const* name, std::vector<T>& v) {
  std::int64_t const n = source.count(name);
  GS_VALIDATE(n >= 0, std::string("checkpoint: '") + name + "' is missing (it was written by another version: start the run anew)");
  v.resize(static_cast<std::size_t>(n));
  source.column(name, v.data(), n, sizeof(T));
}
}  // namespace

std::vector<std::uint64_t> sample_members(std::int64_t members, std::int64_t how_many) {
  std::vector<std::uint64_t> ids;
  std::int64_t const n = std::min(members, how_many);
  for (std::int64_t k = 0; k < n; ++k) ids.push_back(static_cast<std::uint64_t>((2 * k + 1) * members / (2 * n)));
  return ids;
}

std::vector<std::uint32_t> sample_suppliers(WorldData const& world, std::int64_t how_many) {
  auto const& t = world.suppliers;
  constexpr std::size_t groups = static_cast<std::size_t>(count_of<LayerKind>) * static_cast<std::size_t>(count_of<TierKind>);
  std::vector<std::vector<std::uint32_t>> by_group(groups);
  for (std::size_t s = 0; s < rows(t); ++s)
    if (t.pool[s].exists())
      by_group[static_cast<std::size_t>(at(t.kind[s]) * count_of<TierKind> + at(t.tier[s]))].push_back(static_cast<std::uint32_t>(s));
  std::vector<std::uint32_t> ids;
  for (std::size_t k = 0; k < rows(t) && static_cast<std::int64_t>(ids.size()) < how_many; ++k)
    for (auto const& group : by_group)
      if (k < group.size() && static_cast<std::int64_t>(ids.size()) < how_many) ids.push_back(group[k]);
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::vector<output::TraceColumn> supplier_columns() {
  return {{"load", "1e-3", "share of its hours that others take"},
          {"calendar", "s", "line-seconds in its calendar in the next hour"},
          {"offered", "s", "of these, left to this chain"},
          {"price", "cent/h", "price of an hour in its pool"},
          {"up", "1", "1 = works, 0 = down"}};
}

Recorder::Recorder(WorldData const& world, Seconds warmup, output::RunWriter* writer, std::vector<std::uint64_t> sampled,
                   std::vector<std::uint32_t> suppliers, std::vector<output::TraceTable> tables)
    : world_(world), writer_(writer), sampled_(std::move(sampled)), suppliers_(std::move(suppliers)), tables_(std::move(tables)), gauge_(world) {
  series_.lines = std::max<std::int64_t>(1, world.lines);
  series_.measured_from = warmup;
  members_want_ = rows(world.demands) == 0;
  if (!members_want_) series_.lines = 1;  // outside demand is counted over all lines together
  wants_before_.assign(static_cast<std::size_t>(series_.lines), 0);
}

void Recorder::after_tick(Engine& engine) {
  ++rows_waiting_;
  bool const day_ends = engine.now() % day == 0;
  if (rows_waiting_ >= rows_a_block || day_ends) take(engine);
  if (day_ends) end_of_day(engine);
}

void Recorder::take(Engine& engine) {
  SeriesBlock const block = engine.take_series();
  rows_waiting_ = 0;
  if (!block.state_hash.empty()) last_hash_ = block.state_hash.back();
  add_outside_demand(block);
  add_misses(block);
  add_backorders(block);
  add_days(block);
  gauge_.add_hours(block);
  if (writer_ != nullptr) writer_->append(block);
}

//! Chain rows; on a loaded network all lines are added up into one.
void Recorder::add_days(SeriesBlock const& block) {
  series_.day.insert(series_.day.end(), block.day.begin(), block.day.end());
  series_.echelons.insert(series_.echelons.end(), block.echelons.begin(), block.echelons.end());
  std::size_t const lines = std::max<std::size_t>(1, world_.lines), kinds = static_cast<std::size_t>(count_of<ChainCounter>);
  if (members_want_ || lines == 1) {
    series_.chain.insert(series_.chain.end(), block.chain.begin(), block.chain.end());
    return;
  }
  for (std::size_t row = 0; row < block.chain.size(); row += lines * kinds)
    for (std::size_t k = 0; k < kinds; ++k) {
      std::int64_t sum = 0;
      for (std::size_t l = 0; l < lines; ++l) sum += block.chain[row + l * kinds + k];
      series_.chain.push_back(sum);
    }
}

void Recorder::add_outside_demand(SeriesBlock const& block) {
  std::size_t const width = static_cast<std::size_t>(count_of<Counter>);
  for (std::size_t at = static_cast<std::size_t>(gs::at(Counter::demanded)); at < block.totals.size(); at += width)
    demanded_today_ += block.totals[at];
}

//! What was wanted and not met, by the day in which a tick ends. A member's want is missed when nothing was at hand or it did not take it.
void Recorder::add_misses(SeriesBlock const& block) {
  std::size_t const width = static_cast<std::size_t>(count_of<Counter>);
  for (std::size_t r = 0; r < block.time.size() && (r + 1) * width <= block.totals.size(); ++r) {
    auto const of = [&](Counter c) { return block.totals[r * width + static_cast<std::size_t>(gs::at(c))]; };
    auto const d = static_cast<std::size_t>((block.time[r] - 1) / day);
    for (auto* v : {&series_.wanted, &series_.missed, &series_.lost})
      if (v->size() <= d) v->resize(d + 1, 0);
    series_.wanted[d] += of(Counter::wants) + of(Counter::demanded);
    series_.missed[d] +=
        std::max(of(Counter::stockout_wants), of(Counter::left) + of(Counter::substituted)) + of(Counter::demanded) - of(Counter::demand_at_once);
    series_.lost[d] += of(Counter::lost_sales);
  }
}

//! Levels at the ends of ticks stand for the ticks.
void Recorder::add_backorders(SeriesBlock const& block) {
  std::size_t const width = static_cast<std::size_t>(count_of<Counter>);
  for (std::size_t r = 0; r < block.time.size() && (r + 1) * width <= block.totals.size(); ++r) {
    if (block.time[r] - block.span[r] < series_.measured_from) continue;
    auto const of = [&](Counter c) { return static_cast<double>(block.totals[r * width + static_cast<std::size_t>(gs::at(c))]); };
    double const span = static_cast<double>(block.span[r]);
    series_.backorders[0] += of(Counter::backorders) * span;
    series_.backorders[1] += of(Counter::backorder_age) * span;
    series_.backorders[2] += span;
  }
}

void Recorder::end_of_day(Engine& engine) {
  std::vector<std::int64_t> now(static_cast<std::size_t>(series_.lines), 0);
  Snapshot const seen = engine.snapshot();
  std::vector<std::int64_t> const strain = gauge_.row(seen);
  series_.strain.insert(series_.strain.end(), strain.begin(), strain.end());
  if (members_want_) {
    for (std::size_t i = 0; i < seen.attention.wants.size() && i < world_.items.line.size(); ++i)
      now[world_.items.line[i]] += seen.attention.wants[i];
  } else {
    now[0] = wants_before_[0] + demanded_today_;
  }
  while (series_.line_wants.size() < series_.day.size() * now.size())  // one row a day that the engine closed
    for (std::size_t l = 0; l < now.size(); ++l) series_.line_wants.push_back(now[l] - wants_before_[l]), wants_before_[l] = now[l];
  demanded_today_ = 0;
  if (writer_ != nullptr && !(sampled_.empty() && suppliers_.empty() && tables_.empty())) take_sample(engine, seen);
}

void Recorder::take_sample(Engine& engine, Snapshot const& seen) {
  std::vector<MemberRow> rows_now;
  for (std::uint64_t const id : sampled_) rows_now.push_back(engine.member(id));
  std::vector<std::int64_t> figures;
  for (std::uint32_t const id : suppliers_) {
    SupplierView const v = engine.supplier(id);
    figures.insert(figures.end(), {v.load, v.calendar, v.offered, v.price, v.up});
  }
  writer_->append_sample(engine.now(), rows_now, figures, day_tables_now(engine, seen, world_, tables_));
}

void Recorder::save(StateSink& sink) const {
  put(sink, "run.day", "s", series_.day);
  put(sink, "run.chain", "1", series_.chain);
  put(sink, "run.line_wants", "1", series_.line_wants);
  put(sink, "run.wants_before", "1", wants_before_);
  put(sink, "run.strain", "1e-6", series_.strain);
  put(sink, "run.hours_today", "s", gauge_.hours_today());
  put(sink, "run.wanted", "1", series_.wanted);
  put(sink, "run.missed", "1", series_.missed);
  put(sink, "run.lost", "cent", series_.lost);
  put(sink, "run.echelons", "1", series_.echelons);
  put(sink, "run.backorders", "1", std::vector<double>(series_.backorders.begin(), series_.backorders.end()));
  put(sink, "run.demanded_today", "grains", std::vector<std::int64_t>{demanded_today_});
  put(sink, "run.last_hash", "1", std::vector<std::uint64_t>{last_hash_});
}

void Recorder::load(StateSource& source) {
  get(source, "run.day", series_.day);
  get(source, "run.chain", series_.chain);
  get(source, "run.line_wants", series_.line_wants);
  get(source, "run.wanted", series_.wanted);
  get(source, "run.missed", series_.missed);
  get(source, "run.lost", series_.lost);
  get(source, "run.echelons", series_.echelons);
  std::vector<double> waiting;
  get(source, "run.backorders", waiting);
  std::copy_n(waiting.begin(), std::min(waiting.size(), series_.backorders.size()), series_.backorders.begin());
  get(source, "run.wants_before", wants_before_);
  get(source, "run.strain", series_.strain);
  std::vector<std::int64_t> hours;
  get(source, "run.hours_today", hours);
  gauge_.set_hours_today(std::move(hours));
  std::vector<std::int64_t> today{0};
  get(source, "run.demanded_today", today);
  demanded_today_ = today.empty() ? 0 : today[0];
  last_hash_ = last_hash_of(source);
}

std::uint64_t Recorder::last_hash_of(StateSource& source) {
  std::vector<std::uint64_t> hash;
  get(source, "run.last_hash", hash);
  return hash.empty() ? 0 : hash[0];
}

}  // namespace gs::run
