#include "host/experiments/desk.hpp"
#include <chrono>

namespace gs::experiments {

void Desk::give(std::int64_t job) {
  std::lock_guard const lock(mutex_);
  given_.push_back(job);
  ++out_;
  for_workers_.notify_one();
}

void Desk::close() {
  std::lock_guard const lock(mutex_);
  closed_ = true;
  for_workers_.notify_all();
}

std::vector<std::pair<std::int64_t, Outcome>> Desk::collect(int wait_ms) {
  std::unique_lock lock(mutex_);
  for_clerk_.wait_for(lock, std::chrono::milliseconds(wait_ms), [this] { return !back_.empty(); });
  return std::exchange(back_, {});
}

int Desk::idle() const {
  std::lock_guard const lock(mutex_);
  return static_cast<int>(part_.size()) - out_;
}

double Desk::part() const {
  double sum = 0.0;
  for (auto const& p : part_) sum += p;
  return sum;
}

std::int64_t Desk::take() {
  std::unique_lock lock(mutex_);
  for_workers_.wait(lock, [this] { return closed_ || !given_.empty(); });
  if (given_.empty()) return -1;
  std::int64_t const job = given_.front();
  given_.pop_front();
  return job;
}

void Desk::put(std::int64_t job, Outcome outcome) {
  std::lock_guard const lock(mutex_);
  back_.emplace_back(job, std::move(outcome));
  --out_;
  for_clerk_.notify_one();
}

}  // namespace gs::experiments
