//! Every shipped config, damaged in thousands of small ways: each mutant loads, or is refused with a position; one that loads runs, or is
//! refused with a reason. More of them: GROUNDSWELL_MUTANTS=100000 bin/test_faults --gtest_filter='Mutants*'.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <sstream>
#include "host/config/config.hpp"
#include "host/run/runner.hpp"
#include "host/world/world.hpp"
#include "kernels/core/errors.hpp"
#include "tests/support/mutate.hpp"

namespace gs {
namespace {
namespace fs = std::filesystem;

std::int64_t mutants_asked() {
  char const* asked = std::getenv("GROUNDSWELL_MUTANTS");
  return asked != nullptr ? std::max(1, std::atoi(asked)) : 2400;
}

std::string text_of(fs::path const& file) {
  std::stringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

enum class Outcome : int { runs = 10, refused_world = 11, refused_config = 12, no_position = 13, other_exception = 14 };

//! A configs folder that can be damaged one file at a time.
class Mutants : public testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::temp_directory_path() / ("groundswell_mutants_" + std::to_string(::getpid())) / "configs";
    fs::create_directories(root_);
    fs::copy(fs::path(GS_SOURCE_DIR) / "configs", root_, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    for (auto const& entry : fs::recursive_directory_iterator(root_))
      if (entry.path().extension() == ".toml" && entry.path().parent_path().filename() != "textbook") files_.push_back(entry.path());
    std::sort(files_.begin(), files_.end());
    for (auto const& file : files_) texts_.push_back(text_of(file));
  }
  void TearDown() override { fs::remove_all(root_.parent_path()); }

  config::Request request_with(fs::path const& file) const {
    config::Request ask;
    ask.root = root_;
    ask.scenario = "livestream_pulse";
    std::string const folder = file.parent_path().filename(), name = file.stem();
    if (folder == "scenarios") ask.scenario = name;
    if (folder == "designs") ask.design = name;
    if (folder == "worlds") ask.world = name;
    if (folder == "industries") ask.industry = name;
    if (file.parent_path().parent_path().filename() == "designs") ask.design = file.string();  // designs that are only known by their path
    return ask;
  }

  fs::path root_;
  std::vector<fs::path> files_;
  std::vector<std::string> texts_;
};

//! Loads; a mutant that is refused must say where.
Outcome load_outcome(config::Request const& ask, std::string& what) {
  try {
    config::load(ask);
    return Outcome::runs;
  } catch (config::ConfigErrors const& errors) {
    what = errors.what();
    for (auto const& problem : errors.problems)
      if (problem.where.file.empty()) return Outcome::no_position;
    return errors.problems.empty() ? Outcome::no_position : Outcome::refused_config;
  } catch (std::exception const& error) {
    what = error.what();
    return Outcome::other_exception;
  }
}

//! A day in a small world. What is refused must be refused by name.
Outcome run_outcome(config::Request ask, std::string& what) {
  ask.members = 1500;
  ask.threads = 1;
  try {
    run::RunRequest q;
    q.params = config::load(ask).params;
    q.backend = run::Backend::cpu;
    q.ticks = 30;
    run::RunResult const result = run::run(q);
    what = result.broken_law;
    return result.broken_law.empty() ? Outcome::runs : Outcome::other_exception;
  } catch (ConfigError const& error) {
    what = error.what();
    return Outcome::refused_config;
  } catch (SimulationError const& error) {
    what = error.what();
    return Outcome::refused_world;
  } catch (DeviceError const& error) {
    what = error.what();
    return Outcome::refused_world;
  } catch (std::bad_alloc const&) {
    return Outcome::refused_world;  // the program says that memory does not suffice
  } catch (std::exception const& error) {
    what = error.what();
    return Outcome::other_exception;
  }
}

//! In a child of its own, with a limit on time and memory; 128 + signal when it crashed or hung.
int in_child(std::function<Outcome(std::string&)> const& act, std::string& what) {
  int ends[2];
  if (::pipe(ends) != 0) return -1;
  std::fflush(nullptr);
  pid_t const child = ::fork();
  if (child == 0) {
    ::alarm(30);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    rlimit const memory{rlim_t{3} << 30, rlim_t{3} << 30};
    ::setrlimit(RLIMIT_AS, &memory);
#endif
    std::string said;
    Outcome const outcome = act(said);
    said.resize(std::min<std::size_t>(said.size(), 3000));
    [[maybe_unused]] auto const told = ::write(ends[1], said.data(), said.size());
    ::_exit(static_cast<int>(outcome));
  }
  ::close(ends[1]);
  what.assign(4096, '\0');
  auto const n = ::read(ends[0], what.data(), what.size());
  what.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

TEST_F(Mutants, LoadOrAreRefusedWithAPosition) {
  test::Mutator mutator(20260101);
  std::int64_t loaded = 0, refused = 0, ran = 0, refused_later = 0;
  auto const wanted = mutants_asked();
  for (std::int64_t k = 0; k < wanted && !HasFailure(); ++k) {
    auto const which = static_cast<std::size_t>(k) % files_.size();
    std::string const mutant = mutator.mutant(texts_[which], texts_[mutator.below(texts_.size())]);
    std::ofstream(files_[which], std::ios::binary) << mutant;
    std::string what;
    Outcome const outcome = load_outcome(request_with(files_[which]), what);
    (outcome == Outcome::runs ? loaded : refused) += 1;
    ASSERT_TRUE(outcome == Outcome::runs || outcome == Outcome::refused_config) << "mutant " << k << " of " << files_[which] << ":\n"
                                                                                << what << "\n--- mutant\n"
                                                                                << mutant;
    if (outcome == Outcome::runs && loaded % 6 == 0) {
      int const code = in_child([&](std::string& said) { return run_outcome(request_with(files_[which]), said); }, what);
      (code == static_cast<int>(Outcome::runs) ? ran : refused_later) += 1;
      EXPECT_TRUE(code >= static_cast<int>(Outcome::runs) && code <= static_cast<int>(Outcome::refused_config))
          << "mutant " << k << " of " << files_[which] << " ended with " << code << ": " << what << "\n--- mutant\n"
          << mutant;
    }
    std::ofstream(files_[which], std::ios::binary) << texts_[which];
  }
  std::printf("%lld mutants: %lld loaded, %lld refused with a position; of those loaded %lld ran a day and %lld were refused by the world\n",
              static_cast<long long>(wanted), static_cast<long long>(loaded), static_cast<long long>(refused), static_cast<long long>(ran),
              static_cast<long long>(refused_later));
  EXPECT_GT(refused, wanted / 4);
  EXPECT_GT(loaded, wanted / 20);
}

}  // namespace
}  // namespace gs
