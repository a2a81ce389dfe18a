#pragma once
//! Where a chain strains, by day: shelves and stores that are empty, hours that are asked for beyond what is there. From these series the
//! metrics tell what broke first.
#include <cstdint>
#include <string>
#include <vector>
#include "host/run/goods_class.hpp"
#include "kernels/engine/engine.hpp"

namespace gs::run {

//! Places that can run short: SKU classes (at the regional sites, where every design holds stock), echelons (of what is featured, all of it
//! without a show), and layers of hours.
inline constexpr int strain_places = count_of<GoodsClass> + count_of<Echelon> + count_of<LayerKind>;
std::string strain_name(int place);  //!< "featured", "echelon.plant", "hours.core"

class StrainGauge {
 public:
  explicit StrainGauge(WorldData const& world);

  void add_hours(SeriesBlock const& block);
  //! One row of `strain_places` values at the end of a day [1e-6]: demand-weighted share of points with nothing free; hours asked / offered. -1 =
  //! there is no such place.
  std::vector<std::int64_t> row(Snapshot const& seen);

  //! Of a day that has begun; so that a resumed run goes on alike.
  std::vector<std::int64_t> const& hours_today() const { return hours_; }
  void set_hours_today(std::vector<std::int64_t> hours);

 private:
  void add_point(std::size_t p, Snapshot const& seen, std::vector<double>& all, std::vector<double>& empty) const;

  WorldData const& world_;
  std::vector<GoodsClass> classes_;
  std::vector<char> chain_;
  std::vector<std::int64_t> hours_;  //!< [layer][asked, offered] of this day [line-seconds]
};

struct Break {
  double after = 0.0;   //!< days from `start` to the first day outside the band; NaN: never, or nothing to learn the band from
  double lasted = 0.0;  //!< days from there to the first day inside it again; NaN: never broke
  bool back = true;     //!< false: not inside again when the series ends
};
//! When a series leaves the band of the four weeks before row `start`: above mean + 3 standard deviations (Shewhart 1931). Fewer than 14 days
//! before it: no band.
Break find_break(std::vector<double> const& by_day, std::int64_t start);

}  // namespace gs::run
