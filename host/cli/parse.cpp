#include "host/cli/parse.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <CLI/CLI.hpp>
#include <filesystem>
#include <set>
#include "host/cli/experiment_file.hpp"
#include "host/config/config.hpp"
#include "kernels/core/errors.hpp"

namespace gs::cli {
namespace {

void add_option(CLI::App& app, Option const& option, bool given) {
  CLI::Option* added = nullptr;
  if (auto* const flag = std::get_if<bool*>(&option.to)) {
    added = app.add_flag(option.names, **flag, option.help);
  } else if (auto* const list = std::get_if<std::vector<std::string>*>(&option.to)) {
    added = app.add_option(option.names, **list, option.help);
    if (option.names.starts_with('-')) added->allow_extra_args(false);  // --set a=1 leaves the next word alone
  } else {
    std::visit([&](auto* to) { added = app.add_option(option.names, *to, option.help); }, option.to);
  }
  added->required(option.required && !given);
}

//! The word of argv that names a command; null if none does.
Command const* named(std::vector<Command> const& commands, int argc, char const* const* argv) {
  for (int k = 1; k < argc; ++k)
    for (Command const& c : commands)
      if (c.name == argv[k]) return &c;
  return nullptr;
}

std::vector<std::string> long_names(Command const& command) {
  std::vector<std::string> names = {"--json", "--help"};
  for (Option const& o : command.options)
    if (auto const at = o.names.find("--"); at != std::string::npos) names.push_back(o.names.substr(at));
  return names;
}

std::string hint(std::string const& typed, std::vector<std::string> const& known) {
  std::string const meant = config::did_you_mean(typed, known);
  return meant.empty() ? "" : "; " + meant;
}

//! The parsing library suggests nothing: look for the first word that is neither a command nor a known option.
std::string suggestion(std::vector<Command> const& commands, int argc, char const* const* argv) {
  Command const* const command = named(commands, argc, argv);
  if (command == nullptr) {
    std::vector<std::string> names;
    for (Command const& c : commands) names.push_back(c.name);
    for (int k = 1; k < argc; ++k)
      if (argv[k][0] != '-') return fmt::format("unknown command '{}'{}", argv[k], hint(argv[k], names));
    return "";
  }
  auto const known = long_names(*command);
  for (int k = 1; k < argc; ++k) {
    std::string const word = std::string(argv[k]).substr(0, std::string(argv[k]).find('='));
    if (word.starts_with("--") && std::find(known.begin(), known.end(), word) == known.end())
      return fmt::format("'{}' has no option {}{}", command->name, word, hint(word, known));
  }
  return "";
}

std::string told(std::vector<Command> const& commands, CLI::ParseError const& error, int argc, char const* const* argv) {
  std::string const better = suggestion(commands, argc, argv);
  Command const* const command = named(commands, argc, argv);
  return fmt::format("{}\nsee: groundswell {}--help", better.empty() ? error.what() : better, command == nullptr ? "" : command->name + " ");
}
}  // namespace

Parsed parse(std::vector<Command> const& commands, int argc, char const* const* argv) {
  CLI::App app{"Groundswell: how big a wave of attention can this ecosystem take, and which flexibility is worth buying?", "groundswell"};
  app.require_subcommand(1);
  Parsed out;
  for (int k = 0; k < argc; ++k) {
    out.context.command_line += k == 0 ? std::filesystem::path(argv[k]).filename().string() : " " + std::string(argv[k]);
    out.context.json = out.context.json || std::string(argv[k]) == "--json";
  }
  std::set<std::string> given;
  Command const* const meant = named(commands, argc, argv);
  try {
    if (meant != nullptr) given = read_experiment_options(*meant, argc, argv);
  } catch (ConfigError const& x) { return out.error = x.what(), out; }
  bool json = false;
  for (Command const& c : commands) {
    CLI::App* const sub = app.add_subcommand(c.name, c.what);
    for (Option const& o : c.options) add_option(*sub, o, &c == meant && given.contains(o.names));
    if (c.takes_anything) sub->allow_extras();
    sub->add_flag("--json", json, "one JSON object a line on stdout");
    sub->callback([&out, &c] { out.command = &c; });
  }
  try {
    app.parse(argc, argv);
  } catch (CLI::ParseError const& error) {
    out.command = nullptr;
    if (error.get_exit_code() == 0)
      app.exit(error);  // --help
    else
      out.error = told(commands, error, argc, argv);
  }
  return out;
}

}  // namespace gs::cli
