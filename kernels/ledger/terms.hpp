#pragma once
//! Terms of payment: what is booked becomes money days later. Every cent booked stands in `settled`, in `due` on the day it falls due, or was
//! paid ahead; the audit adds them up.
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

inline constexpr std::int64_t pay_days = 192;  //!< days that `due` looks ahead; the longest term is 180 d
inline constexpr std::int64_t purse_cells = std::int64_t{count_of<Party>} * count_of<Party> * count_of<Account>;

struct Terms {
  std::int64_t suppliers, carriers, platform;  //!< [d]
};

inline Terms terms_of(LedgerParams const& p) { return {p.pay_suppliers / day, p.pay_carriers / day, p.platform_holds / day}; }

//! How many days after it was booked a payment is made [d].
GS_HD inline std::int64_t term_of(Terms const& t, Party payer, Party payee, Account account) {
  if (payer == Party::member && payee == Party::brand) return t.platform;                                           // through the platform
  if (payer == Party::brand && payee == Party::platform) return account == Account::paid_traffic ? 0 : t.platform;  // taken off the pay-out
  if (payer != Party::brand) return 0;
  if (payee == Party::supplier || account == Account::material) return t.suppliers;
  if (payee == Party::carrier || account == Account::handling || account == Account::hold) return t.carriers;
  return 0;
}

//! Once a day: what falls due is paid, what was booked since yesterday is entered. One cell of the purse each.
struct SettleDay {
  std::int64_t const* paid;
  std::int64_t *entered, *settled, *due;
  Terms terms;
  std::int64_t today;  //!< days since the start
  Cents written_off;   //!< of today's `change` of the brand: paid when it was bought
  Cents bought;        //!< today

  GS_HD void operator()(std::int64_t i) const {
    std::int64_t* const slot = due + today % pay_days * purse_cells + i;
    settled[i] += *slot;
    *slot = 0;
    std::int64_t fresh = paid[i] - entered[i];
    entered[i] = paid[i];
    auto const account = static_cast<Account>(i % count_of<Account>);
    auto const payee = static_cast<Party>(i / count_of<Account> % count_of<Party>),
               payer = static_cast<Party>(i / count_of<Account> / count_of<Party>);
    if (i == Purse::at(Party::brand, Party::outside, Account::change)) fresh += bought - written_off;
    std::int64_t const days = term_of(terms, payer, payee, account);
    if (days == 0)
      settled[i] += fresh;
    else
      due[(today + days) % pay_days * purse_cells + i] += fresh;
  }
};

}  // namespace gs::GS_BACKEND
