#pragma once
//! The table a run ends with: metrics as rows, designs as columns.
#include <string>
#include <vector>
#include "host/run/show.hpp"

namespace gs::cli {

struct Column {
  std::string title;
  std::vector<run::Metric> metrics;
};

using run::show_value;

//! `width` columns are kept when possible: the meanings are cut first, then left out.
std::string closing_table(std::vector<Column> const& columns, int width);

}  // namespace gs::cli
