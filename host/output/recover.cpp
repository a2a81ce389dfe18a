#include "host/output/recover.hpp"

#include <fmt/format.h>

#include "host/output/files.hpp"
#include "host/output/rewrite.hpp"
#include "host/output/run_reader.hpp"
#include "host/output/seal.hpp"
#include "kernels/core/errors.hpp"

namespace gs::output {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view partial_suffix = ".partial";

fs::path final_name(fs::path const& path) {
  auto const text = path.string();
  return text.ends_with(partial_suffix) ? fs::path(text.substr(0, text.size() - partial_suffix.size())) : path;
}

RunEnd stopped(RunReader const& partial) {
  return {false, 0.0, partial.rows(), partial.end().events_json, "killed; recovered from what was committed"};
}

void write_recovered(fs::path const& partial, fs::path const& name, RunEnd const& end, bool force) {
  auto const temporary = with_suffix(name, ".tmp");
  remove_quietly(temporary);
  try {
    auto const source = h5::open_what_is_left(partial);
    rewrite(source, temporary, {}, end);
    seal(temporary);
    publish(temporary, name, force);
  } catch (h5::Error const& error) {
    remove_quietly(temporary);
    throw SimulationError(fmt::format("'{}' cannot be recovered: {}{}; {} free on that disk", partial.string(),
                                      error.object.empty() ? "" : "'" + error.object + "': ", error.what(), human_bytes(free_bytes(name))));
  } catch (...) {
    remove_quietly(temporary);
    throw;
  }
  remove_quietly(partial);
}

//! Was the run killed after it had named its finished file, and before it removed the partial one?
bool is_the_end_of(RunReader const& whole, RunReader const& partial) {
  for (char const* name : {"started", "command_line", "config_sha256", "seed"})
    if (whole.attribute(name) != partial.attribute(name)) return false;
  return whole.rows() >= partial.rows() && whole.days() >= partial.days();
}

bool only_forgot_to_clean_up(fs::path const& name, fs::path const& partial) {
  try {
    return is_the_end_of(RunReader(name), RunReader(partial));
  } catch (ConfigError const&) { return false; }
}

}  // namespace

Recovered recover(fs::path const& path, bool force) {
  auto const name = final_name(path), partial = with_suffix(name, partial_suffix.data());
  if (!there_is(partial)) {
    RunReader const file(name);  // throws when it is no run file
    return {name, file.rows(), file.days(), true};
  }
  if (there_is(name) && only_forgot_to_clean_up(name, partial)) {
    remove_quietly(partial);
    return recover(name);
  }
  if (there_is(name) && !force)
    throw ConfigError(
        fmt::format("'{}' exists beside '{}': move one of them away, or replace the first with --force", name.string(), partial.string()));
  Recovered done{name, 0, 0, false};
  RunEnd end;
  {
    RunReader const file(partial);
    done.ticks = file.rows(), done.days = file.days(), end = stopped(file);
  }
  write_recovered(partial, name, end, force);
  return done;
}

}  // namespace gs::output
