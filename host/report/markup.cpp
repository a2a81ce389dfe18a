#include "host/report/markup.hpp"
#include <fmt/format.h>
#include <algorithm>

namespace gs::report {
namespace {

//! Bytes of the UTF-8 sequence that starts at `at`; 0 if there is none that XML allows.
std::size_t sequence(std::string_view text, std::size_t at) {
  auto const byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
  unsigned char const first = byte(at);
  if (first < 0x80) return first >= 0x20 || first == '\n' || first == '\t' ? 1 : 0;
  std::size_t const length = first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
  if (length == 0 || at + length > text.size()) return 0;
  for (std::size_t k = 1; k < length; ++k)
    if ((byte(at + k) & 0xc0) != 0x80) return 0;
  bool const surrogate = first == 0xed && byte(at + 1) >= 0xa0, overlong = first == 0xe0 && byte(at + 1) < 0xa0;
  bool const outside = (first == 0xf0 && byte(at + 1) < 0x90) || (first == 0xf4 && byte(at + 1) >= 0x90);
  bool const never = first == 0xef && byte(at + 1) == 0xbf && byte(at + 2) >= 0xbe;  // U+FFFE, U+FFFF
  return surrogate || overlong || outside || never ? 0 : length;
}

char const* entity(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return nullptr;
  }
}

std::string classed(std::string_view cls) { return cls.empty() ? "" : fmt::format(" class=\"{}\"", escaped(cls)); }

std::string cell_html(Cell const& c, bool first) {
  std::string const cls = c.number ? (c.cls.empty() ? "n" : "n " + c.cls) : c.cls;
  char const* const tag = first ? "th scope=\"row\"" : "td";
  return fmt::format("<{}{}>{}</{}>", tag, classed(cls), escaped(c.text), first ? "th" : "td");
}
}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t const length = sequence(text, at);
    if (length == 0)
      out += "\xef\xbf\xbd";
    else if (char const* const e = entity(text[at]); e != nullptr)
      out += e;
    else
      out += text.substr(at, length);
    at += length == 0 ? 1 : length;
  }
  return out;
}

std::string to_html(Table const& t) {
  std::string out = "<div class=\"scroll\"><table>";
  if (!t.caption.empty()) out += fmt::format("<caption>{}</caption>", escaped(t.caption));
  out += "<thead><tr>";
  auto const full = std::find_if(t.rows.begin(), t.rows.end(), [&](auto const& row) { return row.size() == t.head.size(); });
  for (std::size_t c = 0; c < t.head.size(); ++c) {
    bool const number = full != t.rows.end() && (*full)[c].number;
    out += fmt::format("<th scope=\"col\"{}>{}</th>", number ? " class=\"n\"" : "", escaped(t.head[c]));
  }
  out += "</tr></thead>\n<tbody>\n";
  for (std::size_t r = 0; r < t.rows.size(); ++r) {
    bool const group = t.rows[r].size() == 1 && t.head.size() > 1;
    if (group) {
      out += fmt::format("<tr class=\"group\"><th scope=\"colgroup\" colspan=\"{}\">{}</th></tr>\n", t.head.size(), escaped(t.rows[r][0].text));
      continue;
    }
    out += r < t.keys.size() && !t.keys[r].empty() ? fmt::format("<tr data-key=\"{}\">", escaped(t.keys[r])) : "<tr>";
    for (std::size_t c = 0; c < t.rows[r].size(); ++c) out += cell_html(t.rows[r][c], c == 0);
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>\n";
}

std::string folded(std::string const& summary, Table const& table) {
  return fmt::format("<details><summary>{}</summary>{}</details>\n", escaped(summary), to_html(table));
}

std::string to_html(Figure const& f) {
  std::string const caption = f.caption.empty() ? "" : fmt::format("<figcaption>{}</figcaption>", escaped(f.caption));
  return fmt::format("<figure{}>{}{}{}</figure>\n", f.wide ? " class=\"wide\"" : "", caption, f.svg, f.after);
}

std::string grid(std::vector<std::string> const& figures) {
  std::string out = "<div class=\"grid\">\n";
  for (std::string const& f : figures) out += f;
  return out + "</div>\n";
}

std::string heading(int level, std::string_view text, std::string_view id) {
  return fmt::format("<h{0}{1}>{2}</h{0}>\n", level, id.empty() ? "" : fmt::format(" id=\"{}\"", escaped(id)), escaped(text));
}
std::string paragraph(std::string_view text, std::string_view cls) { return fmt::format("<p{}>{}</p>\n", classed(cls), escaped(text)); }

std::string list_of(std::vector<std::string> const& items, std::string_view cls) {
  std::string out = fmt::format("<ul{}>\n", classed(cls));
  for (std::string const& item : items) out += fmt::format("<li>{}</li>\n", escaped(item));
  return out + "</ul>\n";
}

}  // namespace gs::report
