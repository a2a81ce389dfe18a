#pragma once
//! One TOML file taken apart into settings with positions. No other header of the room knows toml++.
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>
#include "host/config/assign.hpp"
#include "host/config/config.hpp"

namespace gs::config {

//! One part of a dotted key and where it stands.
struct Step {
  std::string name;
  Origin at;
};

//! A value, an entry of a list ([[wave]] with its name), or an empty table.
struct Item {
  enum class What { value, entry, table };
  What what = What::value;
  std::vector<Step> path;  //!< {wave, show, peak}: entries of lists go by their name
  Literal value;
};

//! A name or path in a file: an include, a default world.
struct Mention {
  std::string text;
  Origin at;
};

struct Document {
  std::filesystem::path path;
  std::shared_ptr<Source const> source;
  std::vector<Item> items;  //!< in the order of the file
  std::vector<Mention> includes;
  std::optional<Mention> world, design;  //!< default_world, default_design
  std::string description;
  std::vector<Expect> expects;
  ExpectRun expect_run;
  std::optional<Tuned> tuned;
};

using Problems = std::vector<Problem>;

//! Reads one file; what is wrong with it goes to `problems`. `shown` is how messages call it.
Document read_document(std::filesystem::path const& path, std::string const& shown, int order, Problems& problems);

//! One "key=value" of the command line as an item; its errors point into that argument.
std::optional<Item> read_argument(std::string const& option, std::string const& argument, int order, Problems& problems);

//! The `description` of a file, "" if it cannot be read.
std::string read_description(std::filesystem::path const& path);

//! Words that stand at the top of a file and are no sections.
std::vector<std::string> const& top_words();

}  // namespace gs::config
