#pragma once
//! A textbook file (configs/textbook/*.toml) as it is written: tables of cells in the order of the file. What they mean is host/theory's.
#include <filesystem>
#include <utility>
#include <vector>
#include "host/config/assign.hpp"

namespace gs::config {

//! A value, or a list of them.
struct Cell {
  std::vector<Literal> values;
  Origin at;
};

//! [name], or one [[name]].
struct Block {
  std::string name;
  Origin at;
  std::vector<std::pair<std::string, Cell>> cells;
  Cell const* find(std::string_view key) const;
};

struct TextbookFile {
  std::string name;  //!< without folder and ending
  std::filesystem::path path;
  std::string description, source;
  std::vector<Block> blocks;
};

//! Reads one file. Throws ConfigErrors: not TOML, no schema_version, a table inside a table.
TextbookFile read_textbook(std::filesystem::path const& path);

//! The files of configs/textbook, by name.
std::vector<std::filesystem::path> textbook_files(std::filesystem::path const& root = {});

}  // namespace gs::config
