#include "host/theory/expression.hpp"
#include <cctype>
#include <cmath>
#include <cstdlib>
#include "kernels/core/errors.hpp"

namespace gs::theory {
namespace {

//! Recursive descent: sum of products of powers of factors.
class Parser {
 public:
  Parser(std::string const& text, Scope const& scope) : text_(text), scope_(scope) {}

  double all() {
    double const x = sum();
    if (skip() < text_.size()) fail("an operator");
    return x;
  }

 private:
  [[noreturn]] void fail(std::string const& expected) const {
    throw ConfigError("in the expression '" + text_ + "', column " + std::to_string(at_ + 1) + ": " + expected + " is expected here");
  }
  std::size_t skip() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_]))) ++at_;
    return at_;
  }
  bool take(char c) {
    if (skip() >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  double sum() {
    double x = product();
    for (;;) {
      if (take('+'))
        x += product();
      else if (take('-'))
        x -= product();
      else
        return x;
    }
  }
  double product() {
    double x = power();
    for (;;) {
      if (take('*'))
        x *= power();
      else if (take('/'))
        x /= power();
      else
        return x;
    }
  }
  double power() {
    if (take('-')) return -power();
    double const base = factor();
    return take('^') ? std::pow(base, power()) : base;
  }
  double factor() {
    if (take('(')) {
      double const x = sum();
      if (!take(')')) fail("a closing parenthesis");
      return x;
    }
    if (skip() < text_.size() && (std::isdigit(static_cast<unsigned char>(text_[at_])) || text_[at_] == '.')) return number();
    std::string const name = word();
    return take('(') ? scope_.call(name, arguments()) : scope_.value(name);
  }
  double number() {
    char* end = nullptr;
    double const x = std::strtod(text_.c_str() + at_, &end);
    at_ = static_cast<std::size_t>(end - text_.c_str());
    return x;
  }
  std::string word() {
    std::size_t const first = skip();
    while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) || text_[at_] == '_')) ++at_;
    if (at_ == first) fail("a number, a name or a parenthesis");
    return text_.substr(first, at_ - first);
  }
  //! Splits at the commas of this call; the opening parenthesis is taken.
  std::vector<std::string> arguments() {
    std::vector<std::string> list{""};
    for (int depth = 1; at_ < text_.size(); ++at_) {
      char const c = text_[at_];
      depth += c == '(' ? 1 : (c == ')' ? -1 : 0);
      if (depth == 0) {
        ++at_;
        return list;
      }
      if (c == ',' && depth == 1)
        list.emplace_back();
      else if (c != ' ')
        list.back() += c;
    }
    fail("a closing parenthesis");
  }

  std::string const& text_;
  Scope const& scope_;
  std::size_t at_ = 0;
};

}  // namespace

double evaluate(std::string const& text, Scope const& scope) { return Parser(text, scope).all(); }

}  // namespace gs::theory
