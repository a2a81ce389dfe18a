#pragma once
//! A configs/ folder of its own for one test, gone afterwards.
#include <gtest/gtest.h>
#include <filesystem>
#include <fstream>
#include <string>
#include "host/config/config.hpp"

namespace gs::config::test {

class Scratch {
 public:
  Scratch() {
    auto const* info = ::testing::UnitTest::GetInstance()->current_test_info();
    base_ = std::filesystem::path(::testing::TempDir()) / ("gs_config_" + std::string(info->test_suite_name()) + "_" + info->name());
    std::filesystem::remove_all(base_);
    for (char const* folder : {"scenarios", "designs", "worlds", "industries"}) std::filesystem::create_directories(root() / folder);
  }
  ~Scratch() { std::filesystem::remove_all(base_); }
  Scratch(Scratch const&) = delete;
  Scratch& operator=(Scratch const&) = delete;

  std::filesystem::path root() const { return base_ / "configs"; }
  //! Writes configs/NAME; the first line is `schema_version = 1` unless the text says otherwise.
  void write(std::string const& name, std::string const& text) const {
    std::ofstream out(root() / name, std::ios::binary);
    out << (text.find("schema_version") == std::string::npos ? "schema_version = 1\n" : "") << text;
  }
  Request ask(std::string const& scenario = "s") const {
    Request request;
    request.root = root(), request.scenario = scenario;
    return request;
  }

 private:
  std::filesystem::path base_;
};

//! The smallest world that may run.
inline constexpr char const* one_channel = "[[channel]]\nname = \"search\"\nshare = 1.0\n";

inline std::vector<Problem> problems_of(Request const& request) {
  try {
    load(request);
  } catch (ConfigErrors const& errors) { return errors.problems; }
  return {};
}

inline std::string text_of(Request const& request) {
  try {
    load(request);
  } catch (ConfigError const& error) { return error.what(); }
  return "";
}

}  // namespace gs::config::test
