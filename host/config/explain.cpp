//! What a key means, for people.
#include <algorithm>
#include "host/config/config.hpp"
#include "host/config/quantity.hpp"
#include "host/config/schema.hpp"
#include "host/config/suggest.hpp"

namespace gs::config {
namespace {

std::string limit(Row const& row, double value) {
  if (row.kind == Kind::duration) return write_duration(static_cast<Seconds>(value));
  if (row.kind == Kind::money) return write_money(static_cast<Cents>(value), row.unit);
  if (row.kind == Kind::integer) return std::to_string(static_cast<std::int64_t>(value));
  return write_real(value);
}

std::string names_of(Row const& row) {
  Params run;
  PolicyParams policy;
  ChannelParams channel;
  WaveParams wave;
  DisruptionParams disruption;
  void* owners[] = {&run, &channel, &wave, &policy, &disruption};
  Choice const choice = std::get<Choice>(row.at(owners[static_cast<int>(row.scope)]));
  std::string all;
  for (int i = 0; i < choice.count; ++i) all += (i ? ", " : "") + std::string(choice.names[i]);
  return all;
}

std::string describe(Row const& row) {
  bool const measured =
      row.kind == Kind::integer || row.kind == Kind::real || row.kind == Kind::share || row.kind == Kind::money || row.kind == Kind::duration;
  std::string const unit = row.unit;
  std::string text = pattern(row) + "\n  " + row.help + "\n";
  text += "  kind     " + std::string(kind_name(row.kind)) + (row.kind == Kind::choice ? ": " + names_of(row) : "") + "\n";
  if (measured && unit != "1") text += "  unit     " + (row.kind == Kind::duration ? "s, min, h, d, w, y" : unit) + "\n";
  if (measured) text += "  allowed  " + limit(row, row.min) + " to " + limit(row, row.max) + "\n";
  text += "  default  " + (default_value(row).empty() ? "none: each entry says it" : default_value(row)) + "\n";
  text += "  example  " + example(row) + "\n";
  text += std::string("  source   ") + row.source + "\n";
  return text + (row.how_only ? "  note     says how to run, not what: changes no result\n" : "");
}

//! Same number of parts, and each equal or a placeholder.
bool matches(std::string_view shape, std::string_view key) {
  while (true) {
    std::string_view const a = shape.substr(0, shape.find('.')), b = key.substr(0, key.find('.'));
    if (a != b && (a.empty() || a.front() != '<')) return false;
    if (a.size() == shape.size() || b.size() == key.size()) return a.size() == shape.size() && b.size() == key.size();
    shape.remove_prefix(a.size() + 1), key.remove_prefix(b.size() + 1);
  }
}

//! "wave.peak" and "wave.show.peak" both mean wave.<name>.peak.
bool means(Row const& row, std::string_view key) {
  bool const brief = row.scope != Scope::run && key == std::string(list_name(row.scope)) + "." + row.key;
  return brief || matches(pattern(row), key);
}

std::string section(std::string_view key) {
  std::string text;
  for (Row const& row : schema())
    if (pattern(row).rfind(std::string(key) + ".", 0) == 0)
      text += "  " + pattern(row) + std::string(pattern(row).size() < 34 ? 34 - pattern(row).size() : 1, ' ') + row.help + "\n";
  return text.empty() ? text : "[" + std::string(key) + "]\n" + text;
}

//! Whole keys and their last parts: both can be asked for.
std::vector<std::string> known_keys() {
  std::vector<std::string> keys;
  for (Row const& row : schema()) {
    std::string const key = row.scope == Scope::run ? row.key : std::string(list_name(row.scope)) + "." + row.key;
    keys.push_back(key);
    keys.push_back(key.substr(key.rfind('.') + 1));
  }
  return keys;
}

//! Keys that end on what was typed: `explain peak`.
std::string by_last_part(std::string_view key) {
  std::string text;
  for (Row const& row : schema()) {
    std::string const whole = pattern(row), ending = "." + std::string(key);
    bool const ends = whole.size() > ending.size() && whole.compare(whole.size() - ending.size(), ending.size(), ending) == 0;
    if (ends) text += (text.empty() ? "" : "\n") + describe(row);
  }
  return text;
}

}  // namespace

std::string kind_of(std::string_view key) {
  for (Row const& row : schema())
    if (means(row, key)) return std::string(kind_name(row.kind));
  return "";
}

std::string explain(std::string_view key) {
  for (Row const& row : schema())
    if (means(row, key)) return describe(row);
  if (std::string const text = section(key); !text.empty()) return text;
  if (std::string const text = by_last_part(key); !text.empty()) return text;
  std::string const close = did_you_mean(key, known_keys());
  throw ConfigError("error: no key is called '" + std::string(key) +
                    "'\n   = " + (close.empty() ? "`explain clock`, `explain wave` and so on list the keys of a section" : close) + "\n");
}

}  // namespace gs::config
