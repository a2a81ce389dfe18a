#include "host/cli/json_line.hpp"
#include <gtest/gtest.h>
#include <limits>

namespace gs::cli {
namespace {

TEST(JsonLine, KeepsTheOrderOfKeys) {
  EXPECT_EQ(JsonLine("result").add("b", 1).add("a", true).add("x", 0.5).add("o", JsonLine().add("k", "v")).raw("n", "null").str(),
            R"({"type":"result","schema_version":1,"b":1,"a":true,"x":0.5,"o":{"k":"v"},"n":null})");
}

TEST(JsonText, EscapesWhatMustBe) {
  EXPECT_EQ(json_text("a\"b\\c\nd\te\x01"), R"("a\"b\\c\nd\te\u0001")");
  EXPECT_EQ(json_text("grün …"), "\"grün …\"");
  EXPECT_EQ(json_text("bad \xff byte"), "\"bad ? byte\"");
  EXPECT_EQ(json_text("cut \xe2\x80"), "\"cut ??\"");
}

TEST(JsonNumber, IsShortestOrNull) {
  EXPECT_EQ(json_number(0.1), "0.1");
  EXPECT_EQ(json_number(std::numeric_limits<double>::quiet_NaN()), "null");
  EXPECT_EQ(json_number(std::numeric_limits<double>::infinity()), "null");
}

}  // namespace
}  // namespace gs::cli
