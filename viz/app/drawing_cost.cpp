#include "viz/app/drawing_cost.hpp"
#include <time.h>
#include <filesystem>
#include <fstream>

namespace gs::viz {
namespace fs = std::filesystem;
namespace {
constexpr char const* renderer_threads = "llvmpipe-";  //!< Mesa's names for them
constexpr double newest = 0.2;                         //!< weight of the last frame
}  // namespace

DrawingCost::DrawingCost() {
  std::error_code none;
  for (fs::directory_entry const& task : fs::directory_iterator("/proc/self/task", none)) {
    std::string name;
    std::getline(std::ifstream(task.path() / "comm"), name);
    if (name.starts_with(renderer_threads)) clocks_.push_back((task.path() / "schedstat").string());
  }
  last_ = total();
}

double DrawingCost::total() const {
  timespec own{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &own);
  double sum = static_cast<double>(own.tv_sec) + 1e-9 * static_cast<double>(own.tv_nsec);
  for (std::string const& clock : clocks_) {
    double nanoseconds = 0.0;  // the first figure: time on a processor
    std::ifstream(clock) >> nanoseconds;
    sum += 1e-9 * nanoseconds;
  }
  return sum;
}

double DrawingCost::frame() {
  double const now = total(), cost = now - last_;
  last_ = now;
  smooth_ = smooth_ == 0.0 ? cost : (1.0 - newest) * smooth_ + newest * cost;
  return smooth_;
}

}  // namespace gs::viz
