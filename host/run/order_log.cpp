#include "host/run/order_log.hpp"
#include <fmt/format.h>
#include "kernels/core/errors.hpp"

namespace gs::run {
namespace {
namespace fs = std::filesystem;

constexpr std::int64_t first_day = 20458;  //!< 2026-01-05, a Monday, in days since 1970: where the clock of every file begins

//! "2026-03-01 07:05" of seconds since the start of the run. Civil date of a day count, years beginning in March (Hinnant).
std::string date_of(Seconds t) {
  std::int64_t const z = first_day + t / day + 719468, era = z / 146097, in_era = z % 146097;
  std::int64_t const year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
  std::int64_t const in_year = in_era - (365 * year + year / 4 - year / 100), month = (5 * in_year + 2) / 153;
  std::int64_t const m = month < 10 ? month + 3 : month - 9;
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", era * 400 + year + (m <= 2 ? 1 : 0), m, in_year - (153 * month + 2) / 5 + 1, t % day / hour,
                     t % hour / minute);
}

}  // namespace

OrderLog::OrderLog(fs::path path, bool force, std::vector<std::uint64_t> members, Seconds from)
    : path_(std::move(path)), partial_(path_.string() + ".partial"), members_(std::move(members)), before_(members_.size()), from_(from) {
  if (!force && fs::exists(path_)) throw ConfigError(fmt::format("'{}' exists and is not overwritten: name another, or --force", path_.string()));
  out_.open(partial_, std::ios::binary | std::ios::trunc);
  if (!out_) throw ConfigError(fmt::format("cannot write the order log '{}'; check the folder and its permissions", partial_.string()));
  out_ << "member,time,orders,spend,family\n";
}

void OrderLog::begin(Engine& engine) {
  for (std::size_t i = 0; i < members_.size(); ++i) {
    MemberRow const row = engine.member(members_[i]);
    before_[i] = {row.orders, row.spend};
  }
}

void OrderLog::after_tick(Engine& engine) {
  if (engine.now() % day == 0) write_day(engine);
}

void OrderLog::write_day(Engine& engine) {
  for (std::size_t i = 0; i < members_.size(); ++i) {
    MemberRow const row = engine.member(members_[i]);
    std::uint32_t const orders = row.orders - before_[i].orders, spend = row.spend - before_[i].spend;
    before_[i] = {row.orders, row.spend};
    if (orders == 0) continue;
    Seconds const last = (static_cast<Seconds>(row.last_buy) - 1) * minute;
    if (last < from_) continue;
    std::string const line = fmt::format("{},{},{},{:.1f},{}\n", members_[i], date_of(last), orders, spend + 0.5 * orders, row.last_family);
    out_.write(line.data(), static_cast<std::streamsize>(line.size()));
  }
}

void OrderLog::finish(Engine& engine) {
  if (engine.now() % day != 0) write_day(engine);
  out_.flush();
  if (!out_) throw SimulationError(fmt::format("the order log '{}' could not be written to its end: is the disk full?", partial_.string()));
  out_.close();
  fs::rename(partial_, path_);
}

}  // namespace gs::run
