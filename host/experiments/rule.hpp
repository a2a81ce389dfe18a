#pragma once
//! An acceptance rule in words: "service<0.95" is broken when the metric is below; "wave.peak>=500" is what a gate asks for.
#include <string>
#include <vector>

namespace gs::experiments {

struct Rule {
  std::string name;  //!< metric or stressor
  enum class Sign { less, less_equal, greater, greater_equal } sign = Sign::less;
  double value = 0.0;

  bool is(double x) const;  //!< whether the statement is true of x; false for NaN
  //! How far x is from making the statement true: above 0 it is not true. In the metric's unit.
  double distance(double x) const;
};
inline constexpr char const* sign_text[] = {"<", "<=", ">", ">="};

//! Throws ConfigError: no comparison, no number.
Rule parse_rule(std::string const& text, char const* option);
std::string to_string(Rule const& rule);

//! "a,b,c" to its parts; empty parts are left out.
std::vector<std::string> split_list(std::string const& list, char separator = ',');

}  // namespace gs::experiments
