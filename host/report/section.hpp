#pragma once
//! A part of the page. Each kind of result has a function that makes its sections; page.cpp puts them together.
#include <string>
#include <vector>
#include "host/report/markup.hpp"
#include "host/report/results.hpp"

namespace gs::report {

struct Section {
  std::string id, title;
  std::string html;
};
using Sections = std::vector<Section>;

//! One run, two side by side with their differences, or several.
Sections run_sections(std::vector<RunData> const& runs);
Sections sweep_section(SweepData const& sweep);
Sections compare_section(Records const& records);
Sections stress_section(Records const& records);
Sections claims_section(Records const& records);
Sections levers_section(Records const& records);

// Of runs; each "" when the files have nothing for it.
using Runs = std::vector<RunData>;
std::string identity_html(Runs const& runs);
std::string findings_html(Runs const& runs);
std::string scorecard_html(Runs const& runs);
std::string time_html(Runs const& runs);
std::string wave_html(Runs const& runs);
std::string attention_html(Runs const& runs);
std::string capacity_html(Runs const& runs);
std::string stockouts_html(Runs const& runs);
std::string maps_html(Runs const& runs);
std::string chain_html(Runs const& runs);
std::string money_html(Runs const& runs);
std::string metrics_html(Runs const& runs);

//! How an experiment was made: its command, versions, seeds. Pairs of name and value; empty values are left out.
std::string facts_html(std::vector<std::pair<std::string, std::string>> const& facts);

//! "24, 0 failed, results hash 1f0c…": of an experiment; "" when its lines do not tell.
std::string runs_text(Records const& records);

}  // namespace gs::report
