#pragma once
//! A theory case: a textbook file, one of its [[case]] blocks, and what it makes of both.
#include <cstdint>
#include <optional>
#include "host/config/textbook.hpp"
#include "host/theory/reading.hpp"
#include "host/world/textbook.hpp"

namespace gs::theory {

//! How long and how often a case is run.
struct RunPlan {
  Seconds tick = day, observe = day, warmup = 0, length = 0;
  int copies = 1;        //!< independent worlds side by side in one engine
  int replications = 8;  //!< engines, each on a seed of its own
  std::int64_t grains = 1;
  bool flow = false;  //!< hours are handed out by a plan (min-cost flow) every tick, not by merit order
};

//! A number that is measured and what it should be.
struct Quantity {
  std::string name, value;                //!< expression over statistics
  std::string variant;                    //!< measured there; empty = in the case itself
  bool difference = false;                //!< less what the case itself gives, on common draws
  bool own = false;                       //!< a number of ours, which no oracle gives
  std::optional<double> expect;           //!< two-sided
  std::optional<double> above, below;     //!< one-sided, strictly beyond twice its error
  double relative = 0.0, absolute = 0.0;  //!< tolerance; three standard errors are always allowed
};

struct Case {
  std::string id, family, description, source, note;
  std::string cannot;  //!< why the engine cannot express it; empty = it can
  Names names;
  std::shared_ptr<config::TextbookFile const> file;
  bool quick = true;  //!< has a short form
};

//! The same world with other numbers ([[variant]]): what a best level is compared with. Its demands draw the same luck.
Case variant_of(Case const& c, std::string const& name);

//! Every case of the files, in their order. Throws ConfigErrors.
std::vector<Case> read_cases(std::vector<std::filesystem::path> const& files);

RunPlan plan_of(Case const& c, bool quick);
std::vector<Quantity> quantities_of(Case const& c, bool quick);  //!< without those that a short run cannot tell

//! The stock points of a case by name: what its statistics speak of.
struct Cast {
  world::TextbookWorld book;
  std::vector<std::pair<std::string, std::vector<std::size_t>>> points;  //!< by name, every copy and instance
  std::vector<std::pair<std::string, std::vector<std::size_t>>> pools;
};
Cast cast_of(Case const& c, RunPlan const& plan, std::uint64_t seed);

}  // namespace gs::theory
