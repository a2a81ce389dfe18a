#pragma once
//! The bill of materials between items, made once from the primary recipes of the world, and how market signals explode through it.
#include <vector>
#include "kernels/core/store_same.hpp"
#include "kernels/state/supply.hpp"

namespace gs::GS_BACKEND {

//! One line: so much of `to` for a unit of `from`.
struct BillEdge {
  ItemId from, to;
  Micro each;  //!< [1e-6 units/unit]
};

//! Edges sorted by depth of `from` (0 = made of nothing's component): first[d] … first[d+1]-1 are those of depth d.
struct Bill {
  std::vector<BillEdge> edges;
  std::vector<std::int64_t> first;
};

//! The bill of a world: of all points that make an item by its primary recipe, each counts by its share of their mean demand.
Bill make_bill(PointTable<HostColumn> const& points, RecipeTable<HostColumn> const& recipes, ComponentTable<HostColumn> const& components,
               std::size_t items);

using Signals = ViewOf<SignalTable, ItemId>;

struct ClearSignal {
  Signals signals;
  BillEdge const* edges;
  GS_HD void operator()(std::int64_t e) const {
    store_same(&signals.sensed[edges[e].to], 0);
    store_same(&signals.usual[edges[e].to], 0);
  }
};

//! Passes the signal of an item on to what it is made of. Edges of one depth only read items that are complete.
struct ExplodeSignal {
  Signals signals;
  BillEdge const* edges;
  GS_HD void operator()(std::int64_t e) const {
    BillEdge const& b = edges[e];
    double const each = from_micro(b.each);
    atomic_add(&signals.sensed[b.to], to_int(static_cast<double>(signals.sensed[b.from]) * each));
    atomic_add(&signals.usual[b.to], to_int(static_cast<double>(signals.usual[b.from]) * each));
  }
};

}  // namespace gs::GS_BACKEND
