//! The real engine behind the viewer: rewinds to the bit, hand-made events that replay to the bit, files as they are watched.
#include <gtest/gtest.h>
#include <cmath>
#include <filesystem>
#include <fstream>
#include "host/output/run_writer.hpp"
#include "host/run/events.hpp"
#include "host/run/runner.hpp"
#include "kernels/core/errors.hpp"
#include "viz/app/open.hpp"
#include "viz/panels/hands.hpp"
#include "viz/source/file_source.hpp"
#include "viz/source/signals.hpp"

namespace gs::viz {
namespace {
namespace fs = std::filesystem;

config::Request small(char const* design) {
  config::Request r;
  r.root = fs::path(GS_SOURCE_DIR) / "configs";
  r.scenario = "livestream_pulse", r.design = design, r.members = 4000, r.days = 4.0;
  r.sets = {"clock.warmup=4 d", "wave.show.start=1 d 20 h"};
  return r;
}
std::shared_ptr<Source> live(char const* design = "flexible") { return start_live(small(design), run::Backend::cpu); }
void to(Source& s, Seconds t) {
  s.live()->simulation().go_to(t);
  s.live()->simulation().wait_idle();
  s.update();
  ASSERT_EQ(s.trouble(), "");
}
std::uint64_t hash_at(Source const& s, Seconds t) { return s.rows().hash(s.rows().row_at(t)); }

TEST(Live, RewindingPastAnInjectionAndRunningOnIsTheSameToTheBit) {
  auto const s = live();
  to(*s, 3 * day);
  s->live()->simulation().inject(livestream(s->facts(), 2, 0, 60, 500.0), true);
  for (Event const& e : region_events(s->facts(), 0, true)) s->live()->simulation().inject(e, true);
  to(*s, 5 * day);
  std::uint64_t const once = hash_at(*s, 5 * day);
  to(*s, 2 * day);
  EXPECT_EQ(s->rows().last_time(), 2 * day);
  to(*s, 5 * day);
  EXPECT_EQ(hash_at(*s, 5 * day), once);
}

TEST(Live, AnEventLogReplaysAsItWasDoneByHand) {
  auto const s = live();
  to(*s, 3 * day);
  s->live()->simulation().inject(livestream(s->facts(), 2, 0, 60, 500.0), true);
  to(*s, 4 * day);
  std::string const log = run::to_json_lines(s->live()->events());
  config::Resolved const r = config::load(small("flexible"));
  run::RunRequest q;
  q.params = r.params, q.backend = run::Backend::cpu, q.events = run::parse_events(log, "log");
  q.ticks = s->live()->status().tick;
  q.output = fs::temp_directory_path() / "groundswell_replay_test.h5", q.force = true;
  run::run(q);
  FileSource const file(q.output);
  ASSERT_EQ(file.rows().count(), s->rows().count());
  EXPECT_EQ(file.rows().total(file.rows().count() - 1, Counter::stock_value), s->rows().total(s->rows().count() - 1, Counter::stock_value));
  for (std::int64_t k = 0; k < file.rows().count(); k += 7) {
    EXPECT_EQ(file.rows().total(k, Counter::wants), s->rows().total(k, Counter::wants)) << "row " << k;
    EXPECT_EQ(file.rows().channel(k, 0, ChannelCounter::looks), s->rows().channel(k, 0, ChannelCounter::looks)) << "row " << k;
    EXPECT_EQ(file.rows().zone(k, 3, ZoneCounter::heat), s->rows().zone(k, 3, ZoneCounter::heat)) << "row " << k;
  }
  fs::remove(q.output);
}

TEST(Live, ChannelsAndZonesAddUpToTheTotals) {
  auto const s = live();
  to(*s, 4 * day);
  Rows const& rows = s->rows();
  for (std::int64_t r = 0; r < rows.count(); r += 11) {
    std::int64_t heat = 0, shares = 0, delivered = 0, sales = 0;
    for (int z = 0; z < rows.shape().zones; ++z)
      heat += rows.zone(r, z, ZoneCounter::heat), shares += rows.zone(r, z, ZoneCounter::shares),
          delivered += rows.zone(r, z, ZoneCounter::delivered);
    for (int c = 0; c < rows.shape().channels; ++c) sales += rows.channel(r, c, ChannelCounter::sales);
    EXPECT_EQ(heat, rows.total(r, Counter::wakes));
    EXPECT_EQ(shares, rows.total(r, Counter::shares));
    EXPECT_EQ(delivered, rows.total(r, Counter::delivered));
    EXPECT_EQ(sales, rows.total(r, Counter::placed));
  }
}

//! After a show parcels come for wants of days before: more in a week than wants in that week, never more than were settled.
TEST(Live, ServiceIsAShare) {
  config::Request wild = small("rigid");
  wild.sets.push_back("wave.show.peak=50000");
  auto const s = start_live(wild, run::Backend::cpu);
  to(*s, 20 * day);
  auto const known = signals_of(s->facts());
  Signal const* const service = find_signal(known, "service");
  ASSERT_NE(service, nullptr);
  std::int64_t told = 0;
  for (std::int64_t r = 0; r < s->rows().count(); ++r) {
    double const share = service->at(s->rows(), r);
    told += std::isnan(share) ? 0 : 1;
    ASSERT_FALSE(share < 0.0 || share > 1.0) << r;
  }
  EXPECT_GT(told, 0);
}

//! A day's list holds what the day counted (all of it, when fewer than 128 SKU-zones ran out).
TEST(Live, TheDaysStockoutsAreThoseOfTheCounters) {
  config::Request wild = small("rigid");
  wild.sets.push_back("wave.show.peak=50000");
  auto const s = start_live(wild, run::Backend::cpu);
  to(*s, 8 * day);
  Rows const& rows = s->rows();
  std::int64_t listed_days = 0;
  for (std::int64_t d = 0; d < rows.days(); ++d) {
    std::int64_t listed = 0, entries = 0;
    for (int k = 0; k < rows.shape().ranks; ++k)
      if (Stockout const o = rows.stockout(d, k); o.sku >= 0) listed += o.wants, ++entries;
    std::int64_t const counted = rows.total_between(rows.row_at(rows.day(d) - day), rows.row_at(rows.day(d)), Counter::stockout_wants);
    EXPECT_LE(listed, counted);
    EXPECT_TRUE(entries == rows.shape().ranks || listed == counted) << listed << " listed, " << counted << " counted";
    listed_days += entries > 0 ? 1 : 0;
  }
  EXPECT_GT(listed_days, 0) << "else this test tells nothing";
}

TEST(Live, InspectingReadsTheEngine) {
  auto const source = live();
  auto session = Session(source);
  to(*source, 2 * day);
  session.select({Thing::member, 7});
  for (int k = 0; k < 200 && (!session.inspection || session.inspection->fields.size() < 8); ++k) {
    session.update(1.0);
    source->live()->simulation().wait_idle();
  }
  ASSERT_TRUE(session.inspection);
  bool loyalty = false;
  for (Field const& f : session.inspection->fields) loyalty = loyalty || f.name == "loyalty";
  EXPECT_TRUE(loyalty);
}

TEST(Files, AKilledRunIsShownAsFarAsItGotAndATruncatedOneSaysWhy) {
  fs::path const folder = fs::temp_directory_path() / "groundswell_view_files";
  fs::create_directories(folder);
  config::Resolved const r = config::load(small("rigid"));
  run::RunRequest q;
  q.params = r.params, q.backend = run::Backend::cpu, q.ticks = 100, q.output = folder / "short.h5", q.force = true;
  q.labels = {"livestream_pulse", "rigid", "market", r.text, r.sha256, "test"};
  run::run(q);
  auto const file = open_file(q.output.string());
  EXPECT_EQ(file->rows().count(), 100);
  EXPECT_NE(file->trouble(), "") << "it did not finish, and says so";
  EXPECT_NE(file->facts().world, nullptr) << "its world is built again from its own config";
  EXPECT_GT(file->rows().shape().channels, 0);
  fs::resize_file(q.output, fs::file_size(q.output) / 2);
  EXPECT_THROW(open_file(q.output.string()), ConfigError);
  EXPECT_THROW(open_file((folder / "no.h5").string()), ConfigError);
  fs::remove_all(folder);
}

TEST(Launcher, ALeverIsSwitchedOnTheSameSeed) {
  Launcher const l = launcher_of(small("rigid"), run::Backend::cpu);
  auto const pooled = std::find_if(l.levers.begin(), l.levers.end(), [](Lever const& x) { return x.name == "pooled"; });
  ASSERT_NE(pooled, l.levers.end());
  EXPECT_FALSE(pooled->on);
  EXPECT_EQ(pooled->meaning, "One stock for all platforms, and transshipment");
  auto const a = live("rigid"), b = l.run("rigid", {"lever.pooled.on=true"});
  EXPECT_EQ(a->facts().identity.seed, b->facts().identity.seed);
  EXPECT_NE(a->facts().identity.config_sha256, b->facts().identity.config_sha256);
  EXPECT_EQ(b->facts().world->serve.partitions, 1u) << "the lever is on";
  EXPECT_EQ(b->facts().identity.design, "rigid + pooled");
}

}  // namespace
}  // namespace gs::viz
