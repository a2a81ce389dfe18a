#pragma once
//! A text table whose delimiter nobody says: cells of one line after the other.
#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace gs::fit {

//! Throws ConfigError "file:line: message".
[[noreturn]] void fail_at(std::string const& file, std::int64_t line, std::string const& message);

//! What separates cells: ',', ';', tab or '|', whichever gives the first line most cells and half of the others as many; else ' ', which stands for
//! any run of blanks.
char detect_delimiter(std::vector<std::string> const& first_lines);

//! Cells of a line without the blanks around them; quotes are understood. False if a quote is left open.
bool split_cells(std::string_view line, char delimiter, std::vector<std::string>& cells);

class TextTable {
 public:
  //! Throws ConfigError if the file cannot be read or is empty.
  explicit TextTable(std::string file);
  //! The next line that is not blank; false at the end. Throws ConfigError at an open quote.
  bool next(std::vector<std::string>& cells);
  std::int64_t line() const { return line_; }  //!< of the cells last read, from 1
  char delimiter() const { return delimiter_; }
  std::string const& file() const { return file_; }

 private:
  std::string file_;
  std::ifstream in_;
  char delimiter_ = ',';
  std::int64_t line_ = 0;
};

}  // namespace gs::fit
