#include <algorithm>
#include <map>
#include "host/world/csv.hpp"
#include "host/world/willems.hpp"
#include "kernels/core/errors.hpp"
#include "kernels/core/exact_math.hpp"

namespace gs::world {
namespace {

//! The file under its header: columns by the last part of their path, "/stages/stage/@stageName" -> "stageName".
struct Sheet {
  std::string file;
  std::map<std::string, std::size_t> column;
  int header_line = 0;
  std::vector<CsvRow> rows;

  std::string const& text(CsvRow const& row, std::string const& name) const {
    static std::string const none;
    auto const at = column.find(name);
    return at == column.end() || at->second >= row.cells.size() ? none : row.cells[at->second];
  }
  //! A number of at least `low`; `missing` if the cell is empty.
  double real(CsvRow const& row, std::string const& name, double missing, double low = 0.0) const {
    std::string const& cell = text(row, name);
    if (cell.empty()) return missing;
    auto const value = number(cell);
    if (!value) fail_at(file, row.line, "'" + cell + "' in column " + name + " is no number");
    if (*value < low) fail_at(file, row.line, name + " is " + cell + "; it must not be negative");
    return *value;
  }
};

Sheet read_sheet(std::string const& file) {
  Sheet s;
  s.file = file;
  s.rows = read_csv(file, "network");
  auto const header =
      std::find_if(s.rows.begin(), s.rows.end(), [](CsvRow const& r) { return r.cells.size() > 1 && r.cells[1].find('@') != std::string::npos; });
  if (header == s.rows.end())
    throw ConfigError(file + ":1: no header row with columns like /stages/stage/@stageName; this is no network in Willems' CSV form");
  s.header_line = header->line;
  for (std::size_t i = 0; i < header->cells.size(); ++i) {
    std::string const& cell = header->cells[i];
    if (std::size_t const at = cell.rfind('@'); at != std::string::npos) s.column.emplace(cell.substr(at + 1), i);
  }
  std::size_t const width = header->cells.size();
  s.rows.erase(s.rows.begin(), header + 1);
  for (char const* name : {"from", "to", "stageName", "stageTime", "stageCost", "avgDemand", "stDevDemand", "maxServiceTime", "serviceLevel"})
    if (!s.column.count(name)) fail_at(file, s.header_line, std::string("the column ") + name + " is missing; add it, empty where nothing is known");
  for (CsvRow const& row : s.rows)
    if (row.cells.size() > width)
      fail_at(file, row.line, "this row has " + std::to_string(row.cells.size()) + " cells, the header " + std::to_string(width));
  return s;
}

//! StageTime_k_p / StageTime_k_v: a discrete law; sets mean and deviation.
void read_law(Sheet const& s, CsvRow const& row, Stage& stage) {
  double sum = 0.0, mean = 0.0, square = 0.0;
  for (int k = 1; s.column.count("StageTime_" + std::to_string(k) + "_p"); ++k) {
    std::string const name = "StageTime_" + std::to_string(k);
    double const p = s.real(row, name + "_p", 0.0), v = s.real(row, name + "_v", 0.0);
    if (p <= 0.0) continue;
    stage.times.emplace_back(p, v);
    sum += p, mean += p * v, square += p * v * v;
  }
  if (stage.times.empty()) return;
  if (sum < 1.0 - 1e-6 || sum > 1.0 + 1e-6)
    fail_at(s.file, row.line, "the probabilities of stage " + stage.name + "'s times add up to " + std::to_string(sum) + ", not 1");
  stage.time = mean;
  stage.time_sd = exact_sqrt(square - mean * mean);
}

Stage read_stage(Sheet const& s, CsvRow const& row) {
  Stage stage;
  stage.line = row.line, stage.name = s.text(row, "stageName"), stage.kind = s.text(row, "stageClassification");
  stage.cost = s.real(row, "stageCost", 0.0);
  stage.sells = !s.text(row, "avgDemand").empty();
  stage.demand = s.real(row, "avgDemand", 0.0), stage.demand_sd = s.real(row, "stDevDemand", 0.0);
  stage.wait = s.real(row, "maxServiceTime", 0.0);
  stage.service = s.real(row, "serviceLevel", 0.0);
  if (stage.service >= 1.0) fail_at(s.file, row.line, "serviceLevel is " + s.text(row, "serviceLevel") + "; it must lie below 1 (0.95 is 95 %)");
  stage.time = s.real(row, "stageTime", 0.0), stage.time_sd = s.real(row, "stDevStageTime", 0.0);
  stage.x = s.real(row, "xPos", 0.0, -1e9), stage.y = s.real(row, "yPos", 0.0, -1e9);
  read_law(s, row, stage);
  return stage;
}

using Names = std::map<std::string, std::uint32_t>;

Names add_stages(Sheet const& s, Chain& chain) {
  Names names;
  for (CsvRow const& row : s.rows) {
    if (s.text(row, "stageName").empty()) continue;
    Stage stage = read_stage(s, row);
    auto const [old, fresh] = names.emplace(stage.name, static_cast<std::uint32_t>(chain.stages.size()));
    if (!fresh)
      fail_at(s.file, row.line,
              "stage " + stage.name + " was already declared in line " + std::to_string(chain.stages[old->second].line) + "; names must differ");
    chain.stages.push_back(std::move(stage));
  }
  return names;
}

void add_arcs(Sheet const& s, Names const& names, Chain& chain) {
  for (CsvRow const& row : s.rows) {
    std::string const& from = s.text(row, "from");
    std::string const& to = s.text(row, "to");
    if (from.empty() && to.empty()) continue;
    for (std::string const& name : {from, to})
      if (!names.count(name))
        fail_at(s.file, row.line, "the arc " + from + " -> " + to + " names an unknown stage '" + name + "'; declare it or correct the name");
    auto& suppliers = chain.stages[names.at(to)].suppliers;
    if (std::find(suppliers.begin(), suppliers.end(), names.at(from)) != suppliers.end())
      fail_at(s.file, row.line, "the arc " + from + " -> " + to + " stands here twice");
    suppliers.push_back(names.at(from));
    chain.stages[names.at(from)].customers.push_back(names.at(to));
  }
}

//! Walks on among stages that could not be placed until one repeats: the path since then is a cycle.
std::vector<std::uint32_t> cycle_of(Chain const& chain, std::vector<std::uint32_t> const& open) {
  std::vector<int> seen(chain.stages.size(), -1);
  std::vector<std::uint32_t> path;
  auto at = static_cast<std::uint32_t>(std::find_if(open.begin(), open.end(), [](std::uint32_t n) { return n > 0; }) - open.begin());
  while (seen[at] < 0) {
    seen[at] = static_cast<int>(path.size());
    path.push_back(at);
    auto const& next = chain.stages[at].customers;
    at = *std::find_if(next.begin(), next.end(), [&](std::uint32_t c) { return open[c] > 0; });  // one is open, else `at` would not be
  }
  path.erase(path.begin(), path.begin() + seen[at]);
  return path;
}

//! A stage whose customers are all placed can be placed; what remains lies on or above a cycle.
void check_cycles(Chain const& chain) {
  std::vector<std::uint32_t> open(chain.stages.size()), ready;
  for (std::uint32_t i = 0; i < open.size(); ++i)
    if ((open[i] = static_cast<std::uint32_t>(chain.stages[i].customers.size())) == 0) ready.push_back(i);
  for (std::size_t k = 0; k < ready.size(); ++k)
    for (std::uint32_t const s : chain.stages[ready[k]].suppliers)
      if (--open[s] == 0) ready.push_back(s);
  if (ready.size() == chain.stages.size()) return;
  std::vector<std::uint32_t> const cycle = cycle_of(chain, open);
  std::string text;
  for (std::uint32_t const i : cycle) text += chain.stages[i].name + " -> ";
  fail_at(chain.file, chain.stages[cycle[0]].line,
          "the network has a cycle: " + text + chain.stages[cycle[0]].name + "; goods cannot be made of themselves, remove one of these arcs");
}

}  // namespace

Chain read_chain(std::string const& file) {
  Sheet const sheet = read_sheet(file);
  Chain chain;
  chain.file = file;
  add_arcs(sheet, add_stages(sheet, chain), chain);
  if (chain.stages.empty()) throw ConfigError(file + ":" + std::to_string(sheet.header_line) + ": this network has no stages");
  check_cycles(chain);
  bool const sells = std::any_of(chain.stages.begin(), chain.stages.end(), [](Stage const& s) { return s.demand > 0.0; });
  if (!sells) throw ConfigError(file + ":" + std::to_string(sheet.header_line) + ": no stage has avgDemand above 0, so nothing would ever move");
  return chain;
}

}  // namespace gs::world
