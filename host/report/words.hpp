#pragma once
//! Numbers in words.
#include <string>
#include <vector>
#include "host/run/show.hpp"

namespace gs::report {

//! A metric's value by its full name, as the closing table shows it.
std::string shown(std::string const& metric, double value);
//! The same with its unit: "1,234 CNY", "0.987", "3.2 d".
std::string with_unit(std::string const& metric, double value);
//! What a metric is called in sentences: "Median time to the door, quiet"; its own name when it has none.
std::string name_in_words(std::string const& metric);
//! "+1,234", "−0.012".
std::string shown_signed(std::string const& metric, double value);
//! 0.9713 as "97.1 %".
std::string percent(double share, int decimals = 1);
//! "84 % less", "12 % more", "6.2 times as much", "about the same"; "" where a share says nothing (a <= 0 or no number).
std::string change(double a, double b);
//! With a capital letter.
std::string sentence(std::string text);
//! +1 b is better, -1 worse, 0 neither or no difference.
int side(std::string const& metric, double a, double b);

}  // namespace gs::report
