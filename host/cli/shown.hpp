#pragma once
//! What of the metrics a table for a person shows: the deciding ones unless more is asked for. --json and files hold them all.
#include <functional>
#include <string>
#include <vector>

namespace gs::cli {

class Shown {
 public:
  //! "": the deciding ones; "all"; else groups and metrics, comma separated: "money,service_wave,bullwhip". Throws ConfigError for any other word.
  explicit Shown(std::string const& what = "");

  bool deciding() const { return asked_.empty(); }
  //! Of the metrics a table could show (`names`, in its order) those it does. `measured`: whether a column has a value of it.
  std::vector<std::string> of(std::vector<std::string> const& names, std::function<bool(std::string const&)> const& measured) const;

  static constexpr char const* help =
      "metrics of the table: all, names, or groups (wave service/ stock capacity chain money scorecard); default: what decides";

 private:
  std::vector<std::string> asked_;
};

//! How to see the rest of `all` metrics, and what one means.
std::string how_to_see_more(std::size_t shown, std::size_t all);

}  // namespace gs::cli
