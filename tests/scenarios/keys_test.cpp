//! Every key does something: changed alone, in a small world in which all levers are on (or in the rigid one), it changes the bits of the run or
//! what is measured. Keys that do not are listed with the reason, and the list may hold no key that does.
#include <gtest/gtest.h>
#include <unistd.h>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include "host/run/runner.hpp"
#include "host/world/world.hpp"
#include "tests/support/random_keys.hpp"

namespace gs {
namespace {
namespace fs = std::filesystem;
using test::Place;

constexpr char const* scenario = R"(
schema_version = 1
default_world = "small"
[clock]
warmup = "2 d"
length = "5 d"
fine_tick = "20 min"
[[channel]]
name = "short_video"
posts_per_day = 6.0
[[wave]]
name = "show"
kind = "livestream"
channel = "live_main"
start = "1 d 20 h"
duration = "1 h"
peak = 500.0
skus = 5
discount = "10 %"
preheat = "1 d"
[[wave]]
name = "word"
kind = "cascade"
channel = "social_feed"
start = "3 h"
duration = "1 d"
seeds = 60
r0 = 0.8
[[wave]]
name = "sale"
kind = "festival"
channel = "shelf_discount"
start = "3 d"
duration = "2 h"
peak = 50.0
skus = 20
discount = "20 %"
deposit = "10 %"
preheat = "2 d"
[[wave]]
name = "bots"
kind = "noise"
channel = "short_video"
start = "12 h"
duration = "6 h"
repeat = "1 d"
times = 2
bots = 3.0
[[disruption]]
name = "fire"
what = "supplier"
share = "40 %"
start = "6 h"
duration = "2 d"
detection = "2 h"
[[disruption]]
name = "road"
what = "lane"
share = "50 %"
slow = 3.0
depth = "50 %"
start = "1 d"
duration = "1 d"
[[disruption]]
name = "flood"
what = "region"
share = "50 %"
start = "12 h"
duration = "1 d"
mean_up = "12 h"
mean_down = "4 h"
)";

//! All levers on, each with a price; a forecast and a policy of every kind somewhere.
std::vector<std::string> everything() {
  std::vector<std::string> sets = {"policy.regional.forecast=smoothing",
                                   "policy.plant.forecast=ar1",
                                   "policy.material.kind=s_S",
                                   "policy.central.review=12 h",
                                   "policy.central.sharing=forecast",
                                   "policy.material.review=1 d",
                                   "policy.plant.review=12 h",
                                   "policy.material.sharing=orders",
                                   "policy.window=3",
                                   "lifecycle.launch_share=30 %",
                                   "lifecycle.markdown_step=10 %",
                                   "lifecycle.perishable_share=50 %",
                                   "lifecycle.clear_cover=20 d",
                                   "lifecycle.shelf_life=2 d",
                                   "lever.elastic.dispatch=flow",
                                   "lever.organisation.usual_delay=2 h",
                                   "members.seek_deep=30 %",
                                   "members.seek_extreme=20 %",
                                   "world.hit_half_life=3 d",
                                   "lever.warning.false_alarms=10",
                                   "ledger.pay_suppliers=1 d",
                                   "ledger.pay_carriers=1 d",
                                   "ledger.platform_holds=1 d",
                                   "choice.wait_per_day=0.5",
                                   "choice.patience_mean=2 h",
                                   "policy.sensing_life=1 d",
                                   "lever.returns.refurbish_time=6 h",
                                   "lever.express.heat=1.5",
                                   "policy.ar1_estimated=false",
                                   "lever.pooled.rented=true",
                                   "choice.budget=1"};
  for (char const* lever :
       {"sensing", "presale", "modular", "elastic", "network", "pooled", "micro", "tiers", "warning", "resourcing", "returns", "express", "grades"})
    sets.push_back(std::string("lever.") + lever + ".on=true");
  for (char const* lever : {"sensing", "presale", "modular", "elastic", "network", "pooled", "micro", "tiers", "warning", "resourcing", "returns",
                            "express", "grades", "sharing", "organisation"})
    sets.push_back(std::string("lever.") + lever + ".invest=900_000_000 CNY");
  return sets;
}

//! What a run comes to: its bits along the way, and what is measured.
struct Course {
  std::vector<std::uint64_t> hashes;  //!< before the first tick, and every so many ticks
  std::vector<double> metrics;
};
constexpr std::int64_t look_every = 8;

Course course(Params const& p) {
  Course out;
  auto const engine = run::make_engine(run::Backend::cpu, p, world::make_world(p));
  for (std::int64_t tick = 0; !engine->finished(); ++tick, engine->step())
    if (tick % look_every == 0) out.hashes.push_back(engine->state_hash());
  run::RunRequest ask;
  ask.params = p, ask.backend = run::Backend::cpu;
  for (run::Metric const& m : run::run(ask).metrics) out.metrics.push_back(m.value);
  return out;
}

//! Whether a run goes another way; most are told from the usual one by their first bits.
bool differs(Params const& p, Course const& usual) {
  auto const engine = run::make_engine(run::Backend::cpu, p, world::make_world(p));
  std::size_t k = 0;
  for (std::int64_t tick = 0; !engine->finished(); ++tick, engine->step())
    if (tick % look_every == 0 && (k >= usual.hashes.size() || engine->state_hash() != usual.hashes[k++])) return true;
  run::RunRequest ask;
  ask.params = p, ask.backend = run::Backend::cpu;
  auto const metrics = run::run(ask).metrics;
  if (metrics.size() != usual.metrics.size()) return true;
  for (std::size_t m = 0; m < metrics.size(); ++m)
    if (std::memcmp(&metrics[m].value, &usual.metrics[m], sizeof(double)) != 0) return true;
  return false;
}

//! Other values of a place, the likeliest to be felt first.
std::vector<double> others(config::Row const& row, double now) {
  using enum config::Kind;
  double const some = row.kind == duration ? 7200.0 : row.kind == money ? 5000.0 : row.kind == share ? 0.3 : 2.0;
  std::vector<double> all = {now == 0.0 ? some : now * 2.0, now * 0.5, row.min, row.max < 1e6 ? row.max : 10.0 * (now + some), some * 12.0};
  for (double& v : all) v = std::min(std::max(v, row.min), row.max);
  return all;
}

//! The texts of other values that a place could have.
std::vector<std::string> texts(Place const& place, Params const& p) {
  std::vector<std::string> out;
  config::Field const field = place.row->at(place.owner);
  std::string const usual = config::write_value(*place.row, place.owner, p);
  auto const note = [&] {
    std::string text = config::write_value(*place.row, place.owner, p);
    if (text != usual && std::find(out.begin(), out.end(), text) == out.end()) out.push_back(text);
  };
  if (auto const* flag = std::get_if<bool*>(&field)) {
    **flag = !**flag, note(), **flag = !**flag;
  } else if (auto const* choice = std::get_if<config::Choice>(&field)) {
    unsigned char const kept = *choice->value;
    for (int k = 0; k < choice->count; ++k) *choice->value = static_cast<unsigned char>(k), note();
    *choice->value = kept;
  } else {
    std::visit(
        [&](auto const& v) {
          using T = std::remove_pointer_t<std::decay_t<decltype(v)>>;
          if constexpr (std::is_arithmetic_v<T> && std::is_pointer_v<std::decay_t<decltype(v)>>) {
            T const kept = *v;
            for (double const next : others(*place.row, static_cast<double>(kept))) *v = static_cast<T>(next), note();
            *v = kept;
          }
        },
        field);
  }
  return out;
}

class Keys : public testing::Test {
 protected:
  void SetUp() override {
    file_ = fs::temp_directory_path() / ("groundswell_every_key_" + std::to_string(::getpid()) + ".toml");
    std::ofstream(file_) << scenario;
  }
  void TearDown() override { fs::remove(file_); }

