//! Bursts of attention: declared waves, posts, fine windows.
#include "host/world/bursts.hpp"
#include "host/world/pull.hpp"
#include "host/world/scale.hpp"
#include "tests/host/world/sample.hpp"

namespace gs::world {
namespace {

//! `skus` as they come out in a world of 20 k members: a wave's numbers are those of the reference world.
constexpr std::uint32_t small = 50;
WaveParams wave(WaveKind kind, std::uint32_t skus = 1) {
  WaveParams w;
  w.name = "test", w.kind = kind, w.skus = skus * small, w.start = 2 * day + 20 * hour;
  return w;
}
WorldData with(WaveParams const& w, std::int64_t members = 20'000) {
  Params p = market(members);
  p.waves.push_back(w);
  return make_world(p);
}
std::vector<Burst> of_kind(WorldData const& w, WaveKind kind) {
  std::vector<Burst> list;
  for (Burst const& b : w.bursts)
    if (b.kind == kind) list.push_back(b);
  return list;
}

TEST(Waves, LivestreamOpensLinksOneAfterAnother) {
  WaveParams show = wave(WaveKind::livestream);
  show.discount = 0.1, show.skus = 4;
  WorldData const w = with(show, 1'000'000);
  auto const links = of_kind(w, WaveKind::livestream);
  ASSERT_EQ(links.size(), 4u);
  Seconds const start = 10 * day + show.start;
  for (std::size_t k = 0; k < 4; ++k) {
    EXPECT_EQ(links[k].start, start + static_cast<Seconds>(k) * 30 * minute);
    EXPECT_EQ(links[k].end, links[k].start + 30 * minute);
    EXPECT_GT(links[k].gone, links[k].end);
    EXPECT_TRUE(links[k].shown);
    EXPECT_DOUBLE_EQ(links[k].discount, 0.1);
    EXPECT_GT(links[k].live_bonus, 0.0);
    EXPECT_DOUBLE_EQ(links[k].rise, 30.0);
  }
  auto const preheat = of_kind(w, WaveKind::content);
  ASSERT_EQ(preheat.size(), 4u);
  for (Burst const& b : preheat) {
    EXPECT_EQ(b.end, start);
    EXPECT_EQ(b.start, start - show.preheat);
    EXPECT_FALSE(b.shown);
  }
}

TEST(Waves, LinksLastAsLongInWorldsOfAnySize) {
  WaveParams show = wave(WaveKind::livestream);
  show.skus = 4;
  auto const few = of_kind(with(show, 300'000), WaveKind::livestream), many = of_kind(with(show, 2'000'000), WaveKind::livestream);
  ASSERT_EQ(few.size(), 1u);
  ASSERT_EQ(many.size(), 8u);
  for (Burst const& b : many) EXPECT_EQ(b.end - b.start, few[0].end - few[0].start);
}

TEST(Waves, PeakIsAMultipleOfTheQuietRate) {
  WaveParams show = wave(WaveKind::livestream);
  show.appeal_sigma = 0.0, show.peak = 60.0;
  WorldData const w = with(show);
  Burst const link = of_kind(w, WaveKind::livestream).at(0);
  double const quiet = from_micro(w.items.quiet_rate[link.sku.v]);
  EXPECT_NEAR(link.looks_per_hour, 60.0 * quiet * live_looks_per_order, 1e-9);
  for (std::uint32_t i = 0; i < w.skus; ++i) EXPECT_LE(w.items.quiet_rate[i], w.items.quiet_rate[link.sku.v]);  // first_rank 0: the best seller
}

TEST(Waves, AppealHasMeanOneAndOnlyPreShowsBefore) {
  WaveParams show = wave(WaveKind::livestream, 2000 / small);
  WorldData const w = with(show, 1'000'000);
  double sum = 0, pre = 0, before_square = 0, both = 0, total_square = 0, before = 0, total = 0;
  std::vector<double> seen(w.skus);
  for (Burst const& b : of_kind(w, WaveKind::content))
    seen[b.sku.v] = b.looks_per_hour / (show.preheat_visibility * post_looks_per_order * from_micro(w.items.quiet_rate[b.sku.v]));
  for (Burst const& b : of_kind(w, WaveKind::livestream)) {
    double const appeal = b.looks_per_hour / (show.peak * live_looks_per_order * from_micro(w.items.quiet_rate[b.sku.v]));
    double const x = exact_log(seen[b.sku.v]), y = exact_log(appeal);
    sum += appeal, pre += seen[b.sku.v], before += x, total += y, before_square += x * x, total_square += y * y, both += x * y;
  }
  double const n = 2000, vx = before_square / n - before / n * before / n, vy = total_square / n - total / n * total / n;
  double const cov = both / n - before / n * total / n;
  EXPECT_NEAR(sum / n, 1.0, 0.08);
  EXPECT_NEAR(pre / n, 1.0, 0.05);
  EXPECT_NEAR(cov * cov / (vx * vy), 0.4, 0.05);  // rho²
}

TEST(Waves, LongTailStartsDeepInTheTail) {
  WaveParams hit = wave(WaveKind::longtail);
  hit.first_rank = 1.0, hit.seeds = 50 * small, hit.r0 = 0.9, hit.half_life = 2 * day;
  WorldData const w = with(hit);
  Burst const b = of_kind(w, WaveKind::longtail).at(0);
  for (std::uint32_t i = 0; i < w.skus; ++i) EXPECT_GE(w.items.quiet_rate[i], w.items.quiet_rate[b.sku.v]);
  EXPECT_EQ(b.seeds, 50);
  EXPECT_NEAR(b.share_boost, 0.9 / 0.6, 1e-12);  // R0 of the default world: 8 x 0.30 x 0.25
  EXPECT_EQ(b.gone, b.start + 8 * day);
}

TEST(Waves, FestivalNoiseAndContent) {
  WaveParams festival = wave(WaveKind::festival, 6), noise = wave(WaveKind::noise), content = wave(WaveKind::content);
  noise.bots = 5.0;
  auto const party = of_kind(with(festival), WaveKind::festival);
  ASSERT_EQ(party.size(), 6u);
  for (Burst const& b : party) EXPECT_EQ(b.start, party[0].start);
  WorldData const w = with(noise);
  Burst const bots = of_kind(w, WaveKind::noise).at(0);
  EXPECT_DOUBLE_EQ(bots.looks_per_hour, 0.0);
  EXPECT_NEAR(bots.bots_per_hour, 5.0 * from_micro(w.items.quiet_rate[bots.sku.v]) / 0.3, 1e-9);
  EXPECT_EQ(of_kind(with(content), WaveKind::content).size(), 1u);
}

TEST(Waves, RepeatInsideTheRunOnly) {
  WaveParams show = wave(WaveKind::livestream);
  show.repeat = day, show.times = 100, show.preheat = 0;
  WorldData const w = with(show);
  EXPECT_EQ(w.bursts.size(), 8u);                                                                                       // from day 2 of 10
  for (std::size_t k = 1; k < w.bursts.size(); ++k) EXPECT_NE(w.bursts[k].looks_per_hour, w.bursts[0].looks_per_hour);  // each with its own luck
}

TEST(Waves, UnknownChannelIsAnError) {
  WaveParams show = wave(WaveKind::livestream);
  show.channel = 9;
  EXPECT_SAYS(with(show), "wave 'test' comes on channel 9, but there are 4");
}

TEST(Windows, CoverShowsOnMultiplesOfTheTick) {
  Params p = market(1'000'000);
  WaveParams show = wave(WaveKind::livestream);
  show.skus = 3;
  show.start = 2 * day + 20 * hour + 10 * minute;
  p.waves = {show, show};
  p.waves[1].start += 4 * hour;  // their windows meet
  p.waves.push_back(show);
  p.waves[2].start = 10 * day - hour;  // runs over the end
  WorldData const w = make_world(p);
  Seconds const start = 12 * day + 20 * hour;
  ASSERT_EQ(w.fine.size(), 2u);
  EXPECT_EQ(w.fine[0], (std::pair<Seconds, Seconds>{start - hour, start + 10 * hour}));  // 19:40 floored; 02:10 + 3 h rounded up
  EXPECT_EQ(w.fine[1].second, 20 * day);
  p.clock.fine_tick = p.clock.tick;
  EXPECT_TRUE(make_world(p).fine.empty());
}

TEST(Posts, ComeAtTheRateAskedForAndPullWhatSells) {
  Params p = market(20'000);
  p.clock.length = 190 * day;
  p.channels[1].posts_per_day = 2.5 / scale_of(p).posts;
  WorldData const w = make_world(p);
  EXPECT_NEAR(static_cast<double>(w.bursts.size()), 500.0, 15.0);
  std::vector<int> posts(w.skus, 0);
  int evening = 0;
  for (Burst const& b : w.bursts) {
    ++posts[b.sku.v];
    evening += b.start % day >= 18 * hour;
    EXPECT_EQ(b.channel, 1u);
  }
  std::uint32_t best = 0;
  for (std::uint32_t i = 0; i < w.skus; ++i)
    if (w.items.popularity[i] > w.items.popularity[best]) best = i;
  EXPECT_NEAR(posts[best], w.bursts.size() * (w.items.popularity[best] / 4294967296.0), 30.0);
  EXPECT_NEAR(evening / static_cast<double>(w.bursts.size()), 31.0 / 64.0, 0.08);
}

TEST(Posts, LiftTheStationaryMeans) {
  Params p = rigid(20'000);
  WorldData const quiet = make_world(p);
  p.channels[1].posts_per_day = 4.0 / scale_of(p).posts;
  WorldData const busy = make_world(p);
  EXPECT_EQ(quiet.items.quiet_rate, busy.items.quiet_rate);
  for (std::size_t i = 0; i < quiet.level_first[1]; ++i) EXPECT_GE(busy.points.mean[i], quiet.points.mean[i]);
  EXPECT_GT(busy.points.mean[busy.level_first[2]], quiet.points.mean[quiet.level_first[2]]);
}

TEST(Pull, TailsHalveAndAddUp) {
  Tail const t = halving(6 * hour);
  EXPECT_NEAR(exact_pow(1.0 + 21600.0 / t.decay, -t.power), 0.5, 1e-12);
  EXPECT_NEAR(exact_pow(1.0 + until(t, 0.02) / t.decay, -t.power), 0.02, 1e-12);
  double sum = 0;  // midpoint rule
  for (double x = 0.5; x < until(t, 0.02); x += 1.0) sum += exact_pow(1.0 + x / t.decay, -t.power);
  EXPECT_NEAR(area(1800, 600, t), 1800 - 300 + sum, 5.0);
}

}  // namespace
}  // namespace gs::world
