#pragma once
//! What a report needs of a run's file: by day, around the largest wave by tick, by zone and stretch of time, and the worst stockouts.
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>
#include "host/output/run_reader.hpp"
#include "host/report/line_chart.hpp"
#include "host/run/metric.hpp"
#include "kernels/state/params.hpp"

namespace gs::report {

//! Counters by day, as rates a day; levels as they stand at the day's end.
struct Days {
  std::vector<double> x;  //!< middle of the day [d since the end of the warm-up]
  std::map<std::string, std::vector<double>> rate, level;
};

//! Ticks around a wave, as rates an hour.
struct Zoom {
  std::string label;
  std::vector<double> x;  //!< end of the tick [d]
  std::map<std::string, std::vector<double>> rate;
};

//! A layer's hours, by day.
struct Layer {
  std::string name;
  std::vector<double> use;    //!< worked / calendar; NaN without a calendar
  std::vector<double> price;  //!< of the last hour used, weighted by hours worked [CNY/h]
};

//! Sums over a stretch of time, by zone.
struct ZoneWindow {
  std::string name;
  std::vector<Mark> when;
  double days = 0.0;
  std::vector<double> wants, stockouts, delivered, door;  //!< door: minutes, summed over parcels
};

//! A SKU that was nowhere at hand in a zone. The file keeps the 128 worst of a day, so these are lower bounds.
struct Missed {
  std::int64_t sku = 0, zone = 0, wants = 0, days = 0;
  std::int64_t longest = 0;  //!< days in a row
  double first = 0.0, last = 0.0;
};

struct RunData {
  std::filesystem::path file;
  std::string name;  //!< in this report: design, or what else tells it from the others
  output::RunInfo info;
  output::RunEnd end;
  std::string finished;
  output::Axes axes;
  std::optional<Params> params;  //!< of its own config; none when that cannot be read here
  std::vector<run::Metric> metrics;
  std::vector<Mark> marks;  //!< waves, outages, injected events [d since the end of the warm-up]
  Range measured;           //!< [d since the end of the warm-up]
  Days days;
  std::optional<Zoom> zoom;
  std::vector<std::vector<double>> looks;  //!< [channel][day]: members it brought, a day
  std::vector<Layer> layers;
  std::vector<double> chain_x;             //!< as days.x, of the daily datasets
  std::vector<std::vector<double>> stock;  //!< [echelon][day] at cost [CNY]
  std::vector<double> booked;              //!< revenue - costs as booked since the end of the warm-up [CNY]; cash follows by terms of payment
  std::vector<ZoneWindow> windows;
  std::vector<Missed> missed;  //!< worst first

  double value(std::string_view metric) const { return run::value_of(metrics, metric); }
};

//! Throws ConfigError when it is no run file.
RunData read_run(std::filesystem::path const& path);

//! Parts of it; each is in a file of its own.
std::optional<Params> params_of(std::string const& config_text);
std::vector<Mark> marks_of(std::optional<Params> const& params, std::string const& events_json, Seconds warmup);
void read_days(output::RunReader const& reader, RunData& data);
void read_zoom(output::RunReader const& reader, RunData& data);
void read_spread(output::RunReader const& reader, RunData& data);  //!< channels, pools, zones
void read_chain(output::RunReader const& reader, RunData& data);   //!< stock, cash, stockouts

//! Row of each measured tick, its day and its length: what the readers above share.
struct Ticks {
  std::vector<Seconds> end, span;
  std::vector<bool> measured;  //!< all, when the file has none that is
  Seconds warmup = 0;
  std::vector<std::int64_t> day;  //!< place in Days::x; -1 = not measured
  std::int64_t days = 0;
  double at(std::size_t row) const { return static_cast<double>(end[row] - warmup) / static_cast<double>(gs::day); }
};
Ticks read_ticks(output::RunReader const& reader);

}  // namespace gs::report
