#include "host/config/document.hpp"
#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include "host/config/toml_reader.hpp"

namespace gs::config {
namespace {

std::vector<std::string> split_lines(std::string const& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    lines.push_back(line);
  }
  return lines;
}

//! A name that can stand in a dotted key.
bool is_name(std::string const& text) {
  auto const allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; };
  return !text.empty() && std::all_of(text.begin(), text.end(), allowed);
}

//! What probably happened when toml++ gives up: `tick = 30 d` without quotes, most often.
std::string syntax_hint(Source const& source, int line) {
  if (line < 1 || line > static_cast<int>(source.lines.size())) return "";
  std::string const& text = source.lines[line - 1];
  std::size_t const equals = text.find('=');
  if (equals == std::string::npos) return "a line is `key = value`, `[table]` or `# comment`";
  std::string const value = text.substr(std::min(text.size(), text.find_first_not_of(" \t", equals + 1)));
  auto const quotes = std::count(value.begin(), value.end(), '"');
  if (quotes % 2 == 1) return "is a closing quote missing?";
  if (quotes == 0 && value.find(' ') != std::string::npos) return "values with units stand in quotes: \"" + value + "\"";
  return "";
}

Problem syntax_error(toml::parse_error const& error, TomlReader const& reader) {
  std::string what(error.description());
  std::string const prefix = "Error while parsing ";
  if (what.rfind(prefix, 0) == 0) what = what.substr(prefix.size());
  Origin const at = reader.origin(error.source());
  return {"not valid TOML: " + what, at, syntax_hint(reader.source(), at.line)};
}

//! Walks one parsed file into a Document.
class Walker {
 public:
  Walker(TomlReader reader, Document& out) : reader_(reader), out_(out) {}

  void file(toml::table const& root) {
    check_version(root);
    for (auto const& [key, node] : in_file_order(root)) top(key, *node);
  }

  void table(toml::table const& table, std::vector<Step> const& path) {
    if (table.empty()) out_.items.push_back({Item::What::table, path, {}});
    for (auto const& [key, node] : in_file_order(table)) value(key, *node, path);
  }

 private:
  void check_version(toml::table const& root) {
    auto const* version = root.get("schema_version");
    if (!version) return reader_.report("schema_version is missing", reader_.line(1), "add the line: schema_version = 1");
    if (version->value_or<std::int64_t>(0) != 1)
      reader_.report("unknown schema_version", reader_.origin(*version), "this build reads schema_version = 1");
  }

  void top(toml::key const& key, toml::node const& node) {
    std::string const name(key.str());
    if (name == "schema_version") return;
    if (name == "include") return include(node);
    if (name == "description") return text(key, node, out_.description);
    if (name == "default_world") return mention(key, node, out_.world);
    if (name == "default_design") return mention(key, node, out_.design);
    if (name == "expect") return read_expects(node, reader_, out_.expects);
    if (name == "expect-run") return read_expect_run(node, reader_, out_.expect_run);
    if (name == "tuned") return read_tuned(node, reader_, out_.tuned);
    value(key, node, {});
  }

  void include(toml::node const& node) {
    auto const* array = node.as_array();
    if (!array) return reader_.report("'include' is a list of files", reader_.origin(node), "e.g. include = [\"../worlds/market.toml\"]");
    for (auto const& element : *array) {
      auto const* file = element.as_string();
      if (file)
        out_.includes.push_back({file->get(), reader_.origin(element)});
      else
        reader_.report("'include' is a list of files", reader_.origin(element), "e.g. include = [\"../worlds/market.toml\"]");
    }
  }

  void text(toml::key const& key, toml::node const& node, std::string& out) {
    if (auto const* given = node.as_string())
      out = given->get();
    else
      reader_.report("'" + std::string(key.str()) + "' is text", reader_.origin(node), "e.g. " + std::string(key.str()) + " = \"...\"");
  }

  void mention(toml::key const& key, toml::node const& node, std::optional<Mention>& out) {
    Mention found{"", reader_.origin(node)};
    text(key, node, found.text);
    if (!found.text.empty()) out = found;
  }

  void value(toml::key const& key, toml::node const& node, std::vector<Step> path) {
    if (key.str().substr(0, 2) == "x-") return;  // the user's own
    path.push_back({std::string(key.str()), reader_.origin(key)});
    bool const is_list = path.size() == 1 && (path[0].name == "wave" || path[0].name == "channel" || path[0].name == "disruption");
    if (is_list && node.is_array()) return list(*node.as_array(), path);
    if (auto const* inner = node.as_table()) return table(*inner, path);
    out_.items.push_back({Item::What::value, path, reader_.literal(node)});
  }

  void list(toml::array const& array, std::vector<Step> const& path) {
    for (auto const& element : array) {
      auto const* entry = element.as_table();
      if (entry)
        list_entry(*entry, path);
      else
        reader_.report("'" + path[0].name + "' is a list of tables", reader_.origin(element), "write [[" + path[0].name + "]] and its keys below it");
    }
  }

  void list_entry(toml::table const& entry, std::vector<Step> path) {
    std::string const header = "[[" + path[0].name + "]]";
    auto const* given = entry.get("name");
    if (!given) return reader_.report(header + " has no name", reader_.origin(entry), "add: name = \"evening\"");
    auto const* name = given->as_string();
    if (!name || !is_name(name->get()))
      return reader_.report("not a name for a " + header, reader_.origin(*given), "letters, digits, _ and -, e.g. \"evening\"");
    path[0].at = reader_.origin(entry);
    path.push_back({name->get(), reader_.origin(*given)});
    if (!seen_.insert(path[0].name + "." + name->get()).second)
      return reader_.report(header + " '" + name->get() + "' stands twice in this file", reader_.origin(*given), "give it another name");
    out_.items.push_back({Item::What::entry, path, {}});
    for (auto const& [key, node] : in_file_order(entry))
      if (key.str() != "name") value(key, *node, path);
  }

  TomlReader reader_;
  Document& out_;
  std::set<std::string> seen_;
};

std::optional<std::string> read_text(std::filesystem::path const& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in || std::filesystem::is_directory(path)) return std::nullopt;
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

std::vector<std::string> const& top_words() {
  static std::vector<std::string> const words = {"schema_version", "description", "include",    "default_world",
                                                 "default_design", "expect",      "expect-run", "tuned"};
  return words;
}

Document read_document(std::filesystem::path const& path, std::string const& shown, int order, Problems& problems) {
  Document out;
  out.path = path;
  auto const text = read_text(path);
  auto const source = std::make_shared<Source>(Source{shown, split_lines(text.value_or("")), true, order});
  out.source = source;
  TomlReader reader(source, problems);
  if (!text) {
    reader.report("cannot read " + shown, Origin{shown, 0, 0, 0, nullptr}, "is it a file, and may you read it?");
    return out;
  }
  try {
    Walker(reader, out).file(toml::parse(std::string_view(*text)));
  } catch (toml::parse_error const& error) { problems.push_back(syntax_error(error, reader)); }
  return out;
}

std::string read_description(std::filesystem::path const& path) {
  Problems ignored;
  return read_document(path, path.string(), 0, ignored).description;
}

}  // namespace gs::config
