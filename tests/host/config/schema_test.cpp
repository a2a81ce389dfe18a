//! The table itself: every field of Params has a row, every row can be written, read back and explained.
#include "host/config/schema.hpp"
#include <gtest/gtest.h>
#include <cstring>
#include <nlohmann/json.hpp>
#include <set>
#include "host/config/assign.hpp"
#include "host/config/config.hpp"

namespace gs::config {
namespace {

//! Number of members of an aggregate: how many values its braces take.
struct Anything {
  template <class T>
  operator T() const;
};
template <class T, class... Values>
constexpr int member_count() {
  if constexpr (requires { T{Values{}..., Anything{}}; })
    return member_count<T, Values..., Anything>();
  else
    return sizeof...(Values);
}

int rows_of(Scope scope, std::string const& prefix) {
  int n = 0;
  for (Row const& row : schema()) n += row.scope == scope && std::string(row.key).rfind(prefix, 0) == 0;
  return n;
}

TEST(Schema, HasARowForEveryField) {
  EXPECT_EQ(rows_of(Scope::run, "clock."), member_count<ClockParams>());
  EXPECT_EQ(rows_of(Scope::run, "members."), member_count<MemberParams>());
  EXPECT_EQ(rows_of(Scope::run, "choice."), member_count<ChoiceParams>());
  EXPECT_EQ(rows_of(Scope::run, "cascade."), member_count<CascadeParams>());
  EXPECT_EQ(rows_of(Scope::run, "service."), member_count<ServiceParams>());
  EXPECT_EQ(rows_of(Scope::run, "world."), member_count<WorldParams>());
  EXPECT_EQ(rows_of(Scope::run, "ledger."), member_count<LedgerParams>());
  EXPECT_EQ(rows_of(Scope::run, "network."), member_count<NetworkParams>());
  EXPECT_EQ(rows_of(Scope::wave, "") + 1, member_count<WaveParams>()) << "its name is the entry's";
  EXPECT_EQ(rows_of(Scope::channel, "") + 1, member_count<ChannelParams>()) << "its name is the entry's";
  EXPECT_EQ(rows_of(Scope::policy, "") + 1, member_count<PolicyParams>()) << "its name is the echelon's";
  EXPECT_EQ(rows_of(Scope::run, "lifecycle."), member_count<LifecycleParams>());
  EXPECT_EQ(rows_of(Scope::disruption, "") + 1, member_count<DisruptionParams>()) << "its name is the entry's";
  int const costs = 15, policies = 5, no_ramp = 2 /* sharing, organisation */, extra_cost_fields = member_count<LeverCost>() - 1;
  int const nested = member_count<ResourcingLever>() + member_count<ReturnsLever>() + member_count<ExpressLever>() + member_count<GradesLever>() - 4;
  int const design = rows_of(Scope::run, "design.") + rows_of(Scope::run, "lever.");
  EXPECT_EQ(design, member_count<DesignParams>() - policies + nested + costs * extra_cost_fields - no_ramp);
  int const parts = 13;  // clock, members, choice, cascade, service, channels, waves, disruptions, lifecycle, world, design, ledger, network
  EXPECT_EQ(rows_of(Scope::run, "run.") + rows_of(Scope::run, "trace."), member_count<Params>() - parts);
}

TEST(Schema, NamesEachKeyOnceAndNoTwoRowsShareAField) {
  std::set<std::string> keys;
  for (Row const& row : schema()) EXPECT_TRUE(keys.insert(pattern(row)).second) << pattern(row);
  Params params;
  std::set<void*> places;
  for (Row const& row : schema()) {
    if (row.scope != Scope::run) continue;
    void* const place = std::visit(
        [](auto v) -> void* {
          if constexpr (std::is_same_v<decltype(v), Choice>)
            return v.value;
          else
            return v;
        },
        row.at(&params));
    EXPECT_TRUE(places.insert(place).second) << row.key;
  }
}

TEST(Schema, GivesHelpUnitAndSourceForEveryKey) {
  for (Row const& row : schema()) {
    EXPECT_GT(std::strlen(row.help), 3u) << row.key;
    EXPECT_GT(std::strlen(row.source), 3u) << row.key;
    EXPECT_GT(std::strlen(row.unit), 0u) << row.key;
    EXPECT_LE(row.min, row.max) << row.key;
    bool const bare = std::string(row.source) == "(chosen)";
    EXPECT_FALSE(bare) << row.key << ": say because what";
  }
}

//! A literal out of TOML text as the schema writes it.
Literal literal_of(std::string const& toml) {
  using Type = Literal::Type;
  if (toml.front() == '"') return {Type::text, toml.substr(1, toml.size() - 2), {}};
  if (toml == "true" || toml == "false") return {Type::boolean, toml, {}};
  return {toml.find_first_of(".e") == std::string::npos ? Type::integer : Type::real, toml, {}};
}

struct Owners {
  Params run;
  ChannelParams channel;
  WaveParams wave;
  PolicyParams policy;
  DisruptionParams disruption;
  void* of(Scope scope) {
    void* all[] = {&run, &channel, &wave, &policy, &disruption};
    return all[static_cast<int>(scope)];
  }
};

TEST(Schema, AcceptsItsOwnDefaultsAndExamples) {
  for (Row const& row : schema()) {
    for (std::string const& text : {default_value(row), example(row)}) {
      if (text.empty()) continue;
      Owners owners;
      auto const fault = assign(row, owners.of(row.scope), literal_of(text));
      EXPECT_FALSE(fault.has_value()) << row.key << " = " << text << ": " << (fault ? fault->message : "");
    }
  }
}

TEST(Schema, WritesWhatItReads) {
  for (Row const& row : schema()) {
    if (row.kind == Kind::channel) continue;
    Owners owners;
    ASSERT_FALSE(assign(row, owners.of(row.scope), literal_of(example(row))).has_value()) << row.key;
    std::string const once = write_value(row, owners.of(row.scope), owners.run);
    ASSERT_FALSE(assign(row, owners.of(row.scope), literal_of(once)).has_value()) << row.key << " = " << once;
    EXPECT_EQ(write_value(row, owners.of(row.scope), owners.run), once) << row.key;
  }
}

TEST(Schema, RefusesValuesOutsideTheRange) {
  for (Row const& row : schema()) {
    bool const number = row.kind == Kind::integer || row.kind == Kind::real || row.kind == Kind::share;
    if (!number || row.max > 8e18) continue;
    Owners owners;
    Literal const above{Literal::Type::real,
                        row.kind == Kind::integer ? std::to_string(static_cast<std::int64_t>(row.max) + 1) : std::to_string(row.max * 2 + 1),
                        {}};
    auto const fault = assign(row, owners.of(row.scope), above);
    ASSERT_TRUE(fault.has_value()) << row.key;
    EXPECT_NE(fault->message.find("out of range"), std::string::npos) << row.key << ": " << fault->message;
  }
}

TEST(Explain, KnowsEveryKeyInEveryWayToAsk) {
  for (Row const& row : schema()) EXPECT_NE(explain(pattern(row)).find(row.help), std::string::npos) << row.key;
  std::string const peak = explain("wave.<name>.peak");
  EXPECT_EQ(explain("wave.peak"), peak);
  EXPECT_EQ(explain("wave.show.peak"), peak);
  EXPECT_EQ(explain("peak"), peak);
  EXPECT_NE(peak.find("source   "), std::string::npos);
  EXPECT_NE(explain("policy.plant.forecast").find("sensed"), std::string::npos);
}

TEST(Explain, ListsASection) {
  std::string const clock = explain("clock");
  for (char const* key : {"clock.tick", "clock.fine_tick", "clock.warmup", "clock.length"}) EXPECT_NE(clock.find(key), std::string::npos) << key;
}

TEST(Explain, SuggestsForATypo) {
  try {
    explain("clock.lenght");
    FAIL() << "an unknown key was explained";
  } catch (ConfigError const& error) { EXPECT_NE(std::string(error.what()).find("did you mean 'clock.length'?"), std::string::npos) << error.what(); }
}

TEST(JsonSchema, DescribesEveryKey) {
  auto const schema_json = nlohmann::json::parse(json_schema());
  auto const& top = schema_json["properties"];
  EXPECT_EQ(top["clock"]["properties"]["tick"]["default"], "1 h");
  EXPECT_EQ(top["wave"]["items"]["properties"]["peak"]["maximum"], 1e6);
  EXPECT_EQ(top["policy"]["properties"]["plant"]["properties"]["forecast"]["enum"].size(), static_cast<std::size_t>(count_of<ForecastKind>));
  EXPECT_EQ(top["lever"]["properties"]["pooled"]["properties"]["on"]["type"], "boolean");
  EXPECT_EQ(top["expect"]["items"]["required"][0], "metric");
  EXPECT_EQ(schema_json["additionalProperties"], false);
  EXPECT_TRUE(schema_json["patternProperties"].contains("^x-"));
}

}  // namespace
}  // namespace gs::config
