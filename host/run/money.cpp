#include "host/run/money.hpp"
#include <numeric>

namespace gs::run {
namespace {
Cents paid(Totals const& t, Party payer, Party payee, Account a) {
  int const row = (at(payer) * count_of<Party> + at(payee)) * count_of<Account> + at(a);
  return t.ledger.empty() ? 0 : t.ledger[static_cast<std::size_t>(row)];
}

//! What the brand paid to all others on an account, less what it got.
Cents net_paid(Totals const& t, Account a) {
  Cents net = 0;
  for (int other = 0; other < count_of<Party>; ++other) {
    if (other == at(Party::brand)) continue;
    net += paid(t, Party::brand, static_cast<Party>(other), a) - paid(t, static_cast<Party>(other), Party::brand, a);
  }
  return net;
}

//! Of a [payer][payee][Account] matrix: what went to the brand, and what it gave.
struct Flows {
  Cents in = 0, out = 0;
};
Flows brand_flows(std::vector<std::int64_t> const& cells, bool with_change) {
  Flows f;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    int const account = static_cast<int>(i) % count_of<Account>, row = static_cast<int>(i) / count_of<Account>;
    if (row % count_of<Party> == at(Party::brand)) f.in += cells[i];
    if (row / count_of<Party> == at(Party::brand) && (with_change || account != at(Account::change))) f.out += cells[i];
  }
  return f;
}
}  // namespace

bool is_revenue(Account a) { return a == Account::sales || a == Account::fee || a == Account::discount || a == Account::refund; }

Cents Money::margin() const { return revenue - std::accumulate(cost.begin(), cost.end(), Cents{0}) + stock_change - leftover_loss; }

Money count_money(Totals const& totals) {
  Money m;
  m.cost.assign(static_cast<std::size_t>(count_of<Account>), 0);
  for (int a = 0; a < count_of<Account>; ++a) {
    Cents const net = net_paid(totals, static_cast<Account>(a));
    if (is_revenue(static_cast<Account>(a)))
      m.revenue -= net;
    else
      m.cost[static_cast<std::size_t>(a)] = net;
  }
  m.discounts = net_paid(totals, Account::discount);
  Flows const settled = brand_flows(totals.settled, true), owed = brand_flows(totals.owed, false);  // levers are paid ahead, not owed
  m.cash = settled.in - settled.out;
  m.receivable = owed.in;
  m.payable = owed.out;
  m.stock_change = totals.goods_value - totals.opening_goods_value;
  m.leftover_loss = totals.leftover - totals.opening_leftover;
  return m;
}

}  // namespace gs::run
