#include "viz/app/gl_frame.hpp"
#include <backends/imgui_impl_opengl3.h>
#include <epoxy/egl.h>
#include <epoxy/gl.h>
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <cstring>
#include "kernels/core/errors.hpp"

namespace gs::viz {

Picture read_pixels(int width, int height) {
  Picture p{width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3)};
  std::vector<std::uint8_t> up(p.rgb.size());
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, up.data());
  std::size_t const row = static_cast<std::size_t>(width) * 3;
  for (int y = 0; y < height; ++y)
    std::memcpy(p.rgb.data() + static_cast<std::size_t>(y) * row, up.data() + static_cast<std::size_t>(height - 1 - y) * row, row);
  return p;
}

GlFrame::GlFrame(Style& style) : style_(style) {
  ImGui::GetIO().IniFilename = nullptr;
  apply_style(style_, true);
  ImGui_ImplOpenGL3_Init("#version 330 core");
}
GlFrame::~GlFrame() { ImGui_ImplOpenGL3_Shutdown(); }

void GlFrame::begin(Shell& shell) {
  Style& mine = shell.session().style;
  if (mine.normal == nullptr) {  // a session's first frame: it takes this context's fonts
    bool const dark = mine.dark;
    float const scale = mine.scale;
    mine = style_, mine.dark = dark, mine.scale = scale;
    if (scale != style_.scale) shell.fonts_changed = true;
    apply_style(mine, false);
  }
  if (shell.fonts_changed) {
    shell.fonts_changed = false;
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    apply_style(mine, true);
    ImGui_ImplOpenGL3_CreateFontsTexture();
    style_ = mine;
  }
  ImGui_ImplOpenGL3_NewFrame();
}

void GlFrame::end(int width, int height, Shell const& shell) {
  ImGui::Render();
  ImVec2 const scale = ImGui::GetIO().DisplayFramebufferScale;
  glViewport(0, 0, width, height);
  glEnable(GL_SCISSOR_TEST);
  for (Ground const& g : shell.grounds()) {
    ImVec4 const c = ImGui::ColorConvertU32ToFloat4(g.colour);
    auto const edge = [](float at, float by) { return static_cast<int>(std::lround(at * by)); };
    int const x0 = edge(g.area.x0, scale.x), x1 = edge(g.area.x1, scale.x), y0 = edge(g.area.y0, scale.y), y1 = edge(g.area.y1, scale.y);
    glScissor(x0, height - y1, std::max(0, x1 - x0), std::max(0, y1 - y0));
    glClearColor(c.x, c.y, c.z, 1.0f);
    glClear(GL_COLOR_BUFFER_BIT);
  }
  glDisable(GL_SCISSOR_TEST);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

struct Headless::State {
  int width, height;
  EGLDisplay display = EGL_NO_DISPLAY;
  EGLContext context = EGL_NO_CONTEXT;
  GLuint frame = 0, colour = 0;
  ImGuiContext* gui = nullptr;
  std::unique_ptr<GlFrame> gl;
};

namespace {

void need(bool ok, char const* what) {
  if (!ok)
    throw DeviceError(
        fmt::format("no picture can be drawn here: {} (EGL error 0x{:x}); install libegl1 libegl-mesa0 libgl1-mesa-dri", what, eglGetError()));
}

}  // namespace

Headless::Headless(int width, int height) : state_(std::make_unique<State>()) {
  State& s = *state_;
  s.width = width, s.height = height;
  need(epoxy_has_egl_extension(EGL_NO_DISPLAY, "EGL_MESA_platform_surfaceless"), "EGL without a surface is not supported");
  s.display = eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
  need(s.display != EGL_NO_DISPLAY && eglInitialize(s.display, nullptr, nullptr) == EGL_TRUE, "EGL does not start");
  EGLint const want[] = {EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
  EGLConfig config = nullptr;
  EGLint found = 0;
  need(eglBindAPI(EGL_OPENGL_API) == EGL_TRUE && eglChooseConfig(s.display, want, &config, 1, &found) == EGL_TRUE && found > 0, "EGL has no OpenGL");
  EGLint const version[] = {EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
                            EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
  s.context = eglCreateContext(s.display, config, EGL_NO_CONTEXT, version);
  need(s.context != EGL_NO_CONTEXT && eglMakeCurrent(s.display, EGL_NO_SURFACE, EGL_NO_SURFACE, s.context) == EGL_TRUE, "there is no OpenGL 3.3");
  glGenRenderbuffers(1, &s.colour);
  glBindRenderbuffer(GL_RENDERBUFFER, s.colour);
  glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
  glGenFramebuffers(1, &s.frame);
  glBindFramebuffer(GL_FRAMEBUFFER, s.frame);
  glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, s.colour);
  need(glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE, "the framebuffer is not complete");
  s.gui = ImGui::CreateContext();
  s.gl = std::make_unique<GlFrame>(style);
}

Headless::~Headless() {
  State& s = *state_;
  ImGui::SetCurrentContext(s.gui);
  s.gl.reset();
  ImGui::DestroyContext(s.gui);
  glDeleteFramebuffers(1, &s.frame);
  glDeleteRenderbuffers(1, &s.colour);
  eglMakeCurrent(s.display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  eglDestroyContext(s.display, s.context);
  eglTerminate(s.display);
}

void Headless::draw_only(Shell& shell, double dt, ImVec2 mouse, bool down) {
  State& s = *state_;
  ImGui::SetCurrentContext(s.gui);
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(s.width), static_cast<float>(s.height)};
  io.DeltaTime = dt > 0.0 ? static_cast<float>(dt) : 1.0f / 60.0f;
  io.MousePos = mouse;
  io.MouseDown[0] = down;
  s.gl->begin(shell);
  ImGui::NewFrame();
  shell.frame(io.DisplaySize.x, io.DisplaySize.y, dt);
  s.gl->end(s.width, s.height, shell);
  glFinish();
}

Picture Headless::draw_once(Shell& shell, double dt, ImVec2 mouse, bool down) {
  draw_only(shell, dt, mouse, down);
  return read_pixels(state_->width, state_->height);
}

Picture Headless::draw(Shell& shell, double dt) {
  draw_once(shell, dt, {-1e6f, -1e6f}, false);
  return draw_once(shell, 0.0, {-1e6f, -1e6f}, false);
}

std::string Headless::renderer() const { return reinterpret_cast<char const*>(glGetString(GL_RENDERER)); }

}  // namespace gs::viz
