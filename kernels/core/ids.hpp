#pragma once
//! Typed ids: a table indexed by one id cannot be indexed by another. Plain data, shared by host, viz and both backends.
#include <compare>
#include <cstdint>
#include "kernels/core/macros.hpp"

namespace gs {

//! A position in one table. `Id::none()` marks "no such row".
template <class Tag, class Rep>
struct Id {
  using rep = Rep;
  Rep v = static_cast<Rep>(-1);

  constexpr Id() = default;
  GS_HD constexpr explicit Id(Rep value) : v(value) {}
  GS_HD static constexpr Id none() { return Id(static_cast<Rep>(-1)); }
  GS_HD constexpr bool exists() const { return v != static_cast<Rep>(-1); }
  GS_HD constexpr std::int64_t at() const { return static_cast<std::int64_t>(v); }
  GS_HD friend constexpr bool operator==(Id a, Id b) { return a.v == b.v; }
  GS_HD friend constexpr bool operator<(Id a, Id b) { return a.v < b.v; }
};

using MemberId = Id<struct MemberTag, std::uint64_t>;      //!< a billion is possible: 64 bits
using UpstreamId = Id<struct UpstreamTag, std::uint32_t>;  //!< stock points that others order from, the first of level 1 first
using ItemId = Id<struct ItemTag, std::uint32_t>;          //!< SKUs first, then modules, then materials
using ZoneId = Id<struct ZoneTag, std::uint32_t>;
using SiteId = Id<struct SiteTag, std::uint32_t>;
using LaneId = Id<struct LaneTag, std::uint32_t>;
using PointId = Id<struct PointTag, std::uint32_t>;  //!< a stock point: (site, item, partition, owner)
using RecipeId = Id<struct RecipeTag, std::uint32_t>;
using PoolId = Id<struct PoolTag, std::uint32_t>;          //!< hours of one layer and process (or of one dedicated line)
using WorkLineId = Id<struct WorkLineTag, std::uint32_t>;  //!< one line of a pool; those of a pool are consecutive
using SupplierId = Id<struct SupplierTag, std::uint32_t>;
using PolicyId = Id<struct PolicyTag, std::uint32_t>;
using OrderId = Id<struct OrderTag, std::uint64_t>;        //!< permanent: the n-th order ever placed
using OrderSlot = Id<struct OrderSlotTag, std::uint64_t>;  //!< where an open order stands in its table now
using JobSlot = Id<struct JobSlotTag, std::uint64_t>;
using ShipmentSlot = Id<struct ShipmentSlotTag, std::uint64_t>;
using ReminderSlot = Id<struct ReminderSlotTag, std::uint64_t>;

}  // namespace gs
