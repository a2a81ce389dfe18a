//! Any key of the schema, in any combination that a config takes: levers, policies, people, waves and outages of every kind, members who come
//! and go. The laws hold after every stage, and no bit depends on threads or visiting order. What fails prints the command that shows it.
#include "tests/support/random_keys.hpp"
#include <gtest/gtest.h>
#include <unistd.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include "host/config/config.hpp"
#include "host/world/world.hpp"
#include "kernels/core/errors.hpp"
#include "tests/support/lockstep.hpp"

namespace gs {
namespace {
namespace fs = std::filesystem;

//! A wave of every kind and an outage of everything that can go down.
constexpr char const* scenario = R"(
schema_version = 1
default_world = "small"
default_design = "rigid"
[clock]
warmup = "2 d"
length = "3 d"
[[channel]]
name = "short_video"
posts_per_day = 6.0
[[wave]]
name = "show"
kind = "livestream"
channel = "live_main"
start = "20 h"
duration = "1 h"
peak = 200.0
skus = 5
[[wave]]
name = "word"
kind = "cascade"
channel = "social_feed"
start = "3 h"
duration = "1 d"
seeds = 20
r0 = 0.8
[[wave]]
name = "spark"
kind = "longtail"
channel = "social_feed"
start = "-1 d"
duration = "1 d"
peak = 50.0
first_rank = "90 %"
seeds = 20
[[wave]]
name = "posts"
kind = "content"
channel = "short_video"
start = "6 h"
duration = "4 h"
[[wave]]
name = "sale"
kind = "festival"
channel = "shelf_discount"
start = "1 d"
duration = "2 h"
peak = 20.0
skus = 20
discount = "20 %"
deposit = "10 %"
preheat = "1 d"
[[wave]]
name = "bots"
kind = "noise"
channel = "short_video"
start = "12 h"
duration = "6 h"
bots = 3.0
[[disruption]]
name = "fire"
what = "supplier"
start = "6 h"
duration = "1 d"
detection = "2 h"
[[disruption]]
name = "strike"
what = "site"
share = "20 %"
start = "-12 h"
duration = "1 d"
[[disruption]]
name = "road"
what = "lane"
share = "50 %"
slow = 3.0
depth = "50 %"
start = "1 d"
duration = "1 d"
[[disruption]]
name = "mills"
what = "material"
share = "50 %"
start = "0 s"
duration = "2 d"
[[disruption]]
name = "flood"
what = "region"
share = "30 %"
start = "12 h"
duration = "1 d"
mean_up = "12 h"
mean_down = "4 h"
)";

class RandomKeys : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("groundswell_keys_" + std::to_string(::getpid()));
    fs::create_directories(folder_);
    std::ofstream(folder_ / "everything.toml") << scenario;
    std::ofstream joined(folder_ / "joined.csv");
    joined << "timestamp,value\n";
    for (int h = 0; h < 24; ++h) joined << "2026-01-05 " << (h < 10 ? "0" : "") << h << ":00:00," << h * 7 % 5 << "\n";
    ::setenv("GROUNDSWELL_CHECKS", "1", 1);
  }
  void TearDown() override {
    ::unsetenv("GROUNDSWELL_CHECKS");
    fs::remove_all(folder_);
  }

  config::Request request(std::uint64_t seed) const {
    test::Dice dice(seed);
    config::Request ask;
    ask.root = fs::path(GS_SOURCE_DIR) / "configs";
    ask.scenario = folder_ / "everything.toml";
    ask.design = dice.of({"rigid", "flexible", "contracted", "printed"});
    ask.members = dice.of<std::int64_t>({1, 500, 1500, 3000});
    ask.seed = seed, ask.threads = 1;
    if (dice.coin()) ask.sets.push_back("members.arrivals=" + (folder_ / "joined.csv").string());
    // levers are few among the keys, and most do something only together: each is drawn in every second world
    test::add_random_sets(ask, dice, 999, [&](std::string const& key) { return key.ends_with(".on") && dice.coin(); });
    test::add_random_sets(ask, dice, 60, [](std::string const& key) {
      static std::set<std::string> const fixed = {"members.count", "clock.warmup", "clock.length", "clock.fine_tick"};
      bool const one_of_a_sum = key.starts_with("channel.") && key.ends_with(".share");
      return !fixed.contains(key) && !one_of_a_sum;
    });
    return ask;
  }

  fs::path folder_;
};

