#include <new>
#include "host/cli/command.hpp"
#include "host/cli/console.hpp"
#include "host/cli/parse.hpp"
#include "host/experiments/ranks.hpp"
#include "kernels/core/errors.hpp"

namespace gs::cli {
namespace {

int act(Command const& command, Context const& context) {
  auto const fail = [&context](int code, std::string const& message) {
    if (experiments::prints()) report_error(context.json, code, message);  // of several ranks, one
    return code;
  };
  try {
    return command.action(context);
  } catch (ConfigError const& x) { return fail(usage, x.what()); } catch (DeviceError const& x) {
    return fail(no_backend, x.what());
  } catch (SimulationError const& x) { return fail(failed, x.what()); } catch (std::bad_alloc const&) {
    return fail(no_backend, "not enough memory: try fewer --members; --dry-run tells how much a run needs");
  } catch (std::exception const& x) { return fail(failed, x.what()); }
}
}  // namespace

std::vector<Command> commands() {
  return {run_command(),    verify_command(), compare_command(), sweep_command(),  stress_command(),  tune_command(),   levers_command(),
          claims_command(), theory_command(), fit_command(),     check_command(),  explain_command(), config_command(), list_command(),
          info_command(),   bench_command(),  recover_command(), export_command(), report_command(),  version_command()};
}

int main(int argc, char const* const* argv, std::vector<Command> more) {
  std::vector<Command> all = commands();
  all.insert(all.end(), more.begin(), more.end());
  Parsed const parsed = parse(all, argc, argv);
  if (!parsed.error.empty()) return report_error(parsed.context.json, usage, parsed.error), usage;
  return parsed.command == nullptr ? ok : act(*parsed.command, parsed.context);
}

}  // namespace gs::cli
