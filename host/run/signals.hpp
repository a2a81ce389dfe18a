#pragma once
//! SIGINT and SIGTERM: the first one asks a run to finish its block and write a checkpoint, the second one ends the process at once.

namespace gs::run {

//! Installs the handlers for as long as it lives, or any other of them.
class StopSignals {
 public:
  StopSignals();
  ~StopSignals();
  StopSignals(StopSignals const&) = delete;
  StopSignals& operator=(StopSignals const&) = delete;
};

//! Signal number that asked to stop; 0 = none yet.
int stop_requested();
void clear_stop();

//! In a process that works for another one: a signal to the whole group (Ctrl-C, a batch system) reaches both, and only the parent decides.
//! From here on `stop_of_parent` asks to stop, however often; SIGINT and SIGTERM do nothing.
void heed_parent_only();
extern int const stop_of_parent;

}  // namespace gs::run
