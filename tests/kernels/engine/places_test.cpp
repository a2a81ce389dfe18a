//! Places with carriers: reserved parcels of a small world by hand, sent by the orders stage itself.
#include "kernels/orders/places.hpp"
#include <gtest/gtest.h>
#include <algorithm>
#include <memory>
#include <vector>
#include "host/world/textbook_crowd.hpp"
#include "kernels/orders/orders_stage.hpp"
#include "tests/kernels/core/claims_support.hpp"

namespace gs::cpu {
namespace {

struct Way {
  std::int64_t capacity = 0;  //!< [parcels/h]; 0 = no limit
  std::uint32_t load = 0;     //!< others' share [1e-3]
};
struct Parcel {
  Seconds placed = 0;
  std::uint32_t zone = 0;
  bool is_hot = false;
};

//! One site, and one lane to each zone. Nobody orders: parcels are put on the dock by hand.
struct Shop {
  explicit Shop(std::vector<Way> const& ways, std::int64_t hands, double express = 0.0) {
    world::calm(params);
    params.threads = 1, params.members.count = 1024, params.clock = {hour, hour, 0, 0, 0, 30 * day};
    params.world.outside_swing = 0.0;
    params.design.express.on = express > 0.0, params.design.express.share = express;
    world::Crowd crowd;
    crowd.members = params.members.count;
    WorldData d = world::make_crowd_world(crowd, params);
    d.sites.handling[0] = hands;
    resize_rows(d.zones, ways.size()), resize_rows(d.lanes, ways.size());
    d.serve.route.assign(ways.size(), SiteId(0)), d.serve.route_lane.clear();
    for (std::uint32_t z = 0; z < ways.size(); ++z) {
      d.lanes.from[z] = SiteId(0), d.lanes.transit[z] = hour;
      d.lanes.capacity[z] = ways[z].capacity, d.lanes.outside_load[z] = ways[z].load;
      d.serve.route_lane.push_back(LaneId(z));
    }
    w = std::make_unique<World>(params, d);
  }
  void put(std::vector<Parcel> const& parcels) {
    w->orders.resize(static_cast<std::int64_t>(parcels.size()));
    auto const o = w->orders.view();
    for (std::uint64_t i = 0; i < parcels.size(); ++i) {
      OrderSlot const s(i);
      o.id[s] = OrderId(i), o.member[s] = MemberId(i), o.sku[s] = ItemId(0), o.point[s] = PointId(0), o.price[s] = 100;
      o.placed[s] = parcels[i].placed, o.promise[s] = o.patience[s] = o.due[s] = o.arrives[s] = never;
      o.zone[s] = ZoneId(parcels[i].zone), o.state[s] = OrderState::reserved, o.channel[s] = 0;
      o.flags[s] = parcels[i].is_hot ? hot : 0;
    }
    w->stock.view().reserved[PointId(0)] += static_cast<Grains>(parcels.size());
  }
  //! Time at which each parcel left, by its number [s]; -1 = still there.
  std::vector<Seconds> work(Seconds until, Seconds tick = hour) {
    std::vector<Seconds> left(static_cast<std::size_t>(w->orders.size()), -1);
    for (Seconds t = w->now.end; t < until; t += tick) {
      w->now = Now{t, t + tick, w->now.tick + 1};
      stage.run(*w);
      for (std::size_t i = 0; i < left.size(); ++i)
        if (left[i] < 0 && w->orders.view().state[OrderSlot(i)] != OrderState::reserved) left[i] = t;
    }
    return left;
  }
  Seconds way(std::uint32_t zone) { return way_of(shelf_of(*w), ZoneId(zone), 0); }
  std::int64_t counted(Counter c) { return w->totals.data()[at(c)]; }

