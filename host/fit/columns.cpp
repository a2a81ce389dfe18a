#include "host/fit/columns.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <charconv>
#include "host/config/config.hpp"
#include "host/fit/text_table.hpp"
#include "kernels/core/errors.hpp"

namespace gs::fit {
namespace {

//! What columns are usually called, likeliest first (CDNOW, Olist, common shop exports, our own order log).
std::vector<std::string> usual_names(Field f) {
  switch (f) {
    case Field::member:
      return {"member", "customer_unique_id", "customer_id", "customer", "user_id", "client_id", "member_id"};
    case Field::date:
      return {"date", "time", "order_purchase_timestamp", "order_date", "invoicedate", "purchase_date", "timestamp", "created_at"};
    case Field::units:
      return {"units", "orders", "quantity", "number_of_cds", "qty"};
    case Field::value:
      return {"value", "spend", "dollar_value", "payment_value", "order_value", "price", "amount", "revenue"};
    case Field::sku:
      return {"sku", "product_id", "product", "stockcode", "item_id"};
    case Field::zone:
      return {"zone", "customer_state", "region", "state", "country"};
    case Field::delivered:
      return {"delivered", "order_delivered_customer_date", "delivered_at", "delivery_date"};
    default:
      return {"order", "order_id", "invoice", "invoiceno"};
  }
}

std::string lower(std::string s) {
  std::transform(s.begin(), s.end(), s.begin(),
                 [](unsigned char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : static_cast<char>(c); });
  return s;
}

int number_of(std::string const& text) {
  int n = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  return error == std::errc() && end == text.data() + text.size() ? n : -1;
}

int index_of(std::vector<std::string> const& header, std::string const& name) {
  for (std::size_t i = 0; i < header.size(); ++i)
    if (lower(header[i]) == lower(name)) return static_cast<int>(i);
  return -1;
}

int said_column(std::string const& said, std::vector<std::string> const& first_row, std::string const& file, char const* field) {
  if (int const n = number_of(said); n >= 0) {
    if (n < 1 || n > static_cast<int>(first_row.size()))
      throw ConfigError(fmt::format("--columns {}={}: {} has {} columns, counted from 1", field, said, file, first_row.size()));
    return n - 1;
  }
  int const i = index_of(first_row, said);
  if (i >= 0) return i;
  throw ConfigError(fmt::format("--columns {0}={1}: the header of {2} has no column '{1}' ({3}); it has: {4}", field, said, file,
                                config::did_you_mean(said, first_row), fmt::join(first_row, ", ")));
}

}  // namespace

bool ColumnSpec::by_name() const {
  return std::any_of(said.begin(), said.end(), [](std::string const& s) { return !s.empty() && number_of(s) < 0; });
}

ColumnSpec parse_columns(std::string const& text) {
  ColumnSpec spec;
  for (std::size_t from = 0; from < text.size();) {
    std::size_t const end = std::min(text.find(',', from), text.size());
    std::string const part = text.substr(from, end - from);
    std::size_t const equals = part.find('=');
    auto const* const field = std::find(field_names, field_names + fields, part.substr(0, equals));
    if (equals == part.npos || equals + 1 == part.size() || field == field_names + fields)
      throw ConfigError(fmt::format("--columns '{}': write FIELD=NUMBER or FIELD=NAME; fields are {}", part, fmt::join(field_names, ", ")));
    spec.said[static_cast<std::size_t>(field - field_names)] = part.substr(equals + 1);
    from = end + 1;
  }
  return spec;
}

Columns find_columns(ColumnSpec const& spec, std::vector<std::string> const& first_row, std::string const& file) {
  Columns found;
  bool const any = std::any_of(spec.said.begin(), spec.said.end(), [](std::string const& s) { return !s.empty(); });
  for (int f = 0; f < fields; ++f) {
    std::size_t const k = static_cast<std::size_t>(f);
    if (!spec.said[k].empty()) found.at[k] = said_column(spec.said[k], first_row, file, field_names[f]);
    if (any) continue;
    for (std::string const& name : usual_names(static_cast<Field>(f)))
      if (found.at[k] < 0) found.at[k] = index_of(first_row, name);
  }
  for (Field const needed : {Field::member, Field::date})
    if (!found.has(needed))
      throw ConfigError(fmt::format("{}: which column is the {}? Say --columns member=…,date=… by number or by name; the first row is: {}", file,
                                    field_names[static_cast<int>(needed)], fmt::join(first_row, ", ")));
  return found;
}

}  // namespace gs::fit
