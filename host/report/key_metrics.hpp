#pragma once
//! The metrics that experiments are looked at first; all others stand in the tables.
#include <string>

namespace gs::report {

constexpr char const* key_metrics[] = {"service",
                                       "service_quiet",
                                       "service_wave",
                                       "service_featured_wave",
                                       "service_worst_day",
                                       "fill_rate",
                                       "stockout_rate",
                                       "stockout_rate_featured_wave",
                                       "lost_sales",
                                       "order_to_door_p50_quiet",
                                       "order_to_door_p95_wave",
                                       "time_to_recover",
                                       "on_time",
                                       "returns",
                                       "overstock",
                                       "inventory_value.all",
                                       "turns",
                                       "utilisation.core",
                                       "changeover_share",
                                       "lot_wait",
                                       "defective",
                                       "bullwhip.regional",
                                       "bullwhip.central",
                                       "bullwhip.plant",
                                       "bullwhip.material",
                                       "micro_hit_rate",
                                       "carbon",
                                       "revenue",
                                       "cost.all",
                                       "margin",
                                       "cash"};

//! Of a sweep, those that are drawn when they vary: one of each kind first.
constexpr char const* swept_metrics[] = {
    "service", "service_wave", "stockout_rate",  "lost_sales",      "order_to_door_p95_wave", "inventory_value.all", "cost.all",
    "margin",  "fill_rate",    "bullwhip.plant", "time_to_recover", "utilisation.core",       "defective",           "carbon"};

}  // namespace gs::report
