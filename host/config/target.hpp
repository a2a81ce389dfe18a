#pragma once
//! Which values of Params a dotted key means, and what to say if it means none.
#include "host/config/document.hpp"

namespace gs::config {

//! One value: the row that describes it, the struct it is in, its full key.
struct Target {
  Row const* row;
  void* owner;
  std::string key;
};

//! "clock.tick", "policy.plant.z", "policy.z" (all five), "wave.show.peak", "wave.peak" (all waves). Empty if unknown.
std::vector<Target> find_targets(Params& params, std::vector<Step> const& path);

//! True if the path is a table of keys ("clock", "policy.plant").
bool is_section(Params const& params, std::vector<Step> const& path);

//! Why find_targets found nothing: at the first part that is unknown.
Problem unknown_key(Params const& params, std::vector<Step> const& path);

//! Every value of a run in the order of a dump.
std::vector<Target> all_targets(Params& params);

//! What can follow a dotted prefix: sections, entries, keys.
std::vector<std::string> children(Params const& params, std::vector<std::string> const& prefix);

}  // namespace gs::config
