#include "host/cli/experiment_file.hpp"
#include <fmt/format.h>
#include <charconv>
#include "host/config/config.hpp"
#include "host/config/experiment.hpp"

namespace gs::cli {
namespace {
using config::ExperimentOption;
constexpr std::string_view flag = "--experiment";

//! "-o,--output" -> "output"; "scenario" as it is.
std::string long_name(Option const& option) {
  auto const at = option.names.find("--");
  return at == std::string::npos ? option.names : option.names.substr(at + 2);
}

std::string experiment_named(int argc, char const* const* argv) {
  for (int k = 1; k < argc; ++k) {
    std::string_view const word = argv[k];
    if (word == flag && k + 1 < argc) return argv[k + 1];
    if (word.starts_with(flag) && word.size() > flag.size() && word[flag.size()] == '=') return std::string(word.substr(flag.size() + 1));
  }
  return "";
}

[[noreturn]] void refuse(ExperimentOption const& o, std::string const& what, std::string const& hint) {
  throw config::ConfigErrors({{what, o.at, hint}});
}

std::string one(ExperimentOption const& o) {
  if (o.values.size() != 1) refuse(o, fmt::format("'{}' takes one value", o.name), "");
  return o.values[0];
}

template <class T>
void assign_number(ExperimentOption const& o, T& to) {
  std::string digits = one(o);
  std::erase(digits, '_');
  auto const read = std::from_chars(digits.data(), digits.data() + digits.size(), to);
  if (read.ec != std::errc() || read.ptr != digits.data() + digits.size()) refuse(o, fmt::format("'{}' is no number for '{}'", digits, o.name), "");
}

struct Assign {
  ExperimentOption const& from;
  void operator()(bool* to) const { *to = one(from) == "true"; }
  void operator()(std::string* to) const {  // a list for an option that takes A,B,C
    to->clear();
    for (std::string const& value : from.values) *to += (to->empty() ? "" : ",") + value;
  }
  void operator()(std::int64_t* to) const { assign_number(from, *to); }
  void operator()(double* to) const { assign_number(from, *to); }
  void operator()(std::vector<std::string>* to) const { *to = from.values; }
};

Option const* find(Command const& command, std::string const& name) {
  for (Option const& option : command.options)
    if (long_name(option) == name && name != "experiment") return &option;
  return nullptr;
}
}  // namespace

std::set<std::string> read_experiment_options(Command const& command, int argc, char const* const* argv) {
  std::string const name = experiment_named(argc, argv);
  std::vector<std::string> known;
  bool takes = false;
  for (Option const& option : command.options) known.push_back(long_name(option)), takes = takes || option.names == flag;
  if (name.empty() || !takes) return {};
  config::Experiment const experiment = config::read_experiment(name);
  if (experiment.command != command.name)
    throw ConfigError(fmt::format("experiment '{0}' is one of `{1}`: groundswell {1} --experiment {0}", experiment.name, experiment.command));
  std::set<std::string> given;
  for (ExperimentOption const& o : experiment.options) {
    Option const* const option = find(command, o.name);
    if (option == nullptr) refuse(o, fmt::format("'{}' has no option '{}'", command.name, o.name), config::did_you_mean(o.name, known));
    std::visit(Assign{o}, option->to);
    given.insert(option->names);
  }
  return given;
}

}  // namespace gs::cli
