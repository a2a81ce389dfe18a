//! WAPE: sum of |forecast - what came| over sum of what came, each over the protection interval of the stock point that made it.
//! Skill: 1 - WAPE / WAPE of a naive forecast (Murphy 1988), here the stationary mean: what somebody says who knows the usual and hears no
//! news. So levers that bring news show by how much these help, head and tail alike, whatever the noise that nobody can foresee; the last
//! interval's total, the other usual reference, carries that noise twice and is beaten by any average.
//! The floor is the WAPE of who knows the true intensity: Poisson noise (ForecastTally, state/records.hpp). True skill is the share of the way
//! from the stationary mean to that floor: 1 = nothing that could be foreseen was missed.
#include <fmt/format.h>
#include <algorithm>
#include <cstdlib>
#include "host/run/goods_class.hpp"
#include "host/run/sheet.hpp"

namespace gs::run {
namespace {

struct Off {
  double missed = 0.0, came = 0.0, naive = 0.0, truth = 0.0;
  void add(std::vector<std::int64_t> const& cells, std::size_t cell) {
    auto const at = [&](std::size_t k) { return static_cast<double>(cells[width * cell + k]); };
    missed += at(0), came += at(1), naive += at(2), truth += at(3);
  }
  static constexpr std::size_t width = 4;  //!< of a cell (ForecastTally)
};

//! `of` is ".regional" or "_tail".
void add_accuracy(std::string const& of, Off const& off, Sheet& out) {
  if (!(off.missed > 0.0 || off.came > 0.0)) return;
  out.ratio("forecast_wape" + of, off.missed, off.came, "nothing came");
  out.ratio("forecast_skill" + of, off.naive - off.missed, off.naive, "the naive forecast missed nothing");
  out.ratio("forecast_floor" + of, off.truth, off.came, "nothing came");
  double const foreseeable = off.naive - off.truth;  // under a hundredth of what came it is noise
  out.ratio("forecast_skill_true" + of, off.naive - off.missed, foreseeable > 0.01 * off.came ? foreseeable : 0.0,
            "the usual is as good as the truth: nothing could be foreseen");
}

}  // namespace

void forecast_metrics(Evidence const& e, Sheet& out) {
  auto const& cells = e.totals.forecast_error;
  std::size_t const items = cells.size() / (Off::width * count_of<Echelon>);
  for (std::size_t k = 0; k < count_of<Echelon>; ++k) {
    Off off;
    for (std::size_t i = 0; i < items; ++i) off.add(cells, k * items + i);
    add_accuracy(fmt::format(".{}", echelon_names[k]), off, out);
  }
  auto const classes = goods_classes(e.world);
  Off by_class[at(GoodsClass::count)];
  for (std::size_t i = 0; i < std::min(items, classes.size()); ++i)
    by_class[at(classes[i])].add(cells, static_cast<std::size_t>(at(Echelon::regional)) * items + i);
  for (int c = 0; c < at(GoodsClass::count); ++c) add_accuracy(fmt::format("_{}", goods_class_names[c]), by_class[c], out);
}

}  // namespace gs::run
