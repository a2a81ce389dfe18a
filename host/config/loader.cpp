#include "host/config/loader.hpp"
#include <algorithm>
#include <fstream>
#include <sstream>
#include "host/config/find.hpp"
#include "host/config/sha256.hpp"
#include "host/config/suggest.hpp"

namespace gs::config {
namespace fs = std::filesystem;
namespace {

std::string file_sha256(fs::path const& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return sha256(text.str());
}

std::string unknown_name_hint(Folder folder, std::string const& name, fs::path const& root) {
  auto const known = config_names(folder, root);
  std::string const close = did_you_mean(name, known);
  if (!close.empty()) return close;
  std::string all;
  for (std::string const& one : known) all += (all.empty() ? "" : ", ") + one;
  return "known: " + all + "; or give the path of a .toml file";
}

template <class Entry>
Entry* by_name(std::vector<Entry>& entries, std::string const& name) {
  auto const found = std::find_if(entries.begin(), entries.end(), [&](Entry const& entry) { return entry.name == name; });
  return found == entries.end() ? nullptr : &*found;
}

template <class Entry>
void add_once(std::vector<Entry>& entries, std::string const& name) {
  if (by_name(entries, name)) return;
  entries.emplace_back();
  entries.back().name = name;
}

//! Two --set arguments are two sources of one name.
std::string place_of(Origin const& at) {
  return std::to_string(at.source ? at.source->order : -1) + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

}  // namespace

Loader::Layer Loader::read(Folder folder, std::string const& name, Origin const& asked_at, fs::path const& base) {
  Layer layer;
  if (name.empty()) return layer;
  fs::path const path = find_config(folder, name, root_, base);
  layer.name = is_path(name) ? fs::path(name).stem().string() : name;
  layer.found = !path.empty();
  if (layer.found)
    read_tree(path, asked_at, layer.documents);
  else if (is_path(name))
    problems.push_back({"no file '" + name + "'", asked_at, "give the path of a .toml file or one of the names that `list` prints"});
  else
    problems.push_back({"no " + folder_word(folder) + " is called '" + name + "'", asked_at, unknown_name_hint(folder, name, root_)});
  return layer;
}

void Loader::read_tree(fs::path const& path, Origin const& asked_at, std::vector<Document>& out) {
  fs::path const real = fs::weakly_canonical(path);
  if (std::find(open_files_.begin(), open_files_.end(), real) != open_files_.end()) {
    std::string chain;
    for (fs::path const& file : open_files_) chain += file.filename().string() + " -> ";
    problems.push_back({"files include each other: " + chain + real.filename().string(), asked_at, "take one of these includes out"});
    return;
  }
  if (!read_files_.insert(real).second) return;
  open_files_.push_back(real);
  Document document = read_document(path, shown_path(path, root_), order_++, problems);
  for (Mention const& include : document.includes) {
    fs::path const file = find_file(include.text, root_, path.parent_path());
    if (file.empty())
      problems.push_back({"no file '" + include.text + "'", include.at, "paths count from the including file or from configs/"});
    else
      read_tree(file, include.at, out);
  }
  open_files_.pop_back();
  out.push_back(std::move(document));
}

void Loader::apply(Layer const& layer) {
  for (Document const& document : layer.documents)
    for (Item const& item : document.items) apply(item, document.path.parent_path());
}

void Loader::argument(std::string const& option, std::string const& key_and_value) {
  auto const item = read_argument(option, key_and_value, order_++, problems);
  if (item) apply(*item, fs::path("."));
}

void Loader::apply(Item const& item, fs::path const& base) {
  if (item.what == Item::What::entry) return open_entry(item);
  if (item.what == Item::What::table && is_section(params, item.path)) return;
  auto const targets = item.what == Item::What::value ? find_targets(params, item.path) : std::vector<Target>();
  for (Target const& target : targets) set_value(target, item, base);
  if (!targets.empty()) return;
  Problem const problem = unknown_key(params, item.path);
  if (reported_.insert(place_of(problem.where)).second) problems.push_back(problem);
}

void Loader::open_entry(Item const& item) {
  std::string const& list = item.path[0].name;
  std::string const& name = item.path[1].name;
  if (list == "channel")
    add_once(params.channels, name);
  else if (list == "disruption")
    add_once(params.disruptions, name);
  else
    add_once(params.waves, name);
  origins_[list + "." + name] = item.path[0].at;
}

void Loader::set_value(Target const& target, Item const& item, fs::path const& base) {
  if (auto const fault = assign(*target.row, target.owner, item.value)) {
    if (reported_.insert(place_of(item.value.at)).second) problems.push_back({fault->message, item.value.at, fault->hint});
    return;
  }
  origins_[target.key] = item.value.at;
  if (target.row->kind == Kind::channel) channel_names_[target.key] = item.value;
  if (target.row->kind == Kind::path) find_input(target, item.value, base);
}

void Loader::find_input(Target const& target, Literal const& literal, fs::path const& base) {
  std::erase_if(inputs, [&](Input const& input) { return input.key == target.key; });
  if (literal.text.empty()) return;
  fs::path const file = find_file(literal.text, root_, base);
  if (file.empty())
    return problems.push_back({"no file '" + literal.text + "'", literal.at,
                               "paths count from the config's folder (on the command line: from here) or from the folder that holds configs/"});
  *std::get<std::string*>(target.row->at(target.owner)) = file.string();
  inputs.push_back({target.key, file.string(), file_sha256(file)});
}

void Loader::name_run(std::string const& key, Layer const& layer) {
  if (!layer.found || layer.documents.empty()) return;
  *std::get<std::string*>(find_row(Scope::run, key)->at(&params)) = layer.name;
  origins_[key] = Origin{layer.documents.back().source->name, 0, 0, 0, nullptr};
}

Origin Loader::origin(std::string const& key) const {
  auto const found = origins_.find(key);
  return found == origins_.end() ? Origin() : found->second;
}

void Loader::resolve_channel(WaveParams& wave) {
  std::string const entry = "wave." + wave.name;
  auto const given = channel_names_.find(entry + ".channel");
  if (given == channel_names_.end())
    return problems.push_back({"[[wave]] '" + wave.name + "' names no channel", origin(entry), "add: channel = \"search\""});
  std::vector<std::string> known;
  for (ChannelParams const& channel : params.channels) known.push_back(channel.name);
  auto const found = std::find(known.begin(), known.end(), given->second.text);
  if (found != known.end()) return static_cast<void>(wave.channel = static_cast<std::uint32_t>(found - known.begin()));
  std::string hint = did_you_mean(given->second.text, known);
  if (hint.empty()) hint = known.empty() ? "this world has no [[channel]]: use a world that has some, e.g. market" : "channels of this world:";
  if (hint.back() == ':')
    for (std::string const& name : known) hint += " " + name;
  problems.push_back({"there is no channel '" + given->second.text + "'", given->second.at, hint});
}

//! A network that brings its own demand has no members: nothing may wake, order or be sized by them.
void Loader::leave_members_out() {
  if (params.network.file.empty() || params.network.members || params.members.count == 0) return;
  params.members.count = 0;
  origins_["members.count"] = origin("network.file");
  warnings.push_back("no members: the network brings its own demand (network.demand = \"members\" lets members drive it)");
}

void Loader::finish() {
  leave_members_out();
  for (WaveParams& wave : params.waves) resolve_channel(wave);
  for (std::string const& name : policy_names_list()) policy_of(params, name)->name = name;
}

}  // namespace gs::config
