#pragma once
//! Cases about members: a [crowd] instead of stock points, and statistics of what the market was seen to do.
#include <set>
#include <string>
#include <vector>
#include "host/theory/case.hpp"
#include "host/world/textbook_crowd.hpp"
#include "kernels/engine/engine.hpp"

namespace gs::theory {

bool has_crowd(Case const& c);
//! Reads [crowd]; choice and cascade go into `params`.
world::Crowd crowd_of(Case const& c, Params& params);

class CrowdObserver {
 public:
  CrowdObserver(world::Crowd const& crowd, WorldData const& world) : crowd_(crowd), popularity_(world.items.popularity) {}
  void begin(Snapshot const& s);
  void note(Snapshot const& s, std::int64_t tick);  //!< once a tick
  void keep_ticks(std::set<std::int64_t> ticks) { wanted_ = std::move(ticks); }
  //! sku_sum(carts), sku_value(carts, 0), sku_mean(shares), sku_var(shares), sku_is(shares, 1); in_tick_mean(shares, 6), in_tick_var(shares, 6);
  //! top_share(100): popularity of the first so many SKUs.
  double statistic(std::string const& function, std::vector<std::string> const& arguments) const;
  double top_share(double ranks) const;
  static bool knows(std::string const& function);
  //! Which ticks `value` asks for one by one.
  static std::set<std::int64_t> ticks_in(std::string const& value);

 private:
  using Column = std::vector<std::int64_t>;
  static Column const& column(AttentionTable<HostColumn> const& t, std::string const& name);
  Column since(std::string const& name) const;
  world::Crowd crowd_;
  std::vector<std::uint32_t> popularity_;
  AttentionTable<HostColumn> start_, end_, before_;
  std::set<std::int64_t> wanted_;
  std::map<std::int64_t, Column> shares_in_;  //!< shares of a tick by SKU
};

}  // namespace gs::theory
