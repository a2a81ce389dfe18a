//! From [[point]], [[recipe]], [[demand]], [[pool]], [[link]] and [[outage]] to a textbook world: every block once a copy and instance.
#include <algorithm>
#include <cmath>
#include "host/config/config.hpp"
#include "host/theory/case.hpp"
#include "kernels/core/errors.hpp"
#include "kernels/core/random.hpp"

namespace gs::theory {
namespace {

using config::Block;

class Casting {
 public:
  Casting(Case const& c, RunPlan const& plan, std::uint64_t seed) : case_(c), plan_(plan), seed_(seed) {}

  Cast all() {
    each("point", [this](Block const& b) { points(b); });
    each("pool", [this](Block const& b) { pools(b); });
    each("point", [this](Block const& b) { first_recipes(b); });
    each("recipe", [this](Block const& b) { more_recipes(b); });
    each("demand", [this](Block const& b) { demands(b); });
    each("link", [this](Block const& b) { links(b); });
    each("outage", [this](Block const& b) { outages(b); });
    return std::move(out_);
  }

 private:
  using Members = std::vector<std::size_t>;  //!< copy by copy, instance by instance
  using Named = std::vector<std::pair<std::string, Members>>;

  template <class Work>
  void each(std::string const& name, Work&& work) {
    for (Block const& b : case_.file->blocks)
      if (b.name == name) work(b);
  }

  //! The scope of one instance in one copy; chance is keyed on both and on the block.
  Names names_of(int copy, int instance) const {
    Names names = case_.names;
    names.numbers["copy"] = copy, names.numbers["i"] = instance;
    return names;
  }
  std::function<double(double)> die(Block const& b, int copy, int instance) const {
    std::uint64_t const id = static_cast<std::uint64_t>(copy) << 32 | static_cast<std::uint32_t>(instance);
    std::uint32_t const line = static_cast<std::uint32_t>(b.at.line);
    return [=, this](double sides) { return std::floor(sides * uniform(draw4(seed_, Stream::world_chain, id, line).v[0])); };
  }
  //! Reads a block once an instance and copy. `use` gets the reading, the copy and the instance.
  template <class Use>
  void repeat(Block const& b, Use&& use) {
    Names const outer = case_.names;
    Reading head(b, scope_of(outer), outer);
    int const times = static_cast<int>(head.number("times", 1));
    if (head.number("when", 1.0) == 0.0) return;
    for (int copy = 0; copy < plan_.copies; ++copy)
      for (int i = 0; i < times; ++i) {
        Names const names = names_of(copy, i);
        Reading r(b, scope_of(names, die(b, copy, i)), names);
        r.number("times", 1), r.number("when", 1);
        use(r, copy, i);
        r.done();
      }
  }

  //! Instance i of a named group in a copy; a lone one serves all.
  std::size_t member(Named const& groups, Reading& r, std::string const& key, std::string const& name, std::pair<int, int> at) const {
    for (auto const& [n, members] : groups) {
      if (n != name) continue;
      std::size_t const each = members.size() / static_cast<std::size_t>(plan_.copies);
      auto const i = static_cast<std::size_t>(at.second);
      return members[static_cast<std::size_t>(at.first) * each + (each == 1 ? 0 : std::min(i, each - 1))];
    }
    std::vector<std::string> known;
    for (auto const& [n, members] : groups) known.push_back(n);
    r.fail(key, "there is no '" + name + "'", config::did_you_mean(name, known));
  }
  static void add(Named& groups, std::string const& name, std::size_t index) {
    for (auto& [n, members] : groups)
      if (n == name) return members.push_back(index);
    groups.push_back({name, {index}});
  }

