#pragma once
//! Settings drawn from the config schema: a key that is added there is drawn from then on.
#include <algorithm>
#include <random>
#include <string>
#include <vector>
#include "host/config/config.hpp"
#include "host/config/schema.hpp"

namespace gs::test {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}
  std::size_t below(std::size_t n) { return n == 0 ? 0 : static_cast<std::size_t>(random_() % n); }
  bool coin() { return below(2) == 0; }
  template <class T>
  T of(std::initializer_list<T> list) {
    return *(list.begin() + below(list.size()));
  }

 private:
  std::mt19937_64 random_;
};

//! One value that a config may state, where it stands in Params.
struct Place {
  config::Row const* row;
  void* owner;
  std::string key;  //!< "wave.show.peak"
};

inline std::vector<Place> places_of(Params& p) {
  std::vector<Place> out;
  auto const add = [&out](config::Scope scope, void* owner, std::string const& entry) {
    for (config::Row const& row : config::schema())
      if (row.scope == scope && !row.how_only) out.push_back({&row, owner, config::full_key(row, entry)});
  };
  add(config::Scope::run, &p, "");
  for (ChannelParams& c : p.channels) add(config::Scope::channel, &c, c.name);
  for (WaveParams& w : p.waves) add(config::Scope::wave, &w, w.name);
  for (DisruptionParams& d : p.disruptions) add(config::Scope::disruption, &d, d.name);
  for (std::string const& echelon : config::policy_names_list()) add(config::Scope::policy, config::policy_of(p, echelon), echelon);
  return out;
}

//! Another number in its range: none, some part or multiple of what stands there, or what switches it on.
inline double other_number(Dice& dice, config::Row const& row, double now) {
  double const some = row.kind == config::Kind::duration ? dice.of({300.0, 3600.0, 86400.0, 5 * 86400.0})
                      : row.kind == config::Kind::money  ? dice.of({1.0, 777.0, 99999.0})
                      : row.kind == config::Kind::share  ? dice.of({0.05, 0.5, 1.0})
                                                         : dice.of({1.0, 2.0, 10.0});
  double const next = dice.below(6) == 0 ? 0.0 : now == 0.0 ? some : now * dice.of({0.25, 0.5, 2.0, 4.0, 10.0});
  return std::min(std::max(next, row.min), row.max);
}

inline void draw(Dice& dice, Place const& place) {
  auto const number = [&](auto* v) {
    double const next = other_number(dice, *place.row, static_cast<double>(*v));
    *v = static_cast<std::remove_reference_t<decltype(*v)>>(next);
  };
  config::Field const field = place.row->at(place.owner);
  if (auto const* flag = std::get_if<bool*>(&field)) return void(**flag = dice.coin());
  if (auto const* choice = std::get_if<config::Choice>(&field))
    return void(*choice->value = static_cast<unsigned char>(dice.below(static_cast<std::size_t>(choice->count))));
  std::visit(
      [&](auto const& v) {
        if constexpr (std::is_pointer_v<std::decay_t<decltype(v)>>)
          if constexpr (std::is_arithmetic_v<std::remove_pointer_t<std::decay_t<decltype(v)>>>) number(v);
      },
      field);
}

inline bool drawable(Place const& place) {
  using enum config::Kind;
  return place.row->kind != text && place.row->kind != path && place.row->kind != channel;
}

//! The settings of a list that a config takes: halves of what is refused are tried by themselves.
inline void accept(config::Request& ask, std::vector<std::string> const& sets) {
  config::Request tried = ask;
  tried.sets.insert(tried.sets.end(), sets.begin(), sets.end());
  try {
    config::load(tried);
    ask = tried;
  } catch (ConfigError const&) {
    if (sets.size() < 2) return;
    auto const middle = sets.begin() + static_cast<std::ptrdiff_t>(sets.size() / 2);
    accept(ask, {sets.begin(), middle});
    accept(ask, {middle, sets.end()});
  }
}

//! Up to `count` settings of keys for which `wanted` holds, in any combination that a config takes, added to those of `ask`.
template <class Wanted>
void add_random_sets(config::Request& ask, Dice& dice, std::size_t count, Wanted const& wanted) {
  Params p = config::load(ask).params;
  std::vector<std::string> sets;
  for (Place const& place : places_of(p))
    if (drawable(place) && wanted(place.key)) sets.push_back(place.key);
  while (sets.size() > count) sets.erase(sets.begin() + static_cast<std::ptrdiff_t>(dice.below(sets.size())));
  for (Place const& place : places_of(p)) {
    auto const at = std::find(sets.begin(), sets.end(), place.key);
    if (at == sets.end()) continue;
    draw(dice, place);
    *at += "=" + config::write_value(*place.row, place.owner, p);
  }
  accept(ask, sets);
}

}  // namespace gs::test
