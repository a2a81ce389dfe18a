#include <fmt/format.h>
#include <cmath>
#include <optional>
#include <utility>
#include "host/cli/console.hpp"
#include "host/cli/json_line.hpp"
#include "host/cli/scenario_options.hpp"
#include "host/config/quantity.hpp"
#include "kernels/core/errors.hpp"
#include "viz/app/commands.hpp"
#include "viz/app/film.hpp"
#include "viz/app/headless.hpp"
#include "viz/app/open.hpp"
#include "viz/app/worker.hpp"
#include "viz/panels/describe.hpp"

namespace gs::viz {
namespace {
namespace fs = std::filesystem;

struct RenderOptions {
  cli::ScenarioOptions scenario;
  std::string second, at, from, to, step, output = "groundswell.png", layout, panel, overlay, size = "1280x800", compare, select, difference,
                                          drawn_by = "auto";
  int width = 0, height = 0;
  double scale = 1.0, fps = 25.0, visible = 14.0, window = 6.0;
  bool light = false, no_identity = false, cividis = false;
};

//! "12 d 20 h": since the start of the measured window; "-3 d" lies in the warm-up.
Seconds moment(std::string text, char const* option, Seconds warmup) {
  bool const before = text.starts_with('-');
  if (before) text.erase(0, 1);
  Seconds sum = 0;
  std::string part;
  std::vector<std::string> words;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != ' ') {
      part += text[i];
    } else if (!part.empty()) {
      words.push_back(std::exchange(part, {}));
    }
  }
  for (std::size_t k = 0; k < words.size(); ++k) {
    bool const bare = words[k].find_first_not_of("0123456789.") == std::string::npos;
    std::string const one = bare && k + 1 < words.size() ? words[k] + " " + words[k + 1] : words[k];
    if (bare && k + 1 < words.size()) ++k;
    if (one == "0") continue;
    sum += cli::read_time(one, option);
  }
  return warmup + (before ? -sum : sum);
}

//! A live run is brought to the last moment that is asked for, before anything is drawn.
void run_to(Session& s, Seconds t) {
  for (Source* const source : {s.a.get(), s.b.get()}) {
    if (source == nullptr || source->live() == nullptr) continue;
    source->live()->simulation().want_deep(true);
    source->live()->simulation().go_to(t);
    source->live()->simulation().wait_idle();
    source->update();
    if (!source->trouble().empty()) throw SimulationError(source->trouble());
  }
}

void set_up(Shell& shell, RenderOptions const& o) {
  Session& s = shell.session();
  s.style.dark = !o.light;
  s.style.scale = static_cast<float>(std::clamp(o.scale, 0.75, 2.5));
  s.visible = static_cast<Seconds>(o.visible * 86400.0), s.window = static_cast<Seconds>(o.window * 3600.0);
  s.other_map = o.cividis;
  shell.burn_in = !o.no_identity;
  if (!o.layout.empty()) o.layout.ends_with(".toml") ? (void)shell.load_view(o.layout) : shell.set_layout(shipped_layout(o.layout));
  if (!o.panel.empty()) {
    GS_VALIDATE(find_panel(o.panel) != nullptr,
                fmt::format("there is no panel '{}': map, waves, stockouts, capacity, chain, money, alerts, inspect, compare", o.panel));
    shell.set_layout({"one", {{1.0, {{1.0, {o.panel}, 0}}}}});
  }
  for (int k = 0; k < static_cast<int>(Overlay::count); ++k)
    if (o.overlay == overlay_names[k]) s.overlay = static_cast<Overlay>(k);
  if (!o.select.empty()) {
    Selection const what = read_selection(o.select);
    GS_VALIDATE(what.what != Thing::none,
                fmt::format("--select '{}' names nothing: member 1234, sku 12, site 3, point 7, zone 0, pool 2, supplier 5", o.select));
    s.select(what);
  }
  if (o.difference == "absolute") s.difference = Difference::absolute;
  if (o.difference == "percent") s.difference = Difference::percent;
}

//! The moments of a sequence.
struct Span {
  Seconds from, to, step;
};

//! OUT-0001.png, OUT-0002.png, …
fs::path numbered(fs::path const& out, int k) {
  return out.parent_path() / fmt::format("{}-{:04}{}", out.stem().string(), k, out.extension().string());
}

//! Numbered pictures, or an MP4 of them where ffmpeg is there.
int movie(cli::Context const& context, Headless& screen, Shell& shell, RenderOptions const& o, Span span) {
  Session& s = shell.session();
  std::string const who = s.facts().identity.line();
  bool const mp4 = o.output.ends_with(".mp4");
  bool const film = mp4 && !find_ffmpeg().empty();
  if (mp4 && !film) cli::note(std::string(no_ffmpeg) + ": numbered pictures are written instead");
  fs::path const frames = mp4 ? fs::path(o.output).replace_extension(".png") : fs::path(o.output);
  std::optional<Film> reel;
  if (film) reel.emplace(o.output, o.width, o.height, o.fps, who);
  int n = 0;
  {
    Worker pictures;
    for (Seconds t = span.from; t <= span.to; t += span.step) {
      s.go(t), s.follow = false;
      Picture picture = screen.draw(shell);
      if (reel)
        reel->add(picture), ++n;
      else
        pictures.run([path = numbered(frames, ++n), picture = std::move(picture), who] { write_png(path, picture, who); });
    }
  }
  if (reel) reel->finish();
  std::string const first = film ? o.output : numbered(frames, 1).string();
  if (context.json)
    cli::JsonLine("result").add(film ? "film" : "pictures", first).add("frames", std::int64_t{n}).add("identity", who).print();
  else if (film)
    fmt::print("{} ({} pictures, {:.3g} s)\n", first, n, n / o.fps);
  else
    fmt::print("{} … {} ({} pictures)\n", first, numbered(frames, n).string(), n);
  return cli::ok;
}

