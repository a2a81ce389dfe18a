#include "host/experiments/ranks.hpp"
#include <cstdlib>
#include <string_view>

namespace gs::experiments {
namespace {
constexpr int look_ms = 200;
}

void Ranks::hand_out(Desk& desk, Work const& work) {
  std::size_t next = 0;
  std::int64_t running = 0;
  std::vector<std::pair<std::int64_t, Outcome>> back;
  while (true) {
    bool const more = next < work.todo.size() && !work.stop();
    for (int idle = more ? desk.idle() : 0; idle > 0 && next < work.todo.size(); --idle, ++running) desk.give(work.todo[next++]);
    for (auto& [job, outcome] : back) work.finished(job, std::move(outcome));  // recorded while the next ones run
    work.look(running);
    if (running == 0 && !(more && next < work.todo.size())) break;
    back = desk.collect(look_ms);
    running -= std::ssize(back);
  }
  desk.close();
}

bool prints() {
  for (char const* name : {"OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK"})
    if (char const* const rank = std::getenv(name)) return std::string_view(rank) == "0";
  return true;
}

#if defined(GS_WITH_MPI)
bool has_mpi() { return true; }
#else
bool has_mpi() { return false; }
Ranks& world_ranks() {
  static Ranks alone;
  return alone;
}
#endif

}  // namespace gs::experiments
