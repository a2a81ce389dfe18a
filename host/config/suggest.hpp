#pragma once
//! Which known name was probably meant.
#include <string>
#include <string_view>
#include <vector>

namespace gs::config {

//! Letters inserted, dropped, changed or swapped with their neighbour to get from one to the other.
int edit_distance(std::string_view a, std::string_view b);

//! The nearest known name if it is near enough (a third of its letters), else "". Ties: the first.
std::string nearest(std::string_view typed, std::vector<std::string> const& known);

}  // namespace gs::config
