//! A file can be looked into as a live run can: what it holds day by day at once, all else by running it again, compared with its hashes.
#include <gtest/gtest.h>
#include <cmath>
#include <filesystem>
#include "host/run/runner.hpp"
#include "host/world/world.hpp"
#include "viz/app/open.hpp"
#include "viz/panels/describe.hpp"
#include "viz/panels/map.hpp"
#include "viz/source/file_source.hpp"

namespace gs::viz {
namespace {
namespace fs = std::filesystem;

class Replayed : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    config::Resolved const r = config::load(request());
    path = fs::temp_directory_path() / "groundswell_file_inspect.h5";
    run::RunRequest q;
    q.params = r.params, q.backend = run::Backend::cpu, q.output = path, q.force = true;
    q.labels = {"livestream_pulse", "flexible", "market", r.text, r.sha256, "test"};
    run::run(q);
  }
  static void TearDownTestSuite() { fs::remove(path); }
  static config::Request request() {
    config::Request r;
    r.root = fs::path(GS_SOURCE_DIR) / "configs";
    r.scenario = "livestream_pulse", r.design = "flexible", r.members = 4000, r.days = 3.0;
    r.sets = {"clock.warmup=2 d", "wave.show.start=1 d 20 h"};
    return r;
  }
  //! What inspect says of it, after any engine has answered.
  static Inspection look(Session& s, Selection what) {
    s.select(what);
    for (int k = 0; k < 4; ++k) {
      s.update(0.6);
      if (Simulation* const engine = s.a->engine_at(s.cursor)) engine->wait_idle();
    }
    return s.inspection ? *s.inspection : Inspection{};
  }
  static Field const* field(Inspection const& in, std::string const& name) {
    for (Field const& f : in.fields)
      if (f.name == name) return &f;
    return nullptr;
  }
  static inline fs::path path;
};

TEST_F(Replayed, EveryKindOfThingHasItsFiguresOfTheDay) {
  Session s(open_file(path.string()));
  s.go(3 * day + 5 * hour);
  for (auto const& [axis, what, figure] : {std::tuple{"member", Thing::member, "loyalty"},
                                           {"site", Thing::site, "queue"},
                                           {"sku", Thing::sku, "wants"},
                                           {"stock_point", Thing::point, "on_hand"},
                                           {"supplier", Thing::supplier, "load"}}) {
    auto const ids = s.a->recorded_ids(axis);
    ASSERT_FALSE(ids.empty()) << axis;
    Inspection const in = look(s, {what, ids[ids.size() / 2]});
    EXPECT_EQ(in.at, 3 * day) << axis;
    ASSERT_NE(field(in, figure), nullptr) << axis;
    EXPECT_FALSE(std::isnan(field(in, figure)->number)) << axis;
    Trajectory const t = trajectory(s, s.selection, figure);
    ASSERT_EQ(t.x.size(), 5u) << axis;
    EXPECT_EQ(t.y[2], field(in, figure)->number) << axis << ": the plot goes through what is shown";
  }
  EXPECT_NE(field(look(s, {Thing::zone, 0}), "cover"), nullptr);
}

TEST_F(Replayed, WhatItCannotHoldIsSaidInWords) {
  Session s(open_file(path.string()));
  s.go(3 * day);
  auto const ids = s.a->recorded_ids("member");
  Inspection const other = look(s, {Thing::member, ids[1] + 1});
  EXPECT_NE(other.note.find(std::to_string(ids[1])), std::string::npos) << other.note;
  EXPECT_NE(look(s, {Thing::order, 12}).note.find("no single orders"), std::string::npos);
  s.go(2 * hour);
  EXPECT_NE(look(s, {Thing::member, ids[1]}).note.find("No day is over"), std::string::npos);
}

TEST_F(Replayed, TheMapHasStockAndSites) {
  Session s(open_file(path.string()));
  s.go(4 * day + hour / 2);
  std::string note;
  auto const cover = overlay_values(*s.a, Overlay::cover, s.cursor, day, &note);
  std::int64_t known = 0;
  for (double const c : cover) known += std::isnan(c) ? 0 : 1;
  EXPECT_GT(known, std::ssize(cover) / 2) << note;
  auto const deep = s.a->deep(s.cursor);
  ASSERT_NE(deep, nullptr);
  EXPECT_EQ(deep->time, 4 * day);
  EXPECT_EQ(deep->site_queue.size(), rows(s.facts().world->sites));
}

TEST_F(Replayed, RunAgainItShowsWhatALiveRunShows) {
  auto const source = open_file(path.string());
  Session s(source);
  s.go(3 * day + 7 * hour);
  std::int64_t const other = s.a->recorded_ids("member")[1] + 1;
  ASSERT_TRUE(source->file()->can_run_again());
  source->file()->run_again(s.cursor);
  for (int k = 0; k < 2000 && source->engine_at(s.cursor) == nullptr; ++k) {
    s.update(0.01);
    timespec const pause{0, 5'000'000};
    nanosleep(&pause, nullptr);
  }
  ASSERT_NE(source->engine_at(s.cursor), nullptr);
  EXPECT_EQ(source->file()->again()->compared(), s.row() + 1);
  EXPECT_EQ(source->file()->again()->differs_from(), never);
  auto const live = start_live(request(), run::Backend::cpu);
  live->live()->simulation().go_to(s.cursor);
  live->live()->simulation().wait_idle();
  Session now(live);
  now.update(0.0);
  for (Selection const what : {Selection{Thing::member, other}, {Thing::sku, 1}, {Thing::point, 5}}) {
    Inspection const a = look(s, what), b = look(now, what);
    ASSERT_EQ(a.fields.size(), b.fields.size()) << what.text();
    EXPECT_GT(a.fields.size(), 8u);
    for (std::size_t k = 0; k < a.fields.size(); ++k) EXPECT_EQ(a.fields[k].value, b.fields[k].value) << what.text() << " " << a.fields[k].name;
  }
  s.go(3 * day);
  EXPECT_EQ(source->engine_at(s.cursor), nullptr) << "it stands elsewhere: the file's own tables again";
}

TEST_F(Replayed, AnotherRunIsNotTakenForIt) {
  config::Request wrong = request();
  wrong.seed = 7;
  config::Resolved const r = config::load(wrong);
  auto const world = std::make_shared<WorldData const>(world::make_world(r.params));
  Params const params = run::fitted(r.params, *world);
  FileSource file(path, {world, [params, world] { return run::make_engine(run::Backend::cpu, params, *world); }, 1.0});
  if (!file.can_run_again()) GTEST_SKIP() << "another seed has other zones";
  file.run_again(day);
  for (int k = 0; k < 2000 && file.engine_at(day) == nullptr; ++k) {
    file.update();
    timespec const pause{0, 5'000'000};
    nanosleep(&pause, nullptr);
  }
  EXPECT_EQ(file.again()->compared(), 0);
  EXPECT_EQ(file.again()->differs_from(), hour);
}

}  // namespace
}  // namespace gs::viz
