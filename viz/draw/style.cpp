#include "viz/draw/style.hpp"
#include <filesystem>
#include <string>

namespace gs::viz {
namespace {

//! Letters, punctuation, arrows, mathematics and geometric shapes: what the texts of this viewer use.
constexpr ImWchar glyphs[] = {0x20,   0x17f,  0x2010, 0x2027, 0x2030, 0x203a, 0x2070, 0x209c, 0x2190, 0x21ff, 0x2200,
                              0x22ff, 0x25a0, 0x25ff, 0x2600, 0x2605, 0x2713, 0x2718, 0x275a, 0x275a, 0};

std::string font_file(char const* name) {
  for (char const* folder :
       {"/usr/share/fonts/truetype/dejavu/", "/usr/share/fonts/dejavu/", "/usr/share/fonts/TTF/", "/usr/share/fonts/dejavu-sans-fonts/"})
    if (std::filesystem::exists(std::string(folder) + name)) return std::string(folder) + name;
  return "";
}

ImFont* load(char const* name, float size) {
  std::string const file = font_file(name);
  ImGuiIO& io = ImGui::GetIO();
  if (file.empty()) {
    ImFontConfig config;
    config.SizePixels = size;
    return io.Fonts->AddFontDefault(&config);
  }
  ImFontConfig config;
  config.OversampleH = 2;
  config.OversampleV = 1;
  return io.Fonts->AddFontFromFileTTF(file.c_str(), size, &config, glyphs);
}

ImVec4 v4(ImU32 c) { return ImGui::ColorConvertU32ToFloat4(c); }

void set_colours(Style const& style) {
  Palette const& p = style.colours();
  style.dark ? ImGui::StyleColorsDark() : ImGui::StyleColorsLight();
  ImVec4* const c = ImGui::GetStyle().Colors;
  c[ImGuiCol_Text] = v4(p.text), c[ImGuiCol_TextDisabled] = v4(p.muted);
  c[ImGuiCol_WindowBg] = v4(p.back), c[ImGuiCol_ChildBg] = {}, c[ImGuiCol_PopupBg] = v4(p.tile);
  c[ImGuiCol_Border] = v4(p.edge), c[ImGuiCol_Separator] = v4(p.edge);
  ImU32 const field = mixed(p.tile, p.text, 0.07f), over = mixed(p.tile, p.accent, 0.30f), held = mixed(p.tile, p.accent, 0.45f);
  c[ImGuiCol_FrameBg] = c[ImGuiCol_Button] = v4(field);
  c[ImGuiCol_FrameBgHovered] = c[ImGuiCol_ButtonHovered] = c[ImGuiCol_HeaderHovered] = c[ImGuiCol_TabHovered] = v4(over);
  c[ImGuiCol_FrameBgActive] = c[ImGuiCol_ButtonActive] = c[ImGuiCol_HeaderActive] = v4(held);
  c[ImGuiCol_Header] = v4(mixed(p.tile, p.accent, 0.2f));
  c[ImGuiCol_Tab] = v4(p.tile), c[ImGuiCol_TabActive] = v4(mixed(p.tile, p.accent, 0.25f));
  c[ImGuiCol_CheckMark] = c[ImGuiCol_SliderGrab] = v4(p.accent), c[ImGuiCol_SliderGrabActive] = v4(p.accent);
  c[ImGuiCol_ScrollbarBg] = v4(p.tile), c[ImGuiCol_ScrollbarGrab] = v4(p.edge);
  c[ImGuiCol_ScrollbarGrabHovered] = c[ImGuiCol_ScrollbarGrabActive] = v4(p.faint);
  c[ImGuiCol_TableHeaderBg] = v4(p.tile), c[ImGuiCol_TableBorderLight] = v4(p.grid), c[ImGuiCol_TableBorderStrong] = v4(p.edge);
  c[ImGuiCol_TableRowBgAlt] = v4(faded(p.text, 0.025f)), c[ImGuiCol_MenuBarBg] = v4(p.tile);
  c[ImGuiCol_NavHighlight] = v4(p.accent), c[ImGuiCol_TextSelectedBg] = v4(faded(p.accent, 0.35f));
  c[ImGuiCol_ModalWindowDimBg] = v4(faded(p.back, 0.6f));
}

}  // namespace

void apply_style(Style& style, bool fonts) {
  if (fonts) {
    ImGui::GetIO().Fonts->Clear();
    style.normal = load("DejaVuSans.ttf", style.px(14.0f));
    style.small = load("DejaVuSans.ttf", style.px(12.0f));
    style.bold = load("DejaVuSans-Bold.ttf", style.px(14.0f));
    style.big = load("DejaVuSans.ttf", style.px(20.0f));
  }
  ImGui::GetStyle() = ImGuiStyle();
  ImGuiStyle& s = ImGui::GetStyle();
  s.WindowPadding = {10, 8}, s.FramePadding = {7, 3}, s.ItemSpacing = {7, 5}, s.CellPadding = {5, 2};
  s.WindowRounding = 5, s.ChildRounding = 4, s.FrameRounding = 3, s.PopupRounding = 4, s.GrabRounding = 3, s.TabRounding = 3;
  s.ScrollbarSize = 10, s.WindowBorderSize = 1, s.ChildBorderSize = 0, s.FrameBorderSize = 0;
  s.ScaleAllSizes(style.scale);
  s.AntiAliasedLinesUseTex = true;
  set_colours(style);
}

ImVec2 size_of(ImFont* font, char const* text) { return font->CalcTextSizeA(font->FontSize, 1e9f, 0.0f, text); }

void write(ImDrawList& list, ImFont* font, ImVec2 at, ImU32 colour, char const* text, float align) {
  if (align > 0.0f) at.x -= align * size_of(font, text).x;
  list.AddText(font, font->FontSize, {static_cast<float>(static_cast<int>(at.x)), static_cast<float>(static_cast<int>(at.y))}, colour, text);
}

std::string fitted(ImFont* font, float width, std::string text) {
  if (size_of(font, text.c_str()).x <= width) return text;
  while (!text.empty() && size_of(font, (text + "…").c_str()).x > width) {
    do text.pop_back();
    while (!text.empty() && (text.back() & 0xc0) == 0x80);  // never half a letter
    if (!text.empty() && (text.back() & 0xc0) == 0xc0) text.pop_back();
  }
  return text + "…";
}

void write_fitting(ImDrawList& list, ImFont* font, ImVec2 at, float width, ImU32 colour, char const* text) {
  write(list, font, at, colour, fitted(font, width, text).c_str());
}

void write_one_of(ImDrawList& list, ImFont* font, ImVec2 at, float width, ImU32 colour, std::initializer_list<std::string_view> ways) {
  std::string way;
  for (std::string_view const one : ways)
    if (way = one; size_of(font, way.c_str()).x <= width) break;
  write_fitting(list, font, at, width, colour, way.c_str());
}

}  // namespace gs::viz
