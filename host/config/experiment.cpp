#include "host/config/experiment.hpp"
#include <fstream>
#include <sstream>
#include "host/config/find.hpp"
#include "host/config/suggest.hpp"
#include "host/config/toml_reader.hpp"

namespace gs::config {
namespace fs = std::filesystem;
namespace {

constexpr char const* example = "e.g. [sweep] with scenario = \"livestream_pulse\", vary = [\"wave.peak=500,1000\"], replications = 4";

fs::path find(std::string const& name, fs::path const& root) {
  fs::path const file = find_config(Folder::experiments, name, root, ".");
  if (!file.empty()) return file;
  std::vector<std::string> const known = config_names(Folder::experiments, root);
  std::string hint = did_you_mean(name, known);
  for (std::string const& one : known)
    hint += (hint.empty() ? "known: " : hint.starts_with("known") ? ", " : "") + (hint.starts_with("did") ? "" : one);
  throw ConfigErrors({{"no experiment is called '" + name + "'", Origin{"--experiment", 0, 0, 0, nullptr}, hint}});
}

void add_value(toml::node const& node, TomlReader& reader, std::vector<std::string>& out) {
  Literal const literal = reader.literal(node);
  if (literal.type == Literal::Type::other) return reader.report("an option is text, a number, true, false or a list of them", literal.at, example);
  out.push_back(literal.text);
}

ExperimentOption option(toml::key const& key, toml::node const& node, TomlReader& reader) {
  ExperimentOption out{std::string(key.str()), {}, reader.origin(key)};
  for (char& c : out.name)
    if (c == '_') c = '-';
  if (auto const* list = node.as_array())
    for (auto const& element : *list) add_value(element, reader, out.values);
  else
    add_value(node, reader, out.values);
  return out;
}

void table(toml::key const& key, toml::node const& node, TomlReader& reader, Experiment& out) {
  auto const* options = node.as_table();
  if (!options || !out.command.empty()) return reader.report("an experiment is one table named like its command", reader.origin(key), example);
  out.command = std::string(key.str());
  for (auto const& [name, value] : in_file_order(*options)) out.options.push_back(option(name, *value, reader));
}

void read(toml::table const& root, TomlReader& reader, Experiment& out) {
  auto const* version = root.get("schema_version");
  if (!version || version->value_or<std::int64_t>(0) != 1)
    reader.report("schema_version = 1 is missing", reader.line(1), "add the line: schema_version = 1");
  for (auto const& [key, node] : in_file_order(root)) {
    if (key.str() == "schema_version" || key.str().substr(0, 2) == "x-") continue;
    if (key.str() == "description")
      out.description = node->value_or(std::string());
    else
      table(key, *node, reader, out);
  }
  if (out.command.empty()) reader.report("no table names the command", reader.line(1), example);
}
}  // namespace

Experiment read_experiment(std::string const& name, fs::path const& given) {
  fs::path const root = given.empty() ? config_root() : fs::absolute(given).lexically_normal();
  fs::path const path = find(name, root);
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  std::vector<std::string> lines;
  std::istringstream again(text.str());
  for (std::string line; std::getline(again, line);) lines.push_back(line);
  auto const source = std::make_shared<Source>(Source{shown_path(path, root), lines, true, 0});
  Problems problems;
  TomlReader reader(source, problems);
  Experiment out;
  out.name = path.stem().string();
  try {
    read(toml::parse(std::string_view(text.view())), reader, out);
  } catch (toml::parse_error const& error) {
    problems.push_back({"not valid TOML: " + std::string(error.description()), reader.origin(error.source()), ""});
  }
  if (!problems.empty()) throw ConfigErrors(problems);
  return out;
}

}  // namespace gs::config
