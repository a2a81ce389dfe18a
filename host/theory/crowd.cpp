#include "host/theory/crowd.hpp"
#include <algorithm>
#include <cmath>
#include <regex>
#include "kernels/core/errors.hpp"

namespace gs::theory {
namespace {

config::Block const* crowd_block(Case const& c) {
  auto const& blocks = c.file->blocks;
  auto const at = std::find_if(blocks.begin(), blocks.end(), [](config::Block const& b) { return b.name == "crowd"; });
  return at == blocks.end() ? nullptr : &*at;
}

double mean_of(std::vector<std::int64_t> const& x) {
  double sum = 0.0;
  for (std::int64_t const v : x) sum += static_cast<double>(v);
  return sum / static_cast<double>(std::max<std::size_t>(1, x.size()));
}
double variance_of(std::vector<std::int64_t> const& x) {
  double const mean = mean_of(x);
  double sum = 0.0;
  for (std::int64_t const v : x) sum += (static_cast<double>(v) - mean) * (static_cast<double>(v) - mean);
  return sum / static_cast<double>(std::max<std::size_t>(2, x.size()) - 1);
}

//! A durable good: who has it, after one good delivery, is loyal and wants no other. Returns: what is sent back, how it is sorted.
void read_purchases(Reading& r, world::Crowd& crowd, Params& p) {
  crowd.transit = r.duration("transit", hour), crowd.returned = r.number("returned", 0.0);
  p.choice.constant = r.number("constant", 0.0), p.choice.loyalty = r.number("loyalty", 0.0);
  p.members.loyalty_gain = r.number("loyalty_gain", 0.0), p.members.usual_good = r.number("usual_good", 1.0);
  p.cascade.share_after_delivery = r.number("recommend", 0.0);
  p.service.return_after = r.duration("kept", p.service.return_after), p.service.return_transit = r.duration("way_back", p.service.return_transit);
  p.service.return_good = r.number("as_new", p.service.return_good), p.world.return_shelf = crowd.returned;
  p.design.returns.on = r.has("benches"), p.design.returns.benches = r.number("benches", 0.0);
  p.design.returns.refurbish_share = r.number("refurbished", 0.0), p.design.returns.recycle_share = r.number("recycled", 0.0);
  p.members.orders_per_year = r.number("orders_a_year", p.members.orders_per_year);
}

}  // namespace

bool has_crowd(Case const& c) { return crowd_block(c) != nullptr; }

world::Crowd crowd_of(Case const& c, Params& p) {
  Reading r(*crowd_block(c), scope_of(c.names), c.names);
  world::Crowd out;
  out.members = static_cast<std::int64_t>(r.number("members", 0.0)), out.looks_per_hour = r.number("looks_per_hour", 0.0);
  out.skus = static_cast<std::uint32_t>(r.number("skus", 1.0)), out.zipf = r.number("zipf", 0.0);
  out.prices = r.numbers("prices"), out.seeds = static_cast<std::int64_t>(r.number("seeds", 0.0));
  world::calm(p);
  p.members.count = out.members;
  p.cascade.contacts = static_cast<std::int64_t>(r.number("contacts", 8.0)), p.cascade.see = r.number("see", 0.0);
  p.cascade.share = r.number("share", 0.0), p.cascade.delay = r.duration("delay", 0);
  p.choice.price = r.number("price", 0.0), p.choice.cart_threshold = r.number("cart_threshold", 1e6);
  p.choice.buy_threshold = r.number("buy_threshold", 1e6);
  p.choice.shelf_median = r.duration("decide", hour), p.choice.shelf_sigma = 0.0, p.choice.abandon_mean = r.duration("forget", 36500 * day);
  read_purchases(r, out, p);
  r.done();
  return out;
}

void CrowdObserver::begin(Snapshot const& s) { start_ = end_ = before_ = s.attention; }

void CrowdObserver::note(Snapshot const& s, std::int64_t tick) {
  end_ = s.attention;
  if (wanted_.contains(tick)) {
    Column& shares = shares_in_[tick];
    for (std::size_t k = 0; k < end_.shares.size(); ++k) shares.push_back(end_.shares[k] - before_.shares[k]);
  }
  before_ = end_;
}

CrowdObserver::Column const& CrowdObserver::column(AttentionTable<HostColumn> const& t, std::string const& name) {
  if (name == "shares") return t.shares;
  if (name == "carts") return t.carts;
  if (name == "orders") return t.orders;
  if (name == "wants") return t.wants;
  throw ConfigError("SKUs are seen to have shares, carts, orders and wants, not '" + name + "'");
}

CrowdObserver::Column CrowdObserver::since(std::string const& name) const {
  Column out = column(end_, name);
  Column const& from = column(start_, name);
  for (std::size_t k = 0; k < out.size(); ++k) out[k] -= from[k];
  out.resize(crowd_.skus);
  return out;
}

bool CrowdObserver::knows(std::string const& f) {
  return f == "sku_sum" || f == "sku_value" || f == "sku_mean" || f == "sku_var" || f == "sku_is" || f == "in_tick_mean" || f == "in_tick_var";
}

std::set<std::int64_t> CrowdObserver::ticks_in(std::string const& value) {
  static std::regex const call("in_tick_(mean|var)\\(\\s*shares\\s*,\\s*([0-9]+)");
  std::set<std::int64_t> ticks;
  for (std::sregex_iterator at(value.begin(), value.end(), call), none; at != none; ++at) ticks.insert(std::stoll((*at)[2]));
  return ticks;
}

//! Popularity of the first so many SKUs.
double CrowdObserver::top_share(double ranks) const {
  double top = 0.0, all = 0.0;
  for (std::size_t k = 0; k < popularity_.size(); ++k) {
    all += popularity_[k];
    top += static_cast<double>(k) < ranks ? popularity_[k] : 0.0;
  }
  return top / all;
}

double CrowdObserver::statistic(std::string const& f, std::vector<std::string> const& a) const {
  if (a.empty() || a.size() > 2) throw ConfigError(f + " takes one or two arguments");
  std::size_t const number = a.size() == 2 ? static_cast<std::size_t>(std::stoll(a[1])) : 0;
  if (f.starts_with("in_tick")) {
    auto const at = shares_in_.find(static_cast<std::int64_t>(number));
    if (at == shares_in_.end()) throw ConfigError("tick " + std::to_string(number) + " was not run");
    return f == "in_tick_mean" ? mean_of(at->second) : variance_of(at->second);
  }
  Column const x = since(a[0]);
  if (f == "sku_value") return static_cast<double>(x.at(number));
  if (f == "sku_is") return static_cast<double>(std::count(x.begin(), x.end(), static_cast<std::int64_t>(number))) / static_cast<double>(x.size());
  if (f == "sku_mean") return mean_of(x);
  return f == "sku_var" ? variance_of(x) : mean_of(x) * static_cast<double>(x.size());
}

}  // namespace gs::theory
