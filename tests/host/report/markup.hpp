#pragma once
//! A page taken apart: whether it is well-formed, its elements, the text of cells. Only what the report writes: no comments, no CDATA.
#include <gtest/gtest.h>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gs::report {

struct Element {
  std::string name;
  std::map<std::string, std::string> attributes;
};

//! All elements in order; an explanation when it is not well-formed.
struct Parsed {
  std::vector<Element> elements;
  std::string error;
};

inline bool is_entity(std::string const& text, std::size_t at) {
  for (char const* known : {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"})
    if (text.compare(at, std::string(known).size(), known) == 0) return true;
  return false;
}

//! name="value" pairs of a tag's inside; nothing when they are not that.
inline std::optional<std::map<std::string, std::string>> attributes_of(std::string const& inside) {
  std::map<std::string, std::string> out;
  for (std::size_t at = 0; (at = inside.find_first_not_of(" \n", at)) != std::string::npos;) {
    std::size_t const equal = inside.find("=\"", at);
    if (equal == std::string::npos) return std::nullopt;
    std::size_t const end = inside.find('"', equal + 2);
    if (end == std::string::npos || !out.emplace(inside.substr(at, equal - at), inside.substr(equal + 2, end - equal - 2)).second)
      return std::nullopt;
    at = end + 1;
  }
  return out;
}

inline Parsed parsed(std::string const& text) {
  Parsed out;
  std::vector<std::string> open;
  std::size_t at = text.starts_with("<!DOCTYPE html>\n") ? 16 : 0;
  auto const fail = [&](std::string const& why) {
    out.error = why + " near: " + text.substr(at > 60 ? at - 60 : 0, 160);
    return out;
  };
  while (at < text.size()) {
    if (text[at] == '&' && !is_entity(text, at)) return fail("a bare &");
    if (text[at] == '>') return fail("a bare >");
    if (text[at] != '<') {
      ++at;
      continue;
    }
    std::size_t const end = text.find('>', at);
    if (end == std::string::npos) return fail("a tag without an end");
    std::string inside = text.substr(at + 1, end - at - 1);
    if (inside.starts_with('/')) {
      if (open.empty() || open.back() != inside.substr(1)) return fail("</" + inside.substr(1) + "> closes nothing");
      open.pop_back();
    } else {
      bool const alone = inside.ends_with('/');
      if (alone) inside.pop_back();
      std::size_t const name_end = std::min(inside.find_first_of(" \n"), inside.size());
      auto const attributes = attributes_of(inside.substr(name_end));
      if (!attributes) return fail("attributes that are no attributes");
      out.elements.push_back({inside.substr(0, name_end), *attributes});
      if (!alone) open.push_back(inside.substr(0, name_end));
    }
    at = end + 1;
    if (!open.empty() && open.back() == "style") at = text.find("</style>", at);
  }
  if (!open.empty()) return fail("<" + open.back() + "> is not closed");
  return out;
}

inline int count_of(Parsed const& page, std::string const& name) {
  int n = 0;
  for (Element const& e : page.elements) n += e.name == name;
  return n;
}

//! Texts of the cells of the row with that data-key, the first (its name) included.
inline std::vector<std::string> cells_of(std::string const& page, std::string const& key) {
  std::vector<std::string> out;
  std::size_t const from = page.find("<tr data-key=\"" + key + "\">");
  if (from == std::string::npos) return out;
  std::size_t const end = page.find("</tr>", from);
  for (std::size_t at = page.find('>', from) + 1; at < end;) {
    std::size_t const open = page.find('>', at), close = page.find("</t", open);
    if (close == std::string::npos || close > end) break;
    out.push_back(page.substr(open + 1, close - open - 1));
    at = page.find('>', close) + 1;
  }
  return out;
}

}  // namespace gs::report
