#pragma once
//! Internal to document.cpp, expects.cpp and tuned.cpp: toml++ nodes as literals with positions.
#include <toml++/toml.h>
#include "host/config/document.hpp"

namespace gs::config {

class TomlReader {
 public:
  TomlReader(std::shared_ptr<Source const> source, Problems& problems) : source_(std::move(source)), problems_(problems) {}

  Origin origin(toml::source_region const& region) const;
  Origin origin(toml::key const& key) const { return origin(key.source()); }
  Origin origin(toml::node const& node) const { return origin(node.source()); }
  //! A whole line, for what is missing from it.
  Origin line(int number) const;
  Literal literal(toml::node const& node) const;
  void report(std::string message, Origin const& where, std::string hint = "") { problems_.push_back({std::move(message), where, std::move(hint)}); }
  Source const& source() const { return *source_; }

 private:
  std::shared_ptr<Source const> source_;
  Problems& problems_;
};

//! Keys of a table in the order of the file (toml++ keeps them sorted by name).
std::vector<std::pair<toml::key, toml::node const*>> in_file_order(toml::table const& table);

//! [[expect]] and [expect-run].
void read_expects(toml::node const& node, TomlReader& reader, std::vector<Expect>& expects);
void read_expect_run(toml::node const& node, TomlReader& reader, ExpectRun& run);
//! [tuned]
void read_tuned(toml::node const& node, TomlReader& reader, std::optional<Tuned>& out);

}  // namespace gs::config
