#include "viz/app/headless.hpp"
#include <epoxy/egl.h>
#include <epoxy/gl.h>
#include <fmt/format.h>
#include "kernels/core/errors.hpp"

namespace gs::viz {
namespace {

void need(bool ok, char const* what) {
  if (!ok)
    throw DeviceError(
        fmt::format("OpenGL cannot draw here: {} (EGL error 0x{:x}); install libegl1 libegl-mesa0 libgl1-mesa-dri", what, eglGetError()));
}

//! A context without a surface, and a framebuffer to draw into.
class Surfaceless {
 public:
  Surfaceless(int width, int height) {
    need(epoxy_has_egl_extension(EGL_NO_DISPLAY, "EGL_MESA_platform_surfaceless"), "EGL without a surface is not supported");
    display_ = eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    need(display_ != EGL_NO_DISPLAY && eglInitialize(display_, nullptr, nullptr) == EGL_TRUE, "EGL does not start");
    EGLint const want[] = {EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint found = 0;
    need(eglBindAPI(EGL_OPENGL_API) == EGL_TRUE && eglChooseConfig(display_, want, &config, 1, &found) == EGL_TRUE && found > 0, "EGL has no OpenGL");
    EGLint const version[] = {EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
                              EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
    context_ = eglCreateContext(display_, config, EGL_NO_CONTEXT, version);
    need(context_ != EGL_NO_CONTEXT && eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_) == EGL_TRUE, "there is no OpenGL 3.3");
    glGenRenderbuffers(1, &colour_);
    glBindRenderbuffer(GL_RENDERBUFFER, colour_);
    glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
    glGenFramebuffers(1, &frame_);
    glBindFramebuffer(GL_FRAMEBUFFER, frame_);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, colour_);
    need(glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE, "the framebuffer is not complete");
    renderer_ = reinterpret_cast<char const*>(glGetString(GL_RENDERER));
  }
  ~Surfaceless() {
    glDeleteFramebuffers(1, &frame_);
    glDeleteRenderbuffers(1, &colour_);
    eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    eglDestroyContext(display_, context_);
    eglTerminate(display_);
  }
  Surfaceless(Surfaceless const&) = delete;
  Surfaceless& operator=(Surfaceless const&) = delete;
  std::string const& renderer() const { return renderer_; }
  void use() const { eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_); }

 private:
  EGLDisplay display_ = EGL_NO_DISPLAY;
  EGLContext context_ = EGL_NO_CONTEXT;
  GLuint frame_ = 0, colour_ = 0;
  std::string renderer_;
};

//! Null where the own rasteriser draws.
std::unique_ptr<Surfaceless> surface_for(int width, int height, DrawnBy by) {
  if (by == DrawnBy::processor) return nullptr;
  try {
    auto surface = std::make_unique<Surfaceless>(width, height);
    return by == DrawnBy::opengl || !opengl_is_software() ? std::move(surface) : nullptr;
  } catch (DeviceError const&) {
    if (by == DrawnBy::opengl) throw;
    return nullptr;
  }
}

}  // namespace

struct Headless::State {
  int width, height;
  std::unique_ptr<Surfaceless> surface;
  ImGuiContext* gui = nullptr;
  std::unique_ptr<Painter> painter;
};

Headless::Headless(int width, int height, DrawnBy by) : state_(std::make_unique<State>()) {
  State& s = *state_;
  s.width = width, s.height = height;
  s.surface = surface_for(width, height, by);
  s.gui = ImGui::CreateContext();
  ImGui::SetCurrentContext(s.gui);
  s.painter = std::make_unique<Painter>(style, s.surface ? DrawnBy::opengl : DrawnBy::processor);
}

Headless::~Headless() {
  State& s = *state_;
  ImGui::SetCurrentContext(s.gui);
  s.painter.reset();
  ImGui::DestroyContext(s.gui);
}

void Headless::draw_only(Shell& shell, double dt, ImVec2 mouse, bool down) {
  State& s = *state_;
  ImGui::SetCurrentContext(s.gui);
  if (s.surface) s.surface->use();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(s.width), static_cast<float>(s.height)};
  io.DeltaTime = dt > 0.0 ? static_cast<float>(dt) : 1.0f / 60.0f;
  io.MousePos = mouse;
  io.MouseDown[0] = down;
  s.painter->begin(shell);
  ImGui::NewFrame();
  shell.frame(io.DisplaySize.x, io.DisplaySize.y, dt);
  s.painter->end(s.width, s.height, shell);
  if (s.surface) glFinish();
}

Picture Headless::draw_once(Shell& shell, double dt, ImVec2 mouse, bool down) {
  draw_only(shell, dt, mouse, down);
  return state_->painter->picture();
}

Picture Headless::draw(Shell& shell, double dt) {
  draw_once(shell, dt, {-1e6f, -1e6f}, false);
  return draw_once(shell, 0.0, {-1e6f, -1e6f}, false);
}

void Headless::forget() { state_->painter->forget(); }

std::string Headless::renderer() const { return state_->surface ? state_->surface->renderer() : "this program's own, on the processor"; }

}  // namespace gs::viz
