//! Keys of levers that bring a mechanism of their own, of [lifecycle], and of what a scenario breaks: [[disruption]].
#include "host/config/schema.hpp"

namespace gs::config {
namespace {

#define P(member) GS_FIELD(Params, member)
constexpr Scope run = Scope::run;
using enum Kind;
constexpr double years = 20.0 * 365 * day, rich = 1e17;
char const* const in_design = "(chosen) in the design's file";

//! What every lever costs: `owner` is its LeverCost.
#define PRICE_ROWS(name, owner)                                                                                                                     \
  {run, "lever." name ".invest", money, "CNY", 0, rich, "What it takes to have it", in_design, P(owner.invest)},                                    \
      {run, "lever." name ".per_day", money, "CNY/d", 0, rich, "What it takes to run it", in_design, P(owner.per_day)}, {                           \
    run, "lever." name ".rented", boolean, "1", 0, 0, "true: rented by the day at ledger.rent_premium instead of bought", "(chosen) false: bought", \
        P(owner.rented)                                                                                                                             \
  }
#define COST_ROWS(name, owner)                                                                                                          \
  PRICE_ROWS(name, owner), {                                                                                                            \
    run, "lever." name ".ramp", duration, "s", 0, years, "From the end of the warm-up until it works in full; 0 = it was there before", \
        "(chosen) 0: designs are compared when they have settled", P(owner.ramp)                                                        \
  }

void add(std::vector<Row>& all, std::vector<Row> const& more) { all.insert(all.end(), more.begin(), more.end()); }

std::vector<Row> older_costs() {
  return {COST_ROWS("sensing", design.sensing_cost),    COST_ROWS("modular", design.modular_cost), COST_ROWS("elastic", design.elastic_cost),
          COST_ROWS("network", design.network_cost),    COST_ROWS("pooled", design.pooled_cost),   COST_ROWS("warning", design.warning_cost),
          COST_ROWS("micro", design.micro_making_cost), COST_ROWS("tiers", design.tiers_cost),     COST_ROWS("presale", design.presale_cost),
          PRICE_ROWS("sharing", design.sharing_cost)};
}

std::vector<Row> organisation_rows() {
  return {PRICE_ROWS("organisation", design.organisation_cost),
          {run, "lever.organisation.usual_delay", real, "h", 0, 8760,
           "Lever 22: its cost is due where a policy's information_delay + decision_delay is shorter than this", "(chosen) 0: nobody is quicker",
           P(design.usual_delay_hours)}};
}

std::vector<Row> resourcing_rows() {
  return {{run, "lever.resourcing.on", boolean, "1", 0, 0, "Alternates for materials and hours, used once an outage is known", "MODEL 4, lever 21",
           P(design.resourcing.on)},
          COST_ROWS("resourcing", design.resourcing.cost),
          {run, "lever.resourcing.reserve", real, "1", 0, 100, "Standby hours under contract over core hours",
           "(chosen) because half of a plant is what a region's workshops can take over", P(design.resourcing.reserve)},
          {run, "lever.resourcing.premium", real, "1", 0, 10, "Alternates are dearer by this share",
           "(chosen) because a second source has the smaller lots", P(design.resourcing.premium)}};
}

std::vector<Row> returns_rows() {
  return {{run, "lever.returns.on", boolean, "1", 0, 0, "Returns are inspected on benches and sorted: restock, refurbish, recycle",
           "MODEL 4, lever 19", P(design.returns.on)},
          COST_ROWS("returns", design.returns.cost),
          {run, "lever.returns.benches", real, "1", 0.01, 1e4, "Inspections an hour over the mean of returns an hour",
           "(chosen) because benches are staffed for the week after a show", P(design.returns.benches)},
          {run, "lever.returns.refurbish_share", share, "%", 0, 1, "Share of what is not as new that can be made so",
           "(chosen) because most faults are packaging and dirt", P(design.returns.refurbish_share)},
          {run, "lever.returns.recycle_share", share, "%", 0, 1, "Share of the rest whose material is worth something",
           "(chosen) because one in four is mixed waste", P(design.returns.recycle_share)},
          {run, "lever.returns.refurbish_time", duration, "s", 0, years, "From the bench back to stock",
           "(chosen) because workshops mend in batches, twice a week", P(design.returns.refurbish_time)},
          {run, "lever.returns.refurbish_cost", money, "CNY", 0, rich, "Of a unit", "(chosen) ten minutes of work and a new box",
           P(design.returns.refurbish_cost)},
          {run, "lever.returns.recycled_value", share, "%", 0, 1, "What a unit's material fetches, share of value",
           "(chosen) because half of the value is material and half of that comes back", P(design.returns.recycled_value)}};
}

std::vector<Row> express_rows() {
  return {{run, "lever.express.on", boolean, "1", 0, 0, "Express lane: hands kept for what is hot", "MODEL 4, lever 29", P(design.express.on)},
          COST_ROWS("express", design.express.cost),
          {run, "lever.express.share", share, "%", 0, 0.95, "Share of a site's hands", "(chosen) a quarter: one packing line of four",
           P(design.express.share)},
          {run, "lever.express.heat", real, "1", 1, 1e6, "New carts an hour over their two-week average above which a SKU is a hit",
           "(chosen) 3: beyond the weekly rhythm", P(design.express.heat)}};
}

std::vector<Row> grades_rows() {
  return {{run, "lever.grades.on", boolean, "1", 0, 0, "Grades: combinations made to order (deep) and pieces made for one (extreme)",
           "MODEL 4, lever 8", P(design.grades.on)},
          COST_ROWS("grades", design.grades.cost),
          {run, "lever.grades.deep_premium", real, "1", -0.9, 10, "Price over list of a combination made to order",
           "(chosen) because configurators ask for 10-15 %", P(design.grades.deep_premium)},
          {run, "lever.grades.extreme_premium", real, "1", -0.9, 100, "Price over list of a piece made for one",
           "(chosen) because made-to-measure costs half again and more", P(design.grades.extreme_premium)},
          {run, "lever.grades.extreme_work", real, "1", 0.1, 100, "Work of a piece made for one over that of printing the SKU",
           "(chosen) because every piece is set up anew", P(design.grades.extreme_work)},
          {run, "lever.grades.after_hit", boolean, "1", 0, 0, "true: opened only for what is hot (customer to manufacturer)",
           "MODEL 4, lever 8: may open after a hit", P(design.grades.after_hit)}};
}

std::vector<Row> lifecycle_rows() {
  return {
      {run, "lifecycle.launch_share", share, "%", 0, 1, "Share of hits that go on sale at a date inside the run",
       "(chosen) 0: the shop is open when the run begins", P(lifecycle.launch_share)},
      {run, "lifecycle.markdown_step", share, "%", 0, 0.9, "Each rung of the markdown ladder cuts the price by this share of list; 0 = no ladder",
       "(chosen) 0 because a ladder is a decision", P(lifecycle.markdown_step)},
      {run, "lifecycle.markdown_rungs", integer, "rungs", 0, 20, "Rungs of the ladder", "(chosen) three: 20-40-60 % is usual",
       P(lifecycle.markdown_rungs)},
      {run, "lifecycle.markdown_age", real, "1", 0, 100, "First rung by age, in half-lives of appeal; the next one half-life later",
       "(chosen) because a third of the appeal is left then", P(lifecycle.markdown_age)},
      {run, "lifecycle.markdown_cover", real, "d", 1, 36500, "First rung by days of sales in stock; the next at twice that",
       "(chosen) because two months' stock of a fading item will not sell by itself", P(lifecycle.markdown_cover)},
      {run, "lifecycle.clear_cover", real, "d", 0, 36500,
       "On the last rung, stock beyond so many days of forecast goes to jobbers at salvage; 0 = never", "(chosen) 0: leftovers are kept",
       P(lifecycle.clear_cover)},
      {run, "lifecycle.perishable_share", share, "%", 0, 1, "Share of SKU families that have a shelf life", "(chosen) 0: durable goods",
       P(lifecycle.perishable_share)},
      {run, "lifecycle.shelf_life", duration, "s", day, years, "Of perishable families, from the line to the bin",
       "(chosen) because chilled and cosmetic goods keep for some weeks", P(lifecycle.shelf_life)},
      {run, "lifecycle.disposal", money, "CNY", 0, rich, "Of a unit thrown away", "(chosen) because waste costs about that a kilo",
       P(lifecycle.disposal)},
  };
}
#undef P

std::vector<Row> disruption_rows() {
#define P(member) GS_FIELD(DisruptionParams, member)
  Scope const s = Scope::disruption;
  char const* const file = "(chosen) in the scenario's file";
  return {
      {s, "what", choice, "1", 0, 0, "What goes down", file, GS_CHOICE(DisruptionParams, what, outage_of_names)},
      {s, "pauses", choice, "1", 0, 0,
       "closed: everything; orders: none can be placed for it; shipments: none are sent to it; transit: what is on its way stands still; receipts: "
       "what "
       "arrives waits at the gate",
       "Snyder and Shen 2019, ch. 9: kinds of disruptions", GS_CHOICE(DisruptionParams, pauses, outage_kind_names)},
      {s, "which", text, "1", 0, 0, "Of what: a layer of suppliers, a kind of site (lanes: where they start), numbers like 3,7, or all", file,
       P(which)},
      {s, "share", share, "%", 0, 1, "Share of those that is hit, drawn by their permanent ids", file, P(share)},
      {s, "depth", share, "%", 0, 1, "Share of its hours, hands or capacity that each loses", file, P(depth)},
      {s, "slow", real, "1", 1, 1000, "Lanes, regions: transit times are so many times as long", file, P(slow)},
      {s, "start", duration, "s", -years, years, "Counted from the end of the warm-up; negative reaches into it", file, P(start)},
      {s, "duration", duration, "s", 60, years, "How long each is down (random ones: how long they may be)", file, P(duration)},
      {s, "stagger", duration, "s", 0, years, "Each next one goes down so much later: a wave that travels", file, P(stagger)},
      {s, "detection", duration, "s", 0, years, "Until planners know, and until they know that it is over",
       "Simchi-Levi et al. 2015: some days; (chosen) two", P(detection)},
      {s, "mean_up", duration, "s", 0, years, "More than 0: goes down and comes up at random; mean time up", file, P(mean_up)},
      {s, "mean_down", duration, "s", 60, years, "Random outages: mean time down", file, P(mean_down)},
  };
#undef P
}

}  // namespace

std::vector<Row> lever_rows() {
  std::vector<Row> all = older_costs();
  for (auto const& part :
       {organisation_rows(), resourcing_rows(), returns_rows(), express_rows(), grades_rows(), lifecycle_rows(), disruption_rows()})
    add(all, part);
  return all;
}

}  // namespace gs::config
