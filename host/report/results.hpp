#pragma once
//! What can be reported: files of runs, masters of sweeps, and the JSON lines of compare, stress, claims and levers.
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>
#include "host/output/master_reader.hpp"
#include "host/report/run_data.hpp"

namespace gs::report {

//! The JSON lines of one experiment: {"type":"experiment"} with its provenance, then results and gates.
struct Records {
  std::filesystem::path file;
  std::string experiment;  //!< "compare", "stress", "claims", "levers"
  nlohmann::json head = nlohmann::json::object();
  nlohmann::json ensemble = nlohmann::json::object();
  std::vector<nlohmann::json> results, gates;
};

struct SweepData {
  std::filesystem::path file;
  output::MasterData master;
};

struct Results {
  std::vector<RunData> runs;
  std::vector<SweepData> sweeps;
  std::vector<Records> records;
};

//! Reads everything, in the order given. A folder stands for what an experiment left in it. Throws ConfigError that says what to give instead.
Results read_results(std::vector<std::filesystem::path> const& paths);

// Fields of a JSON object, whatever is there: NaN and "" when it is something else or missing.
double number(nlohmann::json const& object, std::string const& key);
std::string text(nlohmann::json const& object, std::string const& key);
bool flag(nlohmann::json const& object, std::string const& key);
//! The k-th of an array of numbers.
double number(nlohmann::json const& array, std::size_t k);
nlohmann::json const& part(nlohmann::json const& object, std::string const& key);  //!< an empty object when it is not there

}  // namespace gs::report
