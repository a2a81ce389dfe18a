#include "viz/app/painter.hpp"
#include <backends/imgui_impl_opengl3.h>
#include <epoxy/gl.h>
#include <algorithm>
#include <cmath>
#include <cstring>
#include <string_view>
#include "kernels/core/errors.hpp"

namespace gs::viz {
namespace {

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

Picture picture_of(Canvas const& canvas) {
  Picture p{canvas.width, canvas.height, std::vector<std::uint8_t>(canvas.pixels.size() * 3)};
  std::uint8_t* to = p.rgb.data();
  for (std::uint32_t const pixel : canvas.pixels)
    *to++ = static_cast<std::uint8_t>(pixel >> 16), *to++ = static_cast<std::uint8_t>(pixel >> 8), *to++ = static_cast<std::uint8_t>(pixel);
  return p;
}

//! With OpenGL grounds are cleared: as triangles every pixel of them would be blended.
void clear_grounds(std::vector<Ground> const& grounds, int height) {
  ImVec2 const scale = ImGui::GetIO().DisplayFramebufferScale;
  glEnable(GL_SCISSOR_TEST);
  for (Ground const& g : grounds) {
    ImVec4 const c = ImGui::ColorConvertU32ToFloat4(g.colour);
    auto const edge = [](float at, float by) { return static_cast<int>(std::lround(at * by)); };
    int const x0 = edge(g.area.x0, scale.x), x1 = edge(g.area.x1, scale.x), y0 = edge(g.area.y0, scale.y), y1 = edge(g.area.y1, scale.y);
    glScissor(x0, height - y1, std::max(0, x1 - x0), std::max(0, y1 - y0));
    glClearColor(c.x, c.y, c.z, 1.0f);
    glClear(GL_COLOR_BUFFER_BIT);
  }
  glDisable(GL_SCISSOR_TEST);
}

}  // namespace

DrawnBy drawn_by(std::string const& name) {
  constexpr char const* names[] = {"auto", "opengl", "processor"};
  for (int k = 0; k < 3; ++k)
    if (name == names[k]) return static_cast<DrawnBy>(k);
  throw ConfigError("--drawn-by must be auto, opengl or processor, not '" + name + "'");
}

bool opengl_is_software() {
  auto const* const text = reinterpret_cast<char const*>(glGetString(GL_RENDERER));
  std::string_view const name = text != nullptr ? text : "";
  for (char const* const one : {"llvmpipe", "softpipe", "swrast", "SWR", "Software Rasterizer", "lavapipe"})
    if (name.find(one) != name.npos) return true;
  return false;
}

Painter::Painter(Style& style, DrawnBy by)
    : style_(style), own_(by == DrawnBy::processor || (by == DrawnBy::whatever_is_faster && opengl_is_software())) {
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  apply_style(style_, true);
  if (!own_) {
    ImGui_ImplOpenGL3_Init("#version 330 core");
    return;
  }
  io.BackendRendererName = "groundswell";
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  load_fonts();
}

Painter::~Painter() {
  if (!own_) {
    ImGui_ImplOpenGL3_Shutdown();
    return;
  }
  ImGui::GetIO().BackendRendererName = nullptr;
  if (texture_ != 0) glDeleteFramebuffers(1, &source_), glDeleteTextures(1, &texture_);
}

void Painter::load_fonts() {
  if (!own_) {
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
    return;
  }
  atlas_ = font_atlas();
  damage_.forget();
}

void Painter::begin(Shell& shell) {
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
    apply_style(mine, true);
    load_fonts();
    style_ = mine;
  }
  if (!own_) ImGui_ImplOpenGL3_NewFrame();
}

bool Painter::end(int width, int height, Shell const& shell) {
  ImGui::Render();
  width_ = width, height_ = height;
  ImDrawData& data = *ImGui::GetDrawData();
  if (!own_) {
    glViewport(0, 0, width, height);
    clear_grounds(shell.grounds(), height);
    ImGui_ImplOpenGL3_RenderDrawData(&data);
    return true;
  }
  if (canvas_.width != width || canvas_.height != height) {
    canvas_ = {width, height, std::vector<std::uint32_t>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height))};
    damage_.forget();
  }
  std::vector<Region> const changed = damage_.since_last(data, shell.grounds(), canvas_.all());
  for (Region const& r : changed) paint(canvas_, r, shell.grounds(), data, atlas_);
  changed_.insert(changed_.end(), changed.begin(), changed.end());
  merge_overlapping(changed_);
  return !changed.empty();
}

void Painter::upload(Region const& r) {
  glTexSubImage2D(GL_TEXTURE_2D, 0, r.x0, r.y0, r.x1 - r.x0, r.y1 - r.y0, GL_BGRA, GL_UNSIGNED_INT_8_8_8_8_REV, canvas_.row(r.y0) + r.x0);
}

void Painter::present() {
  if (!own_ || canvas_.pixels.empty()) return;
  if (texture_ == 0) glGenTextures(1, &texture_), glGenFramebuffers(1, &source_);
  glBindTexture(GL_TEXTURE_2D, texture_);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, canvas_.width);
  if (texture_width_ != canvas_.width || texture_height_ != canvas_.height) {
    texture_width_ = canvas_.width, texture_height_ = canvas_.height;
    // GL_RGBA, not GL_RGBA8: Mesa then keeps the bytes in this order, which is the window's, and what follows are plain copies (0.3 instead of 5 ms)
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, canvas_.width, canvas_.height, 0, GL_BGRA, GL_UNSIGNED_INT_8_8_8_8_REV, canvas_.pixels.data());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, source_);
    glFramebufferTexture2D(GL_READ_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_, 0);
  } else {
    for (Region const& r : changed_) upload(r);
  }
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  changed_.clear();
  glBindFramebuffer(GL_READ_FRAMEBUFFER, source_);
  glBlitFramebuffer(0, 0, canvas_.width, canvas_.height, 0, canvas_.height, canvas_.width, 0, GL_COLOR_BUFFER_BIT, GL_NEAREST);
}

Picture Painter::picture() const { return own_ ? picture_of(canvas_) : read_pixels(width_, height_); }

}  // namespace gs::viz
