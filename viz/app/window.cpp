#include "viz/app/window.hpp"
#include <backends/imgui_impl_glfw.h>
#include <fmt/format.h>
#include <GLFW/glfw3.h>
#include <algorithm>
#include <optional>
#include <utility>
#include "kernels/core/errors.hpp"
#include "viz/app/drawing_cost.hpp"
#include "viz/app/pacing.hpp"
#include "viz/app/painter.hpp"
#include "viz/app/recording.hpp"
#include "viz/app/window_input.hpp"
#include "viz/app/worker.hpp"

namespace gs::viz {
namespace {

//! One line that a test can wait for.
void report(Session const& s) {
  static std::string last;
  std::string const now =
      fmt::format("state playing={} follow={} cursor={} rows={} b={} overlay={} selection={} message={}", s.is_playing() ? 1 : 0, s.follow ? 1 : 0,
                  s.cursor, s.rows().count(), s.b ? s.b->rows().count() : -1, static_cast<int>(s.overlay), s.selection.text(), s.message);
  if (now != last) fmt::print(stderr, "{}\n", now), std::fflush(stderr);
  last = now;
}

class Window {
 public:
  explicit Window(WindowOptions const& o) {
    glfwSetErrorCallback([](int, char const* text) { problem() = text; });
    if (glfwInit() != GLFW_TRUE) throw DeviceError("no window can be opened: " + problem() + "; pictures without a display: groundswell render");
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    window_ = glfwCreateWindow(o.width, o.height, "Groundswell", nullptr, nullptr);
    if (window_ == nullptr) {
      glfwTerminate();
      throw DeviceError("no window can be opened: " + problem() + "; it needs OpenGL 3.3. Pictures without a display: groundswell render");
    }
    glfwMakeContextCurrent(window_);
    glfwSwapInterval(1);
  }
  ~Window() {
    glfwDestroyWindow(window_);
    glfwTerminate();
  }
  Window(Window const&) = delete;
  Window& operator=(Window const&) = delete;
  operator GLFWwindow*() const { return window_; }

 private:
  static std::string& problem() {
    static std::string text = "unknown reason";
    return text;
  }
  GLFWwindow* window_ = nullptr;
};

//! What brings frames as a touch does: the run stops, starts or jumps, or something is said. Not an alert: a fast run has several a second.
struct Seen {
  bool running = false, going = false;
  std::string message;
  bool operator==(Seen const&) const = default;
};

bool runs(Session const& s) {
  LiveSource* const live = s.live();
  return live != nullptr && live->simulation().running();
}

Seen look(Session const& s) {
  LiveSource* const live = s.live();
  return {runs(s), live != nullptr && live->status().going_to.has_value(), s.message};
}

Moment moment(Shell const& shell, Session const& s, double frame_cpu) {
  Moment m;
  LiveSource* const live = s.live();
  m.running = live != nullptr && (runs(s) || !live->status().ready);
  m.playing = s.playing;
  m.untouched = shell.tour >= 0 ? 0.0 : wall() - window_input().touched;
  m.unpressed = wall() - window_input().pressed;
  m.frame_cpu = frame_cpu;
  return m;
}

//! Waits for the next frame's time, a touch, or the run's stop or start.
void wait_for_frame(GLFWwindow* window, Shell& shell, Pacing const& rule, double last, double frame_cpu) {
  constexpr double slice = 0.1;  // a run that stops by itself is shown that soon
  bool const ran = runs(shell.session());
  glfwPollEvents();
  while (runs(shell.session()) == ran && glfwWindowShouldClose(window) == 0 && !shell.quit) {
    double const left = frame_interval(rule, moment(shell, shell.session(), frame_cpu)) - (wall() - last);
    if (left <= 0.0) return;
    glfwWaitEventsTimeout(std::min(left, slice));  // a touch makes the interval short
  }
}

//! One frame after another, in a window that is there.
class Loop {
 public:
  Loop(GLFWwindow* window, Shell& shell, WindowOptions const& options)
      : window_(window), shell_(shell), options_(options), style_(shell.session().style), painter_(style_, options.drawn_by), start_(wall()) {
    rule_.fixed_fps = options.fps;
    last_ = start_;
  }

  //! False: the window is to close.
  bool frame() {
    wait_for_frame(window_, shell_, rule_, last_, frame_cpu_);
    double const now = wall();
    if (options_.quit_after > 0.0 && now - start_ > options_.quit_after) return false;
    std::filesystem::path const shot = std::exchange(shell_.shot_wanted, {});
    build(now, !shot.empty());
    int width = 0, height = 0;
    glfwGetFramebufferSize(window_, &width, &height);
    bool const changed = painter_.end(width, height, shell_);
    if (!shot.empty()) take_picture(shot);
    recording_.after_frame(shell_, painter_, now);
    rule_.fixed_fps = recording_.on() ? Recording::fps : options_.fps;
    if (changed || window_input().exposed) {
      painter_.present();
      glfwSwapBuffers(window_);
      window_input().exposed = false;
    }
    if (Seen const seen = look(shell_.session()); seen != seen_) seen_ = seen, window_input().touched = window_input().pressed = now;
    if (cost_) frame_cpu_ = cost_->frame();
    if (!cost_) cost_.emplace();
    if (options_.report) report(shell_.session());
    return true;
  }

 private:
  void build(double now, bool shot) {
    painter_.begin(shell_);
    ImGui_ImplGlfw_NewFrame();
    window_input().queue.feed(ImGui::GetIO());
    ImGui::NewFrame();
    Session& s = shell_.session();
    s.take_news = news_are_due(rule_, moment(shell_, s, frame_cpu_), now - news_);
    if (s.take_news) news_ = now;
    shell_.burn_in = shot;
    shell_.frame(ImGui::GetIO().DisplaySize.x, ImGui::GetIO().DisplaySize.y, std::min(0.5, now - last_));
    shell_.burn_in = false;
    last_ = now;
  }
  void take_picture(std::filesystem::path const& shot) {
    pictures_.run([shot, picture = painter_.picture(), who = shell_.session().facts().identity.line()] { write_png(shot, picture, who); });
    shell_.session().say("picture: " + shot.string());
  }

  GLFWwindow* window_;
  Shell& shell_;
  WindowOptions const& options_;
  Style style_;
  Painter painter_;
  Recording recording_;
  Worker pictures_;  // PNG takes a tenth of a second: not on this thread
  double const start_;
  double last_ = 0.0, news_ = 0.0, frame_cpu_ = 0.0;
  std::optional<DrawingCost> cost_;
  Pacing rule_;
  Seen seen_;
};

}  // namespace

void run_window(Shell& shell, WindowOptions const& options) {
  Window window(options);
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  listen(window, shell);
  ImGui_ImplGlfw_InitForOpenGL(window, false);
  {
    Loop loop(window, shell, options);
    while (glfwWindowShouldClose(window) == 0 && !shell.quit && loop.frame()) {}
  }
  ImGui_ImplGlfw_Shutdown();
  ImGui::DestroyContext();
}

}  // namespace gs::viz
