//! The ranks of an MPI job: rank 0 hands jobs out one by one, whoever is free asks. All MPI calls come from the clerk's thread.
#if defined(GS_WITH_MPI)
#include <mpi.h>
#include <cstdlib>
#include <filesystem>
#include "host/experiments/outcome_json.hpp"
#include "host/experiments/ranks.hpp"

namespace gs::experiments {
namespace {
enum Tag : int { ask_tag = 1, job_tag, result_tag };
constexpr int wait_ms = 2;  //!< between two looks at the messages: the price of a hand-out

void send_text(std::string const& text, int to, Tag tag) { MPI_Send(text.data(), static_cast<int>(text.size()), MPI_BYTE, to, tag, MPI_COMM_WORLD); }

//! A message that waits, if any does.
bool waiting(int from, int tag, MPI_Status& status) {
  int there = 0;
  MPI_Iprobe(from, tag, MPI_COMM_WORLD, &there, &status);
  return there != 0;
}

std::string receive_text(MPI_Status const& status) {
  int bytes = 0;
  MPI_Get_count(&status, MPI_BYTE, &bytes);
  std::string text(static_cast<std::size_t>(bytes), '\0');
  MPI_Recv(text.data(), bytes, MPI_BYTE, status.MPI_SOURCE, status.MPI_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  return text;
}

//! One GPU a rank: this rank sees only its own, unless somebody has chosen already. Before anything touches CUDA.
void take_own_gpu(int local_rank, int local_size) {
  std::error_code none;
  std::filesystem::directory_iterator const gpus("/proc/driver/nvidia/gpus", none);
  auto const count = none ? 0 : std::distance(begin(gpus), end(gpus));
  if (count > 0 && local_size > 1) setenv("CUDA_VISIBLE_DEVICES", std::to_string(local_rank % count).c_str(), 0);
}

class MpiRanks final : public Ranks {
 public:
  MpiRanks() {
    int given = 0;
    MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &given);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    MPI_Comm_size(MPI_COMM_WORLD, &size_);
    MPI_Comm local;
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, rank_, MPI_INFO_NULL, &local);
    MPI_Comm_rank(local, &local_rank_);
    MPI_Comm_size(local, &local_size_);
    MPI_Comm_free(&local);
    take_own_gpu(local_rank_, local_size_);
  }
  ~MpiRanks() override {
    if (inside_)
      MPI_Abort(MPI_COMM_WORLD, 1);  // an exception left a hand-out: the others would wait for ever
    else
      MPI_Finalize();
  }
  int rank() const override { return rank_; }
  int size() const override { return size_; }
  int local_size() const override { return local_size_; }
  int local_rank() const override { return local_rank_; }
  bool may_fork() const override { return false; }

  void hand_out(Desk& desk, Work const& work) override {
    inside_ = true;
    rank_ == 0 ? lead(desk, work) : serve(desk);
    desk.close();
    inside_ = false;
  }

  std::string everywhere(std::string text) override {
    auto bytes = static_cast<long long>(text.size());
    MPI_Bcast(&bytes, 1, MPI_LONG_LONG, 0, MPI_COMM_WORLD);
    text.resize(static_cast<std::size_t>(bytes));
    constexpr long long most = 1 << 30;  // MPI counts in int
    for (long long at = 0; at < bytes; at += most)
      MPI_Bcast(text.data() + at, static_cast<int>(std::min(most, bytes - at)), MPI_BYTE, 0, MPI_COMM_WORLD);
    return text;
  }

  bool any(bool here) override {
    int mine = here, all = 0;
    MPI_Allreduce(&mine, &all, 1, MPI_INT, MPI_LOR, MPI_COMM_WORLD);
    return all != 0;
  }

 private:
  void lead(Desk& desk, Work const& work) {
    std::size_t next = 0;
    std::int64_t running = 0;
    int told = 1;  // ranks that know there is nothing left, this one included
    auto const more = [&] { return next < work.todo.size() && !work.stop(); };
    while (told < size_ || running > 0 || more()) {
      for (int idle = desk.idle(); idle > 0 && more(); --idle, ++running) desk.give(work.todo[next++]);
      for (MPI_Status status; waiting(MPI_ANY_SOURCE, result_tag, status); --running) take_result(status, work);
      for (MPI_Status status; waiting(MPI_ANY_SOURCE, ask_tag, status);) {
        receive_text(status);
        long long const job = more() ? work.todo[next++] : -1;
        job < 0 ? ++told : ++running;
        MPI_Send(&job, 1, MPI_LONG_LONG, status.MPI_SOURCE, job_tag, MPI_COMM_WORLD);
      }
      auto back = desk.collect(wait_ms);
      running -= std::ssize(back);
      for (auto& [job, outcome] : back) work.finished(job, std::move(outcome));
      work.look(running);
    }
  }

  void take_result(MPI_Status const& status, Work const& work) {
    std::string const text = receive_text(status);
    auto const line = text.find('\n');
    Outcome outcome;
    read_json_line(text.substr(line + 1), "", outcome);
    work.finished(std::stoll(text.substr(0, line)), std::move(outcome));
  }

  void serve(Desk& desk) {
    bool asked = false, over = false;
    std::int64_t running = 0;
    while (!over || running > 0) {
      if (!over && !asked && desk.idle() > 0) send_text("", 0, ask_tag), asked = true;
      MPI_Status status;
      if (asked && waiting(0, job_tag, status)) {
        long long job = -1;
        MPI_Recv(&job, 1, MPI_LONG_LONG, 0, job_tag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        asked = false;
        job < 0 ? static_cast<void>(over = true) : (desk.give(job), static_cast<void>(++running));
      }
      auto const back = desk.collect(wait_ms);
      running -= std::ssize(back);
      for (auto const& [job, outcome] : back) send_text(std::to_string(job) + "\n" + to_json_line(outcome, {}, ""), 0, result_tag);
    }
  }

  int rank_ = 0, size_ = 1, local_rank_ = 0, local_size_ = 1;
  bool inside_ = false;
};

bool started_by_mpi() {
  for (char const* name : {"OMPI_COMM_WORLD_SIZE", "PMIX_RANK", "PMI_RANK"})
    if (std::getenv(name) != nullptr) return true;
  return false;
}
}  // namespace

Ranks& world_ranks() {
  static std::unique_ptr<Ranks> const ranks = started_by_mpi() ? std::unique_ptr<Ranks>(new MpiRanks) : std::make_unique<Ranks>();
  return *ranks;
}

}  // namespace gs::experiments
#endif
