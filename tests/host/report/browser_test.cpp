//! Pages in a real browser: charts where they belong, nothing cut off, no text upon text, and something drawn; light and dark, wide and narrow.
#if __has_include(<stb/stb_image.h>)
#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_PNG
#include <stb/stb_image.h>
#define GS_READS_PNG 1
#endif
#include <gtest/gtest.h>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include "tests/host/report/browser.hpp"
#include "tests/host/report/made.hpp"
#include "tests/host/report/markup.hpp"

namespace gs::report {
namespace {
using nlohmann::json;

//! Asks the browser where things are. Only for the test: a report has no script.
constexpr char const* probe = R"(<script>
addEventListener('load',function(){
var box=function(r){return [r.left+scrollX,r.top+scrollY,r.width,r.height].map(Math.round)};
var charts=[].map.call(document.querySelectorAll('figure svg'),function(s){
 var b=s.getBoundingClientRect(),out=[],over=[],t=[].slice.call(s.querySelectorAll('text'));
 var r=t.map(function(e){return e.getBoundingClientRect()}),scale=b.width/s.viewBox.baseVal.width;
 t.forEach(function(e,i){var a=r[i];
  if(a.left<b.left-1||a.right>b.right+1||a.top<b.top-1||a.bottom>b.bottom+1)out.push(e.textContent);
  for(var j=i+1;j<t.length;j++){var c=r[j],w=Math.min(a.right,c.right)-Math.max(a.left,c.left),h=Math.min(a.bottom,c.bottom)-Math.max(a.top,c.top);
   if(w>2*scale&&h>5*scale)over.push(e.textContent+' | '+t[j].textContent)}});
 return {title:s.querySelector('title').textContent,box:box(b),out:out,over:over}});
var wide=[].filter.call(document.querySelectorAll('main *'),function(e){return !e.closest('.scroll')&&!e.closest('svg')&&e.getBoundingClientRect().right>innerWidth+1});
var cut=[].filter.call(document.querySelectorAll('.scroll'),function(e){return e.clientWidth>0&&e.scrollWidth>e.clientWidth+1});
document.body.innerHTML='<pre id="probe"></pre>';
document.getElementById('probe').textContent=JSON.stringify({charts:charts,width:innerWidth,cut:cut.map(function(e){return e.textContent.slice(0,80)}),wide:wide.map(function(e){return e.tagName+': '+e.textContent.slice(0,60)})});
});</script></body>)";

std::string unescaped(std::string text) {
  for (auto const& [from, to] : {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}})
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; ++at) text.replace(at, std::string(from).size(), to);
  return text;
}

json probed(std::string html, std::string const& name, int width) {
  html.replace(html.rfind("</body>"), 7, probe);
  std::string const dom = browse(written(name + "-probe.html", html), width, 2000, {"--dump-dom", "--virtual-time-budget=4000"});
  std::size_t const from = dom.find("<pre id=\"probe\">"), to = dom.find("</pre>", from);
  if (from == std::string::npos || to == std::string::npos) return json();
  return json::parse(unescaped(dom.substr(from + 16, to - from - 16)), nullptr, false);
}

void expect_laid_out(std::string const& html, std::string const& name, int width) {
  json const seen = probed(html, name, width);
  ASSERT_TRUE(seen.is_object()) << "the browser did not show " << name;
  EXPECT_EQ(seen["charts"].size(), static_cast<std::size_t>(count_of(parsed(html), "svg")));
  EXPECT_EQ(seen["wide"].dump(), "[]") << "wider than the window at " << width;
  if (width > 1000) { EXPECT_EQ(seen["cut"].dump(), "[]") << "tables that have to be scrolled"; }
  for (json const& c : seen["charts"]) {
    std::string const title = c["title"];
    EXPECT_EQ(c["out"].dump(), "[]") << title << " at " << width;
    EXPECT_EQ(c["over"].dump(), "[]") << title << " at " << width;
    EXPECT_GE(c["box"][0].get<int>(), 0) << title;
    EXPECT_GE(c["box"][2].get<int>(), width > 800 ? 280 : 200) << title;
    EXPECT_LE(c["box"][0].get<int>() + c["box"][2].get<int>(), width) << title;
    EXPECT_GE(c["box"][3].get<int>(), 40) << title;
  }
}

