#pragma once
//! Orders of a sample of members as a CSV, a row for every member and day with an order: what `groundswell fit` reads, and any spreadsheet.
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <vector>
#include "kernels/engine/engine.hpp"

namespace gs::run {

/*!
 * `member,time,orders,spend,family`: time of the day's last order (the clock of the run's file), orders of that day, what was spent on them
 * [CNY], product family of the last. Members keep what they spent in whole units; half a unit an order is put on top for what was cut off.
 * The file has its name only once it is whole. Throws ConfigError if it is there already (and not `force`) or cannot be written.
 */
class OrderLog {
 public:
  OrderLog(std::filesystem::path path, bool force, std::vector<std::uint64_t> members, Seconds from);

  //! Before the first tick: what members have bought so far is not of this log.
  void begin(Engine& engine);
  //! After every tick; does something at the end of a day only. Reads one row a member: cost goes with the sample, not with the world.
  void after_tick(Engine& engine);
  //! Writes the last day and gives the file its name.
  void finish(Engine& engine);

 private:
  struct Bought {
    std::uint32_t orders = 0, spend = 0;
  };
  void write_day(Engine& engine);

  std::filesystem::path path_, partial_;
  std::ofstream out_;
  std::vector<std::uint64_t> members_;
  std::vector<Bought> before_;
  Seconds from_;
};

}  // namespace gs::run
