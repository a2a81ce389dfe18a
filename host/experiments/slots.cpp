#include "host/experiments/slots.hpp"
#include <unistd.h>
#include <algorithm>
#include <fstream>
#include <thread>

namespace gs::experiments {
namespace {
constexpr std::int64_t member_bytes = 160;                    //!< measured: 123 B a member with every stage on, and the world it is built from
constexpr std::int64_t fixed_bytes = std::int64_t{48} << 20;  //!< tables, rings, HDF5 buffers
constexpr double share_of_memory = 0.8;                       //!< leave the rest to the system
}  // namespace

int cores_here(int processes) {
  int const mine = static_cast<int>(std::thread::hardware_concurrency()), all = static_cast<int>(sysconf(_SC_NPROCESSORS_ONLN));
  return std::max(1, std::min(mine, all / std::max(1, processes)));
}

std::int64_t memory_here() {
  std::ifstream in("/proc/meminfo");
  for (std::string word; in >> word;)
    if (word == "MemAvailable:") {
      std::int64_t kib = 0;
      in >> kib;
      return kib << 10;
    }
  return static_cast<std::int64_t>(sysconf(_SC_PHYS_PAGES)) * sysconf(_SC_PAGESIZE);
}

std::int64_t memory_of(Params const& p) { return fixed_bytes + p.members.count * member_bytes; }

Slots slots_for(std::span<Prepared const> runs, int parallel, int threads, run::Backend backend, int cores) {
  Slots out;
  std::int64_t largest = fixed_bytes;
  for (Prepared const& r : runs) largest = std::max(largest, memory_of(r.request.params));
  auto const fit = std::max<std::int64_t>(1, static_cast<std::int64_t>(share_of_memory * static_cast<double>(memory_here())) / largest);
  std::int64_t const useful = backend == run::Backend::cuda ? 1 : std::min<std::int64_t>({cores, fit, std::max<std::int64_t>(1, std::ssize(runs))});
  out.runs = parallel > 0 ? parallel : static_cast<int>(useful);
  out.threads = threads > 0 ? threads : std::max(1, cores / out.runs);
  return out;
}

}  // namespace gs::experiments
