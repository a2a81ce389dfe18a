#pragma once
//! The table a run ends with: metrics as rows, designs as columns.
#include <string>
#include <vector>
#include "host/run/metric.hpp"

namespace gs::cli {

struct Column {
  std::string title;
  std::vector<run::Metric> metrics;
};

//! One metric as a person reads it: "0.873", "12.4 %" is never used (ratios stay ratios), "1,234,567", "n/a".
std::string show_value(run::Metric const& metric);

//! `width` columns are kept when possible: the meanings are cut first, then left out.
std::string closing_table(std::vector<Column> const& columns, int width);

}  // namespace gs::cli
