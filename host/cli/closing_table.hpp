#pragma once
//! The table a run ends with: metrics as rows, designs as columns.
#include <string>
#include <vector>
#include "host/cli/shown.hpp"
#include "host/run/show.hpp"

namespace gs::cli {

struct Column {
  std::string title;
  std::vector<run::Metric> metrics;
};

using run::show_value;

struct ClosingTable {
  std::string text;
  std::size_t shown = 0, all = 0;  //!< metrics
};

//! `width` columns are kept when possible: the meanings are cut first, then left out.
ClosingTable closing_table(std::vector<Column> const& columns, int width, Shown const& shown);

}  // namespace gs::cli
