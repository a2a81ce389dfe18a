//! The claims themselves: what practice says, and the experiment that would show it.
#include <limits>
#include "host/experiments/claims.hpp"

namespace gs::experiments {
namespace {
using enum Claim::Kind;
using enum Claim::Effect;
constexpr double not_claimed = std::numeric_limits<double>::quiet_NaN();  //!< practice says nothing of this metric

//! Lines that change over, and nothing else: no rented hours.
Claim flexible_lines() {
  return {"utilisation",
          "flexible lines: utilisation 55 -> 82 %",
          emergent,
          "utilisation.core",
          difference,
          0.27,
          "livestream_pulse",
          {"rigid", {}},
          {"rigid", {"lever.elastic.on=true", "lever.elastic.reserve=0"}},
          "the rigid design with its lines made flexible, no rented hours"};
}
Claim pooled_hours() {
  return {"pool",
          "elastic pool: utilisation 55 -> 82 %",
          emergent,
          "utilisation.core",
          difference,
          0.27,
          "livestream_pulse",
          {"rigid", {}},
          {"rigid", {"lever.elastic.on=true", "lever.elastic.reserve=0.5", "design.core_share=0.7"}},
          "own lines cut by 30 %, the rest rented from the pool"};
}
Claim niche_restock() {
  return {"restock",        "niche hit back in stock: 45 d -> 72 h", emergent, "time_to_restock", ratio, 3.0 / 45.0, "longtail_hit", {"rigid", {}},
          {"flexible", {}}, "rigid against all levers of flexible"};
}
Claim enquiries() {
  return {"enquiries",
          "enquiries -65 %",
          emergent,
          "enquiries",
          ratio,
          0.35,
          "livestream_pulse",
          {"rigid", {}},
          {"flexible", {}},
          "what shorter and surer waits do by themselves; the tracking that practice also credits (lever 28) is not built"};
}
//! The same chain at the same reviews, so that both look equally far ahead; only what the forecast reads differs. Accuracy = 1 - WAPE.
Claim accuracy(std::string name, std::string claimed, std::string metric, double to) {
  std::vector<std::string> reads{"lever.sensing.on=true"};
  for (char const* const echelon : {"regional", "central", "plant"}) reads.push_back("policy." + std::string(echelon) + ".forecast=sensed");
  return {std::move(name),
          std::move(claimed),
          emergent,
          std::move(metric),
          ratio,
          to,
          "daily_content",
          {"rigid", {}},
          {"rigid", reads},
          "the rigid chain, its forecasts fed with carts, views and shares"};
}
Claim tail_accuracy() { return accuracy("accuracy_tail", "forecast accuracy of the long tail 40 -> 75 %", "forecast_wape_tail", 0.25 / 0.6); }
Claim overall_accuracy() { return accuracy("accuracy", "forecast accuracy overall +30-50 %", "forecast_wape.regional", 0.6); }
//! Who deposits is for members to say: carts held for a price cut that is announced.
Claim presale() {
  return {"presale",
          "presale share up to 35 %",
          emergent,
          "presale_share_wave",
          difference,
          0.35,
          "festival_1111",
          {"rigid", {"wave.midnight.deposit=0"}},
          {"rigid", {"lever.presale.on=true"}},
          "deposits are offered in the week before midnight, and planned for: who holds its cart until then pays one"};
}
//! A trend on what nobody makes yet, slow and large enough to be worth a design: the SKU that ignites is on sale so long after.
Claim design_to_delivery() {
  std::string const middling = "wave.spark.first_rank=50 %", slow = "wave.spark.half_life=30 d";
  return {"design_to_delivery",
          "design to delivery 45 -> 21 d",
          input,
          "wants",
          ratio,
          not_claimed,
          "longtail_hit",
          {"flexible", {middling, slow, "wave.spark.design_time=45 d"}},
          {"flexible", {middling, slow, "wave.spark.design_time=21 d"}},
          "a trend on a middling SKU that halves in 30 days; the design is in the shops 45 or 21 days after it began"};
}
//! Response is the reciprocal of the lead time: 36 d become 25.7 d, and their spread shrinks with them.
Claim supplier_programme() {
  return {"supplier_programme",
          "supplier programme: response +40 %",
          input,
          "inventory_value.all",
          ratio,
          not_claimed,
          "livestream_pulse",
          {"rigid", {}},
          {"rigid", {"world.material_lead=25.7 d", "world.material_spread=4.3 d"}},
          "materials come in 25.7 instead of 36 days: that the programme achieves it is put in"};
}
Claim modules() {
  return {"modules",
          "modules keep 80 % of the experience",
          input,
          "orders_per_member_year",
          ratio,
          not_claimed,
          "livestream_pulse",
          {"modular", {}},
          {"modular", {"lever.modular.experience=0.8"}},
          "modular SKUs that match a member's taste as well as others do, and 80 % as well"};
}
//! Four times faster, in the middle of the range that is claimed.
Claim information() {
  return {"information",
          "information 3-5 x faster, problems -60 % time",
          input,
          "time_to_recover",
          ratio,
          0.4,
          "livestream_pulse",
          {"rigid", {"policy.information_delay=96 h"}},
          {"rigid", {"policy.information_delay=24 h"}},
          "planners see demand that is 24 h old instead of 96 h: the speed is put in, what it is worth comes out"};
}

std::vector<Claim> all() {
  return {flexible_lines(),     pooled_hours(), tail_accuracy(),      overall_accuracy(), niche_restock(), presale(),
          design_to_delivery(), enquiries(),    supplier_programme(), modules(),          information()};
}
}  // namespace

std::vector<Claim> const& claims_from_practice() {
  static std::vector<Claim> const claims = all();
  return claims;
}

}  // namespace gs::experiments
