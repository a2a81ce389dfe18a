#include "viz/source/facts.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <numeric>
#include "host/run/bullwhip.hpp"

namespace gs::viz {

std::string Identity::line() const {
  std::string members_text = std::to_string(members);
  for (std::ptrdiff_t i = std::ssize(members_text) - 3; i > 0; i -= 3) members_text.insert(static_cast<std::size_t>(i), ",");
  std::string const config = config_sha256.empty() ? "" : fmt::format(" · config {}", config_sha256.substr(0, 8));
  return fmt::format("{} · {} · {} members · seed {}{}", scenario, design, members_text, seed, config);
}
std::string Identity::brief() const { return design.empty() ? scenario : design; }

Shape Facts::shape() const {
  auto const n = [](auto const& v) { return static_cast<int>(v.size()); };
  return {n(axes.zones), n(axes.pools), n(axes.channels), std::max(1, n(axes.lines)), static_cast<int>(axes.ranks)};
}
int Facts::regions() const {
  std::uint32_t most = 0;
  for (output::ZoneAxis const& z : axes.zones) most = std::max(most, z.region + 1);
  return static_cast<int>(most);
}
std::string Facts::sku(std::int64_t id) const { return id < 0 ? "–" : fmt::format("SKU {}", id); }
std::string Facts::zone(std::int64_t id) const {
  if (id < 0 || id >= std::ssize(axes.zones)) return "–";
  return fmt::format("zone {} · r{}", id, axes.zones[static_cast<std::size_t>(id)].region);
}
std::string Facts::clock(Seconds t) const {
  constexpr char const* names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  Seconds const since = t - warmup, of_day = ((t % day) + day) % day;
  Seconds const d = since >= 0 ? since / day : -((-since + day - 1) / day);
  return fmt::format("day {} {} {:02}:{:02}", d, names[(t / day) % 7], of_day / hour, of_day % hour / minute);
}

void set_grains(Facts& f) {
  for (int e = 0; e < count_of<Echelon>; ++e) {
    // Whole weeks too (chosen), so that the rhythm of weekdays is not taken for swing.
    std::int64_t const days =
        std::lcm(std::int64_t{7}, f.world ? run::common_grain_days(run::review_periods(*f.world, static_cast<Echelon>(e))) : 28);
    if (days > 0 && days <= 364) f.grain_days[e] = static_cast<int>(days);
  }
}

std::vector<Show> shows_of(WorldData const& world) {
  std::vector<Show> shows;
  for (Burst const& b : world.bursts) {
    if (!b.shown) continue;
    if (!shows.empty() && b.start <= shows.back().to + hour)
      shows.back().to = std::max(shows.back().to, b.end);
    else
      shows.push_back({b.start, b.end});
  }
  return shows;
}

Facts facts_of(Identity identity, Params const& params, std::shared_ptr<WorldData const> world) {
  Facts f;
  f.identity = std::move(identity);
  f.axes = output::axes_of(*world, {}, {}, {}, output::channel_names(params));
  f.warmup = params.clock.warmup;
  f.length = params.clock.length;
  f.grains = static_cast<double>(std::max<std::int64_t>(1, params.world.grains_per_unit));
  f.shows = shows_of(*world);
  f.world = std::move(world);
  set_grains(f);
  return f;
}

}  // namespace gs::viz