  PolicyParams policy(Reading& r) const {
    PolicyParams p;
    p.name = "textbook";
    p.kind = static_cast<PolicyKind>(r.choice("policy", policy_names, count_of<PolicyKind>, 0));
    p.forecast = static_cast<ForecastKind>(r.choice("forecast", forecast_names, count_of<ForecastKind>, static_cast<int>(ForecastKind::constant)));
    p.window = static_cast<std::int64_t>(r.number("window", 1)), p.alpha = r.number("alpha", 0.1), p.z = r.number("z", 0.0);
    p.review = r.duration("review", plan_.tick), p.phase = r.duration("phase", 0), p.bucket = r.duration("bucket", p.review);
    p.smoothing_t = r.number("damping", 1.0), p.batch = r.number("batch_days", 0.0);
    p.sharing = static_cast<SharingKind>(r.choice("sharing", sharing_names, count_of<SharingKind>, 0));
    p.ar1_estimated = !r.has("forecast_rho"), p.ar1_rho = r.number("forecast_rho", 0.0);
    p.allow_negative = r.flag("negative_orders", false), p.after_demand = r.flag("after_demand", true);
    return p;
  }
  void points(Block const& b) {
    repeat(b, [&](Reading& r, int copy, int) {
      world::TextbookPoint p;
      std::string const name = r.text("name", "");
      if (name.empty()) r.fail("name", "a point needs a name");
      p.item = r.text("item", "good"), p.policy = policy(r);
      if (has("outage")) p.item += " of copy " + std::to_string(copy);  // an outage of a source hits all who buy there
      p.level = r.number("level", -1.0), p.reorder = r.number("reorder", -1.0), p.on_hand = r.number("on_hand", std::max(0.0, p.level));
      p.lead = r.duration("planned_lead", r.duration("lead", 0));
      for (char const* later : {"from", "quantity", "lead", "law", "spread", "market", "work", "work_law", "work_spread", "setup", "min_lot", "yield",
                                "lane_capacity", "none"})
        r.has(later);
      out_.book.points.push_back(p);
      add(out_.points, name, out_.book.points.size() - 1);
    });
  }

  //! What a recipe is made of and how long it takes; the keys are those of the point it fills, or of its own block.
  world::TextbookRecipe recipe(Reading& r, std::pair<int, int> at) {
    world::TextbookRecipe out;
    std::vector<std::string> const from = r.list("from");
    std::vector<double> const quantity = r.numbers("quantity");
    for (std::size_t k = 0; k < from.size(); ++k) {
      if (from[k] == "outside") continue;
      Grains const each = k < quantity.size() ? static_cast<Grains>(quantity[k]) : 1;
      out.parts.push_back({member(out_.points, r, "from", from[k], at), each});
    }
    out.law = static_cast<LeadLaw>(r.choice("law", lead_law_names, static_cast<int>(LeadLaw::discrete), 0));
    out.lead = r.duration("lead", 0), out.spread = r.duration("spread", 0);
    out.work = r.duration("work", 0), out.setup = r.duration("setup", 0);
    out.work_law = static_cast<LeadLaw>(r.choice("work_law", lead_law_names, static_cast<int>(LeadLaw::discrete), 0));
    out.work_spread = r.duration("work_spread", 0);
    out.yield = r.number("yield", 1.0), out.min_lot = static_cast<Grains>(r.number("min_lot", 0.0));
    out.lane_capacity = static_cast<std::int64_t>(r.number("lane_capacity", 0.0));
    std::string const market = r.text("market", "");
    if (!market.empty()) out.market = static_cast<int>(out_.book.pools[member(out_.pools, r, "market", market, at)].market);
    return out;
  }
  void first_recipes(Block const& b) {
    repeat(b, [&](Reading& r, int copy, int i) {
      std::string const name = r.text("name", "");
      for (char const* known : {"item", "policy", "forecast", "window", "alpha", "z", "review", "phase", "bucket", "damping", "batch_days", "sharing",
                                "forecast_rho", "negative_orders", "after_demand", "level", "reorder", "on_hand", "planned_lead"})
        r.has(known);
      std::size_t const p = member(out_.points, r, "name", name, {copy, i});
      if (!r.flag("none", false)) out_.book.points[p].recipes.push_back(recipe(r, {copy, i}));
    });
  }
  void more_recipes(Block const& b) {
    repeat(b, [&](Reading& r, int copy, int i) {
      std::size_t const p = member(out_.points, r, "fills", r.text("fills", ""), {copy, i});
      out_.book.points[p].recipes.push_back(recipe(r, {copy, i}));
    });
  }

