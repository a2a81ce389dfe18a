#pragma once
//! One member awake: reads its row, its reminders and what is shown; writes its row and one outbox slot. The rules are in choice.hpp.
#include "kernels/members/hazard.hpp"
#include "kernels/members/tailor.hpp"
#include "kernels/members/visit_parts.hpp"
#include "kernels/state/order_flags.hpp"

namespace gs::GS_BACKEND {

inline constexpr std::uint32_t seen_whole = 4;  //!< a catalogue of so few SKUs is seen whole, instead of what is recommended, found and fed

struct Visit {
  Scene const& scene;
  SkuNotes const& notes;
  Noted& noted;
  MemberId id;
  MemberRow& row;
  Outcome& out;
  ZoneId zone;
  Taster who;
  Seconds at = scene.now.start;  //!< of the look that is being taken

  GS_HD Visit(Scene const& s, SkuNotes const& n, Noted& counted, MemberId member, MemberRow& r, Outcome& o)
      : scene(s), notes(n), noted(counted), id(member), row(r), out(o), zone(s.block_zone[block_of(member)]) {
    auto const start = static_cast<std::uint32_t>(s.now.start);
    who.taste = taste_of(s.seed, member, s.block_segment[block_of(member)], start / (90 * 86400));
    who.price_sensitivity = price_sensitivity(s.seed, member, s.choice.price_spread);
    if (s.choice.budget > 0.0) who.price_class = price_class(s.seed, member, s.choice.budget_spread);
    who.loyalty = loyalty_of(r);
    who.luck = mix64(mix64(s.seed ^ member.v) + start);
    who.sated_family = r.last_family;
    who.sated = r.last_family == 0xffff ? 0.0 : 1.0 - need_of(r, s.now.start, s.need_days);
  }

  //! Other Gumbels for a further look, or decision, of this tick.
  GS_HD void look_again() { who.luck = mix64(who.luck); }
  //! Look k of n in this tick happens in the k-th part of it.
  GS_HD void move_to(std::uint32_t moment, std::uint32_t k, std::uint32_t n) {
    std::uint64_t const part = ((static_cast<std::uint64_t>(k) << 32) + moment) / n;
    at = scene.now.start + static_cast<Seconds>(static_cast<std::uint64_t>(scene.now.span()) * part >> 32);
  }
  //! A cart that its owner makes up its mind on within this tick, as most do in a live room, unless it has ordered something already.
  GS_HD void decide_before(Seconds until) {
    if (out.cart_due >= until || out.intent.sku.exists()) return;
    out.cart_due = never, out.cart = ItemId::none();
    look_again();
    look_at_cart(out.cart_channel);
  }
  GS_HD std::uint32_t minute_now() const { return static_cast<std::uint32_t>(scene.now.start / minute); }
  GS_HD double live_bonus(std::uint32_t channel, ItemId sku) const {
    for (int k = scene.pressure.first_slot[channel]; k < scene.pressure.first_slot[channel + 1]; ++k) {
      if (scene.slots[k].sku == sku && scene.slots[k].open) return scene.slots[k].live_bonus;
    }
    return 0.0;
  }

  //! A parcel moves satisfaction and loyalty (state/loyalty). Falling under one tenth is churn.
  GS_HD void experience(ItemId sku, bool good) const {
    double const loyalty = loyalty_of(row), next = scene.loyalty.after(loyalty, good);
    if (loyalty >= 0.1 && next < 0.1) ++noted.churned;
    if (loyalty < 0.1 && next >= 0.1) ++noted.reactivated;
    row.loyalty = stored_share(next);
    row.satisfaction = stored_share(mood_after(read_share(row.satisfaction), good));
    atomic_add(good ? &notes.seen.good[sku] : &notes.seen.bad[sku], 1);
    Draws const d = draw4(scene.seed, Stream::exposure, id.v, static_cast<std::uint32_t>(scene.now.start), 1);
    if (good && d.v[0] < to_chance(scene.cascade.share_after_delivery)) pass_on(sku);
  }
  GS_HD void pass_on(ItemId sku) const {
    out.share = sku;
    ++noted.shares;
    atomic_add(&notes.seen.shares[sku], 1);
  }
  //! Shown by a friend: may pass it on (the branching of the cascade).
  GS_HD void shown_by_friend(ItemId sku) const {
    Draws const d = draw4(scene.seed, Stream::exposure, id.v, static_cast<std::uint32_t>(scene.now.start), 2);
    if (d.v[0] < scene.looks[sku.at()].share) pass_on(sku);
  }

