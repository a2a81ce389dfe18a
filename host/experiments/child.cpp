#include "host/experiments/child.hpp"
#include <fmt/format.h>
#include <malloc.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>
#include <cstring>
#include <thread>
#include "host/experiments/outcome_json.hpp"
#include "host/run/signals.hpp"

namespace gs::experiments {
namespace {
namespace fs = std::filesystem;
constexpr int look_ms = 100;  //!< between two looks whether a stop was asked for
constexpr int kept_blocks = 32 << 20, kept_bytes = 128 << 20;
constexpr std::int64_t end = -1;  //!< instead of a job: no more

bool send_all(int socket, void const* data, std::size_t bytes) {
  auto const* at = static_cast<char const*>(data);
  while (bytes > 0) {
    ssize_t const sent = send(socket, at, bytes, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    at += sent, bytes -= static_cast<std::size_t>(sent);
  }
  return true;
}

bool receive_all(int socket, void* data, std::size_t bytes) {
  auto* at = static_cast<char*>(data);
  while (bytes > 0) {
    ssize_t const got = recv(socket, at, bytes, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    at += got, bytes -= static_cast<std::size_t>(got);
  }
  return true;
}

//! What a child says: how far it is, or, with a text, that it is done.
struct Head {
  double part = 0.0;
  std::uint64_t folder_bytes = 0, line_bytes = 0;
};

bool say(int socket, Outcome const& outcome) {
  std::string const folder = outcome.file.parent_path().string(), line = to_json_line(outcome, {}, folder);
  Head const head{1.0, folder.size(), line.size()};
  return send_all(socket, &head, sizeof head) && send_all(socket, (folder + line).data(), folder.size() + line.size());
}

//! False when the child is gone.
bool hear(int socket, Head const& head, Outcome& out) {
  std::string text(head.folder_bytes + head.line_bytes, '\0');
  return receive_all(socket, text.data(), text.size()) &&
         read_json_line(text.substr(head.folder_bytes), fs::path(text.substr(0, head.folder_bytes)), out);
}

bool something_to_read(int socket) {
  pollfd wait{socket, POLLIN, 0};
  return poll(&wait, 1, look_ms) > 0;
}
}  // namespace

Child::~Child() {
  if (pid_ < 0) return;
  send_all(socket_, &end, sizeof end);
  ended();
}

bool Child::start() {
  if (pid_ > 0) return true;
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return false;
  pid_t const parent = getpid();
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);  // until the child knows what to heed
  pid_ = fork();
  if (pid_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);  // a killed ensemble leaves nobody who still writes
    if (getppid() != parent) _exit(1);
    close(ends[0]);
    run::heed_parent_only();
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    serve(ends[1]);
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  close(ends[1]);
  socket_ = ends[0];
  if (pid_ < 0) close(socket_);
  return pid_ > 0;
}

//! Leaves by _exit: what the parent would do at its end (flush, close its files) is not the child's.
void Child::serve(int socket) const {
  mallopt(M_MMAP_THRESHOLD, kept_blocks);  // what one small run gives back is what the next one takes: fetched from the system anew, its pages
  mallopt(M_TRIM_THRESHOLD, kept_bytes);   // are a tenth of the run
  auto last = std::chrono::steady_clock::now();
  auto const on_part = [&](double part) {
    auto const now = std::chrono::steady_clock::now();
    if (now - last < std::chrono::milliseconds(look_ms)) return;
    last = now;
    Head const head{part, 0, 0};
    send_all(socket, &head, sizeof head);
  };
  for (std::int64_t job; receive_all(socket, &job, sizeof job) && job != end;)
    if (!say(socket, run_(job, on_part))) break;
  _exit(0);
}

Outcome Child::run(std::int64_t job, OnPart const& on_part) {
  if (!start()) return run_(job, on_part);
  bool there = send_all(socket_, &job, sizeof job), told = false;
  while (there) {
    if (!told && run::stop_requested() != 0) told = kill(pid_, run::stop_of_parent) == 0;
    if (!something_to_read(socket_)) continue;
    Head head;
    there = receive_all(socket_, &head, sizeof head);
    if (!there) break;
    if (head.line_bytes == 0) {
      on_part(head.part);
      continue;
    }
    Outcome out;
    there = hear(socket_, head, out);
    if (there) return out;
  }
  return ended();
}

//! Takes the child's leave; what an unfinished job says about it.
Outcome Child::ended() {
  int status = 0;
  close(socket_);
  while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {}
  pid_ = -1, socket_ = -1;
  Outcome out;
  out.state = State::failed;
  out.error = WIFSIGNALED(status) ? fmt::format("its process was ended by signal {} ({})", WTERMSIG(status), strsignal(WTERMSIG(status)))
                                  : fmt::format("its process ended with exit code {}", WEXITSTATUS(status));
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) out.error += ": out of memory? Try fewer runs at a time (--parallel) or fewer --members";
  return out;
}

bool one_thread() {
  for (int look = 0; look < 5; ++look) {  // a thread that was joined may still be on its way out
    std::error_code none;
    fs::directory_iterator const threads("/proc/self/task", none);
    if (none) return false;
    if (std::distance(begin(threads), fs::directory_iterator()) == 1) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return false;
}

}  // namespace gs::experiments
