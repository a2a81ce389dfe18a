#pragma once
//! What a run is judged by: one table of definitions, from which the closing table, --json, files and `list metrics` all come.
#include <string>
#include <string_view>
#include <vector>

namespace gs::run {

enum class Group { wave, service, stock, capacity, chain, money, score };
inline constexpr char const* group_names[] = {"wave", "service", "stock", "capacity", "chain", "money", "scorecard"};

//! Definition of a metric. A name that ends in '.' is a family: one value a layer, echelon, account, …
struct MetricInfo {
  char const* name;
  Group group;
  char const* unit;     //!< "1" for ratios
  int better;           //!< +1 more is better, -1 less is better, 0 neither
  char const* meaning;  //!< one line
};

std::vector<MetricInfo> const& metric_table();
//! Finds "bullwhip.plant" under "bullwhip."; nullptr if unknown.
MetricInfo const* find_metric(std::string_view name);

//! One measured value. `note` says how sure it is, or why there is none (value NaN).
struct Metric {
  std::string name;
  MetricInfo const* info = nullptr;
  double value = 0.0;
  std::string note;
};

//! Value by full name; NaN if it was not measured.
double value_of(std::vector<Metric> const& metrics, std::string_view name);

}  // namespace gs::run