  //! The best of what a look shows, and its utility with this wake's luck.
  struct Find {
    ItemId sku;
    double utility = -1e30;
  };
  //! Looks at up to 8 items.
  GS_HD Find look(Luck const& luck, ItemId prompted, ItemId by_friend, std::uint32_t channel, double bonus) const {
    ++noted.looks[channel];
    ItemId set[8];
    int n = 0;
    if (prompted.exists()) set[n++] = prompted;
    if (by_friend.exists()) set[n++] = by_friend;
    if (scene.skus <= seen_whole) {
      for (std::uint32_t k = 0; k < scene.skus; ++k) set[n++] = ItemId(k);
    } else {
      set[n++] = recommend(luck);
      set[n++] = luck.found[0];
      set[n++] = luck.found[1];
      set[n++] = luck.fed;
    }
    if (row.cart_sku != ~0u) set[n++] = ItemId(row.cart_sku);
    Find best;
    for (int k = 0; k < n; ++k) {
      double const u =
          utility(scene.choice, who, scene.looks[set[k].at()], set[k] == prompted ? bonus : 0.0) + luck_of(scene.quantiles, who.luck, set[k].v);
      if (u > best.utility) best = {set[k], u};
    }
    noted.views += n;
    if (row.events < 0xffff) ++row.events;
    return best;
  }
  //! ... and may put the best one into the cart.
  GS_HD void browse(Luck const& luck, ItemId prompted, ItemId by_friend, std::uint32_t channel, double bonus) const {
    Find const found = look(luck, prompted, by_friend, channel, bonus);
    if (found.utility > luck_of(scene.quantiles, who.luck, ~0u) + scene.choice.cart_threshold && found.sku.v != row.cart_sku)
      fill_cart(found.sku, channel);
  }
  //! A member who joins came for something: it decides at once, and whatever it likes best is worth the longest wait to it.
  GS_HD void arrive(Luck const& luck, std::uint32_t channel) const {
    ItemId const sku = look(luck, ItemId::none(), ItemId::none(), channel, 0.0).sku;
    ++noted.carts, ++noted.decided;
    atomic_add(&notes.seen.carts[sku], 1);
    atomic_add(&notes.seen.views[sku], 1);
    decide(sku, channel, scene.terms.live[channel] != 0, 0, true);
  }
  //! Three candidates by popularity, ranked by what the shop believes of the member; the error falls with the looks it has seen.
  GS_HD ItemId recommend(Luck const& luck) const {
    double const error = scene.choice.recommender_error / exact_sqrt(1.0 + static_cast<double>(row.events));
    ItemId best;
    double most = -1e30;
    for (int k = 0; k < 3; ++k) {
      ItemId const sku = luck.candidates[k];
      double const guess = taste_match(who.taste, scene.looks[sku.at()].taste) +
                           error * (uniform(static_cast<std::uint32_t>(mix64(luck.noise + static_cast<std::uint64_t>(k)))) - 0.5);
      if (guess > most) {
        most = guess;
        best = sku;
      }
    }
    return best;
  }
  //! Carts are filled all over a tick, not at its start: in ticks of any length they then wait as long as their owners take to decide.
  GS_HD void fill_cart(ItemId sku, std::uint32_t channel) const {
    if (row.cart_sku != ~0u) drop_cart();
    row.cart_sku = sku.v;
    row.cart_since = static_cast<std::uint32_t>(at / minute);
    out.cart = sku;
    out.cart_channel = static_cast<std::uint8_t>(channel);
    Draws const d = cart_draws();
    Seconds const decide = decision_time(scene.choice, scene.terms.live[channel] != 0, d.v[0]), forget = abandon_time(scene.choice, d.v[1]);
    out.cart_due = static_cast<Seconds>(row.cart_since) * minute + (decide < forget ? decide : forget);
    ++noted.carts;
    atomic_add(&notes.seen.carts[sku], 1);
    atomic_add(&notes.seen.open_carts[sku], 1);
    atomic_add(&notes.seen.views[sku], 1);
  }
  GS_HD void drop_cart() const {
    atomic_add(&notes.seen.open_carts[ItemId(row.cart_sku)], -1);
    row.cart_sku = ~0u;
  }
  //! The cart's luck is fixed when it is filled: the same draws are made again when it is looked at.
  GS_HD Draws cart_draws() const { return draw4(scene.seed, Stream::cart_time, id.v, row.cart_since); }

