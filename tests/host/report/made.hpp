#pragma once
//! Results to report: two tiny runs, made once; lines of experiments written by hand.
#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <string>
#include "host/report/page.hpp"
#include "host/run/runner.hpp"
#include "tests/support/small_run.hpp"

namespace gs::report {

//! A folder that goes with the test program.
class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / ("gs-report-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() {
    std::error_code none;
    std::filesystem::remove_all(path_, none);
  }
  std::filesystem::path operator/(std::string const& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};
inline Folder const& folder() {
  static Folder const made;
  return made;
}

inline std::filesystem::path run_file(std::string const& design) {
  auto const path = folder() / (design + ".h5");
  if (!std::filesystem::exists(path)) run::run(test::small_run(design, path));
  return path;
}

inline std::filesystem::path written(std::string const& name, std::string const& text) {
  auto const path = folder() / name;
  std::ofstream(path) << text;
  return path;
}

inline std::string page_of(std::vector<std::filesystem::path> const& paths) { return page(read_results(paths), {"", "Made by a test"}); }

constexpr char const* compare_lines = R"({"type":"progress","schema_version":1,"experiment":"compare","runs":6}
{"type":"experiment","schema_version":1,"experiment":"compare","scenario":"livestream_pulse","command_line":"groundswell compare <x> & y","version":"0.1.0","git_commit":"abc"}
{"type":"result","schema_version":1,"experiment":"compare","scenario":"livestream_pulse","design":"flexible","against":"rigid","members":20000,"replications":8,"first_seed":11,"precise_enough":true,"tuning":"not tuned: rigid, flexible","designs":{"rigid":{"tuned":false,"tuned_text":"not tuned","service":0.98,"yearly_cost":1000000.0,"hidden_parameters":{}},"flexible":{"tuned":false,"tuned_text":"not tuned","service":0.99,"yearly_cost":2000000.0,"hidden_parameters":{"pool":{"what":"outside load","key":"world.outside_load","value":0.7}}}},"metrics":{"service":{"unit":"1","pairs":8,"against":0.9812,"design":0.9934,"difference":0.0122,"sd":0.001,"paired_t_95":[0.0102,0.0142],"bootstrap_bca_95":[0.0103,0.0141],"direction":"better","in_words":"better: higher by 1.2 %","replications_needed":4},"lost_sales":{"unit":"CNY","pairs":8,"against":167402.0,"design":27341.0,"difference":-140061.0,"sd":9000.0,"paired_t_95":[-150000.0,-130000.0],"bootstrap_bca_95":[-149000.0,-131000.0],"direction":"better","in_words":"better: lower by 84 %","replications_needed":5},"margin":{"unit":"CNY","pairs":8,"against":4700000.0,"design":900000.0,"difference":-3800000.0,"sd":1.0,"paired_t_95":[-3900000.0,-3700000.0],"bootstrap_bca_95":[null,null],"direction":"worse","in_words":"worse: lower by 81 %","replications_needed":2},"on_time":{"unit":"1","pairs":8,"against":0.99,"design":0.991,"difference":0.001,"paired_t_95":[-0.01,0.012],"bootstrap_bca_95":[-0.01,0.012],"direction":"not shown","in_words":"not shown","replications_needed":900},"score.response":{"unit":"1","pairs":8,"against":61.0,"design":75.0,"difference":14.0,"direction":"better","in_words":"better: higher"}}}
{"type":"ensemble","schema_version":1,"runs":16,"done":16,"failed":0,"results_hash":"beef"}
)";

constexpr char const* stress_lines =
    R"({"type":"experiment","schema_version":1,"experiment":"stress","scenario":"livestream_pulse","command_line":"groundswell stress","version":"0.1.0","git_commit":"abc","members":20000,"first_seed":3}
{"type":"result","experiment":"stress","design":"rigid","grown":"wave.peak","rule":"service_wave<0.9","outcome":"found","breaks_at":{"wave.peak":1234.5},"low":{"wave.peak":1000.0},"high":{"wave.peak":1500.0},"replications":4,"runs":20,"at_rest":0.98,"where_it_breaks":0.89,"service_worst_day":0.71,"time_to_survive":0.0,"time_to_recover":3.5,"share_recovered":0.75,"yearly_cost":1e6,"tuned":false,"hidden":{},"broke_first":[{"place":"featured","days":1.0,"share":1.0},{"place":"hours.core","days":4.0,"share":0.75}],"curve":[[0.0,0.98],[0.5,0.91],[1.0,0.7]],"stressors":[{"name":"wave.peak","unit":"","low":100.0,"high":20000.0,"geometric":true,"weight":1.0}]}
{"type":"result","experiment":"stress","design":"flexible","grown":"wave.peak","rule":"service_wave<0.9","outcome":"never","breaks_at":{"wave.peak":20000.0},"low":{"wave.peak":20000.0},"high":{"wave.peak":20000.0},"replications":4,"runs":12,"at_rest":0.99,"where_it_breaks":0.95,"service_worst_day":0.94,"time_to_survive":null,"time_to_recover":0.0,"share_recovered":1.0,"yearly_cost":2e6,"tuned":false,"hidden":{},"broke_first":[],"curve":[[0.0,0.99],[1.0,0.95]],"stressors":[{"name":"wave.peak","unit":"","low":100.0,"high":20000.0,"geometric":true,"weight":1.0}],"ratio_to_first":{"at":3.1,"low":2.2,"high":4.5}}
{"type":"gate","design":"rigid","rule":"wave.peak>=2000","holds":false,"why":"lower end 1000"}
)";

//! A claim and a lever.
constexpr char const* other_lines =
    R"({"type":"result","experiment":"claims","claim":"utilisation","claimed":"55 to 82 %","verdict":"emergent, refuted","metric":"utilisation.core","before":0.6,"after":0.5,"effect":-0.1,"low":-0.2,"high":0.0,"effect_claimed":0.27,"pairs":4,"why":"because"}
{"type":"result","experiment":"levers","design":"flexible","scenario":"livestream_pulse","lever":"pool","yearly_margin_gain":-1e6,"low":-2e6,"high":-5e5,"yearly_own_cost":1e5,"worth_up_to":0,"watched":"service","watched_gain":0.01,"hidden":"outside load","hidden_value":0.7,"key":"k","curve":[],"break_even":null,"pairs":4}
)";

}  // namespace gs::report
