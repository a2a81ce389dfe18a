//! Every kind of error of a file: what it says, where it points, what it suggests.
#include "tests/host/config/scratch.hpp"

namespace gs::config::test {
namespace {

//! One bad line below a good header; where and what.
struct Case {
  char const* table;
  char const* line;
  int column, length;
  char const* message;
  char const* hint;
};

class OneError : public ::testing::TestWithParam<Case> {};

TEST_P(OneError, IsFoundWhereItIs) {
  Scratch scratch;
  Case const& c = GetParam();
  scratch.write("scenarios/s.toml", std::string(one_channel) + c.table + "\n" + c.line + "\n");  // line 1 is schema_version
  auto const problems = problems_of(scratch.ask());
  ASSERT_EQ(problems.size(), 1u) << text_of(scratch.ask());
  EXPECT_EQ(problems[0].message, c.message);
  EXPECT_EQ(problems[0].hint, c.hint);
  EXPECT_EQ(problems[0].where.file, "configs/scenarios/s.toml");
  EXPECT_EQ(problems[0].where.line, 6);
  EXPECT_EQ(problems[0].where.column, c.column);
  EXPECT_EQ(problems[0].where.length, c.length);
}

INSTANTIATE_TEST_SUITE_P(
    EveryKind, OneError,
    ::testing::Values(
        Case{"[clock]", "lenght = \"30 d\"", 1, 6, "unknown key 'lenght' in [clock]", "did you mean 'length' (duration, e.g. \"30 d\")?"},
        Case{"[clock]", "orders_per_year = 3", 1, 15, "unknown key 'orders_per_year' in [clock]", "did you mean 'members.orders_per_year'?"},
        Case{"[clock]", "warmup = 30", 10, 2, "'30' has no unit", "a duration needs one, e.g. \"30 d\""},
        Case{"[clock]", "warmup = \"30 days\"", 10, 9, "unknown unit 'days' in '30 days'", "write 'd'"},
        Case{"[clock]", "warmup = \"0.3 s\"", 10, 7, "'0.3 s' is not a whole number of seconds",
             "time is counted in whole seconds; use a smaller unit"},
        Case{"[clock]", "warmup = true", 10, 4, "'clock.warmup' is a duration, not true or false", "e.g. \"60 d\""},
        Case{"[clock]", "tick = \"10 s\"", 8, 6, "'clock.tick' = 10 s is out of range", "allowed: 1 min to 1 d"},
        Case{"[clock]", "warmup = [1]", 10, 3, "'clock.warmup' is a duration, not an array", "e.g. \"60 d\""},
        Case{"[members]", "count = \"many\"", 9, 6, "'members.count' is a whole number, not text", "e.g. 1000000"},
        Case{"[members]", "count = 1.5", 9, 3, "'members.count' = 1.5 is not a whole number", "e.g. 1000000"},
        Case{"[members]", "count = -1", 9, 2, "'members.count' = -1 is out of range", "allowed: 0 to 1000000000000"},
        Case{"[members]", "day_night = \"120 %\"", 13, 7, "'members.day_night' = 120 % is out of range", "allowed: 0.0 to 0.99"},
        Case{"[members]", "need = \"10 kg\"", 8, 7, "'kg' is not the unit 'd'", "e.g. \"35 d\""},
        Case{"[members]", "need = nan", 8, 3, "'nan' is not a number", "e.g. \"35 d\""},
        Case{"[members]", "need = 1979-05-27", 8, 10, "'members.need' is a number, not a date or time", "e.g. \"10 d\""},
        Case{"[world]", "core_hour = \"12.505 CNY/h\"", 13, 14, "'12.505 CNY/h' is not a whole number of cents",
             "money is counted in hundredths, e.g. \"12.50 CNY/h\""},
        Case{"[world]", "core_hour = \"12.50\"", 13, 7, "'12.50' has no currency", "e.g. \"12.50 CNY/h\""},
        Case{"[world]", "core_hour = \"12.50 EUR/h\"", 13, 13, "'EUR/h' is not the unit 'CNY/h'", "e.g. \"12.50 CNY/h\""},
        Case{"[lever.pooled]", "on = 1", 6, 1, "'lever.pooled.on' is a true or false, not a whole number", "e.g. false"},
        Case{"[policy.plant]", "forecast = \"movin_average\"", 12, 15, "'forecast' cannot be 'movin_average'",
             "did you mean 'moving_average'? one of constant, moving_average, smoothing, sensed, ar1"},
        Case{"[policy.plant]", "forecast = \"oracle\"", 12, 8, "'forecast' cannot be 'oracle'",
             "one of constant, moving_average, smoothing, sensed, ar1"},
        Case{"[policy]", "plnt.z = 1.0", 1, 4, "there is no policy 'plnt'", "did you mean 'plant'?"},
        Case{"[run]", "scenario = 3", 12, 1, "'run.scenario' is a text, not a whole number", "e.g. \"livestream_pulse\""},
        Case{"[trace]", "file = \"no.csv\"", 8, 8, "no file 'no.csv'",
             "paths count from the config's folder (on the command line: from here) or from the folder that holds configs/"}),
    [](auto const& info) { return "case" + std::to_string(info.index); });

TEST(Errors, AreAllReportedAtOnceInTheOrderOfTheFiles) {
  Scratch scratch;
  scratch.write("worlds/w.toml", std::string(one_channel) + "[world]\nskuz = 3\n[members]\ncount = \"x\"\n");
  scratch.write("designs/d.toml", "[policy.plant]\nreview = 30\n[lever.elastik]\non = true\n");
  scratch.write("scenarios/s.toml", "default_world = \"w\"\ndefault_design = \"d\"\n[clock]\ntick = \"x\"\n[planing]\na = 1\nb = 2\n");
  Request ask = scratch.ask();
  ask.sets = {"members.cuont=3", "nonsense"};
  auto const problems = problems_of(ask);
  ASSERT_EQ(problems.size(), 8u) << text_of(ask);
  std::vector<std::string> places;
  for (Problem const& problem : problems) places.push_back(problem.where.file + ":" + std::to_string(problem.where.line));
  EXPECT_EQ(places,
            (std::vector<std::string>{"configs/scenarios/s.toml:5", "configs/scenarios/s.toml:6", "configs/worlds/w.toml:6",
                                      "configs/worlds/w.toml:8", "configs/designs/d.toml:3", "configs/designs/d.toml:4", "--set:1", "--set:1"}));
  EXPECT_NE(text_of(ask).find("8 errors in 4 places"), std::string::npos) << text_of(ask);
}

TEST(Errors, LookLikeThoseOfACompiler) {
  Scratch scratch;
  scratch.write("scenarios/s.toml", std::string(one_channel) + "[policy.plant]\n\trevew = \"30 d\"   # monthly\n");
  EXPECT_EQ(text_of(scratch.ask()),
            "error: unknown key 'revew' in [policy.plant]\n"
            "  --> configs/scenarios/s.toml:6:2\n"
            "  |\n"
            "6 |  revew = \"30 d\"   # monthly\n"
            "  |  ^^^^^ did you mean 'review' (duration, e.g. \"1 d\")?\n");
}

TEST(Errors, CaretsCountCharactersNotBytes) {
  Scratch scratch;
  scratch.write("scenarios/s.toml", "x-note = { a = \"äöü\" }\nrun = { scenario = \"Żółw\", sed = 3 }\n" + std::string(one_channel));
  auto const problems = problems_of(scratch.ask());
  ASSERT_EQ(problems.size(), 1u) << text_of(scratch.ask());
  EXPECT_EQ(problems[0].where.column, 28);
}

TEST(Errors, TablesAndValuesAreNotMixedUp) {
  Scratch scratch;
  scratch.write("scenarios/s.toml", "clock = 3\nmembers.count.x = 2\n" + std::string(one_channel));
  auto const problems = problems_of(scratch.ask());
  ASSERT_EQ(problems.size(), 2u) << text_of(scratch.ask());
  EXPECT_EQ(problems[0].message, "'clock' is a table of keys, not a value");
  EXPECT_EQ(problems[1].message, "'members.count' is a value, not a table");
  EXPECT_EQ(problems[1].where.column, 15);
}

TEST(Errors, UnknownTablesAreNamedOnce) {
  Scratch scratch;
  scratch.write("scenarios/s.toml", std::string(one_channel) + "[clok]\ntick = \"1 h\"\nwarmup = \"3 d\"\n[empty]\n");
  auto const problems = problems_of(scratch.ask());
  ASSERT_EQ(problems.size(), 2u) << text_of(scratch.ask());
  EXPECT_EQ(problems[0].message, "unknown table [clok]");
  EXPECT_EQ(problems[0].hint, "did you mean 'clock'?");
  EXPECT_EQ(problems[0].where.column, 2);
  EXPECT_EQ(problems[1].where.line, 8);
}

TEST(Errors, SyntaxErrorsComeWithAGuess) {
  Scratch scratch;
  scratch.write("scenarios/s.toml", std::string(one_channel) + "[clock]\nwarmup = 30 d\n");
  auto const problems = problems_of(scratch.ask());
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].message.rfind("not valid TOML: ", 0), 0u) << problems[0].message;
  EXPECT_EQ(problems[0].where.line, 6);
  EXPECT_EQ(problems[0].hint, "values with units stand in quotes: \"30 d\"");
}

