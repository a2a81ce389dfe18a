//! The resolved config as TOML: for the hash and the result file, and with origins for people.
#include <algorithm>
#include "host/config/find.hpp"
#include "host/config/loader.hpp"

namespace gs::config {
namespace {

struct Parts {
  std::string header, name, key;
};

//! "wave.show.peak" -> [[wave]] show, peak; "clock.tick" -> [clock], tick.
Parts split(std::string const& key) {
  std::size_t const first = key.find('.'), last = key.rfind('.');
  std::string const list = key.substr(0, first);
  if (list != "wave" && list != "channel" && list != "disruption") return {"[" + key.substr(0, last) + "]", "", key.substr(last + 1)};
  return {"[[" + list + "]]", key.substr(first + 1, last - first - 1), key.substr(last + 1)};
}

bool how_only(std::string const& key) {
  Row const* row = find_row(Scope::run, key);
  return row && row->how_only;
}

std::string line(std::string const& key, Setting const& setting, bool with_origin) {
  std::string text = key + " = " + setting.value;
  if (with_origin) text += std::string(text.size() < 40 ? 40 - text.size() : 1, ' ') + "# " + to_string(setting.origin);
  return text + "\n";
}

//! Paths are written so that another checkout reads them: from the folder that holds configs/.
std::string path_value(std::string const& path, std::filesystem::path const& root) {
  return path.empty() ? "\"\"" : "\"" + shown_path(path, root) + "\"";
}

}  // namespace

std::vector<Setting> settings_of(Params& params, Loader const& loader) {
  std::vector<Setting> settings;
  for (Target const& target : all_targets(params)) {
    std::string value = write_value(*target.row, target.owner, params);
    if (target.row->kind == Kind::path) value = path_value(*std::get<std::string*>(target.row->at(target.owner)), loader.root());
    settings.push_back({target.key, value, loader.origin(target.key)});
  }
  return settings;
}

std::string write_toml(std::vector<Setting> const& settings, bool with_origin) {
  std::string text = "schema_version = 1\n", open;
  for (Setting const& setting : settings) {
    if (!with_origin && how_only(setting.key)) continue;
    Parts const parts = split(setting.key);
    std::string const table = parts.header + parts.name;
    if (table != open) text += "\n" + parts.header + "\n" + (parts.name.empty() ? "" : "name = \"" + parts.name + "\"\n");
    open = table;
    text += line(parts.key, setting, with_origin);
  }
  return text;
}

std::string dump(Resolved const& resolved) { return write_toml(resolved.settings, true); }

}  // namespace gs::config
