#include <fmt/format.h>
#include <filesystem>
#include <fstream>
#include "host/cli/console.hpp"
#include "host/cli/scenario_options.hpp"
#include "host/run/events.hpp"
#include "kernels/core/errors.hpp"
#include "viz/app/commands.hpp"
#include "viz/app/open.hpp"
#include "viz/app/window.hpp"

namespace gs::viz {
namespace {
namespace fs = std::filesystem;

struct ViewOptions {
  cli::ScenarioOptions scenario;
  std::string second, events, layout, compare, pause_when, size = "1280x800", drawn_by = "auto";
  double scale = 1.0, fps = 0.0, quit_after = 0.0;
  bool paused = false, light = false, no_tour = false, report = false;
};

//! Shown once: the tour leaves a note that it was seen.
bool first_start() {
  fs::path const folder = settings_folder();
  if (folder.empty() || fs::exists(folder / "tour-seen")) return false;
  std::error_code error;
  fs::create_directories(folder, error);
  std::ofstream(folder / "tour-seen") << "the guided tour was shown; F2 shows it again\n";
  return true;
}

//! What is done by hand is kept beside the runs, so that `run --events` does it again.
void keep_log(Session& session) {
  fs::create_directories("out");
  fs::path const path = fs::path("out") / fmt::format("{}-{}.events.jsonl", session.facts().identity.scenario, session.facts().identity.design);
  std::vector<Event> const events = session.a->events();
  if (!events.empty() || fs::exists(path)) std::ofstream(path) << run::to_json_lines(events);
}

std::shared_ptr<Session> session_of(ViewOptions const& o) {
  config::Request const request = cli::finished_request(o.scenario);
  run::Backend const backend = run::parse_backend(o.scenario.backend);
  if (is_file(request.scenario)) return std::make_shared<Session>(open_file(request.scenario), o.second.empty() ? nullptr : open_file(o.second));
  GS_VALIDATE(o.second.empty(), "a second argument is a second file; two designs of a scenario: --compare DESIGN");
  auto session = std::make_shared<Session>(start_live(request, backend));
  session->launch = launcher_of(request, backend);
  if (!o.compare.empty()) session->compare_with(session->launch.run(o.compare, {}));
  if (!o.events.empty())
    for (Event const& e : run::read_events(o.events)) session->live()->simulation().inject(e, false);
  return session;
}

int view(cli::Context const&, ViewOptions const& o) {
  auto const session = session_of(o);
  session->style.dark = !o.light;
  session->style.scale = static_cast<float>(std::clamp(o.scale, 0.75, 2.5));
  Shell shell(session);
  if (!o.layout.empty()) o.layout.ends_with(".toml") ? (void)shell.load_view(o.layout) : shell.set_layout(shipped_layout(o.layout));
  WindowOptions window;
  GS_VALIDATE(std::sscanf(o.size.c_str(), "%dx%d", &window.width, &window.height) == 2 && window.width >= 640 && window.height >= 400,
              "--size must be WIDTHxHEIGHT, at least 640x400");
  GS_VALIDATE(o.fps >= 0.0 && o.fps <= 240.0, "--fps must be between 0 (by itself) and 240");
  window.report = o.report, window.quit_after = o.quit_after, window.fps = o.fps;
  window.drawn_by = drawn_by(o.drawn_by);
  session->on_log_changed = [session = session.get()] { keep_log(*session); };
  if (LiveSource* const live = session->live()) {
    std::string why;
    if (!o.pause_when.empty()) {
      auto const condition = read_condition(o.pause_when, session->signals, why);
      if (!condition) throw ConfigError("--pause-when: " + why);
      live->simulation().break_when(condition);
    }
    bool const tour = !o.no_tour && first_start();
    if (tour) shell.tour = 0;
    if (!o.paused && o.pause_when.empty())
      session->to_the_eve(!tour);
    else if (!o.paused && !tour)
      session->play(true);
  } else {
    if (!o.no_tour && first_start()) shell.tour = 0;
    session->go(session->facts().shows.empty() ? session->facts().warmup : session->facts().shows.front().from);
  }
  run_window(shell, window);
  keep_log(*session);
  return cli::ok;
}

}  // namespace

cli::Command view_command() {
  auto o = cli::keep<ViewOptions>();
  cli::Command c{"view", "watch a scenario run, or look at files: view SCENARIO | FILE.h5 [FILE2.h5]", cli::scenario_options(o->scenario),
                 [o](cli::Context const& context) { return view(context, *o); }};
  std::vector<cli::Option> const own = {{"second", "a second file, to compare", &o->second},
                                        {"--compare", "a second design on the same seed", &o->compare},
                                        {"--events", "event log: JSON lines, applied at their time", &o->events},
                                        {"--pause-when", "pause when this becomes true: \"service < 0.95\"", &o->pause_when},
                                        {"--paused", "do not start by itself", &o->paused},
                                        {"--layout", "overview, supply, compare, \"hands on\", or a saved view (TOML)", &o->layout},
                                        {"--light", "light colours", &o->light},
                                        {"--scale", "size of text and marks, 0.75 to 2.5", &o->scale},
                                        {"--size", "window size, 1280x800", &o->size},
                                        {"--fps", "frames a second, always; 0 = full rate at hand, few while only the run moves", &o->fps},
                                        {"--drawn-by", "auto, opengl, or processor: this program's own rasteriser", &o->drawn_by},
                                        {"--no-tour", "no guided tour on the first start", &o->no_tour},
                                        {"--report", "lines of state on stderr, for tests", &o->report},
                                        {"--quit-after", "close after so many seconds, for tests", &o->quit_after}};
  c.options.insert(c.options.end(), own.begin(), own.end());
  return c;
}

}  // namespace gs::viz
