#pragma once
//! Small damage to text, the same for the same seed on every machine.
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace gs::test {

class Mutator {
 public:
  explicit Mutator(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t n) { return n == 0 ? 0 : static_cast<std::size_t>(random_() % n); }

  //! One to three changes; `other` is where foreign lines come from.
  std::string mutant(std::string text, std::string const& other) {
    for (std::size_t k = 0, n = 1 + below(3); k < n; ++k) change(text, other);
    return text;
  }

 private:
  void change(std::string& text, std::string const& other) {
    switch (below(12)) {
      case 0:
        return flip(text);
      case 1:
        return void(text.erase(below(text.size()), 1 + below(12)));
      case 2:
        return void(text.insert(below(text.size() + 1), piece()));
      case 3:
        return void(text.resize(below(text.size() + 1)));
      case 4:
        return void(text.insert(line_start(text), line_of(other)));
      case 5:
        return void(text.insert(line_start(text), line_of(text)));
      case 6:
      case 7:
        return nasty_value(text);
      default:
        return other_number(text);
    }
  }
  void flip(std::string& text) {
    if (!text.empty()) text[below(text.size())] = static_cast<char>(random_());
  }
  //! Tokens that mean something to a TOML reader or to ours.
  char const* piece() {
    static constexpr char const* pieces[] = {"[",          "]",
                                             "[[wave]]\n", "{",
                                             "}",          "=",
                                             "\"",         "\"\"\"",
                                             "\n",         "\r\n",
                                             "#",          ".",
                                             ",",          "'",
                                             "\\u0000",    "e",
                                             "\t",         "\\",
                                             "-",          "include = [\"x.toml\"]\n",
                                             "\xff",       "\xf0\x9f\x8c\x8a",
                                             "\0",         "1e9",
                                             "true",       "x"};
    return pieces[below(std::size(pieces))];
  }
  std::size_t line_start(std::string const& text) {
    auto const at = text.rfind('\n', below(text.size() + 1));
    return at == std::string::npos ? 0 : at + 1;
  }
  std::string line_of(std::string const& text) {
    auto const from = line_start(text), to = text.find('\n', from);
    return text.substr(from, (to == std::string::npos ? text.size() : to + 1) - from);
  }
  //! Another number where one stands, of the same form: most of these load.
  void other_number(std::string& text) {
    auto const at = text.find_first_of("0123456789", below(text.size() + 1));
    if (at == std::string::npos) return;
    auto const end = std::min(text.find_first_not_of("0123456789_", at), text.size());
    static constexpr char const* numbers[] = {"0", "1", "2", "3", "7", "10", "31", "100", "365", "1000", "99999"};
    text.replace(at, end - at, below(4) == 0 ? text.substr(at, 1) : numbers[below(std::size(numbers))]);
  }
  //! Puts a value where one stands: after an equals sign, or over a number inside one.
  void nasty_value(std::string& text) {
    static constexpr char const* values[] = {"0",
                                             "-1",
                                             "1",
                                             "0.0",
                                             "-0.0",
                                             "1e308",
                                             "-1e308",
                                             "1e-308",
                                             "nan",
                                             "inf",
                                             "-inf",
                                             "9223372036854775807",
                                             "9223372036854775808",
                                             "-9223372036854775808",
                                             "4294967296",
                                             "\"\"",
                                             "\"0 s\"",
                                             "\"-1 d\"",
                                             "\"1e9 y\"",
                                             "\"99999999999999 d\"",
                                             "\"100 %\"",
                                             "\"1 CNY\"",
                                             "[]",
                                             "{}",
                                             "true",
                                             "\"x\"",
                                             "1_000_000",
                                             "0x7f",
                                             "0.5",
                                             "2",
                                             "1979-05-27",
                                             "\"1 s\"",
                                             "\"7 d\"",
                                             "[1, 2]"};
    auto const equals = text.find('=', below(text.size() + 1));
    if (equals == std::string::npos) return;
    auto end = text.find('\n', equals);
    if (end == std::string::npos) end = text.size();
    text.replace(equals + 1, end - equals - 1, std::string(" ") + values[below(std::size(values))]);
  }

  std::mt19937_64 random_;
};

}  // namespace gs::test
