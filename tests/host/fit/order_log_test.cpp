//! Reading logs as they are found, and saying where one is broken.
#include "host/fit/order_log.hpp"
#include "tests/host/fit/scratch.hpp"
#include "tests/support/mutate.hpp"

namespace gs::fit {
namespace {
using test::complaint;
using test::Folder;
using test::with;

TEST(Dates, AreReadInTheFormsThatLogsUse) {
  Seconds const d = 19783 * day;  // 2024-03-01
  for (char const* text :
       {"20240301", "2024-03-01", "2024/03/01", "01.03.2024", "1.3.2024", "2024-03-01 00:00", "2024-03-01T00:00:00Z", "1709251200"})
    EXPECT_EQ(read_date(text, DateOrder::automatic), d) << text;
  EXPECT_EQ(read_date("2017-10-02 10:56:33", DateOrder::automatic), 17441 * day + 10 * hour + 56 * minute + 33);
  EXPECT_EQ(read_date("2017-10-02 10:56:33.123", DateOrder::automatic), 17441 * day + 10 * hour + 56 * minute + 33);
  EXPECT_EQ(read_date("1/3/2024", DateOrder::dmy), d);
  EXPECT_EQ(read_date("3/1/2024", DateOrder::mdy), d);
  EXPECT_EQ(read_date("3-1-2024 07:05", DateOrder::mdy), d + 7 * hour + 5 * minute);
}

TEST(Dates, AreNotGuessed) {
  for (char const* text : {"", "3/4/2024", "2024-13-01", "2023-02-29", "20240230", "2024-03-01 24:00", "2024-03-01 10", "2024-03-01 10:00+02:00",
                           "1899-01-01", "tomorrow", "2024-03-01x", "24-03-01", "0x14", "2024--3-01", "-2024-03-01", "2024-03-01 10:00:00.x"})
    EXPECT_FALSE(read_date(text, DateOrder::automatic)) << text;
  EXPECT_FALSE(read_date("2024-03-01", DateOrder::dmy));
  EXPECT_NE(complaint([] { parse_date_order("us"); }).find("--dates us"), std::string::npos);
}

TEST(Dates, AreWrittenAsTheyAreRead) {
  EXPECT_EQ(write_time(19783 * day + 7 * hour + 5 * minute), "2024-03-01 07:05");
  EXPECT_EQ(write_time(-1), "1969-12-31 23:59");
  EXPECT_EQ(weekday(20458), 0) << "2026-01-05 is a Monday";
  EXPECT_EQ(weekday(-1), 2);
}

TEST(OrderLogs, OfBlanksWithAHeaderAndColumnsByNumber) {
  Folder const folder;
  OrderLog const log =
      read_order_log(folder.file(" customer_id  date number_of_cds  dollar_value\n 00002 19970112  1   12.00\n 00001 19970101  1   11.77\n"
                                 " 00002 19970112  5   77.00\n\n"),
                     with("member=1,date=2,units=3,value=4"));
  EXPECT_EQ(log.members, 2);
  EXPECT_EQ(log.rows, 3);
  ASSERT_EQ(log.orders.size(), 3u);
  EXPECT_EQ(log.orders[1].member, 0u) << "sorted by member, in order of appearance";
  EXPECT_DOUBLE_EQ(log.orders[1].value, 77.0);
  EXPECT_DOUBLE_EQ(log.orders[1].units, 5.0);
  EXPECT_FALSE(log.has_clock);
}

TEST(OrderLogs, ColumnsAreFoundByTheirUsualNames) {
  Folder const folder;
  OrderLog const log = read_order_log(folder.file("\xef\xbb\xbforder_id,customer_unique_id,order_purchase_timestamp,order_delivered_customer_date,"
                                                  "product_id,price,customer_state\r\n"
                                                  "a,m1,2017-10-02 10:56:33,2017-10-10 21:25:13,p1,29.99,SP\r\n"
                                                  "a,m1,2017-10-02 10:56:33,2017-10-10 21:25:13,\"p,2\",10.01,SP\r\n"
                                                  "b,m2,2017-09-01 00:00:00,,p1,5,RJ\r\n"),
                                      with(""));
  ASSERT_EQ(log.orders.size(), 2u) << "rows of one order are one order";
  EXPECT_DOUBLE_EQ(log.orders[0].value, 40.0);
  EXPECT_EQ(log.sku_units, (std::vector<double>{2, 1}));
  EXPECT_EQ(log.zone_rows.size(), 2u);
  EXPECT_GT(log.orders[0].delivered, log.orders[0].time + 8 * day);
  EXPECT_EQ(log.orders[1].delivered, -1);
  EXPECT_TRUE(log.has_clock);
}

TEST(OrderLogs, SayColumnsByNameInAnyDelimiter) {
  Folder const folder;
  for (std::string const d : {";", "\t", "|", ","}) {
    std::string text = "when" + d + "what" + d + "who\n";
    for (int i = 1; i <= 3; ++i) text += "0" + std::to_string(i) + ".03.2024" + d + "x" + d + "m\n";
    OrderLog const log = read_order_log(folder.file(text), with("member=who,date=When"));
    EXPECT_EQ(log.rows, 3) << d;
    EXPECT_FALSE(log.has_value);
  }
}

TEST(OrderLogs, UnsortedDatesAreSorted) {
  Folder const folder;
  OrderLog const log = read_order_log(folder.file("member,date\na,2024-03-05\nb,2024-03-01\na,2024-03-02\n"), with(""));
  ASSERT_EQ(log.orders.size(), 3u);
  EXPECT_LT(log.orders[0].time, log.orders[1].time);
}

struct Broken {
  char const* text;
  char const* line;
  char const* says;
};
TEST(OrderLogs, SayWhereTheyAreBroken) {
  Folder const folder;
  Broken const cases[] = {
      {"", ":1:", "empty"},
      {"\n \n\t\n", ":1:", "empty"},
      {"member,date,value\n", ":1:", "no order below the header"},
      {"member,date,value\na,2024-03-01,1\nb,2024-03-99,1\n", ":3:", "'2024-03-99' is no date"},
      {"member,date,value\na,2024-03-01,1\nb,3/4/2024,1\n", ":3:", "--dates"},
      {"member,date,value\na,2024-03-01,abc\n", ":2:", "'abc' is no number (value)"},
      {"member,date,value\na,2024-03-01,nan\n", ":2:", "'nan' is no number"},
      {"member,date,value\na,2024-03-01,-5\n", ":2:", "take returns out"},
      {"member,date,value\n\na,2024-03-01,5\nb\n", ":4:", "1 cells"},
      {"member,date,value\n,2024-03-01,5\n", ":2:", "the member is empty"},
      {"member,date,value\n\"a,2024-03-01,5\n", ":2:", "quote"},
      {"member,date,delivered\na,2024-03-05,2024-03-06\na,2024-03-05,2024-03-01\n", ":3:", "delivered 2024-03-01 00:00 before it was ordered"},
  };
  for (Broken const& c : cases) {
    std::string const file = folder.file(c.text), said = complaint([&] { read_order_log(file, with("")); });
    EXPECT_EQ(said.find(file + c.line), 0u) << c.text << "\nsaid: " << said;
    EXPECT_NE(said.find(c.says), std::string::npos) << said;
  }
}

TEST(OrderLogs, SayWhichColumnsThereAre) {
  Folder const folder;
  std::string const file = folder.file("customer;when;spent\na;2024-03-01;1\n");
  EXPECT_NE(complaint([&] { read_order_log(file, with("member=customer,date=wen")); }).find("did you mean 'when'"), std::string::npos);
  EXPECT_NE(complaint([&] { read_order_log(file, with("member=1,date=7")); }).find("has 3 columns"), std::string::npos);
  EXPECT_NE(complaint([&] { read_order_log(file, with("member=1")); }).find("which column is the date?"), std::string::npos);
  EXPECT_NE(complaint([] { parse_columns("membre=1"); }).find("fields are member, date"), std::string::npos);
  EXPECT_NE(complaint([] { parse_columns("member"); }).find("FIELD=NUMBER"), std::string::npos);
  EXPECT_NE(complaint([] { read_order_log("no/such/log.csv", with("member=1,date=2")); }).find("no/such/log.csv: cannot read"), std::string::npos);
}

TEST(OrderLogs, BadRowsMayBeLeftOut) {
  Folder const folder;
  OrderLog const log = read_order_log(folder.file("member,date\na,2024-03-01\nb,yesterday\nc\nd,2024-03-02\n"), with("", "auto", true));
  EXPECT_EQ(log.rows, 2);
  EXPECT_EQ(log.skipped, 2);
  EXPECT_NE(log.first_fault.find("line 3"), std::string::npos);
  EXPECT_NE(complaint([&] { read_order_log(folder.file("member,date\na,x\nb,y\n"), with("", "auto", true)); }).find("no row could be read"),
            std::string::npos);
}

}  // namespace
}  // namespace gs::fit