TEST(Errors, ASyntaxErrorInOneFileDoesNotHideThoseOfAnother) {
  Scratch scratch;
  scratch.write("worlds/w.toml", "[world\n");
  scratch.write("scenarios/s.toml", "default_world = \"w\"\n[clock]\ntik = \"1 h\"\n");
  EXPECT_EQ(problems_of(scratch.ask()).size(), 2u) << text_of(scratch.ask());
}

TEST(Errors, OfTheVersion) {
  Scratch scratch;
  scratch.write("scenarios/s.toml", "schema_version = 2\n" + std::string(one_channel));
  EXPECT_EQ(problems_of(scratch.ask()).at(0).message, "unknown schema_version");
  std::ofstream(scratch.root() / "scenarios/t.toml") << one_channel;
  EXPECT_EQ(problems_of(scratch.ask("t")).at(0).message, "schema_version is missing");
}

TEST(Errors, UnknownNamesAreSuggested) {
  Scratch scratch;
  scratch.write("scenarios/evening.toml", one_channel);
  scratch.write("designs/rigid.toml", "");
  EXPECT_EQ(problems_of(scratch.ask("evenin")).at(0).hint, "did you mean 'evening'?");
  Request ask = scratch.ask("evening");
  ask.design = "rigit";
  EXPECT_EQ(problems_of(ask).at(0).message, "no design is called 'rigit'");
  EXPECT_EQ(problems_of(ask).at(0).hint, "did you mean 'rigid'?");
  EXPECT_EQ(problems_of(scratch.ask("no/such.toml")).at(0).message, "no file 'no/such.toml'");
}

