#pragma once
//! The functions that formulas in textbook files may call.
#include <string>
#include <vector>

namespace gs::theory {

//! sqrt exp ln abs min max floor · phi Phi z loss (standard normal) · poisson_cdf poisson_loss poisson_quantile · erlang_b erlang_c · choose · pick ·
//! ss_cost rq_cost (expected cost of (s,S) and (r,Q), Poisson demand). Throws ConfigError for an unknown one or a wrong number of arguments.
double call_function(std::string const& name, std::vector<double> const& x);
bool is_function(std::string const& name);

}  // namespace gs::theory