  //! Looks at the cart again: forgotten, held for an announced price cut, or decided on.
  //! `paid`: a deposit was paid when it was held for the sale.
  GS_HD void look_at_cart(std::uint32_t channel, bool paid = false) const {
    ItemId const sku(row.cart_sku);
    Draws const d = cart_draws();
    bool const live = scene.terms.live[channel] != 0;
    SkuLook const& look = scene.looks[sku.at()];
    if (abandon_time(scene.choice, d.v[1]) < decision_time(scene.choice, live, d.v[0])) {
      ++noted.abandoned;
      drop_cart();
      return;
    }
    double const wait_days = look.sale_at < never ? static_cast<double>(look.sale_at - scene.now.start) / 86400.0 : 1e9;
    if (look.sale_gain > scene.choice.wait_per_day * wait_days) {
      out.cart = sku;
      out.cart_due = look.sale_at;
      bool const pays = !paid && look.deposit > 0;
      out.cart_channel = static_cast<std::uint8_t>(channel | (paid || pays ? deposit_bit : 0));
      if (pays) {
        ++noted.deposits;
        noted.paid_ahead += look.deposit;
      }
      return;
    }
    ++noted.decided;
    drop_cart();
    decide(sku, channel, live, paid ? look.deposit : 0);
  }

  //! The decision, asked twice on the same luck: with everything at hand (the want) and with stock as shown. A deposit that would be lost
  //! counts like a lower price; it is part of the price, and given back when the shop cannot deliver.
  //! `came_for_it`: a newcomer, who takes it at any wait that is ever accepted.
  GS_HD void decide(ItemId sku, std::uint32_t channel, bool live, Cents deposit, bool came_for_it = false) const {
    double bar = (live ? scene.choice.live_threshold : scene.choice.buy_threshold) + luck_of(scene.quantiles, who.luck + 1, ~0u);
    double const bonus = (live ? live_bonus(channel, sku) : 0.0) + worth_of_deposit(scene.looks[sku.at()], deposit);
    double const wish = utility(scene.choice, who, scene.looks[sku.at()], bonus) + luck_of(scene.quantiles, who.luck + 1, sku.v);
    double const spare = 1.0 + scene.choice.wait_per_day * scene.choice.patience_days_max;
    if (came_for_it && bar > wish - spare) bar = wish - spare;
    Tailored const tailored = scene.looks[sku.at()].grades == 0 ? Tailored{} : tailor().best_of(sku, bonus);
    if (wish <= bar && tailored.utility <= bar) return;
    noted.paid_ahead -= deposit;
    ++noted.wants;
    atomic_add(&notes.seen.wants[sku], 1);
    if (notes.wants != nullptr) atomic_add(&notes.wants[sku.at()], 1);
    std::uint32_t const partition = scene.shelf.routes.partitions == 1 ? 0 : scene.terms.partition[channel];
    Offer const offer = offer_of(scene.shelf, zone, partition, sku, scene.now.start);
    if (tailored.utility > bar && takes_tailored(tailored, offer, wish, bar)) {
      ++noted.ordered;
      return order_tailored(tailored, channel);
    }
    if (offer.home.exists() && free_stock(scene.shelf.stock, offer.home) <= 0) notes.in_vain.note(offer.home);
    if (!offer.in_stock) {
      ++noted.stockouts;
      notes.places.add(sku, zone);
      if (notes.stockouts != nullptr) atomic_add(&notes.stockouts[sku.at()], 1);
    }
    if (accepts(wish, bar, offer)) {
      ++noted.ordered;
      order(sku, channel, offer, wish - bar, first_choice);
      return;
    }
    if (substitute(sku, channel, partition, bar)) {
      ++noted.substituted;
      return;
    }
    ++noted.left;
    noted.lost += scene.looks[sku.at()].price;
  }
  GS_HD double worth_of_deposit(SkuLook const& look, Cents deposit) const {
    if (deposit <= 0 || deposit >= look.price) return 0.0;
    double const p = static_cast<double>(look.price);
    return who.price_sensitivity * scene.choice.price * exact_log(p / (p - static_cast<double>(deposit)));
  }

