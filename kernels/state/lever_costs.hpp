#pragma once
//! What levers cost a day (lever 31): running cost, and the investment written off in equal parts or rented at a premium. One list: a new
//! lever is one line in `each_lever`.
#include "kernels/core/exact_math.hpp"
#include "kernels/state/params.hpp"

GS_SHARED_BEGIN

//! Lever 15 has no switch of its own: it is on where a policy is told more than orders.
inline bool shares_information(DesignParams const& d) {
  for (PolicyParams const* p : {&d.micro, &d.regional, &d.central, &d.plant, &d.material})
    if (p->sharing != SharingKind::orders) return true;
  return false;
}

//! Nor has lever 22: it is on where a planner knows and decides sooner than is usual.
inline bool decides_sooner(DesignParams const& d) {
  Seconds const usual = static_cast<Seconds>(d.usual_delay_hours * static_cast<double>(hour) + 0.5);
  for (PolicyParams const* p : {&d.regional, &d.central, &d.plant, &d.material})
    if (delay_of(*p) < usual) return true;
  return d.network && delay_of(d.micro) < usual;
}

//! Calls visit(name, on, cost, informs), with the name of its table [lever.NAME]: what informs is booked on `information`, the rest on `change`.
template <class Visit>
void each_lever(DesignParams const& d, Visit&& visit) {
  visit("sensing", d.sensing, d.sensing_cost, true);
  visit("presale", d.presale, d.presale_cost, true);
  visit("modular", d.modular, d.modular_cost, false);
  visit("elastic", d.elastic, d.elastic_cost, false);
  visit("network", d.network, d.network_cost, false);
  visit("pooled", d.pooled, d.pooled_cost, false);
  visit("micro", d.micro_making, d.micro_making_cost, false);
  visit("tiers", d.tiers, d.tiers_cost, false);
  visit("sharing", shares_information(d), d.sharing_cost, true);
  visit("organisation", decides_sooner(d), d.organisation_cost, true);
  visit("warning", d.warning, d.warning_cost, true);
  visit("resourcing", d.resourcing.on, d.resourcing.cost, false);
  visit("returns", d.returns.on, d.returns.cost, false);
  visit("express", d.express.on, d.express.cost, false);
  visit("grades", d.grades.on, d.grades.cost, false);
}

//! Levers' day in a world of a given size [cent].
struct LeverDay {
  Cents information = 0, change = 0;  //!< booked
  Cents written_off = 0;              //!< part of them that is no payment: it was paid when the lever was bought
};

//! A lever with a ramp is paid for from the end of the warm-up on; one without was there before.
inline bool is_paid_for(LeverCost const& c, Seconds now, Seconds warmup) { return c.ramp <= 0 || now > warmup; }

inline LeverDay lever_day(Params const& p, Seconds now) {
  LeverDay out;
  double const size = world_size(p), days = static_cast<double>(p.ledger.invest_life) / static_cast<double>(day);
  each_lever(p.design, [&](char const*, bool on, LeverCost const& c, bool informs) {
    if (!on || !is_paid_for(c, now, p.clock.warmup)) return;
    double const part = static_cast<double>(c.invest) / days;
    Cents const run = to_int(static_cast<double>(c.per_day) * size), own = to_int((c.rented ? part * (1.0 + p.ledger.rent_premium) : part) * size);
    (informs ? out.information : out.change) += run + own;
    out.written_off += c.rented ? 0 : own;
  });
  return out;
}

//! What is paid for levers at the end of the warm-up, when those with a ramp are bought [cent].
inline Cents bought_at_start(Params const& p) {
  Cents all = 0;
  each_lever(p.design, [&](char const*, bool on, LeverCost const& c, bool) {
    if (on && !c.rented && c.ramp > 0) all += to_int(static_cast<double>(c.invest) * world_size(p));
  });
  return all;
}

//! All that it takes to have the levers of a design: what its gain a day has to pay back [cent].
inline Cents invested(Params const& p) {
  Cents all = 0;
  each_lever(p.design, [&](char const*, bool on, LeverCost const& c, bool) {
    all += on && !c.rented ? to_int(static_cast<double>(c.invest) * world_size(p)) : 0;
  });
  return all;
}

GS_SHARED_END
