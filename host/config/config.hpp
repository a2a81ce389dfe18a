#pragma once
//! From TOML files and the command line to gs::Params. The one header that other rooms include.
//!
//!   gs::config::Request ask;  ask.scenario = "livestream_pulse";  ask.design = "rigid";  ask.sets = {"wave.peak=20"};
//!   gs::config::Resolved run = gs::config::load(ask);   // throws ConfigErrors (a ConfigError): every error of every file at once
//!
//! Layers, each over the one before: built-in defaults < world < design < scenario < industry < command line.
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>
#include "host/config/error.hpp"
#include "kernels/state/params.hpp"

namespace gs::config {

//! What a command was asked to run. Scenario, design, world and industry are names found in configs/ or paths of TOML files.
struct Request {
  std::string scenario;                 //!< empty = defaults only
  std::string design;                   //!< empty = the scenario's `default_design`, else none
  std::string world;                    //!< empty = the scenario's `default_world`, else none
  std::string industry;                 //!< empty = none
  std::vector<std::string> sets;        //!< "key=value", in order; "wave.peak=20" sets all waves, "wave.NAME.peak=20" one
  std::optional<std::int64_t> members;  //!< --members: members.count
  std::optional<double> days;           //!< --days: clock.length [d]
  std::optional<std::uint64_t> seed;    //!< --seed
  std::optional<int> threads;           //!< --threads
  std::string network;                  //!< --network FILE
  std::string trace;                    //!< --trace FILE
  std::filesystem::path root;           //!< configs folder; empty = config_root()
};

//! One value of a run and where it comes from.
struct Setting {
  std::string key;    //!< "members.count", "wave.show.peak", "policy.plant.review"
  std::string value;  //!< as it would stand in TOML: `"30 d"`, `20`, `true`
  Origin origin;      //!< file "" = built-in default
};

//! A fact that a scenario claims about its own result: [[expect]].
struct Expect {
  std::string design;      //!< empty = every design
  std::string metric;      //!< by the names of the model page: "service", "bullwhip.plant"
  double low, high;        //!< holds when low < value < high (between: low <= value <= high); -inf / +inf when open
  bool inclusive = false;  //!< true for `between`
  std::string against;     //!< a design: the metric is told as a multiple of what that one reaches; empty = as it is
  std::string why;         //!< one sentence for the reader of a failed test
  Origin origin;
  bool holds(double value) const { return inclusive ? (low <= value && value <= high) : (low < value && value < high); }
};

//! How the scenario test runs a scenario short: [expect-run]. Applied by short_run().
struct ExpectRun {
  std::optional<std::int64_t> members;
  std::optional<double> days;     //!< measured days
  std::vector<std::string> sets;  //!< "key=value"
};

//! How a design was tuned, from its own [tuned] table: to which quiet service, within which budget, in which world. Provenance: the numbers
//! change no result. A design that only includes a tuned one is not tuned.
struct Tuned {
  double service = 0.0;         //!< quiet service it reaches [1]
  Cents budget = 0;             //!< yearly cost it keeps to, in the world as it was run [cent]
  std::string world, scenario;  //!< it was tuned in
  std::int64_t members = 0;     //!< of that world
  std::int64_t runs = 0;        //!< replications behind the figures
  std::string by;               //!< command line
};

//! A data file that a run reads, so that provenance names its content and not only its path.
struct Input {
  std::string key, path, sha256;
};

struct Resolved {
  Params params;
  std::string scenario, design, world, industry;  //!< what was used: names, or "" for none
  std::vector<Setting> settings;                  //!< every key, in schema order
  std::vector<Expect> expects;
  ExpectRun expect_run;
  std::optional<Tuned> tuned;         //!< of the design; nothing if it says nothing
  std::vector<Input> inputs;          //!< trace and network files
  std::vector<std::string> warnings;  //!< allowed, but likely not meant (a warm-up shorter than 2 (L+R), …)
  std::string text;                   //!< resolved TOML; loading it as a scenario gives the same Params. Without how-to-run keys (threads)
  std::string sha256;                 //!< of `text`, hex
};

//! Reads, merges and checks everything. Throws ConfigErrors.
Resolved load(Request const& request);

//! The request of the scenario's short test: members, days and sets of [expect-run] put under those of the request.
Request short_run(Request request, Resolved const& full);

//! Checks one file of any kind by itself (a scenario: together with its own world and design). Throws ConfigErrors.
void check(std::filesystem::path const& file);

//! The resolved config for people: TOML with the origin of every value as a comment.
std::string dump(Resolved const& resolved);

//! What a key means: kind, unit, range, default, help, source. Sections list their keys. Throws ConfigError with a suggestion.
std::string explain(std::string_view key);

//! "whole number", "duration", "number", … of a key ("world.skus", "wave.peak"); "" for a key that is none.
std::string kind_of(std::string_view key);

//! JSON Schema (draft-07) of a config file, for editors.
std::string json_schema();

enum class Folder { scenarios, designs, worlds, industries, experiments };
struct Entry {
  std::string name;
  std::filesystem::path path;
  std::string description;
};
//! Everything in configs/FOLDER, by name.
std::vector<Entry> list(Folder folder, std::filesystem::path const& root = {});

//! $GROUNDSWELL_CONFIGS, else ../configs beside the executable, else the source tree's. Throws ConfigError if none is there.
std::filesystem::path config_root();

//! Names close to a mistyped one: "did you mean 'x'?" or "". For commands, metrics and options as well.
std::string did_you_mean(std::string_view typed, std::vector<std::string> const& known);

}  // namespace gs::config
