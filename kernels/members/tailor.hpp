#pragma once
//! Grades above basic (lever 8): what a member who looks for one would have made, and when that can be at the door.
#include "kernels/members/scene.hpp"

namespace gs::GS_BACKEND {

//! A grade above basic that a member would take: the SKU it is booked as, where it is made, what it is worth to the member.
struct Tailored {
  ItemId sku;
  Grade grade = Grade::basic;
  double utility = -1e30;
  PointId point;
};

struct Tailor {
  Scene const& scene;
  Taster const& who;
  MemberId id;
  ZoneId zone;

  //! The grade this member looks for, if any, and the best of it. Deep: the combination of its family's options that fits best. Extreme: a
  //! piece that fits altogether. Both at a premium.
  GS_HD Tailored best_of(ItemId sku, double bonus) const {
    double const sought = static_cast<double>(mix64(scene.seed ^ (id.v * 5 + 3)) >> 40) * (1.0 / 16777216.0);
    SkuLook const& look = scene.looks[sku.at()];
    Tailored best;
    if (sought < scene.grades.seek_extreme && (look.grades & 4) != 0)
      best = piece_for_one(sku, bonus);
    else if (sought < scene.grades.seek_extreme + scene.grades.seek_deep && (look.grades & 2) != 0)
      best = combination(sku, bonus);
    if (best.grade == Grade::basic) return best;
    best.point = scene.shelf.routes.to_order[(static_cast<std::int64_t>(best.grade) - 1) * scene.skus + best.sku.at()];
    if (!best.point.exists()) best.utility = -1e30;
    return best;
  }
  GS_HD Tailored piece_for_one(ItemId sku, double bonus) const {
    SkuLook const& look = scene.looks[sku.at()];
    double const fit = scene.choice.taste * (1.0 - taste_match(who.taste, look.taste));
    double const u = utility(scene.choice, who, look, bonus) + fit - who.price_sensitivity * scene.grades.disutility[1];
    return {sku, Grade::extreme, u + luck_of(scene.quantiles, who.luck + 1, sku.v), PointId::none()};
  }
  GS_HD Tailored combination(ItemId sku, double bonus) const {
    std::uint32_t const first = sku.v / scene.grades.per_family * scene.grades.per_family;
    ItemId best = sku;
    double match = taste_match(who.taste, scene.looks[sku.at()].taste);
    for (std::uint32_t k = 0; k < scene.grades.per_family && first + k < scene.skus; ++k) {
      double const m = taste_match(who.taste, scene.looks[first + k].taste);
      if (m > match) match = m, best = ItemId(first + k);
    }
    double const u = utility(scene.choice, who, scene.looks[best.at()], bonus) - who.price_sensitivity * scene.grades.disutility[0];
    return {best, Grade::deep, u + luck_of(scene.quantiles, who.luck + 1, sku.v), PointId::none()};
  }
  GS_HD Seconds promise_of(Tailored const& t) const {
    Shelf const& shelf = scene.shelf;
    SiteId const site = shelf.points.site[t.point];
    LaneId lane = shelf.routes.lane_of(zone, 0);
    for (std::uint32_t k = 0; k < shelf.routes.routes; ++k)
      if (shelf.routes.site_of(zone, k) == site) lane = shelf.routes.lane_of(zone, k);
    if (!shelf.lane_open(lane) || shelf.site_open[site.at()] == 0) return never;
    return shelf.there_at(t.point) + way_by(shelf, site, lane);
  }
};

}  // namespace gs::GS_BACKEND