  GS_HD Tailor tailor() const { return {scene, who, id, zone}; }
  //! Worth the wait, and better than what is on the shelf?
  GS_HD bool takes_tailored(Tailored const& t, Offer const& shelf_offer, double wish, double bar) const {
    Seconds const promise = tailor().promise_of(t);
    if (promise >= never) return false;
    double const days = static_cast<double>(promise - scene.now.start) / 86400.0, per_day = scene.choice.wait_per_day;
    if (days > scene.choice.patience_days_max) return false;
    double const soonest = shelf_offer.best < never ? static_cast<double>(shelf_offer.best - scene.now.start) / 86400.0 : 0.0;
    double const mine = t.utility - per_day * (days > soonest ? days - soonest : 0.0);
    double const other =
        accepts(wish, bar, shelf_offer) ? wish - per_day * static_cast<double>(shelf_offer.promise - shelf_offer.best) / 86400.0 : bar;
    return mine > other;
  }
  GS_HD void order_tailored(Tailored const& t, std::uint32_t channel) const {
    SkuLook const& look = scene.looks[t.sku.at()];
    Cents const extra = to_int(static_cast<double>(look.price) * scene.grades.premium[static_cast<int>(t.grade) - 1]);
    Offer offer;
    offer.promise = tailor().promise_of(t), offer.home = t.point;
    order(t.sku, channel, offer, 0.0, with_grade(first_choice, t.grade));
    out.intent.price += extra;
    noted.premium += extra;
    ++(t.grade == Grade::deep ? noted.deep : noted.extreme);
  }
  GS_HD bool accepts(double wish, double bar, Offer const& offer) const {
    if (offer.promise >= never) return false;
    double const days = static_cast<double>(offer.promise - scene.now.start) / 86400.0,
                 extra = static_cast<double>(offer.promise - offer.best) / 86400.0;
    return days <= scene.choice.patience_days_max && wish - scene.choice.wait_per_day * extra > bar;
  }
  GS_HD Seconds latest_promise(Offer const& offer, double spare) const {
    double const days = spare / scene.choice.wait_per_day, most = scene.choice.patience_days_max;
    Seconds const by_utility = offer.best + to_int(clamp(days, 0.0, 365.0) * 86400.0), by_patience = scene.now.start + to_int(most * 86400.0);
    return by_utility < by_patience ? by_utility : by_patience;
  }
  //! The best sibling of the same family that is at hand and clears the bar.
  GS_HD bool substitute(ItemId sku, std::uint32_t channel, std::uint32_t partition, double bar) const {
    double best = bar;
    ItemId chosen;
    for (std::uint32_t k = 1; k <= 3; ++k) {
      ItemId const other((sku.v + k) % scene.skus);
      if (scene.looks[other.at()].family != scene.looks[sku.at()].family) continue;
      double const u = utility(scene.choice, who, scene.looks[other.at()], 0.0) + luck_of(scene.quantiles, who.luck + 1, other.v);
      if (u > best && offer_of(scene.shelf, zone, partition, other, scene.now.start).in_stock) {
        best = u;
        chosen = other;
      }
    }
    if (!chosen.exists()) return false;
    order(chosen, channel, offer_of(scene.shelf, zone, partition, chosen, scene.now.start), best - bar, 0);
    return true;
  }
  //! `spare` is how far its utility lies over the bar: it pays for waiting.
  GS_HD void order(ItemId sku, std::uint32_t channel, Offer const& offer, double spare, std::uint16_t flags) const {
    SkuLook const& look = scene.looks[sku.at()];
    auto const all = static_cast<std::uint16_t>(flags | (look.hot != 0 ? hot : 0));
    out.intent = {sku, zone, offer.home, offer.promise, latest_promise(offer, spare), look.price, static_cast<std::uint8_t>(channel), all};
    noted.hits += look.hot;
    if (look.markdown > 0) noted.marked_down += look.price * look.markdown / (10000 - look.markdown);
    ++noted.sales[channel];
    row.last_buy = minute_now() + 1;
    row.last_family = look.family;
    row.spend += static_cast<std::uint32_t>(look.price / 100);
    ++row.orders;
  }
};

}  // namespace gs::GS_BACKEND