TEST(Errors, OfTheCommandLinePointIntoTheArgument) {
  Scratch scratch;
  scratch.write("scenarios/s.toml", one_channel);
  Request ask = scratch.ask();
  ask.sets = {"clock.length=30 days"};
  EXPECT_EQ(text_of(ask),
            "error: unknown unit 'days' in '30 days'\n"
            "  --> --set\n"
            "   |\n"
            "   | clock.length=30 days\n"
            "   |              ^^^^^^^ write 'd'\n");
}

TEST(Errors, OfAFlagShowTheFlag) {
  Scratch scratch;
  scratch.write("scenarios/s.toml", one_channel);
  Request ask = scratch.ask();
  ask.trace = "nope.csv";
  EXPECT_EQ(text_of(ask).substr(0, 87),
            "error: no file 'nope.csv'\n"
            "  --> --trace\n"
            "   |\n"
            "   | --trace nope.csv\n"
            "   |         ^^^^^^^");
}

TEST(Errors, OfListEntries) {
  Scratch scratch;
  scratch.write("scenarios/s.toml", std::string(one_channel) +
                                        "[[wave]]\nname = \"a\"\nchannel = \"serch\"\n"   // 5
                                        "[[wave]]\nname = \"a\"\nchannel = \"search\"\n"  // 8
                                        "[[wave]]\npeak = 3.0\n"                          // 11
                                        "[[wave]]\nname = \"b c\"\n"                      // 13
                                        "[[wave]]\nname = \"d\"\n");                      // 15
  auto const problems = problems_of(scratch.ask());
  std::vector<std::string> found;
  for (Problem const& p : problems) found.push_back(std::to_string(p.where.line) + " " + p.message);
  EXPECT_EQ(found, (std::vector<std::string>{"7 there is no channel 'serch'", "9 [[wave]] 'a' stands twice in this file", "11 [[wave]] has no name",
                                             "14 not a name for a [[wave]]", "15 [[wave]] 'd' names no channel"}));
}

TEST(Errors, OfExpectations) {
  Scratch scratch;
  scratch.write("scenarios/s.toml", std::string(one_channel) +
                                        "[[expect]]\nmetrc = \"service\"\nbelow = 0.9\n"                // 5
                                        "[[expect]]\nmetric = \"service\"\nbelow = 0.9\nabove = 0.1\n"  // 8
                                        "[[expect]]\nmetric = \"service\"\nbetween = [0.9, 0.1]\n"      // 12
                                        "[[expect]]\nmetric = \"service\"\nbelow = \"low\"\n"           // 15
                                        "[expect-run]\nmembres = 3\n");                                 // 18
  std::vector<std::string> found;
  for (Problem const& p : problems_of(scratch.ask())) found.push_back(std::to_string(p.where.line) + " " + p.message);
  EXPECT_EQ(found, (std::vector<std::string>{"5 [[expect]] has no metric", "6 unknown key 'metrc' in [[expect]]",
                                             "8 [[expect]] wants one of below, above, between", "14 'between' is the wrong way round",
                                             "17 not a number", "19 cannot use 'membres' in [expect-run]"}));
}

}  // namespace
}  // namespace gs::config::test