class Browser : public ::testing::Test {
 protected:
  void SetUp() override {
    if (browser().empty()) GTEST_SKIP() << "no browser here: apt-get install chromium";
  }
};

TEST_F(Browser, SeesWhatIsWrong) {
  Svg svg(300, 100, "t", "d");
  svg.text(20, 50, "one upon the other").text(40, 52, "the other upon one").text(280, 20, "beyond the edge");
  std::string const html =
      "<!DOCTYPE html>\n<html><body><main><figure>" + svg.str() + "</figure><div style=\"width:3000px\">wide</div></main></body></html>";
  json const seen = probed(html, "wrong", 900);
  ASSERT_TRUE(seen.is_object());
  EXPECT_EQ(seen["charts"][0]["over"].size(), 1u) << seen.dump();
  EXPECT_EQ(seen["charts"][0]["out"].size(), 1u);
  EXPECT_EQ(seen["wide"].size(), 1u);
}

TEST_F(Browser, LaysOutRunsSideBySide) {
  std::string const html = page_of({run_file("rigid"), run_file("flexible")});
  expect_laid_out(html, "pair", 1100);
  expect_laid_out(html, "pair-narrow", 600);
}

TEST_F(Browser, LaysOutEverythingElse) {
  auto const paths = {run_file("flexible"), written("compare.jsonl", compare_lines), written("stress.jsonl", stress_lines),
                      written("other.jsonl", other_lines)};
  expect_laid_out(page_of(paths), "mixed", 1100);
}

#ifdef GS_READS_PNG
struct Picture {
  int width = 0, height = 0;
  std::unique_ptr<stbi_uc, void (*)(void*)> pixels{nullptr, stbi_image_free};
  explicit Picture(std::filesystem::path const& path) {
    int channels = 0;
    pixels.reset(stbi_load(path.c_str(), &width, &height, &channels, 3));
  }
  std::uint32_t at(int x, int y) const {
    stbi_uc const* p = pixels.get() + 3 * (static_cast<std::ptrdiff_t>(y) * width + x);
    return static_cast<std::uint32_t>(p[0] << 16 | p[1] << 8 | p[2]);
  }
  //! Share of the pixels of a box that are not the background, and how many colours there are.
  std::pair<double, std::size_t> drawn(json const& box) const {
    std::uint32_t const back = at(2, 2);
    std::set<std::uint32_t> colours;
    int n = 0, other = 0;
    int const x1 = std::min(width, box[0].get<int>() + box[2].get<int>()), y1 = std::min(height, box[1].get<int>() + box[3].get<int>());
    for (int y = box[1].get<int>(); y < y1; ++y)
      for (int x = box[0].get<int>(); x < x1; ++x) ++n, other += at(x, y) != back, colours.insert(at(x, y));
    return {n > 0 ? static_cast<double>(other) / n : 0.0, colours.size()};
  }
};

TEST_F(Browser, DrawsEveryChartInLightAndInDark) {
  std::string const html = page_of({run_file("rigid"), run_file("flexible")});
  auto const path = written("drawn.html", html);
  json const seen = probed(html, "drawn", 1100);
  ASSERT_TRUE(seen.is_object());
  int last = 0;
  for (json const& c : seen["charts"]) last = std::max(last, c["box"][1].get<int>() + c["box"][3].get<int>());
  struct Look {
    char const* option;
    std::uint32_t back;
  };
  for (auto const& [option, back] :
       {Look{"--blink-settings=preferredColorScheme=1", 0xffffff}, Look{"--blink-settings=preferredColorScheme=0", 0x12161a}}) {
    auto const png = folder() / "drawn.png";
    std::filesystem::remove(png);
    browse(path, 1100, last + 100, {option, "--screenshot=" + png.string()});
    Picture const picture(png);
    ASSERT_NE(picture.pixels, nullptr) << option;
    ASSERT_GE(picture.height, last);
    EXPECT_EQ(picture.at(2, 2), back) << option;
    for (json const& c : seen["charts"]) {
      auto const [share, colours] = picture.drawn(c["box"]);
      EXPECT_GT(share, 0.01) << c["title"] << " " << option;
      EXPECT_GT(colours, 10u) << c["title"] << " " << option;
    }
  }
}
#endif

}  // namespace
}  // namespace gs::report
