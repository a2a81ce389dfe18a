#pragma once
//! Small worlds and scratch files for the tests of host/world.
#include <gtest/gtest.h>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>
#include "host/world/world.hpp"
#include "kernels/core/errors.hpp"
#include "kernels/core/exact_math.hpp"

namespace gs::world {

//! A market with one channel on every platform.
inline Params market(std::int64_t members) {
  Params p;
  p.members.count = members;
  for (int k = 0; k < count_of<Platform>; ++k) {
    ChannelParams c;
    c.name = platform_names[k], c.platform = static_cast<Platform>(k), c.share = 0.1 * (k + 1);
    c.kind = k == 0 ? ChannelKind::livestream : ChannelKind::search;
    p.channels.push_back(c);
  }
  p.clock.warmup = 10 * day, p.clock.length = 10 * day;
  return p;
}

//! The classic chain, and everything on.
inline Params rigid(std::int64_t members) {
  Params p = market(members);
  p.design.regional.review = p.design.central.review = 7 * day;
  p.design.plant.review = p.design.material.review = 30 * day;
  return p;
}
inline Params flexible(std::int64_t members) {
  Params p = market(members);
  DesignParams& d = p.design;
  d.sensing = d.modular = d.elastic = d.network = d.pooled = true;
  d.micro.review = d.regional.review = 12 * hour;
  return p;
}

//! Nothing that members send back can be sold again: what is asked for is what is ordered.
inline Params no_returns(Params p) {
  p.service.return_good = 0.0;
  return p;
}

//! A file that is gone after the test.
class Scratch {
 public:
  explicit Scratch(std::string const& text, std::string const& name = "file.csv") {
    std::string const test = ::testing::UnitTest::GetInstance()->current_test_info()->name();
    path_ = std::filesystem::temp_directory_path() / ("gs_world_" + test + "_" + name);
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~Scratch() { std::filesystem::remove(path_); }
  Scratch(Scratch const&) = delete;
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

//! What the ConfigError says; "" if nothing was thrown.
inline std::string complaint(std::function<void()> const& f) {
  try {
    f();
  } catch (ConfigError const& e) { return e.what(); }
  return "";
}
#define EXPECT_SAYS(expression, part)                                             \
  do {                                                                            \
    std::string const said = ::gs::world::complaint([&] { (void)(expression); }); \
    EXPECT_NE(said.find(part), std::string::npos) << "said: " << said;            \
  } while (0)

//! Line-hours a day of the suppliers bound to pools that `chosen` accepts, before and after outside load.
struct Hours {
  double calendar = 0, offered = 0;
};
template <class Chosen>
Hours bound_hours(WorldData const& w, Chosen&& chosen) {
  Hours h;
  for (std::size_t i = 0; i < rows(w.suppliers); ++i) {
    if (!w.suppliers.pool[i].exists() || !chosen(w.suppliers.pool[i].v)) continue;
    double const mine = static_cast<double>(w.suppliers.lines[i]) * w.suppliers.shift_hours[i];
    h.calendar += mine, h.offered += mine * (1.0 - w.suppliers.outside_load[i] * 1e-3);
  }
  return h;
}

//! Line-hours a day that the stationary means need on a market.
inline double needed_hours(WorldData const& w, std::uint32_t market) {
  double hours = 0;
  for (std::size_t i = 0; i < rows(w.points); ++i) {
    std::size_t const r = w.points.first_recipe[i].v;
    if (w.recipes.market[r] == market)
      hours += from_micro(w.points.mean[i]) * 1e4 / w.recipes.yield[r] * static_cast<double>(w.recipes.work[r]) / static_cast<double>(hour);
  }
  return hours;
}

}  // namespace gs::world
