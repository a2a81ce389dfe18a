#pragma once
//! The axes of a run file: what rows and columns of its datasets stand for. An empty axis leaves out the datasets that need it.
#include <cstdint>
#include <string>
#include <vector>
#include "kernels/state/counters.hpp"
#include "kernels/state/kinds.hpp"
#include "kernels/state/params.hpp"
#include "kernels/state/world_data.hpp"

namespace gs::output {

//! A zone: its map position [m] and its region.
struct ZoneAxis {
  std::int32_t x = 0, y = 0;
  std::uint32_t region = 0;
};

//! A capacity pool; `family` is "flexible" or "family 7".
struct PoolAxis {
  std::string layer, process, family;
};

//! One figure that is kept of sampled suppliers.
struct TraceColumn {
  std::string name, unit, long_name;
};

//! What does not change of a table's rows.
struct TraceFact {
  std::string name, unit, long_name;
  std::vector<std::int64_t> values;  //!< by row
  std::vector<std::string> texts;    //!< by row, instead of `values`
};

//! A small table of which all figures are kept at the end of every day: `site_queue` over (sample, site).
struct TraceTable {
  std::string axis, prefix, meaning;  //!< "site", "site_", "id of a site"; the axis `zone` is that of the zones
  std::vector<std::uint32_t> ids;     //!< what its rows are
  std::vector<TraceColumn> columns;   //!< integers
  std::vector<TraceFact> facts;       //!< coordinates of its axis
};

struct Axes {
  std::vector<ZoneAxis> zones;        //!< by ZoneId
  std::vector<PoolAxis> pools;        //!< by PoolId
  std::vector<std::string> channels;  //!< traffic channels
  std::int64_t ranks = 0;             //!< entries in a day's list of stockouts
  std::vector<std::string> lines;     //!< product lines
  std::vector<std::string> echelons{std::begin(echelon_names), std::end(echelon_names)};
  std::vector<std::string> accounts{std::begin(account_names), std::end(account_names)};
  std::vector<std::string> parties{std::begin(party_names), std::end(party_names)};
  std::vector<std::uint64_t> members;         //!< ids of the members whose trajectories are kept
  std::vector<std::uint32_t> suppliers;       //!< ids of the suppliers whose trajectories are kept
  std::vector<TraceColumn> supplier_columns;  //!< what is kept of them (integers)
  std::vector<TraceTable> tables;             //!< small tables kept day by day
};

std::vector<std::string> channel_names(Params const& params);

//! Axes of a generated or loaded world; the sampled ids are the caller's choice.
Axes axes_of(WorldData const& world, std::vector<std::uint64_t> members = {}, std::vector<std::uint32_t> suppliers = {},
             std::vector<TraceColumn> supplier_columns = {}, std::vector<std::string> channels = {});

}  // namespace gs::output
