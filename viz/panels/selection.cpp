//! What a person names, and whether there is such a thing.
#include <fmt/format.h>
#include <algorithm>
#include <cctype>
#include <sstream>
#include "viz/panels/describe.hpp"

namespace gs::viz {

std::string Selection::text() const { return what == Thing::none ? "nothing" : fmt::format("{} {}", thing_names[static_cast<int>(what)], id); }

bool exists(Facts const& facts, Selection s) {
  if (s.what == Thing::none || s.id < 0) return false;
  if (s.what == Thing::zone) return s.id < std::ssize(facts.axes.zones);
  if (s.what == Thing::pool) return s.id < std::ssize(facts.axes.pools);
  if (s.what == Thing::member) return s.id < facts.identity.members;
  if (facts.world == nullptr || s.what == Thing::order) return true;
  WorldData const& w = *facts.world;
  std::size_t const n = s.what == Thing::sku     ? w.skus
                        : s.what == Thing::site  ? rows(w.sites)
                        : s.what == Thing::point ? rows(w.points)
                                                 : rows(w.suppliers);
  return static_cast<std::size_t>(s.id) < n;
}

Selection read_selection(std::string const& text) {
  std::istringstream in(text);
  std::string word;
  Selection s;
  in >> word;
  std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (!word.empty() && std::isdigit(static_cast<unsigned char>(word[0])) != 0) return {Thing::sku, std::atoll(word.c_str())};
  constexpr struct {
    char const* word;
    Thing what;
  } words[] = {{"zone", Thing::zone}, {"sku", Thing::sku},           {"site", Thing::site},     {"point", Thing::point}, {"stock", Thing::point},
               {"pool", Thing::pool}, {"supplier", Thing::supplier}, {"member", Thing::member}, {"order", Thing::order}};
  for (auto const& w : words)
    if (word == w.word) s.what = w.what;
  if (word == "stock" && !(in >> word)) return {};
  if (s.what == Thing::none || !(in >> s.id)) return {};
  return s;
}

}  // namespace gs::viz
