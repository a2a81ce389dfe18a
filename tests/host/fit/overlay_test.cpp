//! The files that a fit writes: read back by the config, and selling like the log.
#include "host/fit/overlay.hpp"
#include "host/config/config.hpp"
#include "host/fit/sold.hpp"
#include "host/world/world.hpp"
#include "tests/host/fit/scratch.hpp"

namespace gs::fit {
namespace {

config::Resolved load(std::filesystem::path const& folder) {
  config::Request ask;
  ask.root = std::filesystem::path(GS_SOURCE_DIR) / "configs";
  ask.scenario = (folder / "scenario.toml").string();
  return config::load(ask);
}

struct Written {
  test::Folder folder;
  Fit fit;
  Overlay overlay;
  OverlayOptions options;
  explicit Written(OrderLog const& log) {
    setenv("GROUNDSWELL_CONFIGS", (std::string(GS_SOURCE_DIR) + "/configs").c_str(), 1);
    fit = fit_log(log, "some \"log\".csv");
    overlay = overlay_of(fit, options, folder.path());
    write_overlay(overlay, fit, folder.path() / "deep/folder", options);
  }
  std::filesystem::path path() const { return folder.path() / "deep/folder"; }
};

TEST(Overlay, SaysTheModelInKeysThatTheConfigReads) {
  ParetoNbd const p{0.6, 100.0, 0.5, 80.0};
  Written const w(test::simulated(p, 6000, 60, 365, 5));
  config::Resolved const run = load(w.path());
  MemberParams const& m = run.params.members;
  EXPECT_EQ(m.count, 16384) << "whole rounds of the sixteen classes";
  EXPECT_NEAR(m.activity_shape, w.fit.buying.at.r, 1e-4);
  EXPECT_NEAR(m.stay_shape, w.fit.buying.at.s, 1e-4);
  EXPECT_NEAR(m.stay_days, w.fit.buying.at.beta, 1e-3);
  EXPECT_NEAR(m.active_orders, 365.0 * w.fit.buying.at.r / w.fit.buying.at.alpha, 0.1 * m.active_orders) << "attention's median is near 1";
  EXPECT_GT(m.orders_per_year, m.active_orders) << "supply is sized for the weeks in which they come";
  EXPECT_EQ(run.params.clock.length % (7 * day), 0);
  WorldData const world = world::make_world(run.params);
  std::int64_t const first = (w.fit.first_day - w.overlay.first_day) * day;
  EXPECT_EQ(weekday(w.overlay.first_day), 0);
  EXPECT_EQ(world.join.front(), first);
  EXPECT_EQ(world.join.back(), first + 60 * day);
  EXPECT_EQ(world.trace.size(), run.params.channels.size()) << "attention drives every channel";
}

TEST(Overlay, CatalogueSellsLikeTheLog) {
  std::mt19937_64 random(4);
  std::normal_distribution<double> z;
  OrderLog log = test::simulated({0.6, 100.0, 0.5, 80.0}, 6000, 60, 365, 6);
  for (Order& o : log.orders) o.value = std::exp(4.5 + 0.6 * z(random));
  log.sku_units.assign(300, 0.0);
  for (std::size_t k = 0; k < 300; ++k) log.sku_units[k] = std::floor(3000.0 * std::pow(static_cast<double>(k + 1), -1.1));
  Written const w(log);
  Params const p = load(w.path()).params;
  WorldData const world = world::make_world(p);
  double all = 0.0, mean = 0.0, square = 0.0;
  std::vector<double> rates;
  for (std::size_t i = 0; i < world.skus; ++i) {
    double const rate = static_cast<double>(world.items.quiet_rate[i]), ln = std::log(static_cast<double>(world.items.price[i]) / 100.0);
    all += rate, mean += rate * ln, square += rate * ln * ln, rates.push_back(rate);
  }
  EXPECT_NEAR(static_cast<double>(world.skus), 300.0, 30.0);
  EXPECT_NEAR(mean / all, 4.5, 0.03);
  EXPECT_NEAR(std::sqrt(square / all - mean * mean / all / all), 0.6, 0.03);
  EXPECT_NEAR(fit_zipf(rates).exponent, w.fit.zipf.exponent, 0.03);
  EXPECT_NEAR(world::orders_a_look(world, p) * p.members.wakes_per_order, 1.0, 0.05);
}

TEST(Overlay, OfAMarketplaceWhereHardlyAnybodyReturns) {
  test::Folder const folder;
  std::string text = "order_id,customer_unique_id,order_purchase_timestamp,order_delivered_customer_date,product_id,price\n";
  std::mt19937_64 random(12);
  std::lognormal_distribution<double> days(2.305, 0.678), price(4.3, 0.9);
  for (int i = 0; i < 3000; ++i) {
    Seconds const t = 17400 * day + i * 3 * hour;
    text += std::to_string(i) + ",m" + std::to_string(i % 2950) + "," + write_time(t) + ":00," +
            write_time(t + static_cast<Seconds>(days(random) * 86400.0)) + ",p" + std::to_string(random() % 50) + "," +
            std::to_string(price(random)) + "\n";
  }
  Written const w(read_order_log(folder.file(text), {}));
  EXPECT_EQ(w.fit.facts.members, 2950);
  EXPECT_NEAR(w.fit.facts.one_time, 2900.0 / 2950.0, 1e-9);
  Params const p = load(w.path()).params;
  EXPECT_NEAR(static_cast<double>(p.service.handling) / 86400.0, w.fit.lead.median - 0.8, 0.05);
  EXPECT_LT(p.members.active_orders, 1.0);
  EXPECT_LT(p.members.day_night, 0.5) << "orders come at all hours of this log";
}

TEST(Overlay, OfALogWithoutRepeatsStillRuns) {
  OrderLog log;
  log.members = 40;
  for (std::uint32_t m = 0; m < 40; ++m) log.orders.push_back({m, (20000 + m) * day, 1.0, 0.0, -1});
  Written const w(log);
  EXPECT_NEAR(load(w.path()).params.members.active_orders, 0.01, 1e-6);
  EXPECT_NE(w.fit.not_learned.front().find("nobody in the log does"), std::string::npos);
}

TEST(Overlay, IsNotWrittenOverAnother) {
  Written const w(test::simulated({0.6, 100.0, 0.5, 80.0}, 300, 60, 200, 5));
  EXPECT_NE(test::complaint([&] { write_overlay(w.overlay, w.fit, w.path(), w.options); }).find("not overwritten"), std::string::npos);
  OverlayOptions force = w.options;
  force.force = true;
  EXPECT_EQ(test::complaint([&] { write_overlay(w.overlay, w.fit, w.path(), force); }), "");
}

}  // namespace
}  // namespace gs::fit
