#include "host/run/money.hpp"
#include <gtest/gtest.h>

namespace gs::run {
namespace {

struct Book {
  Totals totals;
  Book() { totals.ledger.assign(static_cast<std::size_t>(count_of<Party> * count_of<Party> * count_of<Account>), 0); }
  void pay(Party from, Party to, Account a, Cents amount) {
    totals.ledger[static_cast<std::size_t>((at(from) * count_of<Party> + at(to)) * count_of<Account> + at(a))] += amount;
  }
};

TEST(Money, MarginIsRevenueLessCostsAndLeftovers) {
  Book book;
  book.pay(Party::member, Party::brand, Account::sales, 10000);
  book.pay(Party::brand, Party::member, Account::refund, 1000);
  book.pay(Party::brand, Party::supplier, Account::work, 3000);
  book.pay(Party::brand, Party::carrier, Account::transport, 500);
  book.pay(Party::supplier, Party::outside, Account::material, 700);  // not the brand's money
  book.totals.opening_goods_value = 5000;
  book.totals.goods_value = 6000;
  book.totals.leftover = 1500;
  book.totals.opening_leftover = 500;  // it was worth no more when the window began
  Money const m = count_money(book.totals);
  EXPECT_EQ(m.revenue, 9000);
  EXPECT_EQ(m.cost[static_cast<std::size_t>(at(Account::work))], 3000);
  EXPECT_EQ(m.cost[static_cast<std::size_t>(at(Account::material))], 0);
  EXPECT_EQ(m.stock_change, 1000);
  EXPECT_EQ(m.margin(), 9000 - 3500 + 1000 - 1000);
}

//! Two pieces of 100, at 80 each; one comes back.
TEST(Money, DiscountsAreOfWhatWasKept) {
  Book book;
  book.pay(Party::member, Party::brand, Account::sales, 20000);
  book.pay(Party::member, Party::brand, Account::discount, -4000);
  book.pay(Party::brand, Party::member, Account::refund, 10000);
  book.pay(Party::brand, Party::member, Account::discount, -2000);
  Money const m = count_money(book.totals);
  EXPECT_EQ(m.revenue, 8000);
  EXPECT_EQ(m.discounts, 2000);
  EXPECT_EQ(m.margin(), 8000) << "discounts are no cost beside it";
}

TEST(Money, WhatComesBackOnACostAccountIsTakenOff) {
  Book book;
  book.pay(Party::brand, Party::supplier, Account::material, 800);
  book.pay(Party::supplier, Party::brand, Account::material, 300);
  EXPECT_EQ(count_money(book.totals).cost[static_cast<std::size_t>(at(Account::material))], 500);
}

}  // namespace
}  // namespace gs::run
