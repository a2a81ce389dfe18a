#pragma once
//! What a run keeps of its series for the metrics: small, by day. The full series go to the file.
#include <array>
#include <vector>
#include "host/run/strain.hpp"
#include "kernels/engine/engine.hpp"

namespace gs::run {

struct Collected {
  std::int64_t lines = 0;
  Seconds measured_from = 0;                       //!< end of the warm-up [s since start]
  std::vector<Seconds> day;                        //!< end of each day [s]
  std::vector<std::int64_t> chain;                 //!< [day][echelon][line][ChainCounter]
  std::vector<std::int64_t> line_wants;            //!< [day][line]: true first choices (outside demand on a loaded network)
  std::vector<std::int64_t> wanted, missed, lost;  //!< [day] wants and outside demand; of these not met as wanted; list price of what left [cent]

  std::vector<std::int64_t> echelons;  //!< [day][echelon][EchelonCounter]
  std::array<double, 3> backorders{};  //!< sums over measured time: units that wait [grains s], their age [grains min s]; that time [s]

  std::vector<std::int64_t> strain;  //!< [day][place] where the chain is short, see StrainGauge [1e-6]

  std::int64_t days() const { return static_cast<std::int64_t>(day.size()); }
  //! Orders, demand or stock of an echelon and line on a day.
  std::int64_t at(std::int64_t d, Echelon e, std::int64_t line, ChainCounter c) const {
    std::int64_t const row = (d * count_of<Echelon> + gs::at(e)) * lines + line;
    return chain[static_cast<std::size_t>(row * count_of<ChainCounter> + gs::at(c))];
  }
  //! Is day d one of the measured window?
  bool is_measured(std::int64_t d) const { return day[static_cast<std::size_t>(d)] > measured_from; }
  //! Sum over the measured days.
  double echelon_sum(Echelon e, EchelonCounter c) const {
    double sum = 0.0;
    for (std::int64_t d = 0; d < days() && (d + 1) * count_of<Echelon> * count_of<EchelonCounter> <= std::ssize(echelons); ++d)
      if (is_measured(d))
        sum += static_cast<double>(echelons[static_cast<std::size_t>((d * count_of<Echelon> + gs::at(e)) * count_of<EchelonCounter> + gs::at(c))]);
    return sum;
  }
  std::int64_t wants(std::int64_t d, std::int64_t line) const { return line_wants[static_cast<std::size_t>(d * lines + line)]; }
  //! Row of the day that holds a time; rows are whole days without a gap.
  std::int64_t row_of(Seconds t) const { return day.empty() ? 0 : t / gs::day - (day.front() / gs::day - 1); }
};

}  // namespace gs::run
