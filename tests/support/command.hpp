#pragma once
//! A command of groundswell inside the test's own process, and what it said.
#include <gtest/gtest.h>
#include <string>
#include <vector>
#include "host/cli/command.hpp"

namespace gs::test {

struct Said {
  int code;
  std::string out, err;
};

inline Said run(std::vector<std::string> words) {
  words.insert(words.begin(), "groundswell");
  std::vector<char const*> argv;
  for (std::string const& word : words) argv.push_back(word.c_str());
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  Said said{cli::main(static_cast<int>(argv.size()), argv.data()), "", ""};
  said.out = ::testing::internal::GetCapturedStdout(), said.err = ::testing::internal::GetCapturedStderr();
  return said;
}

}  // namespace gs::test
