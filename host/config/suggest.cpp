#include "host/config/suggest.hpp"
#include <algorithm>
#include "host/config/config.hpp"

namespace gs::config {

int edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<int>> d(a.size() + 1, std::vector<int>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = static_cast<int>(i);
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      bool const swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

std::string nearest(std::string_view typed, std::vector<std::string> const& known) {
  std::string best;
  int best_distance = 1 << 20;
  for (std::string const& name : known) {
    int const distance = edit_distance(typed, name);
    int const allowed = std::max<int>(1, static_cast<int>(std::max(typed.size(), name.size())) / 3);
    if (distance <= allowed && distance < best_distance) best = name, best_distance = distance;
  }
  return best;
}

std::string did_you_mean(std::string_view typed, std::vector<std::string> const& known) {
  std::string const name = nearest(typed, known);
  return name.empty() ? "" : "did you mean '" + name + "'?";
}

}  // namespace gs::config
