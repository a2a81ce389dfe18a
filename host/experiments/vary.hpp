#pragma once
//! What a sweep varies: `KEY=a,b,c`, `KEY=lin(a,b,n)`, `KEY=log(a,b,n)`; without n, for Latin hypercubes and Sobol points, `lin(a,b)`.
//! Ends may have a unit: `policy.plant.review=lin(7 d, 28 d, 4)`.
#include <string>
#include <vector>
#include "host/config/config.hpp"

namespace gs::experiments {

enum class Scale { list, linear, logarithmic };

struct Vary {
  std::string key;  //!< any config key ("wave.peak"), or design, scenario, world, industry, members, days
  Scale scale = Scale::list;
  std::vector<std::string> values;  //!< of a list, or the n values of a range
  double low = 0.0, high = 0.0;     //!< of a range
  std::string unit;                 //!< of its ends: "d", "%", ""
  std::string kind;                 //!< of the key: whole numbers and whole seconds are rounded
};

//! Reads one `--vary`. Throws ConfigError that says what to write instead.
Vary parse_vary(std::string const& text);

//! The value at u in [0, 1): of a range by its scale, of a list the floor(u n)-th.
std::string value_at(Vary const& vary, double u);

//! A value as a number and its unit, for the axis of a file; false when it is none ("rigid", "2 d 20 h").
bool number_of(std::string const& value, double& number, std::string& unit);

//! "200k", "1M", "50_000" as a number. Throws ConfigError.
std::int64_t members_of(std::string const& value);

//! Puts the value into the request: --set for a config key, else the field of that name. Throws ConfigError.
void put(config::Request& request, std::string const& key, std::string const& value);

}  // namespace gs::experiments
