#pragma once
//! Cells of a textbook table as numbers, texts and durations; expressions are evaluated in the scope of a case.
#include <map>
#include <set>
#include <string>
#include <vector>
#include "host/config/textbook.hpp"
#include "host/theory/expression.hpp"
#include "kernels/core/units.hpp"

namespace gs::theory {

//! The names of a case: "L" = 4, "law" = "exponential".
struct Names {
  std::map<std::string, double> numbers;
  std::map<std::string, std::string> texts;
};

//! A scope that knows the names, `sum(j, from, to, expression)`, the functions, and `draw` for die(n): a number 0…n-1 by chance.
Scope scope_of(Names const& names, std::function<double(double sides)> draw = {});

//! Reads a block; every key that is asked for counts as known, and `done` refuses the rest.
class Reading {
 public:
  Reading(config::Block const& block, Scope scope, Names const& names) : block_(block), scope_(std::move(scope)), names_(names) {}

  bool has(std::string const& key) { return cell(key) != nullptr; }
  double number(std::string const& key, double otherwise);
  bool flag(std::string const& key, bool otherwise);
  Seconds duration(std::string const& key, Seconds otherwise);  //!< an expression is in days
  std::string text(std::string const& key, std::string const& otherwise);
  std::vector<std::string> list(std::string const& key);
  std::vector<double> numbers(std::string const& key);
  //! One of `names`, by its position.
  int choice(std::string const& key, char const* const* names, int count, int otherwise);
  //! Every key of the block must have been asked for.
  void done() const;
  [[noreturn]] void fail(std::string const& key, std::string const& message, std::string const& hint = "") const;

 private:
  config::Cell const* cell(std::string const& key);
  std::string filled(std::string text) const;  //!< $name replaced by its text
  double number_of(config::Literal const& value, std::string const& key) const;
  config::Block const& block_;
  Scope scope_;
  Names const& names_;
  std::set<std::string> known_;
};

}  // namespace gs::theory
