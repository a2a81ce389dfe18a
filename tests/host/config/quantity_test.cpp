//! Numbers with units: what is read, exactly, and what is refused.
#include "host/config/quantity.hpp"
#include <gtest/gtest.h>
#include <clocale>

namespace gs::config {
namespace {

Seconds seconds(std::string_view text) {
  Seconds out = -1;
  auto const fault = read_duration(text, out);
  EXPECT_FALSE(fault.has_value()) << text << ": " << (fault ? fault->message : "");
  return out;
}

std::string duration_fault(std::string_view text) {
  Seconds out = 0;
  auto const fault = read_duration(text, out);
  return fault ? fault->message + " | " + fault->hint : "";
}

Cents cents(std::string_view text, std::string_view unit = "CNY") {
  Cents out = -1;
  auto const fault = read_money(text, unit, out);
  EXPECT_FALSE(fault.has_value()) << text << ": " << (fault ? fault->message : "");
  return out;
}

std::string money_fault(std::string_view text, std::string_view unit = "CNY") {
  Cents out = 0;
  auto const fault = read_money(text, unit, out);
  return fault ? fault->message : "";
}

double real(std::string_view text, std::string_view unit = "1") {
  double out = -1;
  auto const fault = read_real(text, unit, out);
  EXPECT_FALSE(fault.has_value()) << text << ": " << (fault ? fault->message : "");
  return out;
}

std::string real_fault(std::string_view text, std::string_view unit = "1") {
  double out = 0;
  auto const fault = read_real(text, unit, out);
  return fault ? fault->message : "";
}

TEST(Duration, KnowsEveryUnit) {
  EXPECT_EQ(seconds("7 s"), 7);
  EXPECT_EQ(seconds("5 min"), 300);
  EXPECT_EQ(seconds("1.5 h"), 5400);
  EXPECT_EQ(seconds("30 d"), 30 * day);
  EXPECT_EQ(seconds("2 w"), 14 * day);
  EXPECT_EQ(seconds("1 y"), 365 * day);
  EXPECT_EQ(seconds("30d"), 30 * day);
  EXPECT_EQ(seconds("  30  d "), 30 * day);
}

TEST(Duration, AddsItsPartsAndKnowsASign) {
  EXPECT_EQ(seconds("2 d 20 h"), 2 * day + 20 * hour);
  EXPECT_EQ(seconds("-1 d 6 h"), -(day + 6 * hour));
  EXPECT_EQ(seconds("0"), 0);
  EXPECT_EQ(seconds("0.1 d"), 8640);
}

TEST(Duration, SaysWhatIsWrong) {
  EXPECT_EQ(duration_fault("30"), "'30' has no unit | a duration needs one, e.g. \"30 d\"");
  EXPECT_EQ(duration_fault("30 days"), "unknown unit 'days' in '30 days' | write 'd'");
  EXPECT_EQ(duration_fault("30 parsec"), "unknown unit 'parsec' in '30 parsec' | units of time: s, min, h, d, w, y");
  EXPECT_EQ(duration_fault("soon"), "'soon' is not a number with a unit | e.g. \"30 d\"");
  EXPECT_EQ(duration_fault(""), "'' is not a number with a unit | e.g. \"30 d\"");
  EXPECT_EQ(duration_fault("1 d --2 h").substr(0, 11), "'1 d --2 h'");
  EXPECT_EQ(duration_fault("0.5 s"), "'0.5 s' is not a whole number of seconds | time is counted in whole seconds; use a smaller unit");
  EXPECT_NE(duration_fault("999999999999999 y"), "");
  EXPECT_NE(duration_fault("1e400 d"), "");
}

TEST(Duration, ReadsBackWhatItWrites) {
  for (Seconds value : {Seconds{0}, Seconds{1}, Seconds{59}, hour, 2 * day + 20 * hour, 400 * day + 61, -day - 5, Seconds{123456789}})
    EXPECT_EQ(seconds(write_duration(value)), value) << write_duration(value);
  EXPECT_EQ(write_duration(2 * day + 20 * hour), "2 d 20 h");
}

TEST(Money, IsExactToTheCent) {
  EXPECT_EQ(cents("12.50 CNY"), 1250);
  EXPECT_EQ(cents("0.07 CNY"), 7);
  EXPECT_EQ(cents("-3 CNY"), -300);
  EXPECT_EQ(cents("1_000_000 CNY"), 100'000'000);
  EXPECT_EQ(cents("90071992547409.93 CNY"), 9007199254740993);  // 2^53 + 1: no double holds it
  EXPECT_EQ(cents("60 CNY/h", "CNY/h"), 6000);
  EXPECT_EQ(cents("1440 CNY/d", "CNY/h"), 6000);
  EXPECT_EQ(cents("0"), 0);
}

TEST(Money, RefusesOtherCurrenciesAndFractionsOfACent) {
  EXPECT_EQ(money_fault("12.505 CNY"), "'12.505 CNY' is not a whole number of cents");
  EXPECT_EQ(money_fault("12.50 EUR"), "'EUR' is not the unit 'CNY'");
  EXPECT_EQ(money_fault("12.50"), "'12.50' has no currency");
  EXPECT_EQ(money_fault("12.50 CNY/h"), "'CNY/h' is not the unit 'CNY'");
  EXPECT_EQ(money_fault("12.50 CNY", "CNY/h"), "'CNY' is not the unit 'CNY/h'");
  EXPECT_EQ(money_fault("much"), "'much' is not an amount of money");
}

TEST(Money, ReadsBackWhatItWrites) {
  for (Cents value : {Cents{0}, Cents{5}, Cents{-5}, Cents{1250}, Cents{-129900}, Cents{9007199254740993}})
    EXPECT_EQ(cents(write_money(value, "CNY")), value) << write_money(value, "CNY");
}

TEST(Real, ConvertsTimeAboveAndBelowTheLine) {
  EXPECT_EQ(real("120 units/h", "units/h"), 120.0);
  EXPECT_EQ(real("5 units/h", "units/d"), 120.0);
  EXPECT_EQ(real("36 h", "d"), 1.5);
  EXPECT_EQ(real("90 min", "h"), 1.5);
  EXPECT_EQ(real("2.5", "d"), 2.5);
  EXPECT_EQ(real("20 orders/y", "orders/y"), 20.0);
}

TEST(Real, PercentIsTheSameDoubleAsTheFraction) {
  EXPECT_EQ(real("35 %", "%"), 0.35);
  EXPECT_EQ(real("0.35", "%"), 0.35);
  EXPECT_EQ(real("7%", "%"), 0.07);
  EXPECT_EQ(real("0.1 %", "%"), 0.001);
  EXPECT_EQ(real("12.5 %", "1"), 0.125);
}

TEST(Real, IsTheNearestDouble) {
  EXPECT_EQ(real("0.1"), 0x1.999999999999ap-4);
  EXPECT_EQ(real("3.9e-3"), 0.0039);
  EXPECT_EQ(real("-1_000.25"), -1000.25);
}

TEST(Real, DoesNotCareAboutTheLocale) {
  char const* const before = std::setlocale(LC_ALL, nullptr);
  std::string const saved = before ? before : "C";
  std::setlocale(LC_ALL, "de_DE.UTF-8");  // a decimal comma, where installed
  EXPECT_EQ(real("1.5"), 1.5);
  EXPECT_EQ(write_real(1.5), "1.5");
  std::setlocale(LC_ALL, saved.c_str());
}

TEST(Real, SaysWhatIsWrong) {
  EXPECT_EQ(real_fault("nan"), "'nan' is not a number");
  EXPECT_EQ(real_fault("1,5"), "',5' is not the unit '1'");
  EXPECT_EQ(real_fault("3 kg", "d"), "'kg' is not the unit 'd'");
  EXPECT_EQ(real_fault("35 %", "d"), "'%' is not the unit 'd'");
  EXPECT_EQ(real_fault("3 units/h", "orders/h"), "'units/h' is not the unit 'orders/h'");
  EXPECT_EQ(real_fault("1e999"), "'1e999' is not a number");
  EXPECT_EQ(real_fault("1e350"), "'1e350' is out of range");
}

TEST(Decimal, KeepsIntegersThatADoubleWouldLose) {
  auto const decimal = read_decimal("9007199254740993");
  ASSERT_TRUE(decimal.has_value());
  EXPECT_EQ(exact_integer(*decimal, 1), 9007199254740993);
  EXPECT_EQ(exact_integer(*read_decimal("1e6"), 1), 1'000'000);
  EXPECT_EQ(exact_integer(*read_decimal("2.50"), 2), 5);
  EXPECT_EQ(exact_integer(*read_decimal("0.5"), 1), std::nullopt);
  EXPECT_EQ(exact_integer(*read_decimal("1e30"), 1), std::nullopt);
  EXPECT_EQ(exact_integer(*read_decimal("0e300"), 1), 0);
}

TEST(Decimal, RefusesWhatIsNone) {
  for (char const* text : {"", ".", "-", "1.", ".5", "1__0", "_1", "1_", "0x10", "1 2", "12345678901234567890123"})
    EXPECT_FALSE(read_decimal(text).has_value()) << text;
}

}  // namespace
}  // namespace gs::config