  config::Request request(char const* design, std::vector<std::string> const& sets) const {
    config::Request ask;
    ask.root = fs::path(GS_SOURCE_DIR) / "configs", ask.scenario = file_, ask.design = design, ask.members = 1500, ask.threads = 1;
    ask.sets = sets;
    return ask;
  }
  //! Whether any other value of this place that a config takes is felt; `taken` tells whether there was one.
  static bool felt(config::Request const& base, Course const& usual, Place const& place, Params const& p, int tries) {
    for (std::string const& text : texts(place, p)) {
      config::Request ask = base;
      ask.sets.push_back(place.key + "=" + text);
      try {
        config::Resolved const other = config::load(ask);
        if (tries-- == 0) return false;
        if (differs(other.params, usual)) return true;
      } catch (ConfigError const&) {  // not alone
      }
    }
    return false;
  }

  fs::path file_;
};

//! What a key means that nothing is seen of here.
std::map<std::string, char const*> const silent = {
    {"run.scenario", "a name"},
    {"ledger.cancel_penalty", "nobody cancels so soon; tests/kernels/engine/cost_lines_test.cpp"},
    {"service.defect_unhappy", "no defect among so few parcels"},
    {"design.name", "a name"},
    {"disruption.<name>.which", "a name; tests/host/world/outages_test.cpp"},
    {"wave.<name>.channel", "a name; any drill"},
    {"trace.file", "needs a file; tests/host/world/trace_test.cpp"},
    {"members.arrivals", "needs a file; tests/faults/laws/random_keys_test.cpp"},
    {"members.stay_scale", "only with members.arrivals"},
    {"network.file", "needs a file; tests/host/world/willems_test.cpp"},
    {"network.demand", "only with network.file"},
    {"network.unserved", "only with network.file"},
    {"channel.<name>.share", "refused alone: shares add up to 1"},
    {"lever.modular.ramp", "refused: shapes the world that a run starts in"},
    {"lever.tiers.ramp", "refused: shapes the world that a run starts in"},
    {"lever.tiers.booked_strategic", "a world so small has no strategic supplier; tests/host/world/pools_test.cpp"},
    {"lifecycle.clear_cover", "the ladder's last rung is weeks away; tests/faults/laws/random_worlds_test.cpp"},
    {"world.regions", "a world so small has one"},
    {"world.zones", "a world so small has one"},
};

TEST_F(Keys, EachChangesARun) {
  std::set<std::string> left;
  for (config::Row const& row : config::schema())
    if (!row.how_only) left.insert(config::pattern(row));
  std::size_t const all = left.size();
  int runs = 0;
  std::set<std::string> once;  // listed keys are tried once: each try is a whole run
  for (auto const& [design, sets] :
       {std::pair{"flexible", everything()}, {"rigid", std::vector<std::string>{"lever.sensing.invest=900_000_000 CNY"}}}) {
    config::Request const base = request(design, sets);
    Params p = config::load(base).params;
    Course const usual = course(p);
    ASSERT_FALSE(differs(p, usual));
    for (Place const& place : test::places_of(p)) {
      if (!test::drawable(place) || !left.contains(config::pattern(*place.row))) continue;
      bool const listed = silent.contains(config::pattern(*place.row));
      if (listed && !once.insert(config::pattern(*place.row)).second) continue;
      ++runs;
      if (felt(base, usual, place, p, listed ? 1 : 3)) left.erase(config::pattern(*place.row));
    }
  }
  std::printf("%zu keys, %d places tried\n", all, runs);
  for (std::string const& key : left) EXPECT_TRUE(silent.contains(key)) << key << ": changed alone it changes nothing";
  for (auto const& [key, why] : silent) EXPECT_TRUE(left.contains(key)) << key << " is felt: take it off the list";
}

}  // namespace
}  // namespace gs
