#include "host/config/target.hpp"
#include <algorithm>
#include <set>
#include "host/config/suggest.hpp"

namespace gs::config {
namespace {

struct Owner {
  std::string name;
  void* at;
};

Scope scope_of(std::string_view word) {
  for (Scope scope : {Scope::channel, Scope::wave, Scope::policy, Scope::disruption})
    if (word == list_name(scope)) return scope;
  return Scope::run;
}

//! The entries of a list, or the run itself.
std::vector<Owner> owners(Params& params, Scope scope) {
  std::vector<Owner> all;
  if (scope == Scope::run) all.push_back({"", &params});
  if (scope == Scope::channel)
    for (auto& channel : params.channels) all.push_back({channel.name, &channel});
  if (scope == Scope::wave)
    for (auto& wave : params.waves) all.push_back({wave.name, &wave});
  if (scope == Scope::disruption)
    for (auto& disruption : params.disruptions) all.push_back({disruption.name, &disruption});
  if (scope == Scope::policy)
    for (auto const& name : policy_names_list()) all.push_back({name, policy_of(params, name)});
  return all;
}

std::string join(std::vector<std::string> const& parts) {
  std::string out;
  for (std::string const& part : parts) out += (out.empty() ? "" : ".") + part;
  return out;
}

std::vector<std::string> names(std::vector<Step> const& path) {
  std::vector<std::string> out;
  for (Step const& step : path) out.push_back(step.name);
  return out;
}

//! The next part of every key that starts with a prefix.
void add_children(std::set<std::string>& out, std::string const& key, std::string const& prefix) {
  std::string const start = prefix.empty() ? "" : prefix + ".";
  if (key.rfind(start, 0) == 0) out.insert(key.substr(start.size(), key.find('.', start.size()) - start.size()));
}

//! "[clock]", "[[wave]] 'show'", "" at the top.
std::string table_text(std::vector<std::string> const& prefix) {
  if (prefix.empty()) return "";
  Scope const scope = scope_of(prefix[0]);
  if (scope == Scope::channel || scope == Scope::wave || scope == Scope::disruption)
    return " in [[" + prefix[0] + "]]" + (prefix.size() > 1 ? " '" + prefix[1] + "'" : "");
  return " in [" + join(prefix) + "]";
}

//! The key of that name in another section, so that a key in the wrong table is found.
std::string elsewhere(std::string_view name) {
  for (Row const& row : schema()) {
    std::string_view const key = row.key;
    std::size_t const dot = key.rfind('.');
    bool const same = row.scope == Scope::run && dot != std::string_view::npos && key.substr(dot + 1) == name;
    if (same) return row.key;
  }
  return "";
}

std::string describe_key(std::string const& name, Row const* row) {
  if (!row) return "did you mean '" + name + "'?";
  return "did you mean '" + name + "' (" + std::string(kind_name(row->kind)) + ", e.g. " + example(*row) + ")?";
}

//! The row that a full run key or an entry's key means.
Row const* row_of(std::vector<std::string> const& parts) {
  Scope const scope = scope_of(parts[0]);
  return find_row(scope, scope == Scope::run ? join(parts) : parts.back());
}

std::string hint_for(std::vector<std::string> prefix, std::string const& typed, std::vector<std::string> const& known) {
  std::string const close = nearest(typed, known);
  if (!close.empty()) {
    prefix.push_back(close);
    return describe_key(close, row_of(prefix));
  }
  if (std::string const other = elsewhere(typed); !other.empty()) return "did you mean '" + other + "'?";
  if (known.empty()) return "there is none yet at this point: a [[" + prefix[0] + "]] has to come first";
  std::string all;
  for (std::string const& name : known) all += (all.empty() ? "" : ", ") + name;
  return "known here: " + all;
}

//! The first part of a path (of so many parts) that means nothing.
Problem unknown_step(std::vector<std::string> const& prefix, Step const& step, std::size_t parts, std::vector<std::string> known) {
  if (known.empty() && !prefix.empty() && row_of(prefix))
    return {"'" + join(prefix) + "' is a value, not a table", step.at, "write " + prefix.back() + " = " + example(*row_of(prefix))};
  bool const entry = prefix.size() == 1 && scope_of(prefix[0]) != Scope::run && parts == 3;
  bool const table = prefix.empty() && parts > 1;
  if (!table && prefix.empty()) known.insert(known.end(), top_words().begin(), top_words().end());
  std::string message = "unknown key '" + step.name + "'" + table_text(prefix);
  if (entry) message = "there is no " + prefix[0] + " '" + step.name + "'";
  if (table) message = "unknown table [" + step.name + "]";
  return {message, step.at, hint_for(prefix, step.name, known)};
}

}  // namespace

std::vector<std::string> children(Params const& params, std::vector<std::string> const& prefix) {
  std::set<std::string> out;
  auto& writable = const_cast<Params&>(params);  // only addresses and names are looked at
  std::string const start = join(prefix);
  for (Row const& row : schema()) {
    if (row.scope == Scope::run)
      add_children(out, row.key, start);
    else if (prefix.empty())
      out.insert(std::string(list_name(row.scope)));
    else if (prefix.size() == 1 && scope_of(prefix[0]) == row.scope) {
      out.insert(row.key);
      for (Owner const& owner : owners(writable, row.scope)) out.insert(owner.name);
    } else if (prefix.size() == 2 && scope_of(prefix[0]) == row.scope) {
      for (Owner const& owner : owners(writable, row.scope))
        if (owner.name == prefix[1]) out.insert(row.key);
    }
  }
  return {out.begin(), out.end()};
}

std::vector<Target> find_targets(Params& params, std::vector<Step> const& path) {
  if (path.empty()) return {};
  Scope const scope = scope_of(path[0].name);
  std::vector<Target> found;
  if (scope == Scope::run) {
    Row const* row = find_row(scope, join(names(path)));
    if (row) found.push_back({row, &params, row->key});
    return found;
  }
  if (path.size() < 2 || path.size() > 3) return {};
  Row const* row = find_row(scope, path.back().name);
  for (Owner const& owner : owners(params, scope)) {
    bool const meant = row && (path.size() == 2 || owner.name == path[1].name);
    if (meant) found.push_back({row, owner.at, full_key(*row, owner.name)});
  }
  return found;
}

bool is_section(Params const& params, std::vector<Step> const& path) {
  auto& writable = const_cast<Params&>(params);
  return find_targets(writable, path).empty() && !children(params, names(path)).empty();
}

Problem unknown_key(Params const& params, std::vector<Step> const& path) {
  std::vector<std::string> prefix;
  for (Step const& step : path) {
    auto const known = children(params, prefix);
    if (std::find(known.begin(), known.end(), step.name) == known.end()) return unknown_step(prefix, step, path.size(), known);
    prefix.push_back(step.name);
  }
  auto const known = children(params, prefix);
  if (!known.empty()) return {"'" + join(prefix) + "' is a table of keys, not a value", path.back().at, "e.g. " + join(prefix) + "." + known[0]};
  return {"there is no " + prefix[0] + " to set '" + prefix.back() + "' of", path.back().at, "a [[" + prefix[0] + "]] has to come first"};
}

std::vector<Target> all_targets(Params& params) {
  std::vector<Target> all;
  for (Scope scope : {Scope::run, Scope::policy, Scope::channel, Scope::wave, Scope::disruption})
    for (Owner const& owner : owners(params, scope))
      for (Row const& row : schema())
        if (row.scope == scope) all.push_back({&row, owner.at, full_key(row, owner.name)});
  return all;
}

}  // namespace gs::config
