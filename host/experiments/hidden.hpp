#pragma once
//! What the gain of a lever hangs on (MODEL §4): the hidden parameter of the world that is printed beside it.
#include <string>
#include <vector>
#include "kernels/state/params.hpp"

namespace gs::experiments {

struct Hidden {
  std::string lever;  //!< "sensing"
  std::string what;   //!< "share of a show's appeal that is visible before it (rho^2)"
  std::string key;    //!< the config key that moves it: "wave.show.preheat_visibility"; empty when it follows from several
  double value = 0.0;
};

//! Of the levers that this design switches on, in the order of MODEL §4.
std::vector<Hidden> hidden_parameters(Params const& params);

}  // namespace gs::experiments
