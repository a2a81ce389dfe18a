#include "kernels/engine/cost_lines.hpp"
#include <algorithm>
#include "kernels/ledger/accrue.hpp"
#include "kernels/state/lever_costs.hpp"
#include "kernels/traffic/burst_pull.hpp"

namespace gs::GS_BACKEND {
namespace {

//! Booked amounts and counts, for the lines below.
struct Books {
  std::vector<std::int64_t> paid;
  std::vector<std::int64_t> const& counters;
  std::int64_t coming_back = 0, mending = 0;  //!< parcels on their way back or before a bench; pieces in the workshop

  Cents of(Party payer, Party payee, Account account) const { return paid[static_cast<std::size_t>(Purse::at(payer, payee, account))]; }
  Cents brand_to(Party payee, Account account) const { return of(Party::brand, payee, account); }
  std::int64_t count(Counter c) const { return counters[static_cast<std::size_t>(c)]; }
};

Books read_books(World& w, std::vector<std::int64_t> const& counters) {
  Books b{std::vector<std::int64_t>(static_cast<std::size_t>(w.paid.size())), counters};
  to_host(b.paid.data(), w.paid.data(), w.paid.size() * 8);
  for (OrderState const s : w.orders.download().state) {
    b.coming_back += s == OrderState::returning || s == OrderState::inspecting ? 1 : 0;
    b.mending += s == OrderState::refurbishing ? 1 : 0;
  }
  return b;
}

//! A parcel pays for its hands when it leaves; the platform fines what is late beyond the tolerance, and what was accepted and not served.
void add_parcels(World const& w, Books const& b, std::vector<CostLine>& lines) {
  LedgerParams const& p = w.params.ledger;
  Cents const hands = b.count(Counter::shipped) * p.parcel_handling;
  Cents const fines = (b.count(Counter::delivered) - b.count(Counter::on_time)) * p.late_penalty +
                      (b.count(Counter::cancelled) - b.count(Counter::refused)) * p.cancel_penalty;
  lines.push_back({"handling = parcels sent x parcel_handling", b.brand_to(Party::outside, Account::handling), hands, hands});
  lines.push_back({"penalty = late x late_penalty + cancelled x cancel_penalty", b.brand_to(Party::platform, Account::penalty), fines, fines});
  lines.push_back({"transport >= parcel freight", b.brand_to(Party::carrier, Account::transport), b.count(Counter::parcel_cost), INT64_MAX});
}

//! Each channel takes its share of every sale, rounded down.
void add_commission(World const& w, Books const& b, std::vector<CostLine>& lines) {
  if (w.params.channels.empty() || w.params.members.count == 0) return;
  std::uint32_t least = ~0u, most = 0;
  for (std::size_t c = 0; c < std::min<std::size_t>(w.params.channels.size(), max_channels); ++c) {
    least = std::min(least, w.terms.commission[c]);
    most = std::max(most, w.terms.commission[c]);
  }
  Cents const sales = b.count(Counter::revenue);
  auto const share = [sales](std::uint32_t rate) { return static_cast<Cents>(static_cast<__int128>(sales) * rate / 10000); };
  lines.push_back({"commission = the channels' shares of sales", b.brand_to(Party::platform, Account::commission),
                   share(least) - b.count(Counter::delivered), share(most)});
}

//! What comes back pays its freight at once, an inspection when it is there, mending when it is done, disposal when nothing else is left.
void add_returns(World const& w, Books const& b, std::vector<CostLine>& lines) {
  ServiceParams const& s = w.params.service;
  std::int64_t const returned = b.count(Counter::returned), inspected = returned - b.coming_back, mended = b.count(Counter::refurbished);
  std::int64_t const thrown = inspected - b.count(Counter::restocked) - b.mending - b.count(Counter::recycled);
  Cents const freight = returned * s.return_freight;
  Cents const benches = inspected * s.inspect_cost + mended * w.params.design.returns.refurbish_cost;
  Cents const disposal = w.params.lifecycle.disposal,
              waste = thrown * disposal + worth(b.count(Counter::expired), disposal, w.params.world.grains_per_unit);
  Cents const lowest = w.params.world.grains_per_unit == 1 ? waste : 0;  // parts of units are rounded down one by one
  lines.push_back({"return freight = parcels sent back x return_freight", b.brand_to(Party::carrier, Account::returns), freight, freight});
  lines.push_back({"inspection and mending = pieces x their cost", b.brand_to(Party::outside, Account::returns), benches, benches});
  lines.push_back({"disposal = pieces thrown away x disposal", b.brand_to(Party::outside, Account::write_off), lowest, waste});
  Cents const given = -b.of(Party::member, Party::brand, Account::discount), given_back = -b.brand_to(Party::member, Account::discount);
  lines.push_back({"refunds <= sales", b.brand_to(Party::member, Account::refund) - given_back, 0, b.count(Counter::revenue)});
  lines.push_back({"discounts of what came back <= discounts", given_back, 0, given});
  lines.push_back({"discounts <= sales at list price", given, 0, b.of(Party::member, Party::brand, Account::sales)});
}

//! Slots of shows that have begun, and looks that were bought: the pull of all bursts so far in one integral, rounded tick by tick.
void add_media(World const& w, Books const& b, Seconds until, std::vector<CostLine>& lines) {
  double const size = world_size(w.params);
  Cents slots = 0;
  double bought = 0.0;
  for (Burst const& burst : w.bursts) {
    if (burst.start >= until || burst.channel >= w.params.channels.size()) continue;
    ChannelParams const& channel = w.params.channels[burst.channel];
    if (burst.shown && burst.start >= 0) slots += to_int(static_cast<double>(channel.slot_fee) * (size < 1.0 ? size : 1.0));
    double const seconds = burst_seconds(0, until, burst.start, burst.end, burst.gone, burst.rise, burst.decay, burst.power);
    bought += burst.looks_per_hour * seconds / 3600.0 * static_cast<double>(channel.look_price) / 1000.0;
  }
  Cents const looks = to_int(bought + 0.5), slack = looks > 0 ? w.now.tick / 2 + 1 + looks / 1000000 : 0;
  lines.push_back({"paid traffic = slots x slot_fee + looks x look_price", b.brand_to(Party::platform, Account::paid_traffic), slots + looks - slack,
                   slots + looks + slack});
}

//! Levers: their running cost and their part of the investment for every day that was settled.
void add_levers(World const& w, Books const& b, Seconds settled, std::vector<CostLine>& lines) {
  Cents information = 0, change = 0;
  for (Seconds t = day; t <= settled; t += day) {
    LeverDay const one = lever_day(w.params, t);
    information += one.information;
    change += one.change;
  }
  lines.push_back({"information = days x cost of levers that inform", b.brand_to(Party::outside, Account::information), information, information});
  lines.push_back({"change = days x cost of the other levers", b.brand_to(Party::outside, Account::change), change, change});
}

}  // namespace

std::vector<CostLine> cost_lines(World& w, std::vector<std::int64_t> const& counters, BookedUntil until) {
  Books const b = read_books(w, counters);
  std::vector<CostLine> lines;
  add_parcels(w, b, lines);
  add_commission(w, b, lines);
  add_returns(w, b, lines);
  add_media(w, b, until.media, lines);
  add_levers(w, b, until.days, lines);
  return lines;
}

}  // namespace gs::GS_BACKEND