std::shared_ptr<Session> session_of(RenderOptions const& o) {
  config::Request const request = cli::finished_request(o.scenario);
  run::Backend const backend = run::parse_backend(o.scenario.backend);
  if (is_file(request.scenario)) return std::make_shared<Session>(open_file(request.scenario), o.second.empty() ? nullptr : open_file(o.second));
  auto session = std::make_shared<Session>(start_live(request, backend));
  if (!o.compare.empty()) session->b = launcher_of(request, backend).run(o.compare, {});
  return session;
}

int render(cli::Context const& context, RenderOptions o) {
  bool const sized = std::sscanf(o.size.c_str(), "%dx%d", &o.width, &o.height) == 2;
  GS_VALIDATE(sized && o.width >= 320 && o.height >= 200 && o.width <= 8192 && o.height <= 8192, "--size must be WIDTHxHEIGHT, 320x200 to 8192x8192");
  GS_VALIDATE(o.fps >= 1.0 && o.fps <= 120.0, "--fps must be between 1 and 120");
  Headless screen(o.width, o.height, drawn_by(o.drawn_by));
  auto const session = session_of(o);
  Facts const& facts = session->facts();
  Seconds const show = facts.shows.empty() ? facts.warmup + facts.length : facts.shows.front().to;
  Seconds const at = o.at.empty() ? show : moment(o.at, "--at", facts.warmup);
  bool const many = !o.from.empty() || !o.to.empty();
  Seconds const from = o.from.empty() ? at : moment(o.from, "--from", facts.warmup),
                to = o.to.empty() ? facts.end() : moment(o.to, "--to", facts.warmup);
  Span const span{from, to, o.step.empty() ? hour : cli::read_time(o.step, "--step")};
  GS_VALIDATE(span.step > 0 && span.to >= span.from, "--to must not lie before --from, and --step must be longer than nothing");
  run_to(*session, many ? to : at);
  Shell shell(session);
  set_up(shell, o);
  session->update(0.0);
  if (many) return movie(context, screen, shell, o, span);
  session->go(at), session->follow = false;
  session->update(1.0);
  if (session->live() != nullptr) session->live()->simulation().wait_idle();  // inspect's question is answered
  fs::path const out = o.output;
  write_png(out, screen.draw(shell), facts.identity.line());
  if (context.json)
    cli::JsonLine("result").add("picture", out.string()).add("identity", facts.identity.line()).print();
  else
    fmt::print("{}\n", out.string());
  return cli::ok;
}

}  // namespace

cli::Command render_command() {
  auto o = cli::keep<RenderOptions>();
  cli::Command c{"render", "pictures without a display: render FILE.h5 | SCENARIO --at \"117 d 21 h\" -o OUT.png", cli::scenario_options(o->scenario),
                 [o](cli::Context const& context) { return render(context, *o); }};
  std::vector<cli::Option> const own = {
      {"second", "a second file, to compare", &o->second},
      {"--at", "moment since the warm-up, such as \"117 d 20 h\"; default: the end of the first show", &o->at},
      {"--from", "first moment of a sequence", &o->from},
      {"--to", "last moment of a sequence", &o->to},
      {"--step", "simulated time between pictures of a sequence; default 1 h", &o->step},
      {"--fps", "pictures a second of an MP4", &o->fps},
      {"-o,--output", "OUT.png, numbered for a sequence (--from, --to); OUT.mp4 where ffmpeg is installed", &o->output},
      {"--compare", "a second design on the same seed", &o->compare},
      {"--difference", "map of A − B: absolute or percent", &o->difference},
      {"--overlay", "attention, demand, stockouts, \"stock cover\", \"order to door\", \"social heat\"", &o->overlay},
      {"--layout", "overview, supply, compare, \"hands on\", or a saved view (TOML)", &o->layout},
      {"--panel", "one panel alone, by its name", &o->panel},
      {"--select", "what inspect shows: member 1234, sku 12, site 3, point 7, zone 0, pool 2, supplier 5", &o->select},
      {"--visible", "days that charts show; 0 = all", &o->visible},
      {"--window", "hours over which the map's overlay is taken", &o->window},
      {"--light", "light colours", &o->light},
      {"--cividis", "the other map of colours", &o->cividis},
      {"--scale", "size of text and marks, 0.75 to 2.5", &o->scale},
      {"--size", "1280x800", &o->size},
      {"--drawn-by", "auto, opengl (EGL), or processor: this program's own rasteriser, which needs neither", &o->drawn_by},
      {"--no-identity", "controls instead of the run's identity in the bar", &o->no_identity}};
  c.options.insert(c.options.end(), own.begin(), own.end());
  return c;
}

}  // namespace gs::viz
