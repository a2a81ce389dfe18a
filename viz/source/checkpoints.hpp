#pragma once
//! Saved states in memory, so that a live run can go back: dense near the present, thinner further back, within a budget.
#include <map>
#include <memory>
#include <string>
#include <vector>
#include "kernels/engine/engine.hpp"

namespace gs::viz {

//! One saved state: where Engine::save writes and Engine::load reads.
class MemoryState final : public StateSink, public StateSource {
 public:
  void column(std::string const& name, char const* unit, void const* data, std::int64_t count, int item_bytes) override;
  std::int64_t count(std::string const& name) override;
  void column(std::string const& name, void* data, std::int64_t count, int item_bytes) override;
  std::int64_t bytes() const { return bytes_; }

  struct Column {
    std::string unit;
    std::int64_t count = 0;
    int item_bytes = 1;
    std::vector<char> data;
    //! An item of 1, 2, 4 or 8 bytes as a number.
    std::int64_t number(std::int64_t i) const;
  };
  std::map<std::string, Column> const& columns() const { return columns_; }
  Column const* find(std::string const& name) const;

 private:
  std::map<std::string, Column> columns_;
  std::int64_t bytes_ = 0;
};

class Checkpoints {
 public:
  explicit Checkpoints(std::int64_t budget) : budget_(budget) {}
  void add(Seconds at, std::unique_ptr<MemoryState> state);
  //! Latest state at or before `t`; null if there is none.
  MemoryState* before(Seconds t, Seconds* at = nullptr);
  void drop_after(Seconds t);
  std::int64_t bytes() const;
  std::vector<Seconds> times() const;

 private:
  void thin();
  std::int64_t budget_;
  std::map<Seconds, std::unique_ptr<MemoryState>> states_;
};

}  // namespace gs::viz