  void demands(Block const& b) {
    repeat(b, [&](Reading& r, int copy, int i) {
      world::TextbookDemand d;
      d.point = member(out_.points, r, "at", r.text("at", ""), {copy, i});
      d.law = static_cast<DemandLaw>(r.choice("law", demand_law_names, count_of<DemandLaw>, static_cast<int>(DemandLaw::normal)));
      d.mean = r.number("mean", 0.0), d.sd = r.number("sd", 0.0), d.rho = r.number("rho", 0.0);
      d.period = r.duration("period", plan_.tick), d.wait = r.duration("wait", 0), d.notice = r.duration("notice", 0);
      d.leaves = r.flag("leaves", false), d.from = r.duration("from", 0), d.until = r.duration("until", 0);
      std::string const name = r.text("name", ""), same = r.text("same_as", ""), common = r.text("common", "");
      if (!same.empty()) d.luck = static_cast<std::uint32_t>(member(named_, r, "same_as", same, {copy, i})) + 1;
      if (!common.empty()) d.common = group(common) * static_cast<std::uint32_t>(plan_.copies) + static_cast<std::uint32_t>(copy) + 1;
      d.loading = r.number("loading", 0.0);
      out_.book.demands.push_back(d);
      if (!name.empty()) add(named_, name, out_.book.demands.size() - 1);
    });
  }
  std::uint32_t group(std::string const& name) {
    auto const at = std::find(groups_.begin(), groups_.end(), name);
    if (at == groups_.end()) groups_.push_back(name);
    return static_cast<std::uint32_t>(std::find(groups_.begin(), groups_.end(), name) - groups_.begin());
  }

  //! Pools of one market stand together, copy by copy, in the order of the file (cheapest first).
  void pools(Block const& b) {
    Names const outer = case_.names;
    Reading head(b, scope_of(outer), outer);
    std::vector<double> const lines = head.numbers("lines"), prices = head.numbers("price");
    repeat(b, [&](Reading& r, int, int) {
      std::string const name = r.text("name", "");
      std::uint32_t const market = markets_++;
      for (char const* known : {"lines", "price"}) r.has(known);
      int const layer = r.choice("layer", layer_names, count_of<LayerKind>, 0);
      for (std::size_t k = 0; k < std::max<std::size_t>(1, lines.size()); ++k) {
        world::TextbookPool p;
        p.market = market, p.layer = static_cast<LayerKind>(std::min<int>(layer + static_cast<int>(k), count_of<LayerKind> - 1));
        p.lines = lines.empty() ? 1 : static_cast<std::uint32_t>(lines[k]), p.price = k < prices.size() ? static_cast<Cents>(prices[k]) : 0;
        out_.book.pools.push_back(p);
        if (k == 0) add(out_.pools, name, out_.book.pools.size() - 1);
      }
    });
  }

  //! Instance i of a group of pools may also use the next `reach` - 1 of them, cyclically, each a little dearer than the one before.
  void links(Block const& b) {
    repeat(b, [&](Reading& r, int copy, int i) {
      std::string const name = r.text("market", "");
      std::size_t const own = member(out_.pools, r, "market", name, {copy, i});
      int const n = static_cast<int>(r.number("of", 1)), reach = static_cast<int>(r.number("reach", 1));
      for (int k = 1; k < reach; ++k)
        out_.book.links.push_back({out_.book.pools[own].market, member(out_.pools, r, "market", name, {copy, (i + k) % n}), 100 * k});
    });
  }

  //! `from` and `until` count from the start of the run, warm-up included.
  void outages(Block const& b) {
    repeat(b, [&](Reading& r, int copy, int i) {
      world::TextbookOutage o;
      o.point = member(out_.points, r, "at", r.text("at", ""), {copy, i});
      Seconds const from = r.duration("from", 0), until = r.duration("until", plan_.warmup + plan_.length);
      o.how.name = "textbook", o.how.start = from - plan_.warmup, o.how.duration = until - from;
      o.how.pauses = static_cast<OutageKind>(r.choice("pauses", outage_kind_names, count_of<OutageKind>, 0));
      o.how.mean_up = r.duration("mean_up", 0), o.how.mean_down = r.duration("mean_down", day);
      o.how.detection = r.duration("detection", 0), o.how.depth = r.number("depth", 1.0), o.how.slow = r.number("slow", 1.0);
      out_.book.outages.push_back(o);
    });
  }
  bool has(std::string const& name) const {
    return std::any_of(case_.file->blocks.begin(), case_.file->blocks.end(), [&name](Block const& b) { return b.name == name; });
  }

  Case const& case_;
  RunPlan const& plan_;
  std::uint64_t seed_;
  Cast out_;
  Named named_;  //!< demands by name
  std::vector<std::string> groups_;
  std::uint32_t markets_ = 0;
};

}  // namespace

Cast cast_of(Case const& c, RunPlan const& plan, std::uint64_t seed) { return Casting(c, plan, seed).all(); }

}  // namespace gs::theory
