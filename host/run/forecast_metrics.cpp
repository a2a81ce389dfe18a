//! WAPE: sum of |forecast - what came| over sum of what came, each over the protection interval of the stock point that made it.
#include <fmt/format.h>
#include <algorithm>
#include <cstdlib>
#include "host/run/goods_class.hpp"
#include "host/run/sheet.hpp"

namespace gs::run {
namespace {

struct Off {
  double missed = 0.0, came = 0.0;
  void add(std::vector<std::int64_t> const& cells, std::size_t cell) {
    missed += static_cast<double>(cells[2 * cell]), came += static_cast<double>(cells[2 * cell + 1]);
  }
};

void add_wape(std::string name, Off const& off, Sheet& out) {
  if (off.missed > 0.0 || off.came > 0.0) out.ratio(std::move(name), off.missed, off.came, "nothing came");
}

}  // namespace

void forecast_metrics(Evidence const& e, Sheet& out) {
  auto const& cells = e.totals.forecast_error;
  std::size_t const items = cells.size() / (2 * count_of<Echelon>);
  for (std::size_t k = 0; k < count_of<Echelon>; ++k) {
    Off off;
    for (std::size_t i = 0; i < items; ++i) off.add(cells, k * items + i);
    add_wape(fmt::format("forecast_wape.{}", echelon_names[k]), off, out);
  }
  auto const classes = goods_classes(e.world);
  Off by_class[at(GoodsClass::count)];
  for (std::size_t i = 0; i < std::min(items, classes.size()); ++i)
    by_class[at(classes[i])].add(cells, static_cast<std::size_t>(at(Echelon::regional)) * items + i);
  for (int c = 0; c < at(GoodsClass::count); ++c) add_wape(fmt::format("forecast_wape_{}", goods_class_names[c]), by_class[c], out);
}

}  // namespace gs::run
