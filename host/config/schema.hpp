#pragma once
//! The one table of everything a config can say. Parsing, checking, defaults, explain, dump and the JSON Schema all walk it.
//! To add a key: one field in kernels/state/params.hpp, one row here (schema_*.cpp of its section). Nothing else.
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>
#include "kernels/state/params.hpp"

namespace gs::config {

enum class Kind { integer, real, boolean, text, choice, duration, money, share, channel, path };
std::string_view kind_name(Kind kind);

//! An enumeration (or a bool with two names): its byte and what its values are called.
struct Choice {
  unsigned char* value;
  char const* const* names;
  int count;
};

//! Where a value is kept.
using Field = std::variant<std::int64_t*, std::uint64_t*, std::uint32_t*, int*, double*, bool*, std::string*, Choice>;

//! What a row is a field of: the run itself, every [[channel]], [[wave]] and [[disruption]], every [policy.ECHELON].
enum class Scope { run, channel, wave, policy, disruption };

struct Row {
  Scope scope;
  char const* key;  //!< "members.count"; in lists only the last part: "peak"
  Kind kind;
  char const* unit;  //!< of a bare number; "1" = none, "CNY/h", "d", "orders/y"
  double min, max;   //!< in the unit stored: seconds, cents, else `unit`
  char const* help;
  char const* source;        //!< where the default comes from, or "(chosen) because …"
  Field (*at)(void* owner);  //!< owner: Params, ChannelParams, WaveParams, PolicyParams or DisruptionParams
  bool how_only = false;     //!< says how to run, not what: no answer changes, not part of the config's text and hash
};

//! In the order in which a dump prints them.
std::vector<Row> const& schema();

//! Sections that schema() is put together from.
std::vector<Row> run_rows(), people_rows(), chain_rows(), list_rows(), lever_rows();

//! "policy.<echelon>.z", "wave.<name>.peak", "members.count".
std::string pattern(Row const& row);
//! "wave.show.peak" for the entry `show`.
std::string full_key(Row const& row, std::string_view entry);
//! "channel", "wave", "policy", "disruption", "" for the run itself.
std::string_view list_name(Scope scope);

//! The row `field` of a scope ("peak" of waves, "members.count" of the run), or null.
Row const* find_row(Scope scope, std::string_view field);

//! The policy of an echelon by name, or null.
PolicyParams* policy_of(Params& params, std::string_view echelon);
std::vector<std::string> policy_names_list();

//! A value as it would stand in TOML. `params` resolves channel references.
std::string write_value(Row const& row, void* owner, Params const& params);

//! The built-in default of a row, as TOML; "" where a list entry has to say it (name, channel).
std::string default_value(Row const& row);
//! An example that a message can show: the default, unless that is 0.
std::string example(Row const& row);

// ---- how rows are written down ----
inline Field field(std::int64_t& v) { return &v; }
inline Field field(std::uint64_t& v) { return &v; }
inline Field field(std::uint32_t& v) { return &v; }
inline Field field(int& v) { return &v; }
inline Field field(double& v) { return &v; }
inline Field field(bool& v) { return &v; }
inline Field field(std::string& v) { return &v; }
template <class E, int n>
Field choice(E& v, char const* const (&names)[n]) {
  static_assert(sizeof(E) == 1);
  return Choice{reinterpret_cast<unsigned char*>(&v), names, n};
}

inline constexpr double endless = 1e15;  //!< no upper limit of its own

}  // namespace gs::config

#define GS_FIELD(Owner, member) [](void* o) -> ::gs::config::Field { return ::gs::config::field(static_cast<::gs::Owner*>(o)->member); }
#define GS_CHOICE(Owner, member, names) \
  [](void* o) -> ::gs::config::Field { return ::gs::config::choice(static_cast<::gs::Owner*>(o)->member, names); }
