#include "viz/app/window.hpp"
#include <backends/imgui_impl_glfw.h>
#include <epoxy/gl.h>
#include <fmt/format.h>
#include <GLFW/glfw3.h>
#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>
#include "kernels/core/errors.hpp"
#include "viz/app/drawing_cost.hpp"
#include "viz/app/gl_frame.hpp"
#include "viz/app/pacing.hpp"
#include "viz/app/recording.hpp"
#include "viz/app/worker.hpp"

namespace gs::viz {
namespace {

double wall() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

//! What the callbacks need; one window a process.
struct Input {
  Shell* shell = nullptr;
  double touched = 0.0;
} input;

void on_key(GLFWwindow* window, int key, int scan, int action, int mods) {
  ImGui_ImplGlfw_KeyCallback(window, key, scan, action, mods);
  input.touched = wall();
  if (action == GLFW_RELEASE || ImGui::GetIO().WantTextInput) return;
  input.shell->key(key, (mods & GLFW_MOD_CONTROL) != 0, (mods & GLFW_MOD_SHIFT) != 0);
}
void on_button(GLFWwindow* window, int button, int action, int mods) {
  ImGui_ImplGlfw_MouseButtonCallback(window, button, action, mods);
  input.touched = wall();
}
void on_scroll(GLFWwindow* window, double x, double y) {
  ImGui_ImplGlfw_ScrollCallback(window, x, y);
  input.touched = wall();
}
void on_move(GLFWwindow*, double, double) { input.touched = wall(); }
void on_refresh(GLFWwindow*) { input.touched = wall(); }

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
  m.untouched = shell.tour >= 0 ? 0.0 : wall() - input.touched;
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

}  // namespace

void run_window(Shell& shell, WindowOptions const& options) {
  Window window(options);
  input = {&shell, wall()};
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  Style style = shell.session().style;
  {
    GlFrame gl(style);
    glfwSetKeyCallback(window, on_key);
    glfwSetMouseButtonCallback(window, on_button);
    glfwSetScrollCallback(window, on_scroll);
    glfwSetCursorPosCallback(window, on_move);
    glfwSetWindowRefreshCallback(window, on_refresh);
    glfwSetCharCallback(window, ImGui_ImplGlfw_CharCallback);
    ImGui_ImplGlfw_InitForOpenGL(window, false);
    Recording recording;
    Worker pictures;  // PNG takes a tenth of a second: not on this thread
    double const start = wall();
    double last = start, frame_cpu = 0.0;
    std::optional<DrawingCost> cost;
    Pacing rule;
    rule.fixed_fps = options.fps;
    Seen seen;
    while (glfwWindowShouldClose(window) == 0 && !shell.quit) {
      wait_for_frame(window, shell, rule, last, frame_cpu);
      double const now = wall();
      if (options.quit_after > 0.0 && now - start > options.quit_after) break;
      gl.begin(shell);
      ImGui_ImplGlfw_NewFrame();
      ImGui::NewFrame();
      int width = 0, height = 0;
      glfwGetFramebufferSize(window, &width, &height);
      std::filesystem::path const shot = std::exchange(shell.shot_wanted, {});
      shell.burn_in = !shot.empty();
      shell.frame(ImGui::GetIO().DisplaySize.x, ImGui::GetIO().DisplaySize.y, std::min(0.5, now - last));
      shell.burn_in = false;
      last = now;
      gl.end(width, height, shell);
      if (!shot.empty()) {
        pictures.run([shot, picture = read_pixels(width, height), who = shell.session().facts().identity.line()] { write_png(shot, picture, who); });
        shell.session().say("picture: " + shot.string());
      }
      recording.after_frame(shell, width, height, now);
      rule.fixed_fps = recording.on() ? Recording::fps : options.fps;
      glfwSwapBuffers(window);
      if (Seen const now_seen = look(shell.session()); now_seen != seen) seen = now_seen, input.touched = now;
      if (cost) frame_cpu = cost->frame();
      if (!cost) cost.emplace();
      if (options.report) report(shell.session());
    }
    ImGui_ImplGlfw_Shutdown();
  }
  ImGui::DestroyContext();
}

}  // namespace gs::viz
