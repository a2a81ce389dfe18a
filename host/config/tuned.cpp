//! How a design was tuned: [tuned]. Provenance only; it changes no result and is not part of a run's text and hash.
#include "host/config/quantity.hpp"
#include "host/config/suggest.hpp"
#include "host/config/toml_reader.hpp"

namespace gs::config {
namespace {

constexpr char const* tuned_example = "e.g. service = 0.95, budget = \"1_200_000 CNY\", world = \"market\", members = 200_000";

void report_fault(TomlReader& reader, Origin const& at, std::optional<Fault> const& fault) {
  if (fault) reader.report(fault->message, at, fault->hint);
}

void read_key(toml::key const& key, toml::node const& node, TomlReader& reader, Tuned& tuned) {
  std::string const name(key.str());
  Literal const literal = reader.literal(node);
  bool const is_text = literal.type == Literal::Type::text;
  if (name == "service" && !is_text) return report_fault(reader, literal.at, read_real(literal.text, "1", tuned.service));
  if (name == "budget" && is_text) return report_fault(reader, literal.at, read_money(literal.text, "CNY", tuned.budget));
  if (name == "world" && is_text) return void(tuned.world = literal.text);
  if (name == "scenario" && is_text) return void(tuned.scenario = literal.text);
  if (name == "by" && is_text) return void(tuned.by = literal.text);
  if (name == "members" && node.is_integer()) return void(tuned.members = node.as_integer()->get());
  if (name == "runs" && node.is_integer()) return void(tuned.runs = node.as_integer()->get());
  std::string const hint = did_you_mean(name, {"service", "budget", "world", "scenario", "members", "runs", "by"});
  reader.report("cannot use '" + name + "' in [tuned]", reader.origin(key), hint.empty() ? tuned_example : hint);
}
}  // namespace

void read_tuned(toml::node const& node, TomlReader& reader, std::optional<Tuned>& out) {
  auto const* table = node.as_table();
  if (!table) return reader.report("'tuned' is a table", reader.origin(node), "write [tuned] and its keys below it");
  out.emplace();
  for (auto const& [key, value] : in_file_order(*table)) read_key(key, *value, reader, *out);
}

}  // namespace gs::config
