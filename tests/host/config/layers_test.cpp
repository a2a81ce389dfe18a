//! Which value wins, what includes do, how lists merge, how a run is dumped and read back.
#include <cstdlib>
#include "tests/host/config/scratch.hpp"

namespace gs::config::test {
namespace {

std::string origin_of(Resolved const& run, std::string const& key) {
  for (Setting const& setting : run.settings)
    if (setting.key == key) return to_string(setting.origin);
  return "no such key";
}

TEST(Layers, GoFromDefaultsOverWorldDesignScenarioIndustryToTheCommandLine) {
  Scratch scratch;
  scratch.write(
      "worlds/w.toml",
      std::string(one_channel) +
          "[world]\nskus = 11\nlines = 1\nfamilies = 1\nregions = 1\nzones = 2\n[choice]\ntaste = 1.0\nprice = 1.0\nheat = 1.0\nloyalty = 1.0\n");
  scratch.write("designs/d.toml", "[choice]\nprice = 2.0\nheat = 2.0\nloyalty = 2.0\n");
  scratch.write("scenarios/s.toml", "default_world = \"w\"\ndefault_design = \"d\"\n[choice]\nheat = 3.0\nloyalty = 3.0\n");
  scratch.write("industries/i.toml", "[choice]\nloyalty = 4.0\nlive_bonus = 4.0\n");
  Request ask = scratch.ask();
  ask.industry = "i", ask.sets = {"choice.live_bonus=5", "choice.live_bonus=6.5"};
  auto const run = load(ask);
  EXPECT_EQ(run.params.world.skus, 11);
  EXPECT_EQ(run.params.choice.taste, 1.0);
  EXPECT_EQ(run.params.choice.price, 2.0);
  EXPECT_EQ(run.params.choice.heat, 3.0);
  EXPECT_EQ(run.params.choice.loyalty, 4.0);
  EXPECT_EQ(run.params.choice.live_bonus, 6.5);
  EXPECT_EQ(run.params.choice.constant, ChoiceParams().constant);
  EXPECT_EQ(origin_of(run, "choice.taste"), "configs/worlds/w.toml:12");
  EXPECT_EQ(origin_of(run, "choice.price"), "configs/designs/d.toml:3");
  EXPECT_EQ(origin_of(run, "choice.loyalty"), "configs/industries/i.toml:3");
  EXPECT_EQ(origin_of(run, "choice.live_bonus"), "--set");
  EXPECT_EQ(origin_of(run, "choice.constant"), "built-in default");
  EXPECT_EQ(run.world + run.design + run.scenario + run.industry, "wdsi");
  EXPECT_EQ(run.params.design.name, "d");
  EXPECT_EQ(run.params.scenario, "s");
}

//! Experiments name designs that no list shows by their path in the config folder, wherever they are run from.
TEST(Layers, APathMayStartAtTheConfigFolder) {
  Scratch scratch;
  scratch.write("scenarios/s.toml", one_channel);
  std::filesystem::create_directories(scratch.root() / "designs" / "parts");
  scratch.write("designs/parts/d.toml", "[choice]\nprice = 2.0\n");
  Request ask = scratch.ask();
  ask.design = "designs/parts/d.toml";
  auto const run = load(ask);
  EXPECT_EQ(run.params.choice.price, 2.0);
  EXPECT_EQ(run.design, "d");
  EXPECT_NO_THROW(check(scratch.root() / "designs" / "parts" / "d.toml")) << "a design by where it lies";
  ask.design = "designs/parts/none.toml";
  EXPECT_THROW(load(ask), ConfigErrors);
}

TEST(Layers, FlagsAreSettings) {
  Scratch scratch;
  scratch.write("scenarios/s.toml", one_channel);
  Request ask = scratch.ask();
  ask.members = 5000, ask.days = 2.5, ask.seed = 42, ask.threads = 3;
  auto const run = load(ask);
  EXPECT_EQ(run.params.members.count, 5000);
  EXPECT_EQ(run.params.clock.length, 2 * day + 12 * hour);
  EXPECT_EQ(run.params.seed, 42u);
  EXPECT_EQ(run.params.threads, 3);
  EXPECT_EQ(origin_of(run, "members.count"), "--members");
  ask.days = 0.001;
  EXPECT_EQ(problems_of(ask).size(), 1u);
}

TEST(Layers, ThreadsDoNotChangeTheHash) {
  Scratch scratch;
  scratch.write("scenarios/s.toml", one_channel);
  Request one = scratch.ask(), other = scratch.ask();
  one.threads = 1, other.threads = 8;
  EXPECT_EQ(load(one).sha256, load(other).sha256);
  other.seed = 1;
  EXPECT_NE(load(one).sha256, load(other).sha256);
}

TEST(Layers, AskedForNamesWinOverTheScenariosDefaults) {
  Scratch scratch;
  scratch.write("worlds/a.toml", std::string(one_channel) + "[choice]\ntaste = 1.0\n");
  scratch.write("worlds/b.toml", std::string(one_channel) + "[choice]\ntaste = 2.0\n");
  scratch.write("scenarios/s.toml", "default_world = \"a\"\n");
  Request ask = scratch.ask();
  EXPECT_EQ(load(ask).params.choice.taste, 1.0);
  ask.world = "b";
  EXPECT_EQ(load(ask).params.choice.taste, 2.0);
  ask.world = (scratch.root() / "worlds/b.toml").string();
  EXPECT_EQ(load(ask).params.choice.taste, 2.0);
}

TEST(Lists, MergeByName) {
  Scratch scratch;
  scratch.write("worlds/w.toml", "[[channel]]\nname = \"a\"\nshare = 0.5\nposts_per_day = 1.0\n[[channel]]\nname = \"b\"\nshare = 0.5\n");
  scratch.write("scenarios/s.toml",
                "default_world = \"w\"\n[[channel]]\nname = \"a\"\nposts_per_day = 9.0\n[[channel]]\nname = \"c\"\nshare = 0.0\nkind = \"shop\"\n");
  auto const run = load(scratch.ask());
  ASSERT_EQ(run.params.channels.size(), 3u);
  EXPECT_EQ(run.params.channels[0].posts_per_day, 9.0);
  EXPECT_EQ(run.params.channels[0].share, 0.5);
  EXPECT_EQ(run.params.channels[2].kind, ChannelKind::shop);
  EXPECT_EQ(origin_of(run, "channel.a.posts_per_day"), "configs/scenarios/s.toml:5");
  EXPECT_EQ(origin_of(run, "channel.a.share"), "configs/worlds/w.toml:4");
}

TEST(Lists, SetReachesAllEntriesOrOne) {
  Scratch scratch;
  scratch.write("scenarios/s.toml",
                std::string(one_channel) + "[[wave]]\nname = \"a\"\nchannel = \"search\"\n[[wave]]\nname = \"b\"\nchannel = \"search\"\n");
  Request ask = scratch.ask();
  ask.sets = {"wave.peak=20", "wave.b.peak=30", "policy.z=0.5", "policy.plant.z=2"};
  auto const run = load(ask);
  EXPECT_EQ(run.params.waves[0].peak, 20.0);
  EXPECT_EQ(run.params.waves[1].peak, 30.0);
  EXPECT_EQ(run.params.design.micro.z, 0.5);
  EXPECT_EQ(run.params.design.plant.z, 2.0);
  ask.sets = {"wave.c.peak=3"};
  EXPECT_EQ(problems_of(ask).at(0).message, "there is no wave 'c'");
}

TEST(Lists, WavesFindTheirChannelByName) {
  Scratch scratch;
  scratch.write(
      "scenarios/s.toml",
      "[[wave]]\nname = \"a\"\nchannel = \"late\"\n[[channel]]\nname = \"early\"\nshare = 0.0\n[[channel]]\nname = \"late\"\nshare = 1.0\n");
  EXPECT_EQ(load(scratch.ask()).params.waves[0].channel, 1u);
}

TEST(Includes, ComeBeforeTheFileThatIncludesThem) {
  Scratch scratch;
  scratch.write("worlds/base.toml", std::string(one_channel) + "[choice]\ntaste = 1.0\nprice = 1.0\n");
  scratch.write("scenarios/s.toml", "include = [\"../worlds/base.toml\"]\n[choice]\nprice = 2.0\n");
  auto const run = load(scratch.ask());
  EXPECT_EQ(run.params.choice.taste, 1.0);
  EXPECT_EQ(run.params.choice.price, 2.0);
}

TEST(Includes, CountOnceInADiamond) {
  Scratch scratch;
  scratch.write("worlds/base.toml", std::string(one_channel) + "[choice]\ntaste = 1.0\n");
  scratch.write("worlds/left.toml", "include = [\"base.toml\"]\n[choice]\ntaste = 2.0\n");
  scratch.write("worlds/right.toml", "include = [\"base.toml\"]\n");
  scratch.write("scenarios/s.toml", "include = [\"worlds/left.toml\", \"worlds/right.toml\"]\n");
  EXPECT_EQ(load(scratch.ask()).params.choice.taste, 2.0) << "the second include of the base must not undo the left one";
}

TEST(Includes, CyclesAreNamed) {
  Scratch scratch;
  scratch.write("worlds/a.toml", "include = [\"b.toml\"]\n");
  scratch.write("worlds/b.toml", "include = [\"c.toml\"]\n");
  scratch.write("worlds/c.toml", "include = [ \"a.toml\" ]\n");
  Request ask = scratch.ask("");
  ask.world = "a", ask.sets = {"members.count=1"};
  auto const problems = problems_of(ask);
  ASSERT_EQ(problems.size(), 1u) << text_of(ask);
  EXPECT_EQ(problems[0].message, "files include each other: a.toml -> b.toml -> c.toml -> a.toml");
  EXPECT_EQ(problems[0].where.file, "configs/worlds/c.toml");
  EXPECT_EQ(problems[0].where.line, 2);
  EXPECT_EQ(problems[0].where.column, 13);
}

TEST(Includes, OfItselfAndOfNothing) {
  Scratch scratch;
  scratch.write("scenarios/s.toml", "include = [\"s.toml\", \"gone.toml\", 3]\n" + std::string(one_channel));
  std::vector<std::string> found;
  for (Problem const& p : problems_of(scratch.ask())) found.push_back(p.message);
  EXPECT_EQ(found, (std::vector<std::string>{"files include each other: s.toml -> s.toml", "no file 'gone.toml'", "'include' is a list of files"}));
}

TEST(UserTables, AreLeftAlone) {
  Scratch scratch;
  scratch.write("scenarios/s.toml",
                std::string(one_channel) + "[x-notes]\nanything = [1, 2]\n[x-notes.deep]\nclock = 3\n[clock]\nx-why = \"because\"\n");
  EXPECT_EQ(text_of(scratch.ask()), "");
}

TEST(Tuned, IsTheDesignsOwnAndChangesNoHash) {
  Scratch scratch;
  scratch.write("scenarios/s.toml", one_channel);
  scratch.write("designs/plain.toml", "[policy]\nplant.z = 2.0\n");
  std::string const tuned = "[tuned]\nservice = 0.95\nbudget = \"1_200.50 CNY\"\nworld = \"w\"\nmembers = 20_000\nruns = 8\nby = \"tune\"\n";
  scratch.write("designs/made.toml", "[policy]\nplant.z = 2.0\n" + tuned);
  scratch.write("designs/changed.toml", "include = [\"made.toml\"]\n[policy]\nplant.z = 3.0\n");
  Request ask = scratch.ask();
  ask.design = "made";
  auto const made = load(ask);
  ASSERT_TRUE(made.tuned);
  EXPECT_EQ(made.tuned->service, 0.95);
  EXPECT_EQ(made.tuned->budget, 120050);
  EXPECT_EQ(made.tuned->world, "w");
  EXPECT_EQ(made.tuned->members, 20'000);
  EXPECT_EQ(made.tuned->runs, 8);
  ask.sets = {"design.name=plain"};
  std::string const sha = load(ask).sha256;
  ask.design = "plain";
  EXPECT_EQ(load(ask).sha256, sha);
  EXPECT_FALSE(load(ask).tuned);
  ask.design = "changed";
  EXPECT_FALSE(load(ask).tuned) << "whoever changes a tuned design has an untuned one";
}

TEST(Tuned, RefusesOtherKeys) {
  Scratch scratch;
  scratch.write("scenarios/s.toml", one_channel);
  scratch.write("designs/d.toml", "[tuned]\nservce = 0.95\n");
  Request ask = scratch.ask();
  ask.design = "d";
  EXPECT_NE(text_of(ask).find("did you mean 'service'"), std::string::npos) << text_of(ask);
}

TEST(Expects, AreReadFromTheScenarioItself) {
  Scratch scratch;
  scratch.write("scenarios/base.toml", std::string(one_channel) + "[[expect]]\nmetric = \"wants\"\nabove = 1.0\n");
  scratch.write("scenarios/s.toml",
                "include = [\"base.toml\"]\n[expect-run]\nmembers = 1_000\ndays = 7\nset = [\"clock.warmup=3 d\"]\n"
                "[[expect]]\ndesign = \"rigid\"\nmetric = \"service\"\nbelow = 0.95\nwhy = \"because\"\n[[expect]]\nmetric = "
                "\"bullwhip.plant\"\nbetween = [1, 40.5]\n");
  auto const run = load(scratch.ask());
  ASSERT_EQ(run.expects.size(), 2u);
  EXPECT_EQ(run.expects[0].design, "rigid");
  EXPECT_EQ(run.expects[0].why, "because");
  EXPECT_TRUE(run.expects[0].holds(0.9));
  EXPECT_FALSE(run.expects[0].holds(0.95));
  EXPECT_TRUE(run.expects[1].holds(1.0));
  EXPECT_TRUE(run.expects[1].holds(40.5));
  EXPECT_FALSE(run.expects[1].holds(41.0));
  auto const brief = load(short_run(scratch.ask(), run));
  EXPECT_EQ(brief.params.members.count, 1000);
  EXPECT_EQ(brief.params.clock.length, 7 * day);
  EXPECT_EQ(brief.params.clock.warmup, 3 * day);
  Request asked = scratch.ask();
  asked.members = 77;
  EXPECT_EQ(load(short_run(asked, run)).params.members.count, 77) << "what was asked for wins";
}

TEST(Expects, HoldADesignAgainstAnotherOne) {
  Scratch scratch;
  std::string const fact = std::string(one_channel) + "[[expect]]\nmetric = \"turns\"\nabove = 2.0\n";
  scratch.write("scenarios/s.toml", fact + "design = \"flexible\"\nagainst = \"rigid\"\n");
  auto const run = load(scratch.ask());
  ASSERT_EQ(run.expects.size(), 1u);
  EXPECT_EQ(run.expects[0].against, "rigid");
  scratch.write("scenarios/s.toml", fact + "design = \"rigid\"\nagainst = \"rigid\"\n");
  EXPECT_NE(text_of(scratch.ask()).find("against itself"), std::string::npos);
  scratch.write("scenarios/s.toml", fact + "against = \"rigid\"\n");
  EXPECT_NE(text_of(scratch.ask()).find("wants a design"), std::string::npos);
}

TEST(Networks, LeaveMembersOutUnlessTheyDriveThem) {
  Scratch scratch;
  std::ofstream(scratch.root() / "../net.csv") << "x";
  scratch.write("scenarios/s.toml", std::string(one_channel) + "[network]\nfile = \"net.csv\"\n");
  Request ask = scratch.ask();
  ask.members = 500;
  auto const own = load(ask);
  EXPECT_EQ(own.params.members.count, 0);
  EXPECT_EQ(own.warnings.size(), 1u);
  EXPECT_EQ(origin_of(own, "members.count"), "configs/scenarios/s.toml:6");
  ask.sets = {"network.demand=members"};
  EXPECT_EQ(load(ask).params.members.count, 500);
}

TEST(Inputs, AreFoundFromTheConfigAndNamedByContent) {
  Scratch scratch;
  std::ofstream(scratch.root() / "../views.csv") << "abc";
  scratch.write("scenarios/s.toml", std::string(one_channel) + "[trace]\nfile = \"views.csv\"\n");
  auto const run = load(scratch.ask());
  ASSERT_EQ(run.inputs.size(), 1u);
  EXPECT_EQ(run.inputs[0].key, "trace.file");
  EXPECT_EQ(run.inputs[0].sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_TRUE(std::filesystem::exists(run.params.trace_file));
  EXPECT_NE(run.text.find("file = \"views.csv\""), std::string::npos) << "a path of this machine got into the text";
}

TEST(Root, ComesFromTheEnvironmentFirst) {
  Scratch scratch;
  setenv("GROUNDSWELL_CONFIGS", scratch.root().c_str(), 1);
  EXPECT_EQ(config_root(), scratch.root().lexically_normal());
  setenv("GROUNDSWELL_CONFIGS", "/no/such/folder", 1);
  EXPECT_THROW(config_root(), ConfigError);
  unsetenv("GROUNDSWELL_CONFIGS");
  EXPECT_TRUE(std::filesystem::exists(config_root() / "worlds" / "market.toml"));
}

}  // namespace
}  // namespace gs::config::test
