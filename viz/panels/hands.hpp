#pragma once
#include "viz/panels/session.hpp"

namespace gs::viz {

// What hands can do, as events: pure, for tests. `at` is set when they are injected.
Event livestream(Facts const& facts, std::int64_t sku, std::uint32_t channel, std::int64_t minutes, double peak);
Event ignite(Facts const& facts, std::int64_t sku, std::int64_t seeds);
//! Closes or opens every site of a region, its micro sites included.
std::vector<Event> region_events(Facts const& facts, std::uint32_t region, bool close);
Event supplier_event(std::int64_t supplier, bool down);
Event hours_event(std::int64_t pool, std::int64_t hours_a_day);

}  // namespace gs::viz
