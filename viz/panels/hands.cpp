//! Hands on: what a person can do to a run. Every act is an event in the log: it can be taken back, and replayed.
#include "viz/panels/hands.hpp"
#include <fmt/format.h>
#include <algorithm>
#include "viz/panels/panel.hpp"

namespace gs::viz {
namespace {

//! What the forms hold.
struct Forms {
  int act = 0, sku = 0, channel = 0, minutes = 60, peak = 200, seeds = 200, region = 0, supplier = 0, pool = 0, hours = 100;
};

void number_field(Session const& s, char const* label, int& value, int low, int high) {
  ImGui::SetNextItemWidth(s.style.px(78));
  ImGui::InputInt(label, &value, 0);
  value = std::clamp(value, low, std::max(low, high));
}

void choose(Session const& s, char const* label, int& value, std::vector<std::string> const& names) {
  if (names.empty()) return;
  value = std::clamp(value, 0, static_cast<int>(names.size()) - 1);
  ImGui::SetNextItemWidth(s.style.px(150));
  if (!ImGui::BeginCombo(label, names[static_cast<std::size_t>(value)].c_str())) return;
  for (int k = 0; k < static_cast<int>(names.size()); ++k)
    if (ImGui::Selectable(names[static_cast<std::size_t>(k)].c_str(), k == value)) value = k;
  ImGui::EndCombo();
}

std::vector<std::string> pool_names(Facts const& facts) {
  std::vector<std::string> names;
  for (std::size_t k = 0; k < facts.axes.pools.size(); ++k)
    names.push_back(fmt::format("{}: {} {} {}", k, facts.axes.pools[k].layer, facts.axes.pools[k].process, facts.axes.pools[k].family));
  return names;
}

int skus(Session const& s) { return s.facts().world ? static_cast<int>(s.facts().world->skus) : 1; }

void form_show(Session& s, Forms& f) {
  number_field(s, "SKU", f.sku, 0, skus(s) - 1);
  choose(s, "channel", f.channel, s.facts().axes.channels);
  number_field(s, "minutes", f.minutes, 5, 24 * 60);
  ImGui::SameLine();
  number_field(s, "× its quiet rate", f.peak, 1, 100000);
  if (ImGui::Button("start the show now"))
    s.inject(livestream(s.facts(), f.sku, static_cast<std::uint32_t>(f.channel), f.minutes, f.peak), "the show opens");
}
void form_ignite(Session& s, Forms& f) {
  number_field(s, "SKU", f.sku, 0, skus(s) - 1);
  number_field(s, "members who share it first", f.seeds, 1, 1'000'000);
  if (ImGui::Button("ignite it now")) s.inject(ignite(s.facts(), f.sku, f.seeds), "word of mouth begins");
}
void form_region(Session& s, Forms& f) {
  number_field(s, "region", f.region, 0, s.facts().regions() - 1);
  auto const act = [&](bool close) {
    for (Event const& e : region_events(s.facts(), static_cast<std::uint32_t>(f.region), close))
      s.inject(e, close ? "the region is closed" : "the region is open");
  };
  if (ImGui::Button("close its warehouses")) act(true);
  ImGui::SameLine();
  if (ImGui::Button("open them")) act(false);
}
void form_supplier(Session& s, Forms& f) {
  int const n = s.facts().world ? static_cast<int>(rows(s.facts().world->suppliers)) : 1;
  number_field(s, "supplier", f.supplier, 0, n - 1);
  if (ImGui::Button("it stops")) s.inject(supplier_event(f.supplier, true), "the supplier is down");
  ImGui::SameLine();
  if (ImGui::Button("it works again")) s.inject(supplier_event(f.supplier, false), "the supplier is up");
}
void form_hours(Session& s, Forms& f) {
  choose(s, "pool", f.pool, pool_names(s.facts()));
  number_field(s, "hours a day", f.hours, -10000, 1'000'000);
  if (ImGui::Button("add from now on")) s.inject(hours_event(f.pool, f.hours), "hours added");
}
void switch_lever(Session& s, Lever const& lever) {
  s.compare_with(s.launch.run(s.facts().identity.design, {fmt::format("lever.{}.on={}", lever.name, !lever.on)}), true);
  s.say(fmt::format("{} is switched {} in a second run, B; it starts from the first day and comes to here", lever.name, lever.on ? "off" : "on"));
}

//! Levers are built into a world: switching one is a run beside this one, on the same seed, from the start to here.
void form_lever(Session& s, Forms&) {
  ImGui::PushStyleColor(ImGuiCol_Text, s.style.colours().muted);
  ImGui::TextWrapped(
      "A lever shapes a chain from its first day. So a second run, B, begins with it: same members, same media, same luck. Then both stand side by "
      "side.");
  ImGui::PopStyleColor();
  for (Lever const& lever : s.launch.levers) {
    ImGui::PushID(lever.name.c_str());
    if (chip(s, lever.on ? "switch off" : "switch on", lever.on, lever.meaning.c_str()) && s.launch.run) switch_lever(s, lever);
    ImGui::SameLine();
    ImGui::TextUnformatted(lever.name.c_str());
    ImGui::SameLine(s.style.px(138));
    ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(s.style.colours().muted), "%s", lever.meaning.c_str());
    ImGui::PopID();
  }
}

void draw_log(Session& s) {
  LiveSource* const l = s.live();
  if (l == nullptr) return;
  auto const& log = l->status().log;
  ImGui::TextDisabled(log.empty() ? "Nothing was done by hand yet." : "Event log (replay it: groundswell run … --events FILE)");
  for (std::size_t k = 0; k < log.size(); ++k) {
    ImGui::PushID(static_cast<int>(k));
    if (ImGui::SmallButton("×")) l->simulation().remove_event(k), s.say("taken back");
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("take it back: the run goes to before it and on without it");
    ImGui::SameLine();
    ImVec4 const colour = ImGui::ColorConvertU32ToFloat4(log[k].applied >= 0 ? s.style.colours().text : s.style.colours().faint);
    ImGui::TextColored(colour, "%s  %s%s", s.facts().clock(log[k].event.at).c_str(), describe_event(log[k].event, s.facts()).c_str(),
                       log[k].applied >= 0 ? "" : " (ahead)");
    ImGui::PopID();
  }
}

}  // namespace

void draw_hands(Session& s, Place const& place) {
  static Forms forms;
  if (s.live() == nullptr) return empty_note(s, place.body, "Only a live run can be changed by hand. Start one: groundswell view SCENARIO");
  put_cursor(place.body);
  ImGui::BeginChild("hands", {place.body.width(), place.body.height()});
  ImGui::PushFont(s.style.small);
  constexpr struct {
    char const* name;
    void (*form)(Session&, Forms&);
  } acts[] = {{"show", form_show},         {"ignite", form_ignite}, {"region", form_region},
              {"supplier", form_supplier}, {"hours", form_hours},   {"lever", form_lever}};
  for (int k = 0; k < 6; ++k) {
    if (k > 0) ImGui::SameLine(0, s.style.px(3));
    if (chip(s, acts[k].name, forms.act == k)) forms.act = k;
  }
  ImGui::Spacing();
  acts[forms.act].form(s, forms);
  ImGui::Separator();
  draw_log(s);
  ImGui::PopFont();
  ImGui::EndChild();
}

}  // namespace gs::viz
