//! Trace, network and event files damaged in thousands of small ways, and HDF5 files in hundreds: each is read or refused with its name.
#include <gtest/gtest.h>
#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <sstream>
#include "host/output/checkpoint.hpp"
#include "host/run/events.hpp"
#include "host/world/trace.hpp"
#include "host/world/world.hpp"
#include "kernels/core/errors.hpp"
#include "tests/support/mutate.hpp"

namespace gs {
namespace {
namespace fs = std::filesystem;

//! A network of four stages in Willems' form, with a discrete law.
constexpr char const* network =
    "/,/arcs/arc/@from,/arcs/arc/@to,/stages/stage/@stageName,/stages/stage/@stageClassification,/stages/stage/@stageTime,"
    "/stages/stage/@stDevStageTime,/stages/stage/@stageCost,/stages/stage/@avgDemand,/stages/stage/@stDevDemand,/stages/stage/@maxServiceTime,"
    "/stages/stage/@serviceLevel,/stages/stage/@relDepth,/stages/stage/@xPos,/stages/stage/@yPos,/stages/stage/@StageTime_1_p,"
    "/stages/stage/@StageTime_1_v,/stages/stage/@StageTime_2_p,/stages/stage/@StageTime_2_v\n"
    "x,A,B,A,Part,10,0,5,,,,,3,1,1,,,,\nx,B,C,B,Manuf,5,1,7.5,,,,,2,2,1,,,,\nx,B,D,C,Retail,2,0,1,12,4,0,0.95,1,3,1,,,,\n"
    "x,,,D,Retail,3,0,1,30,9,1,0.9,1,3,2,0.5,2,0.5,4\n";

std::string trace() {
  std::string text = "timestamp,value\n";
  for (int h = 0; h < 72; ++h)
    text += "2026-01-0" + std::to_string(5 + h / 24) + " " + (h % 24 < 10 ? "0" : "") + std::to_string(h % 24) + ":00:00," +
            std::to_string(50 + h * 7 % 31) + "\n";
  return text;
}

constexpr char const* events =
    "{\"at\": 7200, \"kind\": \"burst\", \"sku\": 3, \"channel\": 0, \"minutes\": 60, \"looks_per_hour\": 2000.5}\n"
    "# a comment\n{\"at\": 86400, \"kind\": \"supplier_down\", \"what\": 17}\n{\"at\": 90000, \"kind\": \"add_hours\", \"what\": 1, \"value\": 40}\n";

struct Count {
  int read = 0, refused = 0;
};

//! Feeds mutants of a text to a reader; only ConfigError may come out, and it names the file.
Count feed(std::string const& good, int rounds, std::string const& name, std::function<void(std::string const& mutant)> const& read) {
  test::Mutator mutator(7);
  Count count;
  EXPECT_NO_THROW(read(good));
  for (int k = 0; k < rounds; ++k) {
    std::string const mutant = mutator.mutant(good, good);
    try {
      read(mutant);
      ++count.read;
    } catch (ConfigError const& error) {
      ++count.refused;
      EXPECT_NE(std::string(error.what()).find(name), std::string::npos) << error.what() << "\n--- mutant\n" << mutant;
    } catch (std::exception const& error) { ADD_FAILURE() << error.what() << "\n--- mutant " << k << "\n" << mutant; }
  }
  EXPECT_GT(count.refused, 0) << name;
  return count;
}

class DamagedInputs : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("groundswell_inputs_" + std::to_string(::getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string file(char const* name, std::string const& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }
  fs::path folder_;
};

TEST_F(DamagedInputs, TracesAreReadOrRefusedByName) {
  feed(trace(), 1500, "trace.csv", [&](std::string const& text) {
    for (double const h : world::read_trace(file("trace.csv", text))) ASSERT_TRUE(h >= 0.0 && h < 1e300);
  });
}

TEST_F(DamagedInputs, NetworksAreBuiltOrRefusedByName) {
  Params p;
  p.clock.warmup = 0, p.clock.length = 2 * day;
  feed(network, 1500, "network.csv", [&](std::string const& text) {
    p.network.file = file("network.csv", text);
    WorldData const world = world::make_world(p);
    EXPECT_EQ(world::world_faults(world), std::vector<std::string>{});
  });
}

TEST_F(DamagedInputs, NetworksThatLoadKeepTheLaws) {
  test::Mutator mutator(11);
  int ran = 0;
  Params p;
  p.clock.warmup = 0, p.clock.length = 2 * day, p.members.count = 0;
  for (int k = 0; k < 400 && ran < 40; ++k) try {
      p.network.file = file("network.csv", mutator.mutant(network, network));
      WorldData const world = world::make_world(p);
      auto const engine = cpu::make_engine(p, world);
      while (!engine->finished()) engine->step();
      ASSERT_TRUE(engine->audit().holds()) << "mutant " << k;
      ++ran;
    } catch (ConfigError const&) {}
  EXPECT_GE(ran, 20);
}

TEST_F(DamagedInputs, EventLogsAreReadOrRefusedByName) {
  feed(events, 1500, "events.jsonl", [](std::string const& text) { run::parse_events(text, "events.jsonl"); });
}

//! The seal refuses every changed byte before HDF5 sees it.
TEST_F(DamagedInputs, ChangedAndCutCheckpointsAreRefused) {
  fs::path const path = folder_ / "a.ckpt.h5";
  std::vector<std::uint64_t> const column(5000, 0x0123456789abcdefull);
  output::CheckpointWriter writer(path, {});
  writer.column("x", "1", column.data(), 5000, 8);
  writer.commit();
  std::stringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  std::string const whole = bytes.str();
  std::mt19937_64 random(3);
  for (int k = 0; k < 400; ++k) {
    std::string damaged = whole;
    if (k % 4 == 0)
      damaged.resize(random() % whole.size());
    else
      damaged[random() % whole.size()] ^= static_cast<char>(1 << random() % 8);
    file("a.ckpt.h5", damaged);
    EXPECT_THROW(output::CheckpointReader{path}, ConfigError) << k;
  }
  file("a.ckpt.h5", whole);
  EXPECT_NO_THROW(output::CheckpointReader{path});
}

}  // namespace
}  // namespace gs
