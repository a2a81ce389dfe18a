#include "host/run/events.hpp"
#include <gtest/gtest.h>
#include "kernels/core/errors.hpp"

namespace gs::run {
namespace {

TEST(Events, AreReadInAscendingTime) {
  auto const e = parse_events(
      "# a comment\n{\"at\": 200, \"kind\": \"supplier_up\", \"what\": 3}\n\n{\"at\": 100, \"kind\": \"supplier_down\", \"what\": 3}\n", "log");
  ASSERT_EQ(e.size(), 2u);
  EXPECT_EQ(e[0].kind, Event::Kind::supplier_down);
  EXPECT_EQ(e[1].at, 200);
  EXPECT_EQ(e[1].what, 3u);
}

TEST(Events, WrittenOnesReadBackTheSame) {
  auto const e = parse_events(
      "{\"at\": 3600, \"kind\": \"burst\", \"sku\": 5, \"looks_per_hour\": 1234.5, \"minutes\": 90}\n"
      "{\"at\": 7200, \"kind\": \"add_hours\", \"what\": 2, \"value\": 40}\n",
      "log");
  auto const text = to_json_lines(e);
  EXPECT_EQ(to_json_lines(parse_events(text, "again")), text);
  EXPECT_EQ(e[0].burst.end, 3600 + 90 * 60);
  EXPECT_EQ(e[0].burst.sku, ItemId(5));
}

TEST(Events, EveryBadLineIsNamedAtOnce) {
  try {
    parse_events(
        "{\"at\": 1, \"kind\": \"burn\"}\n{\"at\": -1, \"kind\": \"close_site\"}\nnot json\n{\"at\": 1, \"kind\": \"close_site\", \"wath\": 1}\n",
        "log");
    FAIL() << "no error";
  } catch (ConfigError const& x) {
    std::string const what = x.what();
    for (char const* part : {"log:1: unknown kind 'burn'", "log:2:", "log:3:", "log:4: unknown key 'wath'"})
      EXPECT_NE(what.find(part), std::string::npos) << part;
  }
}

TEST(Events, NumbersThatWouldOverflowAreRefused) {
  for (char const* line : {R"({"at": 9223372036854775000, "kind": "close_site"})", R"({"at": 1, "kind": "add_hours", "value": 9223372036854775000})",
                           R"({"at": 1, "kind": "burst", "sku": 1, "looks_per_hour": 5, "minutes": 9223372036854775000})",
                           R"({"at": 1, "kind": "burst", "sku": 1, "looks_per_hour": 1e300})"})
    EXPECT_THROW(parse_events(line, "log"), ConfigError) << line;
}

TEST(Events, MissingFileSaysWhichAndWhatToDo) { EXPECT_THROW(read_events("no_such_file.jsonl"), ConfigError); }

}  // namespace
}  // namespace gs::run