  Params params;
  std::unique_ptr<World> w;
  OrdersStage stage;
};

constexpr std::int64_t plenty = 1000;

//! One parcel an hour, three parcels: the oldest first, whatever their numbers; the queue is told in promises until it is gone.
TEST(Places, OneAnHourAndOldestFirst) {
  Shop shop({{1, 0}}, plenty);
  shop.w->now = Now{9 * hour, 10 * hour, 0};
  Seconds const quiet = shop.way(0);
  shop.put({{2 * hour}, {hour}, {3 * hour}});
  EXPECT_EQ(shop.work(11 * hour), (std::vector<Seconds>{-1, 10 * hour, -1}));
  EXPECT_EQ(shop.way(0), quiet + 2 * hour);
  EXPECT_EQ(shop.counted(Counter::waited_place), 2 * hour);
  EXPECT_EQ(shop.counted(Counter::waited_hands), 0);
  shop.work(12 * hour);
  EXPECT_EQ(shop.way(0), quiet + hour);
  shop.work(13 * hour);
  EXPECT_EQ(shop.way(0), quiet);
  EXPECT_EQ(shop.counted(Counter::shipped), 3);
  EXPECT_EQ(shop.counted(Counter::waited_place), 3 * hour);
}

TEST(Places, OthersTakeTheirShare) {
  std::vector<Parcel> const ten(10);
  auto const sent = [&](std::uint32_t load, double festival) {
    Shop shop({{8, load}}, plenty);
    WaveParams fest;
    fest.kind = WaveKind::festival, fest.start = 0, fest.duration = day;
    shop.w->params.waves = {fest}, shop.w->params.world.festival_load = festival;
    shop.put(ten);
    shop.work(hour);
    return shop.counted(Counter::shipped);
  };
  EXPECT_EQ(sent(0, 0.0), 8);
  EXPECT_EQ(sent(500, 0.0), 4);
  EXPECT_EQ(sent(500, 0.5), 2) << "a festival: half of it again";
  EXPECT_EQ(sent(1000, 0.0), 0);
  EXPECT_EQ(sent(0, 0.5), 8) << "a lane that is ours alone stays so";
}

TEST(Places, TicksOfAnyLengthSendTheSame) {
  for (Seconds const tick : {minute, 5 * minute, 15 * minute, hour}) {
    Shop shop({{7, 250}}, plenty);  // 5.25 an hour
    shop.put(std::vector<Parcel>(40));
    shop.work(4 * hour, tick);
    EXPECT_EQ(shop.counted(Counter::shipped), 21) << tick;
  }
}

//! Hands for two, and the two oldest have no truck: the next two are packed instead.
TEST(Places, WhoHasNoPlaceBlocksNoHands) {
  Shop full({{1, 1000}, {}}, 2);
  full.put({{1, 0}, {2, 0}, {3, 1}, {4, 1}, {5, 1}});
  EXPECT_EQ(full.work(hour), (std::vector<Seconds>{-1, -1, 0, 0, -1}));
  EXPECT_EQ(full.counted(Counter::waited_place), 2 * hour);
  EXPECT_EQ(full.counted(Counter::waited_hands), hour);

  Shop closed({{}, {}}, 2);
  closed.w->outages.slow = uploaded<std::uint32_t>({0, 100});  // as without any limit
  Seconds const quiet = closed.way(0);
  closed.put({{1, 0}, {2, 0}, {3, 1}, {4, 1}});
  EXPECT_EQ(closed.work(hour), (std::vector<Seconds>{-1, -1, 0, 0}));
  EXPECT_EQ(closed.way(0), quiet) << "of an outage the shop knows what it is told";
}

//! Hands for one an hour, places for two: everybody waits for hands, and three of them take three hours.
TEST(Places, WhereHandsAreShorterTheyMakeTheQueue) {
  Shop shop({{2, 0}}, 1);
  Seconds const quiet = shop.way(0);
  shop.put(std::vector<Parcel>(4));
  shop.work(hour);
  EXPECT_EQ(shop.way(0), quiet + 3 * hour);
  EXPECT_EQ(shop.counted(Counter::waited_hands), 3 * hour);
  EXPECT_EQ(shop.counted(Counter::waited_place), 0);
}

//! A long queue for one lane is none for the site's other one.
TEST(Places, AFullLaneIsNotInTheWayOfAnother) {
  Shop shop({{1, 0}, {}}, 10);
  Seconds const quiet = shop.way(1);
  shop.put(std::vector<Parcel>(40));
  shop.work(hour);
  EXPECT_EQ(shop.way(0), quiet + 39 * hour);
  EXPECT_EQ(shop.way(1), quiet);
}

//! Serving one after another: whoever finds a place and hands takes both.
struct Serial {
  std::vector<std::int64_t> places;
  std::int64_t hands;
  bool serve(Parcel const& p) {
    if (hands == 0 || places[p.zone] == 0) return false;
    --hands, --places[p.zone];
    return true;
  }
};
std::vector<bool> one_after_another(std::vector<Parcel> const& parcels, Serial room, std::int64_t express) {
  std::vector<std::size_t> age(parcels.size());
  for (std::size_t i = 0; i < age.size(); ++i) age[i] = i;
  std::stable_sort(age.begin(), age.end(), [&](std::size_t a, std::size_t b) { return parcels[a].placed < parcels[b].placed; });
  std::vector<bool> sent(parcels.size(), false);
  for (std::size_t const i : age)
    if (parcels[i].is_hot && express > 0 && room.serve(parcels[i])) sent[i] = true, --express;
  for (std::size_t const i : age)
    if (!sent[i]) sent[i] = room.serve(parcels[i]);
  return sent;
}

TEST(Places, LaneThenHandsIsOneAfterAnother) {
  for (std::uint64_t k = 0; k < 200; ++k) {
    Dice dice{mix64(k)};
    std::vector<Way> ways(1 + dice.next(4));
    Serial room{{}, static_cast<std::int64_t>(1 + dice.next(20))};
    for (Way& way : ways) room.places.push_back(way.capacity = static_cast<std::int64_t>(1 + dice.next(12)));
    std::vector<Parcel> parcels(dice.next(40));
    for (Parcel& p : parcels)
      p = {static_cast<Seconds>(minute * dice.next(9)), static_cast<std::uint32_t>(dice.next(ways.size())), dice.next(3) == 0};
    bool const lane_for_hits = k % 2 == 1;
    Shop shop(ways, room.hands, lane_for_hits ? 0.5 : 0.0);
    shop.put(parcels);
    std::vector<Seconds> const left = shop.work(hour);
    std::vector<bool> const expected = one_after_another(parcels, room, lane_for_hits ? room.hands / 2 : 0);
    for (std::size_t i = 0; i < parcels.size(); ++i) ASSERT_EQ(left[i] == 0, expected[i]) << "case " << k << ", parcel " << i;
  }
}

}  // namespace
}  // namespace gs::cpu
