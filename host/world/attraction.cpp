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
constexpr double reluctance = 3.0;  //!< 2 sated lower the utility by 2, and orders go with e^(1.5 utility): an item is chosen twice (price_shift)

//! What the market knows of every SKU: how often search and feed show it.
struct Showing {
  std::vector<double> search, feed;     //!< sum to 1
  std::vector<double> excites;          //!< utility that the heat of quiet days adds
  std::vector<double> apart;            //!< ln of the price over the reference price
  std::vector<double> upto, feed_upto;  //!< running sums of search and feed
  std::uint16_t const* family;          //!< by SKU
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
    s.apart.push_back(exact_log(static_cast<double>(world.items.price[i]) / static_cast<double>(params.world.price_median)));
    all_feed += s.feed.back();
  }
  for (double& f : s.feed) f /= all_feed;
  s.family = world.items.family.data();
  for (std::uint32_t i = 0; i < world.skus; ++i) s.families = std::max<std::size_t>(s.families, world.items.family[i] + std::size_t{1});
  s.upto.resize(s.search.size()), s.feed_upto.resize(s.search.size());
  std::partial_sum(s.search.begin(), s.search.end(), s.upto.begin());
  std::partial_sum(s.feed.begin(), s.feed.end(), s.feed_upto.begin());
  return s;
}

double logistic(double x) { return 1.0 / (1.0 + exact_exp(-x)); }

std::uint32_t drawn(std::vector<double> const& upto, std::uint32_t word) {
  return static_cast<std::uint32_t>(std::lower_bound(upto.begin(), upto.end() - 1, uniform(word)) - upto.begin());
}

//! What enters the choices of one member of the sample (members/choice).
struct Eye {
  WorldData const& world;
  Params const& params;
  Showing const& show;
  std::uint64_t taste;
  double sensitivity, own_price;

  Eye(WorldData const& w, Params const& p, Showing const& s, std::uint32_t segment, MemberId id)
      : world(w),
        params(p),
        show(s),
        taste(taste_of(p.seed, id, segment, 0)),
        sensitivity(price_sensitivity(p.seed, id, p.choice.price_spread)),
        own_price(p.choice.budget > 0.0 ? price_class(p.seed, id, p.choice.budget_spread) : 0.0) {}
  double match(std::uint32_t sku) const { return taste_match(taste, world.items.taste[sku]); }
  double utility(std::uint32_t sku, double match) const {
    ChoiceParams const& c = params.choice;
    double const apart = show.apart[sku] - own_price;
    return c.constant + show.excites[sku] + c.taste * match - sensitivity * c.price * apart + c.loyalty * law_of(params.members).mean() -
           0.5 * c.budget * apart * apart;
  }
};

//! One member of the sample and what it thinks of every SKU.
struct Shopper {
  std::vector<double> utility, match;
  std::array<double, rival_sets> rivals{};  //!< sum of e^utility over a set of other items, and "nothing"
  double match_mean = 0.0, match_sd = 0.0;
};