std::string command_of(config::Request const& ask) {
  std::string out = "groundswell verify " + ask.scenario + " --design " + ask.design + " --members " + std::to_string(*ask.members) + " --seed " +
                    std::to_string(*ask.seed);
  for (std::string const& set : ask.sets) out += " --set '" + set + "'";
  return out;
}

std::uint32_t number(test::Dice& dice, std::int64_t n) { return static_cast<std::uint32_t>(dice.below(static_cast<std::size_t>(n))); }

//! Changes from outside, of every kind that an engine takes.
std::vector<Event> random_events(test::Dice& dice, WorldData const& world) {
  using Kind = Event::Kind;
  std::vector<Event> events;
  for (Kind const kind : {Kind::close_site, Kind::open_site, Kind::supplier_down, Kind::supplier_up, Kind::add_hours, Kind::close_region,
                          Kind::open_region, Kind::lane_down, Kind::lane_up, Kind::lane_slow, Kind::material_down, Kind::material_up}) {
    Event e;
    e.kind = kind, e.at = static_cast<Seconds>(dice.below(5 * day)), e.value = dice.of<std::int64_t>({0, 100, 250, 4000});
    std::int64_t n = rows(world.sites);
    if (kind == Kind::supplier_down || kind == Kind::supplier_up) n = rows(world.suppliers);
    if (kind == Kind::add_hours) n = rows(world.pools);
    if (kind == Kind::lane_down || kind == Kind::lane_up || kind == Kind::lane_slow) n = rows(world.lanes);
    if (kind == Kind::material_down || kind == Kind::material_up) n = rows(world.items);
    if (kind == Kind::close_region || kind == Kind::open_region) n = 1;
    if (n == 0 || dice.coin()) continue;
    e.what = number(dice, n);
    events.push_back(e);
  }
  return events;
}

int asked_for(char const* name, int otherwise) {
  char const* asked = std::getenv(name);
  return asked != nullptr ? std::max(1, std::atoi(asked)) : otherwise;
}

TEST_F(RandomKeys, KeepTheLawsForAnyThreadsAndOrder) {
  int const first = asked_for("GROUNDSWELL_FIRST_WORLD", 1), worlds = asked_for("GROUNDSWELL_WORLDS", 8);
  int ran = 0;
  std::size_t keys = 0;
  std::set<std::string> drawn;
  for (int k = first; k < first + worlds; ++k) {
    auto const seed = static_cast<std::uint64_t>(k);
    config::Request const ask = request(seed);
    SCOPED_TRACE(command_of(ask));
    if (worlds == 1) std::printf("%s\n", command_of(ask).c_str());
    for (std::string const& set : ask.sets) drawn.insert(set.substr(0, set.find('=')));
    keys += ask.sets.size();
    Params p = config::load(ask).params;
    p.hash_every = 1;
    try {
      WorldData const world = world::make_world(p);
      test::Dice dice(~seed);
      EXPECT_EQ(test::broken(p, world, 200, random_events(dice, world)), "");
      ++ran;
    } catch (ConfigError const& refused) { std::printf("world %d refused: %s\n", k, refused.what()); } catch (SimulationError const& broke) {
      ADD_FAILURE() << broke.what();
    }
  }
  std::printf("%d worlds ran, %zu settings in them, %zu different keys\n", ran, keys, drawn.size());
  EXPECT_GE(ran, worlds * 3 / 4) << "too many were refused to prove anything";
  EXPECT_GE(keys, static_cast<std::size_t>(worlds) * 30) << "too few settings are taken to prove anything";
}

}  // namespace
}  // namespace gs
