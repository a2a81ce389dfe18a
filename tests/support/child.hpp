#pragma once
//! The groundswell binary as a child process: run to its end, killed on the way, or on a disk that is full.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace gs::test {

struct Child {
  std::vector<std::string> arguments;   //!< of groundswell
  std::filesystem::path said;           //!< where its stdout and stderr go
  rlim_t largest_file = RLIM_INFINITY;  //!< as a full disk: no file may grow beyond so many bytes

  pid_t start() const {
    std::fflush(nullptr);
    pid_t const child = ::fork();
    if (child == 0) exec();
    return child;
  }
  //! Exit status, 128 + signal when one ended it.
  int run() const { return wait(start()); }
  static int wait(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  std::string text() const {
    std::stringstream all;
    all << std::ifstream(said).rdbuf();
    return all.str();
  }

 private:
  [[noreturn]] void exec() const {
    int const out = ::open(said.c_str(), O_CREAT | O_WRONLY | O_TRUNC, 0644);
    ::dup2(out, STDOUT_FILENO), ::dup2(out, STDERR_FILENO);
    ::setenv("GROUNDSWELL_CONFIGS", GS_SOURCE_DIR "/configs", 1);
    std::string const binary = std::string(GS_BUILD_DIR) + "/groundswell";
    std::vector<char*> list{const_cast<char*>(binary.c_str())};
    for (auto const& a : arguments) list.push_back(const_cast<char*>(a.c_str()));
    list.push_back(nullptr);
    rlimit const limit{largest_file, largest_file};
    if (largest_file != RLIM_INFINITY) ::setrlimit(RLIMIT_FSIZE, &limit);
    ::execv(binary.c_str(), list.data());
    ::_exit(127);
  }
};

//! The drill of small_run.hpp as arguments of the command line.
inline std::vector<std::string> small_run_arguments(std::filesystem::path const& output) {
  return {"run",
          "livestream_pulse",
          "--design",
          "flexible",
          "--members",
          "3000",
          "--days",
          "6",
          "--set",
          "clock.warmup=6 d",
          "--set",
          "wave.show.start=2 d 20 h",
          "--threads",
          "1",
          "--checkpoint-every",
          "1 d",
          "-o",
          output.string()};
}

}  // namespace gs::test
