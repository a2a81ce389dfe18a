#include "viz/source/checkpoints.hpp"
#include <cstring>

namespace gs::viz {

void MemoryState::column(std::string const& name, char const* unit, void const* data, std::int64_t count, int item_bytes) {
  Column& c = columns_[name];
  auto const* p = static_cast<char const*>(data);
  c.unit = unit;
  c.count = count;
  c.item_bytes = item_bytes;
  c.data.assign(p, p + count * item_bytes);
  bytes_ += count * item_bytes;
}
std::int64_t MemoryState::count(std::string const& name) {
  auto const c = columns_.find(name);
  return c == columns_.end() ? -1 : c->second.count;
}
void MemoryState::column(std::string const& name, void* data, std::int64_t count, int item_bytes) {
  Column const& c = columns_.at(name);
  if (count > 0) std::memcpy(data, c.data.data(), static_cast<std::size_t>(count * item_bytes));
}
MemoryState::Column const* MemoryState::find(std::string const& name) const {
  auto const c = columns_.find(name);
  return c == columns_.end() ? nullptr : &c->second;
}

std::int64_t MemoryState::Column::number(std::int64_t i) const {
  char const* p = data.data() + i * item_bytes;
  std::int64_t wide = 0;
  std::memcpy(&wide, p, static_cast<std::size_t>(item_bytes > 8 ? 8 : item_bytes));  // little-endian, and columns of fewer bytes are unsigned
  return wide;
}

void Checkpoints::add(Seconds at, std::unique_ptr<MemoryState> state) {
  states_[at] = std::move(state);
  while (states_.size() > 2 && bytes() > budget_) thin();
}

//! Drops the state whose loss makes the smallest gap relative to its age; the first and the newest stay.
void Checkpoints::thin() {
  Seconds const newest = states_.rbegin()->first;
  auto worst = states_.end();
  double least = 0.0;
  for (auto k = std::next(states_.begin()); std::next(k) != states_.end(); ++k) {
    double const gap = static_cast<double>(std::next(k)->first - std::prev(k)->first), age = static_cast<double>(newest - k->first) + 1.0;
    if (worst == states_.end() || gap / age < least) worst = k, least = gap / age;
  }
  states_.erase(worst == states_.end() ? states_.begin() : worst);
}

MemoryState* Checkpoints::before(Seconds t, Seconds* at) {
  auto k = states_.upper_bound(t);
  if (k == states_.begin()) return nullptr;
  --k;
  if (at != nullptr) *at = k->first;
  return k->second.get();
}
void Checkpoints::drop_after(Seconds t) { states_.erase(states_.upper_bound(t), states_.end()); }
std::int64_t Checkpoints::bytes() const {
  std::int64_t sum = 0;
  for (auto const& [at, state] : states_) sum += state->bytes();
  return sum;
}
std::vector<Seconds> Checkpoints::times() const {
  std::vector<Seconds> all;
  for (auto const& [at, state] : states_) all.push_back(at);
  return all;
}

}  // namespace gs::viz
