#pragma once
//! Arithmetic in textbook files: "= 1 + 2*L/p". Numbers, names, + - * / ^, comparisons by sign, parentheses, calls.
#include <functional>
#include <string>
#include <vector>

namespace gs::theory {

//! What an expression may speak of.
struct Scope {
  std::function<double(std::string const& name)> value;  //!< throws ConfigError for an unknown name
  //! A call with its arguments as written: they may be names of stock points. Throws ConfigError.
  std::function<double(std::string const& function, std::vector<std::string> const& arguments)> call;
};

//! Value of an expression. Throws ConfigError with what was expected and where.
double evaluate(std::string const& text, Scope const& scope);

}  // namespace gs::theory
