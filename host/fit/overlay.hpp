#pragma once
//! What a fit says, as keys of a config: the world and the scenario that behave like the log.
#include <filesystem>
#include <functional>
#include <string>
#include <vector>
#include "host/fit/fit.hpp"

namespace gs::fit {

//! A key of the config, its value as TOML, and where it comes from.
struct Setting {
  std::string key, value, why;
};

struct OverlayOptions {
  std::int64_t members = 0;  //!< of the engine; 0 = as many as the log has, in whole rounds of all activity classes
  std::string design = "pooled";
  bool force = false;
  //! Runs FOLDER/scenario.toml and fits its orders; without it nothing is tuned by pilots.
  std::function<Fit(std::filesystem::path const& folder)> pilot;
  int pilots = 3;
};

struct Overlay {
  std::vector<Setting> world, scenario;
  std::int64_t members = 0;
  std::int64_t first_day = 0;       //!< the Monday on which the measured window begins [days since 1970]
  std::int64_t length = 0;          //!< [d], whole weeks
  std::string arrivals, attention;  //!< CSV texts
};

/*!
 * The keys. What is sold follows from what is shown, from prices and from tastes: popularity, price level and spread are therefore adjusted
 * until the generated world, as its own stationary law has it, sells like the log (worlds are built and thrown away). What that law does
 * not know (loyalty, word of mouth, who finds what it likes) is then met by pilots: the fitted scenario is run, its orders are fitted like
 * the log, and looks, spread of rates, prices and price classes are moved by the difference (indirect inference: Gourieroux, Monfort &
 * Renault 1993). `folder` is where pilots are written, and removed again.
 */
Overlay overlay_of(Fit const& fit, OverlayOptions const& options, std::filesystem::path const& folder);

//! Writes scenario.toml, world.toml, arrivals.csv and attention.csv into a folder. Throws ConfigError if they are there and not `force`.
void write_overlay(Overlay const& overlay, Fit const& fit, std::filesystem::path const& folder, OverlayOptions const& options);

}  // namespace gs::fit