Shopper shopper_of(WorldData const& world, Params const& params, Showing const& show, std::uint32_t segment, MemberId id) {
  Shopper s;
  Eye const eye(world, params, show, segment, id);
  double square = 0.0;
  for (std::uint32_t i = 0; i < world.skus; ++i) {
    double const match = eye.match(i);
    s.utility.push_back(eye.utility(i, match)), s.match.push_back(match);
    s.match_mean += show.search[i] * match, square += show.search[i] * match * match;
  }
  s.match_sd = exact_sqrt(square - s.match_mean * s.match_mean) + 1e-9;
  for (std::uint32_t k = 0; k < rival_sets; ++k) {
    Draws const luck = world_draw(params, Stream::world_item, id.v, 0x1000 + k);
    s.rivals[k] = exact_exp(params.choice.cart_threshold);
    for (int j = 0; j < rivals_shown; ++j) s.rivals[k] += exact_exp(s.utility[drawn(show.upto, luck.v[j])]);
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

//! Carts are forgotten, or filled anew at a later look; members who look often do so sooner, but their needs are met more of the time.
double kept_by_members(Purchases const& p, WorldData const& world, Params const& params, Seconds median, double sigma) {
  ClassMeans const looks = gamma_class_means(params.members.activity_shape);
  double const a_day = active_orders(params.members) / 365.0, full = p.at_rest.full_need;
  double sum = 0.0, all = 0.0;
  for (std::size_t c = 0; c < world.class_rate.size(); ++c) {
    double const met = full > 0.0 ? p.at_rest.relative[c] * a_day / (clamp(looks[c], 1e-9, 1e9) * full) : 1.0;  // orders, of those at full need
    double const rate = world.class_rate[c] * met;
    sum += rate * kept(median, sigma, 1.0 / static_cast<double>(params.choice.abandon_mean) + rate * p.refills / static_cast<double>(hour));
    all += rate;
  }
  return all > 0.0 ? sum / all : 1.0;
}

//! Adds the chance that each SKU is shown, put into the cart and wanted by one member of the sample in one look.
void add_member(Params const& params, Showing const& show, Shopper const& s, std::size_t first, Purchases& out) {
  ChoiceParams const& c = params.choice;
  double const live_share = live_share_of(params);
  double wanted = 0.0;
  std::vector<double> families(show.families, 0.0);
  for (std::size_t i = 0; i < s.utility.size(); ++i) {
    double const better = normal_cdf((s.match[i] - s.match_mean) / s.match_sd);  // than one recommended at random
    double const searched = show.search[i], recommended = std::min(1.0, 3.0 * searched * better * better);
    double const shown = 1.0 - (1.0 - searched) * (1.0 - searched) * (1.0 - show.feed[i]) * (1.0 - recommended);  // twice shown is once seen
    double const strength = exact_exp(s.utility[i]);
    double cart = 0.0;
    for (double const against : s.rivals) cart += strength / (strength + against) / rival_sets;
    double const live = cart * logistic(s.utility[i] - c.live_threshold), shelf = cart * logistic(s.utility[i] - c.buy_threshold);
    out.live[first + i] += live_share * shown * live, out.shelf[first + i] += (1.0 - live_share) * shown * shelf;
    out.prompted_live[i] += live, out.prompted_shelf[i] += shelf;
    double const want = shown * (live_share * live + (1.0 - live_share) * shelf);
    families[show.family[i]] += want, wanted += want;
  }
  for (double const f : families) out.alike += wanted > 0.0 ? f / wanted * (f / wanted) : 1.0;
}

struct Kept {
  double live, shelf;
};
Kept kept_of(Purchases const& p, WorldData const& world, Params const& params) {
  ChoiceParams const& c = params.choice;
  return {kept_by_members(p, world, params, c.live_median, c.live_sigma), kept_by_members(p, world, params, c.shelf_median, c.shelf_sigma)};
}

void scale_by(std::vector<double>& list, double factor) {
  for (double& x : list) x *= factor;
}

constexpr int lookers_a_segment = 512, looks_a_looker = 4;  //!< how much a look brings is then known to half a percent
constexpr double usual_events = 50.0;                       //!< looks that a recommender has seen of those who look often

//! Four items, or fewer: what is shown twice counts once.
struct Shown {
  std::array<std::uint32_t, 4> sku{};
  std::array<double, 4> utility{}, strength{};  //!< strength: e^utility
  int count = 0;
  double all = 0.0;  //!< of their strengths, and of "nothing"

  void add(Eye const& eye, std::uint32_t one) {
    for (int k = 0; k < count; ++k)
      if (sku[k] == one) return;
    sku[count] = one, utility[count] = eye.utility(one, eye.match(one)), strength[count] = exact_exp(utility[count]);
    all += strength[count++];
  }
};

//! What a look shows (members/visit): the best match of three recommended, two searched, one from the feed; all of a catalogue of four.
Shown look_of(Eye const& eye, MemberId id, std::uint32_t number) {
  ChoiceParams const& c = eye.params.choice;
  Shown out;
  out.all = exact_exp(c.cart_threshold);
  if (eye.world.skus <= 4) {
    for (std::uint32_t i = 0; i < eye.world.skus; ++i) out.add(eye, i);
    return out;
  }
  Draws const a = world_draw(eye.params, Stream::world_look, id.v, 2 * number), b = world_draw(eye.params, Stream::world_look, id.v, 2 * number + 1);
  double const error = c.recommender_error / exact_sqrt(1.0 + usual_events);
  double most = -1e30;
  std::uint32_t recommended = 0;
  for (int k = 0; k < 3; ++k) {
    std::uint32_t const sku = drawn(eye.show.upto, a.v[k]);
    double const guess = eye.match(sku) + error * (uniform(static_cast<std::uint32_t>(mix64(a.v[3] + static_cast<std::uint64_t>(k)))) - 0.5);
    if (guess > most) most = guess, recommended = sku;
  }
  out.add(eye, recommended);
  for (int k = 0; k < 2; ++k) out.add(eye, drawn(eye.show.upto, b.v[k]));
  out.add(eye, drawn(eye.show.feed_upto, b.v[2]));
  return out;
}

//! Chance that a look fills the cart anew: with what lies there since an earlier look among the items to choose from.
double refills(Shown const& before, Shown const& now) {
  double sum = 0.0, carts = 0.0;
  for (int c = 0; c < before.count; ++c) {
    double others = 0.0, all = now.all + before.strength[c];
    for (int k = 0; k < now.count; ++k) {
      bool const same = now.sku[k] == before.sku[c];
      others += same ? 0.0 : now.strength[k], all -= same ? now.strength[k] : 0.0;
    }
    sum += before.strength[c] * others / all, carts += before.strength[c];
  }
  return carts > 0.0 ? sum / carts : 0.0;
}

//! What the sample's looks bring.
void take_looks(WorldData const& world, Params const& params, Showing const& show, Purchases& out) {
  ChoiceParams const& c = params.choice;
  double live = 0.0, shelf = 0.0, refilled = 0.0;
  for (std::uint32_t g = 0; g < segments; ++g)
    for (std::uint32_t m = 0; m < lookers_a_segment; ++m) {
      MemberId const id(g * 7919u + m * 104729u);
      Eye const eye(world, params, show, g, id);
      Shown before = look_of(eye, id, 0);
      for (std::uint32_t n = 1; n <= looks_a_looker; ++n) {
        Shown const now = look_of(eye, id, n);
        for (int k = 0; k < now.count; ++k) {
          double const cart = now.strength[k] / now.all;
          live += cart * logistic(now.utility[k] - c.live_threshold), shelf += cart * logistic(now.utility[k] - c.buy_threshold);
        }
        refilled += refills(before, now);
        before = now;
      }
    }
  double const each = 1.0 / (segments * lookers_a_segment * looks_a_looker), live_share = live_share_of(params);
  out.unkept_live = live * each * live_share, out.unkept_shelf = shelf * each * (1.0 - live_share), out.refills = refilled * each;
}

}  // namespace

Purchases usual_purchases(WorldData const& world, Params const& params) {
  std::size_t const n = world.skus;
  std::vector<double> const many(segments * n, 0.0), one(n, 0.0);
  Purchases p;
  p.live = p.shelf = many, p.prompted_live = p.prompted_shelf = one;
  Showing const show = showing_of(world, params);
  std::uint32_t const shoppers = shoppers_a_segment(world.skus);
  double const each = 1.0 / (segments * shoppers);
  for (std::uint32_t g = 0; g < segments; ++g)
    for (std::uint32_t k = 0; k < shoppers; ++k)  // ids stand for members anywhere: tastes do not depend on the block
      add_member(params, show, shopper_of(world, params, show, g, MemberId(g * 7919u + k * 104729u)), g * n, p);
  p.alike *= each;
  take_looks(world, params, show, p);
  MemberParams const& m = params.members;
  p.at_rest = class_orders(gamma_class_means(m.activity_shape), active_orders(m) / 365.0, {m.need_days, p.alike, reluctance});
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
