//! How long a frame takes with this machine's renderer, and how much an open viewer slows the simulation. A program, not a test: machines differ.
//!
//!   build/bin/viewer_bench [MEMBERS] [TICKS]      (1,000,000 members, 240 ticks)
#include <fmt/format.h>
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <thread>
#include "viz/app/gl_frame.hpp"
#include "viz/app/open.hpp"

namespace gs::viz {
namespace {

double wall() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

void frame_times(Headless& screen, Shell& shell) {
  for (Layout const& layout : shipped_layouts()) {
    shell.set_layout(layout);
    for (bool const zoomed : {false, true}) {
      shell.session().map_zoom = zoomed ? 6.0f : 1.0f;
      std::vector<double> ms;
      for (int k = 0; k < 60; ++k) {
        double const start = wall();
        screen.draw_once(shell, 1.0 / 60.0, {300.0f + static_cast<float>(k), 300.0f}, false);
        ms.push_back(1000.0 * (wall() - start));
      }
      std::sort(ms.begin(), ms.end());
      fmt::print("frame 1280x800, layout {}{}: median {:.1f} ms, p95 {:.1f} ms\n", layout.name, zoomed ? ", map close" : "", ms[30], ms[56]);
    }
  }
}

//! Ticks a second over a stretch of time, drawing so often meanwhile (0 = no viewer).
double pace(LiveSource& live, Headless* screen, Shell& shell, Seconds from, Seconds to, double frames_per_s) {
  live.simulation().want_deep(false);
  live.simulation().go_to(from);
  live.simulation().wait_idle();
  live.update();
  std::int64_t const before = live.status().tick;
  double const start = wall();
  live.simulation().go_to(to);
  while (screen != nullptr) {
    screen->draw_once(shell, 1.0 / std::max(1.0, frames_per_s), {-1e6f, -1e6f}, false);
    if (live.simulation().status().now >= to) break;
    std::this_thread::sleep_for(std::chrono::duration<double>(1.0 / frames_per_s));
  }
  live.simulation().wait_idle();
  double const took = wall() - start;
  live.update();
  return static_cast<double>(live.status().tick - before) / took;
}

int bench(std::int64_t members, std::int64_t ticks) {
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
  frame_times(screen, shell);
  pace(live, nullptr, shell, from, to, 0);  // once for warm caches
  for (int round = 0; round < 2; ++round) {
    double const alone = pace(live, nullptr, shell, from, to, 0);
    for (double const fps : {4.0, 30.0}) {
      double const watched = pace(live, &screen, shell, from, to, fps);
      fmt::print("simulation: {:.2f} ticks/s alone, {:.2f} watched at {:.0f} frames/s: {:+.1f} %\n", alone, watched, fps,
                 100.0 * (watched / alone - 1.0));
    }
  }
  return 0;
}

}  // namespace
}  // namespace gs::viz

int main(int argc, char** argv) { return gs::viz::bench(argc > 1 ? std::atoll(argv[1]) : 1'000'000, argc > 2 ? std::atoll(argv[2]) : 240); }
