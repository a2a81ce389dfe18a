#pragma once
//! From the ledger's payments to costs by account and the margin. Money stays in cents until it is shown.
#include <vector>
#include "kernels/engine/engine.hpp"

namespace gs::run {

struct Money {
  std::vector<Cents> cost;            //!< [Account]: paid by the brand - received by the brand; sales and fees are receipts and stand in revenue
  Cents revenue = 0;                  //!< sales + fees received from members - refunds and discounts given
  Cents discounts = 0;                //!< taken off the list price of what members kept
  Cents stock_change = 0;             //!< goods owned at cost, in stock, in work and on the way: now - at the start of the measured window
  Cents leftover_loss = 0;            //!< overstock written down from cost to salvage, now - at the start of the measured window
  Cents cash = 0;                     //!< money the brand took in less what it paid out, terms of payment observed
  Cents receivable = 0, payable = 0;  //!< booked and not settled, now
  Cents margin() const;
};

//! A receipt account counts in revenue, every other one as a cost.
bool is_revenue(Account account);

Money count_money(Totals const& totals);

}  // namespace gs::run
