//! The help sheet, made from the table of actions, and the guided tour.
#include <fmt/format.h>
#include <algorithm>
#include "viz/app/actions.hpp"
#include "viz/app/shell.hpp"

namespace gs::viz {

void Shell::help_sheet() {
  Session& s = *session_;
  ImVec2 const size = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos({size.x * 0.5f, size.y * 0.5f}, ImGuiCond_Always, {0.5f, 0.5f});
  ImGui::SetNextWindowSize({std::min(size.x - 40, s.style.px(840)), std::min(size.y - 40, s.style.px(610))});
  if (!ImGui::Begin("help", &help, ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove)) return ImGui::End();
  ImGui::PushFont(s.style.big);
  ImGui::TextUnformatted("Keys");
  ImGui::PopFont();
  ImGui::SameLine();
  ImGui::TextDisabled("  F1 or any other key closes this sheet");
  if (ImGui::BeginTable("keys", 2, ImGuiTableFlags_SizingStretchSame)) {
    std::string last;
    int column = 0;
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    for (Action const& a : actions()) {
      if (last != a.group) {
        last = a.group;
        if (last == "panels" && column++ == 0) ImGui::TableNextColumn();
        ImGui::Spacing();
        ImGui::PushFont(s.style.bold);
        ImGui::TextUnformatted(a.group);
        ImGui::PopFont();
      }
      ImGui::PushFont(s.style.small);
      ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(s.style.colours().accent), "%s", a.key);
      ImGui::SameLine(s.style.px(column == 0 ? 80 : 490));
      ImGui::TextUnformatted(a.what);
      ImGui::PopFont();
    }
    ImGui::EndTable();
  }
  ImGui::Spacing();
  ImGui::PushFont(s.style.bold);
  ImGui::TextUnformatted("panels and mouse");
  ImGui::PopFont();
  ImGui::PushFont(s.style.small);
  for (Panel const& panel : panels())
    if (*panel.title != 0) {
      ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(s.style.colours().accent), "%s", panel.title);
      ImGui::SameLine(s.style.px(120));
      ImGui::TextUnformatted(panel.what);
    }
  ImGui::TextUnformatted(
      "Drag in the timeline or a chart to look back; scroll on the map to come closer, drag it to move; click a zone or a row to inspect it.");
  ImGui::PopFont();
  ImGui::End();
}

std::vector<TourStep> const& tour_steps() {
  static std::vector<TourStep> const steps = {
      {"waves", "A wave arrives",
       "Each row is a channel: its colour is how many members it brings. A show lights up its row, and wants rise below. The run is brought to the "
       "evening of the show while you read."},
      {"map", "Where it lands",
       "Every hexagon is a zone. Keys 1 to 6 choose what colours them: attention, demand, stockouts, cover, delivery time, word of mouth."},
      {"stockouts", "What ran out", "SKUs and zones whose members met nothing at hand, worst first. Click a row: the map and the clock go there."},
      {"capacity", "Which workshops were full", "Hours by layer: worked, changed over, idle. ▲ marks a layer with nothing left to give."},
      {"timeline", "Go back",
       "Drag the timeline to look back. Press R and the run itself goes back to the cursor, exactly; what had happened stays beside it as B."},
      {"hands", "Change something",
       "Start a show, close a region, add hours, switch a lever. Then compare: A and B share one clock, and the map shows the difference."}};
  return steps;
}

void Shell::tour_card(float width, float height) {
  Session& s = *session_;
  TourStep const& step = tour_steps()[static_cast<std::size_t>(tour)];
  if (tour_panel_ != step.panel) open_panel(tour_panel_ = step.panel);
  ImGui::SetNextWindowPos({width * 0.5f, height * 0.47f}, ImGuiCond_Always, {0.5f, 0.5f});
  ImGui::SetNextWindowSize({s.style.px(420), 0});
  ImGui::PushStyleColor(ImGuiCol_Border, s.style.colours().accent);
  ImGui::Begin("tour", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoMove);
  ImGui::PushFont(s.style.bold);
  ImGui::TextUnformatted(step.title);
  ImGui::PopFont();
  ImGui::SameLine(s.style.px(380));
  ImGui::TextDisabled("%d/%d", tour + 1, static_cast<int>(tour_steps().size()));
  ImGui::TextWrapped("%s", step.text);
  ImGui::Spacing();
  bool const last = tour + 1 == static_cast<int>(tour_steps().size());
  if (ImGui::Button(last ? "start" : "next")) last ? (tour = -1, s.play(true)) : (void)++tour;
  ImGui::SameLine();
  if (!last && ImGui::Button("skip the tour")) tour = -1;
  ImGui::End();
  ImGui::PopStyleColor();
}

}  // namespace gs::viz
