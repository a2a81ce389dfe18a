#pragma once
//! Text that goes into the page: escaped, and well-formed as XML, so that any program can read the page again.
#include <string>
#include <string_view>
#include <vector>

namespace gs::report {

//! For text and for attributes in quotes: & < > " ' become entities; control characters and bytes that are no UTF-8 become U+FFFD.
std::string escaped(std::string_view text);

//! One cell of a table.
struct Cell {
  std::string text;      //!< plain; escaped when it is written
  bool number = false;   //!< to the right, in figures of equal width
  std::string cls = {};  //!< "better", "worse", "muted", …
};

//! Rows below one head. `numbered` heads stand to the right, too.
struct Table {
  std::string caption;
  std::vector<std::string> head;
  std::vector<std::vector<Cell>> rows;
  std::vector<std::string> keys;  //!< data-key of each row; may be empty
};
std::string to_html(Table const& table);

//! The table behind a chart: closed until someone asks for it.
std::string folded(std::string const& summary, Table const& table);

//! A chart with its caption and, folded, its figures. `wide`: as wide as the page.
struct Figure {
  std::string caption;  //!< plain text
  std::string svg;
  std::string after;  //!< HTML below the caption: folded tables, notes
  bool wide = false;
};
std::string to_html(Figure const& figure);
std::string grid(std::vector<std::string> const& figures);

std::string heading(int level, std::string_view text, std::string_view id = {});
std::string paragraph(std::string_view text, std::string_view cls = {});
std::string list_of(std::vector<std::string> const& items, std::string_view cls = {});  //!< plain texts

}  // namespace gs::report
