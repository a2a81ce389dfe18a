#pragma once
//! Files of a test, and members who buy by a law that is known.
#include <gtest/gtest.h>
#include <unistd.h>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <string>
#include <vector>
#include "host/fit/pareto_nbd.hpp"
#include "kernels/core/errors.hpp"

namespace gs::fit::test {

//! A folder that is gone after the test.
class Folder {
 public:
  Folder() {
    auto const* const info = ::testing::UnitTest::GetInstance()->current_test_info();
    path_ = std::filesystem::temp_directory_path() / ("gs_fit_" + std::string(info->name()) + "_" + std::to_string(getpid()));
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(Folder const&) = delete;
  std::string file(std::string const& text, std::string const& name = "orders.csv") const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return (path_ / name).string();
  }
  std::filesystem::path const& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

//! What the ConfigError says; "" if nothing was thrown.
inline std::string complaint(std::function<void()> const& f) {
  try {
    f();
  } catch (ConfigError const& e) { return e.what(); }
  return "";
}

inline LogOptions with(std::string const& columns, std::string const& dates = "auto", bool skip = false) {
  return {parse_columns(columns), parse_date_order(dates), skip};
}

//! Members who join evenly over `join` days of `days`, and buy as the model says. A purchase is a row.
inline OrderLog simulated(ParetoNbd const& p, int members, int join, int days, unsigned seed) {
  std::mt19937_64 random(seed);
  std::gamma_distribution<double> rate(p.r, 1.0 / p.alpha), leaving(p.s > 0.0 ? p.s : 1.0, 1.0 / p.beta);
  std::uniform_real_distribution<double> when(0.0, join);
  std::normal_distribution<double> ln_spend(3.0, 0.7);
  OrderLog log;
  log.members = members, log.has_value = true;
  for (int m = 0; m < members; ++m) {
    double const first = when(random), buys = rate(random), left = p.s > 0.0 ? std::exponential_distribution<double>(leaving(random))(random) : 1e9;
    double const end = std::min<double>(days, first + left);
    std::exponential_distribution<double> gap(buys);
    for (double t = first; t < end; t += std::max(1e-6, gap(random)))
      log.orders.push_back({static_cast<std::uint32_t>(m), 10000 * day + static_cast<Seconds>(t * 86400.0), 1.0, std::exp(ln_spend(random)), -1});
  }
  log.rows = static_cast<std::int64_t>(log.orders.size());
  return log;
}

}  // namespace gs::fit::test
