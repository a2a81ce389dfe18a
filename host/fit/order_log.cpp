#include "host/fit/order_log.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <unordered_map>
#include "host/fit/text_table.hpp"
#include "kernels/core/errors.hpp"

namespace gs::fit {
namespace {

std::optional<double> number(std::string const& text) {
  double x = 0.0;
  char const* const first = text.data() + (!text.empty() && text[0] == '+' ? 1 : 0);
  auto const [end, error] = std::from_chars(first, text.data() + text.size(), x);
  bool const good = error == std::errc() && end == text.data() + text.size() && x - x == 0.0;
  return good ? std::optional<double>(x) : std::nullopt;
}

//! Names as numbers in order of appearance.
class Names {
 public:
  std::uint32_t operator[](std::string const& name) { return ids_.try_emplace(name, static_cast<std::uint32_t>(ids_.size())).first->second; }
  std::int64_t size() const { return static_cast<std::int64_t>(ids_.size()); }

 private:
  std::unordered_map<std::string, std::uint32_t> ids_;
};

//! One row, checked; what is wrong with it is thrown as text, and the place is put in front by the caller.
struct Fault {
  std::string what;
};

class Reader {
 public:
  Reader(std::string const& file, LogOptions const& options) : table_(file), options_(options) {}

  OrderLog read() {
    std::vector<std::string> cells;
    table_.next(cells);
    columns_ = find_columns(options_.columns, cells, table_.file());
    log_.has_value = columns_.has(Field::value), log_.has_delivered = columns_.has(Field::delivered);
    if (!is_header(cells)) row(cells);
    while (table_.next(cells)) row(cells);
    if (log_.orders.empty())
      fail_at(table_.file(), table_.line(),
              log_.skipped > 0 ? fmt::format("no row could be read; the first fault: {}", log_.first_fault) : "there is no order below the header");
    finish();
    return std::move(log_);
  }

 private:
  bool is_header(std::vector<std::string> const& cells) const {
    return options_.columns.by_name() || !read_date(cells[static_cast<std::size_t>(columns_.of(Field::date))], options_.dates);
  }
  void row(std::vector<std::string> const& cells) {
    try {
      add(cells);
    } catch (Fault const& fault) {
      if (!options_.skip_bad) fail_at(table_.file(), table_.line(), fault.what + (log_.rows > 0 ? " (--skip-bad leaves such rows out)" : ""));
      if (++log_.skipped == 1) log_.first_fault = fmt::format("line {}: {}", table_.line(), fault.what);
    }
  }
  std::string const& cell(std::vector<std::string> const& cells, Field f) const {
    static std::string const none;
    std::size_t const at = static_cast<std::size_t>(columns_.of(f));
    bool const needed = f == Field::member || f == Field::date;
    if (at >= cells.size() && needed)
      throw Fault{fmt::format("this row has {} cells, and the {} is in column {}", cells.size(), field_names[static_cast<int>(f)], at + 1)};
    return at < cells.size() ? cells[at] : none;
  }
  Seconds date(std::string const& text) const {
    auto const t = read_date(text, options_.dates);
    if (t) return *t;
    bool const slashes = options_.dates == DateOrder::automatic && text.find('/') != text.npos;
    throw Fault{fmt::format("'{}' is no date{}", text,
                            slashes ? "; is the day or the month first? Say --dates dmy or --dates mdy"
                                    : "; known are YYYYMMDD, YYYY-MM-DD [HH:MM[:SS]], DD.MM.YYYY and, with --dates, D/M/YYYY")};
  }
  double amount(std::vector<std::string> const& cells, Field f, double missing) const {
    if (!columns_.has(f)) return missing;
    std::string const& text = cell(cells, f);
    auto const x = number(text);
    if (!x) throw Fault{fmt::format("'{}' is no number ({})", text, field_names[static_cast<int>(f)])};
    if (*x < 0.0 || *x > 1e12)
      throw Fault{fmt::format("{} is {}; it must be between 0 and 1e12 (take returns out of the log)", field_names[static_cast<int>(f)], text)};
    return *x;
  }

  void add(std::vector<std::string> const& cells) {
    std::string const& who = cell(cells, Field::member);
    if (who.empty()) throw Fault{"the member is empty"};
    Order o;
    o.time = date(cell(cells, Field::date));
    o.units = amount(cells, Field::units, 1.0), o.value = amount(cells, Field::value, 0.0);
    if (log_.has_delivered && !cell(cells, Field::delivered).empty()) {
      o.delivered = date(cell(cells, Field::delivered));
      if (o.delivered < o.time) throw Fault{fmt::format("delivered {} before it was ordered {}", write_time(o.delivered), write_time(o.time))};
    }
    o.member = members_[who];
    ++log_.rows;
    log_.has_clock = log_.has_clock || o.time % day != 0;
    count(log_.sku_units, skus_, cells, Field::sku, o.units);
    count(log_.zone_rows, zones_, cells, Field::zone, 1.0);
    if (!columns_.has(Field::order) || !joined(cells, o)) log_.orders.push_back(o);
  }
  void count(std::vector<double>& sums, Names& names, std::vector<std::string> const& cells, Field f, double n) const {
    if (!columns_.has(f) || cell(cells, f).empty()) return;
    std::uint32_t const id = names[cell(cells, f)];
    if (id >= sums.size()) sums.resize(id + 1, 0.0);
    sums[id] += n;
  }
  //! Adds a further row of an order that is there already.
  bool joined(std::vector<std::string> const& cells, Order const& o) {
    std::uint32_t const id = ids_[cell(cells, Field::order)];
    if (id == first_.size()) {
      first_.push_back(log_.orders.size());
      return false;
    }
    Order& first = log_.orders[first_[id]];
    first.units += o.units, first.value += o.value, first.delivered = std::max(first.delivered, o.delivered);
    return true;
  }
  void finish() {
    log_.members = members_.size();
    std::stable_sort(log_.orders.begin(), log_.orders.end(),
                     [](Order const& a, Order const& b) { return a.member != b.member ? a.member < b.member : a.time < b.time; });
  }

  TextTable table_;
  LogOptions const& options_;
  Columns columns_;
  OrderLog log_;
  Names members_, skus_, zones_, ids_;
  std::vector<std::size_t> first_;  //!< by order id: its first row
};

}  // namespace

OrderLog read_order_log(std::string const& file, LogOptions const& options) { return Reader(file, options).read(); }

}  // namespace gs::fit
