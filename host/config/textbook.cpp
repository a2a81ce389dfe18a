#include "host/config/textbook.hpp"
#include <algorithm>
#include <fstream>
#include <sstream>
#include "host/config/find.hpp"
#include "host/config/toml_reader.hpp"

namespace gs::config {
namespace fs = std::filesystem;
namespace {

std::shared_ptr<Source const> read_source(fs::path const& path) {
  std::ifstream in(path);
  if (!in) throw ConfigError("cannot read " + path.string());
  auto source = std::make_shared<Source>();
  source->name = shown_path(path, config_root());
  for (std::string line; std::getline(in, line);) source->lines.push_back(line);
  return source;
}

std::string joined(std::vector<std::string> const& lines) {
  std::string text;
  for (std::string const& line : lines) text += line + "\n";
  return text;
}

//! Reads tables of plain values; anything deeper is an error.
class Reader {
 public:
  Reader(TomlReader toml, TextbookFile& out) : toml_(std::move(toml)), out_(out) {}

  void file(toml::table const& root) {
    auto const* version = root.get("schema_version");
    if (!version || version->value_or<std::int64_t>(0) != 1) toml_.report("schema_version = 1 is missing", toml_.line(1));
    for (auto const& [key, node] : in_file_order(root)) top(key, *node);
  }

 private:
  void top(toml::key const& key, toml::node const& node) {
    std::string const name(key.str());
    if (name == "schema_version") return;
    if (auto const* text = node.as_string()) {
      if (name == "description" || name == "source") return void((name == "source" ? out_.source : out_.description) = text->get());
    }
    if (auto const* table = node.as_table()) return block(name, toml_.origin(key), *table);
    if (auto const* list = node.as_array(); list && list->is_homogeneous<toml::table>()) {
      for (auto const& entry : *list) block(name, toml_.origin(entry), *entry.as_table());
      return;
    }
    toml_.report("unknown key '" + name + "'", toml_.origin(key), "description, source, or a table");
  }

  void block(std::string const& name, Origin const& at, toml::table const& table) {
    Block out{name, at, {}};
    for (auto const& [key, node] : in_file_order(table)) out.cells.emplace_back(std::string(key.str()), cell(*node));
    out_.blocks.push_back(std::move(out));
  }

  Cell cell(toml::node const& node) {
    Cell out{{}, toml_.origin(node)};
    if (auto const* list = node.as_array())
      for (auto const& entry : *list) out.values.push_back(toml_.literal(entry));
    else
      out.values.push_back(toml_.literal(node));
    for (Literal const& value : out.values)
      if (value.type == Literal::Type::other) toml_.report("a value or a list of values is expected here, not " + value.text, value.at);
    return out;
  }

  TomlReader toml_;
  TextbookFile& out_;
};

}  // namespace

Cell const* Block::find(std::string_view key) const {
  auto const at = std::find_if(cells.begin(), cells.end(), [&](auto const& c) { return c.first == key; });
  return at == cells.end() ? nullptr : &at->second;
}

TextbookFile read_textbook(fs::path const& path) {
  TextbookFile out{path.stem().string(), path, "", "", {}};
  Problems problems;
  auto const source = read_source(path);
  TomlReader toml(source, problems);
  try {
    toml::table const root = toml::parse(joined(source->lines), path.string());
    Reader(toml, out).file(root);
  } catch (toml::parse_error const& error) { toml.report("not valid TOML: " + std::string(error.description()), toml.origin(error.source())); }
  if (!problems.empty()) throw ConfigErrors(problems);
  return out;
}

std::vector<fs::path> textbook_files(fs::path const& root) {
  std::vector<fs::path> files;
  std::error_code none;
  for (auto const& entry : fs::directory_iterator((root.empty() ? config_root() : root) / "textbook", none))
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace gs::config
