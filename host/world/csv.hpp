#pragma once
//! Reading small CSV files, exactly and with the place of every error.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gs::world {

struct CsvRow {
  int line = 0;
  std::vector<std::string> cells;
};

//! All rows that are not blank; UTF-8 byte order mark, CR and quotes are understood. Throws ConfigError if the file cannot be read.
std::vector<CsvRow> read_csv(std::string const& file, char const* what);

//! Decimal to the nearest double (locale-free); none if the text is not a finite number from end to end.
std::optional<double> number(std::string_view text);

//! Throws ConfigError "file:line: message".
[[noreturn]] void fail_at(std::string const& file, int line, std::string const& message);

}  // namespace gs::world
