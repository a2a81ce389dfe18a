#pragma once
//! A store for one engine's state, in memory.
#include <algorithm>
#include <map>
#include <string>
#include <vector>
#include "kernels/engine/engine.hpp"

namespace gs::test {

struct MemoryStore final : StateSink, StateSource {
  std::map<std::string, std::vector<char>> columns;
  std::map<std::string, std::int64_t> counts;
  void column(std::string const& name, char const*, void const* data, std::int64_t count, int bytes) override {
    auto const* p = static_cast<char const*>(data);
    columns[name].assign(p, p + count * bytes);
    counts[name] = count;
  }
  std::int64_t count(std::string const& name) override { return counts.contains(name) ? counts[name] : -1; }
  void column(std::string const& name, void* data, std::int64_t, int) override {
    std::copy(columns[name].begin(), columns[name].end(), static_cast<char*>(data));
  }
};

}  // namespace gs::test
