#pragma once
//! What is noted of stock points while a textbook world runs, and the statistics that measures may ask for.
#include <map>
#include <string>
#include <vector>
#include "host/theory/case.hpp"
#include "kernels/engine/engine.hpp"

namespace gs::theory {

//! Sums over observations of one named group of stock points, in units.
struct Track {
  std::string name;
  std::vector<PointId> ids;
  std::vector<std::int64_t> asked, ordered, lost, net;  //!< by id, at the last observation [grains]
  double n = 0, net1 = 0, net2 = 0, above = 0, short1 = 0, hand = 0, transit = 0;
  double order1 = 0, order2 = 0, orders = 0, ask1 = 0, ask2 = 0, lost1 = 0, at_once = 0, no_short = 0, in_stock = 0, short_max = 0;
  std::map<std::int64_t, double> levels;                                 //!< observations by net stock, whole units
  std::vector<std::vector<float>> order_series, ask_series, net_series;  //!< by id, when kept
};

//! What costs memory or time and is kept only where a measure asks for it.
struct Keep {
  bool series = false;  //!< cov(…), spells
  bool levels = false;  //!< net_at_most(…)
};

class Observer {
 public:
  Observer(Cast const& cast, world::TextbookData const& data, RunPlan const& plan, Keep keep);
  void begin(Snapshot const& s);  //!< at the end of the warm-up
  void note(Snapshot const& s);   //!< once an observation
  void counters(SeriesBlock const& block);
  //! net_mean(shop), orders_var(shop), counter_mean(wakes), … Throws ConfigError.
  double statistic(std::string const& function, std::vector<std::string> const& arguments) const;
  bool knows(std::string const& function) const;
  double pool(std::string const& function, std::vector<std::string> const& arguments) const;
  double spells(std::string const& function, std::vector<std::string> const& arguments) const;
  double at_most(std::string const& point, double units) const;

 private:
  Track const& track(std::string const& name) const;
  double of(Track const& t, std::string const& f) const;
  double covariance(std::vector<std::string> const& a) const;
  double counter(std::string const& function, std::vector<std::string> const& arguments) const;
  std::vector<Track> tracks_;
  std::vector<std::pair<std::string, std::vector<std::size_t>>> pools_;  //!< rows of the pool table, by name
  std::vector<double> pool_sums_;                                        //!< [pool][PoolCounter], measured ticks
  double grains_;
  bool keep_, keep_levels_;
  Seconds warmup_;
  std::vector<std::vector<double>> counters_;  //!< by Counter, measured ticks
  std::vector<Seconds> time_;                  //!< their ends [s since the end of the warm-up]
};

}  // namespace gs::theory
