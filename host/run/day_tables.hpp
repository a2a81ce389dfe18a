#pragma once
//! Small tables that a run's file keeps at the end of every day, so that sites, SKUs, stock points and the cover of zones can be looked at
//! afterwards: what can be told of the chain without holding all of it.
#include <cstdint>
#include <span>
#include <vector>
#include "host/output/axes.hpp"
#include "kernels/engine/engine.hpp"

namespace gs::run {

inline constexpr std::size_t sites_kept = 1024, skus_kept = 384, points_kept = 256;  //!< (chosen: a few MB in a year of a million members)

/*!
 * Which rows and figures: all sites (the first 1,024), SKUs (those of shows first, then the most popular), stock points (those of show SKUs
 * first, half of them at most, then evenly spread over all ids), and days of cover by zone. Tables without rows are left out.
 */
std::vector<output::TraceTable> day_tables(WorldData const& world);
//! Their cells now: table by table, [row][column]. `seen`: the engine's snapshot of this moment.
std::vector<std::int64_t> day_tables_now(Engine& engine, Snapshot const& seen, WorldData const& world, std::span<output::TraceTable const> tables);

//! Days of present demand that the sites serving a zone hold: units free for its members / forecast a day, over the SKUs kept at the nearest
//! site. NaN where none is.
std::vector<double> zone_cover(WorldData const& world, Snapshot const& seen);
//! Grains on hand by site.
std::vector<std::int64_t> site_grains(WorldData const& world, Snapshot const& seen);

}  // namespace gs::run
