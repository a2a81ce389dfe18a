#pragma once
//! One thread that does what must not hold up a frame, in order.
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace gs::viz {

class Worker {
 public:
  Worker() : thread_([this] { loop(); }) {}
  ~Worker() { finish(); }
  //! Waits until all is done; takes no more.
  void finish() {
    {
      std::lock_guard const lock(mutex_);
      stop_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
  }
  Worker(Worker const&) = delete;
  Worker& operator=(Worker const&) = delete;
  void run(std::function<void()> job) {
    {
      std::lock_guard const lock(mutex_);
      jobs_.push_back(std::move(job));
    }
    wake_.notify_all();
  }
  //! Jobs that have not begun.
  std::size_t waiting() const {
    std::lock_guard const lock(mutex_);
    return jobs_.size();
  }
  //! First thing that went wrong; "" = nothing.
  std::string trouble() const {
    std::lock_guard const lock(mutex_);
    return trouble_;
  }

 private:
  void loop() {
    std::unique_lock lock(mutex_);
    for (;;) {
      wake_.wait(lock, [this] { return stop_ || !jobs_.empty(); });
      if (jobs_.empty()) return;
      auto const job = std::move(jobs_.front());
      jobs_.pop_front();
      lock.unlock();
      std::string why;
      try {
        job();
      } catch (std::exception const& x) { why = x.what(); }
      lock.lock();
      if (trouble_.empty()) trouble_ = why;
    }
  }
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> jobs_;
  std::string trouble_;
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace gs::viz
