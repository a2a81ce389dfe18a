#include "host/run/signals.hpp"
#include <unistd.h>
#include <atomic>
#include <csignal>

namespace gs::run {
namespace {
volatile std::sig_atomic_t stop_asked = 0;
std::atomic<int> guards = 0;  //!< several runs at a time: the first one installs, the last one takes away

void on_signal(int number) {
  if (stop_asked != 0) _exit(128 + number);
  stop_asked = number;
}

void handle(int number, void (*with)(int)) {
  struct sigaction action {};
  action.sa_handler = with;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  sigaction(number, &action, nullptr);
}
}  // namespace

StopSignals::StopSignals() {
  if (guards++ > 0) return;
  handle(SIGINT, on_signal);
  handle(SIGTERM, on_signal);
  handle(SIGXFSZ, SIG_IGN);  // a file-size limit is then a failed write with a message, like a full disk
}
StopSignals::~StopSignals() {
  if (--guards > 0) return;
  handle(SIGINT, SIG_DFL);
  handle(SIGTERM, SIG_DFL);
}

int const stop_of_parent = SIGUSR1;
void heed_parent_only() {
  stop_asked = 0;
  handle(SIGINT, SIG_IGN);
  handle(SIGTERM, SIG_IGN);
  handle(stop_of_parent, [](int) { stop_asked = SIGTERM; });
  ++guards;  // no run in this process puts other handlers in their place
}

int stop_requested() { return stop_asked; }
void clear_stop() { stop_asked = 0; }

}  // namespace gs::run
