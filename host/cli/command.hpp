#pragma once
//! What a command is: a name, options bound to variables, and what it does. One table of them; the parser, the help, the suggestions
//! (and later completions and the man page) are made from it. Only parse.cpp knows the parsing library.
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace gs::cli {

//! Exit codes of every command.
inline constexpr int ok = 0, failed = 1, usage = 2, acceptance = 3, some_failed = 4, no_backend = 5, stopped_early = 75;

//! One option or positional; `names` as "-o,--output", "--force", or "file" for a positional.
struct Option {
  std::string names, help;
  std::variant<bool*, std::string*, std::int64_t*, double*, std::vector<std::string>*> to;  //!< bool: a flag; vector: may be repeated
  bool required = false;
};

//! What an action knows of the whole command line.
struct Context {
  bool json = false;  //!< one JSON object a line on stdout
  std::string command_line;
};

struct Command {
  std::string name, what;
  std::vector<Option> options;
  std::function<int(Context const&)> action;  //!< returns the exit code; exceptions become messages
  bool takes_anything = false;                //!< options it does not know are no mistake: a command that this build is without
};

//! The options struct of a command lives in its action.
template <class Options>
std::shared_ptr<Options> keep() {
  return std::make_shared<Options>();
}

Command run_command();
Command verify_command();
Command compare_command();
Command sweep_command();
Command stress_command();
Command tune_command();
Command claims_command();
Command levers_command();
Command check_command();
Command explain_command();
Command config_command();
Command list_command();
Command info_command();
Command bench_command();
Command recover_command();
Command export_command();
Command report_command();
Command theory_command();
Command fit_command();
Command version_command();

std::vector<Command> commands();
//! `view` and `render` of a program that was built without the viewer: they say how to get it.
std::vector<Command> without_viewer();

//! Reads the command line, runs the command, turns every exception into a message and an exit code.
//! `more`: commands of rooms above this one.
int main(int argc, char const* const* argv, std::vector<Command> more = {});

}  // namespace gs::cli
