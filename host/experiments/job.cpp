#include "host/experiments/job.hpp"

namespace gs::experiments {

std::string to_string(std::vector<Coordinate> const& at) {
  std::string out;
  for (Coordinate const& c : at) out += (out.empty() ? "" : " ") + c.axis + "=" + c.value;
  return out;
}

std::string coordinate(Job const& job, std::string_view axis) {
  for (Coordinate const& c : job.at)
    if (c.axis == axis) return c.value;
  return "";
}

}  // namespace gs::experiments
