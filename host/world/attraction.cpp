#include "host/world/attraction.hpp"
#include <algorithm>
#include <array>
#include <numeric>
#include "host/world/protection.hpp"
#include "host/world/pull.hpp"
#include "host/world/tables.hpp"
#include "kernels/core/exact_math.hpp"
#include "kernels/state/loyalty.hpp"
#include "kernels/state/member_traits.hpp"

namespace gs::world {
namespace {

constexpr int rival_sets = 8;    //!< sets of other items each member of the sample compares with
constexpr int rivals_shown = 3;  //!< a look shows about four items

//! Members a segment in the sample; fewer in worlds with very many SKUs, whose errors average out over the SKUs.
std::uint32_t shoppers_a_segment(std::uint32_t skus) { return skus <= 5000 ? 32 : (skus <= 40000 ? 160000 / skus : 4); }
constexpr double usual_readiness = 0.7;  //!< of those who look often: their needs are rarely full

//! What the market knows of every SKU: how often search and feed show it.
struct Showing {
  std::vector<double> search, feed;  //!< sum to 1
  std::vector<double> excites;       //!< utility that the heat of quiet days adds
  std::vector<double> upto;          //!< running sum of search
  std::uint16_t const* family;       //!< by SKU
  std::size_t families = 0;
};

Showing showing_of(WorldData const& world, Params const& params) {
  Showing s;
  double all = 0.0, all_feed = 0.0;
  double const an_hour = static_cast<double>(params.members.count) * params.members.orders_per_year / 8760.0;
  double const remembered = static_cast<double>(params.cascade.heat_half_life) / static_cast<double>(hour) / 0.6931471805599453;  // [h]
  for (std::uint32_t i = 0; i < world.skus; ++i) all += world.items.popularity[i];
  for (std::uint32_t i = 0; i < world.skus; ++i) {
    double const p = world.items.popularity[i] / all, carts = p * an_hour / orders_per_cart;
    double const heat = remembered * 0.2 * carts / (1.0 + 24.0 * carts);  // where carts alone keep it (traffic: next_heat)
    s.search.push_back(p), s.excites.push_back(params.choice.heat * exact_log(1.0 + heat));
    s.feed.push_back(p * exact_pow(heat + 0.05, params.cascade.heat_gamma));
    all_feed += s.feed.back();
  }
  for (double& f : s.feed) f /= all_feed;
  s.family = world.items.family.data();
  for (std::uint32_t i = 0; i < world.skus; ++i) s.families = std::max<std::size_t>(s.families, world.items.family[i] + std::size_t{1});
  s.upto.resize(s.search.size());
  std::partial_sum(s.search.begin(), s.search.end(), s.upto.begin());
  return s;
}

double logistic(double x) { return 1.0 / (1.0 + exact_exp(-x)); }

//! One member of the sample and what it thinks of every SKU.
struct Shopper {
  std::vector<double> utility, match;
  std::array<double, rival_sets> rivals{};  //!< sum of e^utility over a set of other items, and "nothing"
  double match_mean = 0.0, match_sd = 0.0;
};

Shopper shopper_of(WorldData const& world, Params const& params, Showing const& show, std::uint32_t segment, MemberId id) {
  ChoiceParams const& c = params.choice;
  Shopper s;
  std::uint64_t const taste = taste_of(params.seed, id, segment, 0);
  double const own_price = c.budget > 0.0 ? price_class(params.seed, id, c.budget_spread) : 0.0;
  double const sensitivity = price_sensitivity(params.seed, id, params.choice.price_spread),
               reference = static_cast<double>(params.world.price_median);
  double square = 0.0;
  for (std::uint32_t i = 0; i < world.skus; ++i) {
    double const match = taste_match(taste, world.items.taste[i]);
    double const apart = exact_log(static_cast<double>(world.items.price[i]) / reference) - own_price;
    double const u = c.constant + show.excites[i] + c.taste * match - sensitivity * c.price * apart + c.loyalty * law_of(params.members).mean() -
                     0.5 * c.budget * apart * apart;
    s.utility.push_back(u), s.match.push_back(match);
    s.match_mean += show.search[i] * match, square += show.search[i] * match * match;
  }
  s.match_sd = exact_sqrt(square - s.match_mean * s.match_mean) + 1e-9;
  for (std::uint32_t k = 0; k < rival_sets; ++k) {
    Draws const luck = world_draw(params, Stream::world_item, id.v, 0x1000 + k);
    s.rivals[k] = exact_exp(c.cart_threshold);
    for (int j = 0; j < rivals_shown; ++j) {
      auto const at = std::lower_bound(show.upto.begin(), show.upto.end() - 1, uniform(luck.v[j]));
      s.rivals[k] += exact_exp(s.utility[static_cast<std::size_t>(at - show.upto.begin())]);
    }
  }
  return s;
}

double live_share_of(Params const& params) {
  double live = 0.0, all = 0.0;
  for (ChannelParams const& c : params.channels) live += c.kind == ChannelKind::livestream ? c.share : 0.0, all += c.share;
  return all > 0.0 ? live / all : 0.0;
}

//! Chance that a cart is still there when it is decided on, after a lognormal time, against a constant hazard [1/s].
double kept(Seconds median, double sigma, double hazard) {
  constexpr int steps = 64;
  double sum = 0.0;
  for (int k = 0; k < steps; ++k) sum += exact_exp(-hazard * static_cast<double>(median) * exact_exp(sigma * normal_quantile((k + 0.5) / steps)));
  return sum / steps;
}

//! Carts are forgotten, or filled anew at a later look (a look fills a cart with chance `fills`); members who look often do so sooner.
double kept_by_members(WorldData const& world, Params const& params, Seconds median, double sigma, double fills) {
  double sum = 0.0, looks = 0.0;
  for (double const rate : world.class_rate) {
    sum += rate *
           kept(median, sigma, 1.0 / static_cast<double>(params.choice.abandon_mean) + usual_readiness * rate * fills / static_cast<double>(hour));
    looks += rate;
  }
  return looks > 0.0 ? sum / looks : 1.0;
}

//! Adds the chance that each SKU is shown, put into the cart and wanted by one member of the sample in one look. Returns the chance that a
//! look fills a cart.
double add_member(Params const& params, Showing const& show, Shopper const& s, std::size_t first, Purchases& out) {
  ChoiceParams const& c = params.choice;
  double const live_share = live_share_of(params);
  double fills = 0.0, wanted = 0.0;
  std::vector<double> families(show.families, 0.0);
  for (std::size_t i = 0; i < s.utility.size(); ++i) {
    double const better = normal_cdf((s.match[i] - s.match_mean) / s.match_sd);  // than one recommended at random
    double const searched = show.search[i], recommended = std::min(1.0, 3.0 * searched * better * better);
    double const shown = 1.0 - (1.0 - searched) * (1.0 - searched) * (1.0 - show.feed[i]) * (1.0 - recommended);  // twice shown is once seen
    double const strength = exact_exp(s.utility[i]);
    double cart = 0.0;
    for (double const against : s.rivals) cart += strength / (strength + against) / rival_sets;
    double const live = cart * logistic(s.utility[i] - c.live_threshold), shelf = cart * logistic(s.utility[i] - c.buy_threshold);
    fills += shown * cart;
    out.live[first + i] += live_share * shown * live, out.shelf[first + i] += (1.0 - live_share) * shown * shelf;
    out.prompted_live[i] += live, out.prompted_shelf[i] += shelf;
    double const want = shown * (live_share * live + (1.0 - live_share) * shelf);
    families[show.family[i]] += want, wanted += want;
  }
  for (double const f : families) out.alike += wanted > 0.0 ? f / wanted * (f / wanted) : 1.0;
  return fills;
}

struct Kept {
  double live, shelf;
};
Kept kept_of(Purchases const& p, WorldData const& world, Params const& params) {
  ChoiceParams const& c = params.choice;
  return {kept_by_members(world, params, c.live_median, c.live_sigma, p.fills),
          kept_by_members(world, params, c.shelf_median, c.shelf_sigma, p.fills)};
}

void scale_by(std::vector<double>& list, double factor) {
  for (double& x : list) x *= factor;
}

}  // namespace

Purchases usual_purchases(WorldData const& world, Params const& params) {
  std::size_t const n = world.skus;
  std::vector<double> const many(segments * n, 0.0), one(n, 0.0);
  Purchases p{many, many, one, one, 0.0, 0.0};
  Showing const show = showing_of(world, params);
  std::uint32_t const shoppers = shoppers_a_segment(world.skus);
  double const each = 1.0 / (segments * shoppers);
  for (std::uint32_t g = 0; g < segments; ++g)
    for (std::uint32_t k = 0; k < shoppers; ++k)  // ids stand for members anywhere: tastes do not depend on the block
      p.fills += each * add_member(params, show, shopper_of(world, params, show, g, MemberId(g * 7919u + k * 104729u)), g * n, p);
  p.alike *= each;
  for (double const x : p.live) p.unkept_live += x * each;
  for (double const x : p.shelf) p.unkept_shelf += x * each;
  auto const [keep_live, keep_shelf] = kept_of(p, world, params);
  scale_by(p.live, keep_live), scale_by(p.shelf, keep_shelf);
  scale_by(p.prompted_live, keep_live * each), scale_by(p.prompted_shelf, keep_shelf * each);
  for (std::size_t g = 0; g < segments; ++g) {
    double sum = 0.0;
    for (std::size_t i = g * n; i < (g + 1) * n; ++i) sum += p.live[i] + p.shelf[i];
    for (std::size_t i = g * n; i < (g + 1) * n; ++i) p.live[i] /= sum, p.shelf[i] /= sum;
  }
  return p;
}

double orders_a_look(Purchases const& p, WorldData const& world, Params const& params) {
  Kept const keep = kept_of(p, world, params);
  return p.unkept_live * keep.live + p.unkept_shelf * keep.shelf;
}

}  // namespace gs::world
