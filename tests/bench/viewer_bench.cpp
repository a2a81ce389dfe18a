//! How long a frame takes with this machine's renderer, and how much an open viewer slows the simulation. A program, not a test: machines differ.
//!
//!   build/bin/viewer_bench [MEMBERS] [TICKS] [ROUNDS]      (1,000,000 members, 240 ticks, 3 rounds)
#include <fmt/format.h>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <optional>
#include <thread>
#include "viz/app/drawing_cost.hpp"
#include "viz/app/headless.hpp"
#include "viz/app/open.hpp"
#include "viz/app/pacing.hpp"

namespace gs::viz {
namespace {

double wall() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }
int cores() { return static_cast<int>(std::max(1u, std::thread::hardware_concurrency())); }
ImVec2 const nowhere{-1e6f, -1e6f};

double quantile(std::vector<double> values, double q) {
  if (values.empty()) return 0.0;
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(q * static_cast<double>(values.size() - 1) + 0.5)];
}

//! Of a picture that is another one all over (news of a run), and of one over which only the pointer goes.
void frame_times(Headless& screen, Shell& shell, DrawingCost const& cost) {
  constexpr int frames = 60;
  for (Layout const& layout : shipped_layouts()) {
    shell.set_layout(layout);
    for (bool const all : {true, false}) {
      for (int k = 0; k < 2; ++k) screen.draw_only(shell, 1.0 / 60.0, {299.0f, 300.0f}, false);
      std::vector<double> ms;
      double const before = cost.total();
      for (int k = 0; k < frames; ++k) {
        if (all) screen.forget();
        double const start = wall();
        screen.draw_only(shell, 1.0 / 60.0, {300.0f + 2.0f * static_cast<float>(k), 300.0f}, false);
        ms.push_back(1000.0 * (wall() - start));
      }
      fmt::print("frame 1280x800, layout {}, {}: median {:.1f} ms, p95 {:.1f} ms, {:.1f} ms of processor time\n", layout.name,
                 all ? "all drawn" : "the pointer moves", quantile(ms, 0.5), quantile(ms, 0.95), 1000.0 * (cost.total() - before) / frames);
    }
  }
  shell.set_layout(shipped_layouts().front());
}

//! One stretch of the run.
struct Stretch {
  double ticks_per_s = 0.0, frames_per_s = 0.0, drawing = 0.0;  //!< drawing: share of the machine's processor time
  std::vector<double> frame_ms;
};

//! Plays from `from` on until `to`, drawing as a window would after nobody has touched it for so long (0: the pointer goes to and fro over the map);
//! without a screen nobody looks.
Stretch stretch(LiveSource& live, Headless* screen, Shell& shell, Seconds from, Seconds to, double untouched) {
  live.simulation().want_deep(false);
  live.simulation().go_to(from);
  live.simulation().wait_idle();
  live.update();
  Stretch out;
  std::int64_t const before = live.status().tick;
  std::optional<DrawingCost> cost;
  if (screen != nullptr) screen->draw_only(shell, 0.0, nowhere, false), cost.emplace();
  double const cpu = cost ? cost->total() : 0.0, start = wall();
  double frame_cpu = 0.0, news = 0.0;
  live.simulation().play(true);
  auto const over = [&] { return live.simulation().status().now >= to; };
  auto const rest = [](double seconds) { std::this_thread::sleep_for(std::chrono::duration<double>(std::clamp(seconds, 0.0, 0.02))); };
  while (screen == nullptr && !over()) rest(0.02);
  while (screen != nullptr && !over()) {
    double const frame = wall();
    Moment const moment{true, false, untouched, frame_cpu, 1e9};
    Session& session = shell.session();
    session.take_news = news_are_due({}, moment, frame - news);
    if (session.take_news) news = frame;
    float const swing = 300.0f + 250.0f * static_cast<float>(std::sin(2.0 * frame));
    screen->draw_only(shell, 1.0 / 60.0, untouched > 0.0 ? nowhere : ImVec2{swing, 300.0f}, false);
    out.frame_ms.push_back(1000.0 * (wall() - frame));
    frame_cpu = cost->frame();
    double const next = frame + frame_interval({}, moment);
    while (wall() < next && !over()) rest(next - wall());
  }
  shell.session().take_news = true;
  live.simulation().play(false);
  live.simulation().wait_idle();
  double const took = wall() - start;
  live.update();
  out.ticks_per_s = static_cast<double>(live.status().tick - before) / took;
  out.frames_per_s = static_cast<double>(out.frame_ms.size()) / took;
  out.drawing = cost ? (cost->total() - cpu) / took / cores() : 0.0;
  return out;
}

void compare(LiveSource& live, Headless& screen, Shell& shell, Seconds from, Seconds to, int rounds) {
  struct Look {
    char const* name;
    double untouched;
    std::vector<double> change, ms;
  } looks[] = {{"nobody at it", 1e9, {}, {}}, {"somebody moves in it", 0.0, {}, {}}, {"somebody reads", 1.0, {}, {}}};
  stretch(live, nullptr, shell, from, to, 0.0);  // once for warm caches
  for (int round = 0; round < rounds; ++round)
    for (Look& look : looks) {
      double const first = stretch(live, nullptr, shell, from, to, 0.0).ticks_per_s;
      Stretch const seen = stretch(live, &screen, shell, from, to, look.untouched);
      double const alone = 0.5 * (first + stretch(live, nullptr, shell, from, to, 0.0).ticks_per_s);  // before and after: others use the machine, too
      look.change.push_back(100.0 * (seen.ticks_per_s / alone - 1.0));
      look.ms.insert(look.ms.end(), seen.frame_ms.begin(), seen.frame_ms.end());
      fmt::print("simulation: {:.2f} ticks/s alone, {:.2f} with a viewer, {}: {:+.1f} %; {:.1f} frames/s, {:.1f} % of the machine\n", alone,
                 seen.ticks_per_s, look.name, look.change.back(), seen.frames_per_s, 100.0 * seen.drawing);
    }
  for (Look const& look : looks)
    fmt::print("{}: {:+.1f} % ticks/s (median of {}), a frame {:.1f} ms (p95 {:.1f}) beside the simulation\n", look.name, quantile(look.change, 0.5),
               rounds, quantile(look.ms, 0.5), quantile(look.ms, 0.95));
}

int bench(std::int64_t members, std::int64_t ticks, int rounds) {
  config::Request request;
  request.scenario = "livestream_pulse", request.design = "flexible", request.members = members;
  auto const source = start_live(request, run::Backend::automatic);
  LiveSource& live = *source->live();
  Headless screen(1280, 800);
  auto const session = std::make_shared<Session>(source);
  Shell shell(session);
  fmt::print("{} · renderer: {}\n", source->facts().identity.line(), screen.renderer());
  Seconds const from = 10 * day, to = from + ticks * hour;
  live.simulation().go_to(to);
  live.simulation().wait_idle();
  live.update();
  screen.draw_only(shell, 0.0, nowhere, false);
  frame_times(screen, shell, DrawingCost());
  compare(live, screen, shell, from, to, rounds);
  return 0;
}

}  // namespace
}  // namespace gs::viz

int main(int argc, char** argv) {
  auto const number = [&](int k, std::int64_t otherwise) { return argc > k ? std::atoll(argv[k]) : otherwise; };
  return gs::viz::bench(number(1, 1'000'000), number(2, 240), static_cast<int>(number(3, 3)));
}
