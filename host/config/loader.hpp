#pragma once
//! Internal to the room: files and arguments put over each other into one Params, errors collected.
#include <map>
#include <set>
#include "host/config/document.hpp"
#include "host/config/target.hpp"

namespace gs::config {

class Loader {
 public:
  explicit Loader(std::filesystem::path root) : root_(std::move(root)) {}

  //! Reads a scenario, design, world or industry with everything it includes; nothing is applied yet.
  struct Layer {
    std::string name;
    std::vector<Document> documents;
    bool found = false;
  };
  Layer read(Folder folder, std::string const& name, Origin const& asked_at, std::filesystem::path const& base);

  void apply(Layer const& layer);
  //! Calls the run or the design by its file until a key says otherwise.
  void name_run(std::string const& key, Layer const& layer);
  void argument(std::string const& option, std::string const& key_and_value);
  //! What can only be done when all layers are in: channel names, policy names.
  void finish();

  Params params;
  Problems problems;
  std::vector<std::string> warnings;
  std::vector<Input> inputs;
  Origin origin(std::string const& key) const;
  std::filesystem::path const& root() const { return root_; }

 private:
  void read_tree(std::filesystem::path const& path, Origin const& asked_at, std::vector<Document>& out);
  void apply(Item const& item, std::filesystem::path const& base);
  void open_entry(Item const& item);
  void set_value(Target const& target, Item const& item, std::filesystem::path const& base);
  void find_input(Target const& target, Literal const& literal, std::filesystem::path const& base);
  void resolve_channel(WaveParams& wave);
  void leave_members_out();

  std::filesystem::path root_;
  std::map<std::string, Origin> origins_;          //!< by full key
  std::map<std::string, Literal> channel_names_;   //!< by full key "wave.show.channel"
  std::vector<std::filesystem::path> open_files_;  //!< the chain of includes that is being read
  std::set<std::filesystem::path> read_files_;     //!< a file counts once, where it is first included
  std::set<std::string> reported_;                 //!< places of unknown keys: one error a table, not one a key
  int order_ = 0;
};

//! Rules between values: ticks that divide, waves inside the run, levers that policies need. See rules.cpp.
void check_rules(Params const& params, Loader const& loader, Problems& problems, std::vector<std::string>& warnings);

//! Every key of a run with its value and origin, in the order of a dump.
std::vector<Setting> settings_of(Params& params, Loader const& loader);

//! Settings as a TOML file; with_origin adds comments, how_only keys are left out without it.
std::string write_toml(std::vector<Setting> const& settings, bool with_origin);

}  // namespace gs::config
