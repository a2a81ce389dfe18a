#pragma once
//! Real supply networks in the CSV form of Willems (2008, M&SOM 10(1)): companies, arcs, then stages; all arcs AND, quantity 1, days.
#include <string>
#include <utility>
#include <vector>
#include "kernels/state/params.hpp"
#include "kernels/state/world_data.hpp"

namespace gs::world {

struct Stage {
  int line = 0;                                  //!< where it stands in the file
  std::string name, kind;                        //!< kind: stageClassification, for instance "Manuf"
  double cost = 0;                               //!< added here [currency/unit]
  bool sells = false;                            //!< avgDemand is given: customers ask here
  double demand = 0, demand_sd = 0;              //!< outside demand [units/d]; 0 = inactive
  double wait = 0;                               //!< maxServiceTime: the customer's quoted wait [d]
  double service = 0;                            //!< serviceLevel 0…1; 0 = not given
  double time = 0, time_sd = 0;                  //!< stageTime [d]
  std::vector<std::pair<double, double>> times;  //!< discrete law: (probability, time [d]); empty = none
  double x = 0, y = 0;
  std::vector<std::uint32_t> suppliers, customers;
};

struct Chain {
  std::string file;
  std::vector<Stage> stages;
};

//! Reads and checks a network. Throws ConfigError with file and line: missing column, bad number, duplicate or unknown stage, cycle.
Chain read_chain(std::string const& file);

//! What follows from a chain, by stage (MODEL §1).
struct ChainFacts {
  std::vector<std::uint32_t> level;  //!< longest path from the demand side
  std::vector<double> mean, sd;      //!< demand, own and downstream [units/d]
  std::vector<double> value;         //!< cumulative cost [currency/unit]
  std::vector<double> net_time;      //!< NRT = max(0, max supplier s_out + stageTime - s_out) [d]
  std::vector<double> base_stock;    //!< mu NRT + z sqrt(NRT sd² + mu² Var T) [units]
};
ChainFacts chain_facts(Chain const& chain);

//! The world of a loaded network: items are stages, one stock point each, outside demand unless params.network.members.
WorldData make_network_world(Params const& params);

}  // namespace gs::world
