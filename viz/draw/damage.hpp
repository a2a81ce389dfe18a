#pragma once
/*!
 * Which parts of a picture change from one frame to the next, found in what is to be drawn.
 *
 * Each of ImGui's lists is compared with the list of the same window a frame before, triangle by triangle: what both begin with and what both end
 * with is left out, and the boxes around what lies between are the damage. Outside of them every pixel sees the same triangles in the same order.
 */
#include <memory>
#include <string>
#include <vector>
#include "viz/draw/raster.hpp"

namespace gs::viz {

class Damage {
 public:
  //! Regions that share no pixel; remembers what is drawn now. Everything, the first time and after forget().
  std::vector<Region> since_last(ImDrawData const& data, std::vector<Ground> const& grounds, Region all);
  //! The picture, or the fonts' atlas, is no longer what it was.
  void forget() { known_ = false; }

 private:
  struct Kept {
    std::string owner;
    std::unique_ptr<ImDrawList> list;
  };
  static void keep(Kept& to, ImDrawList const& from);
  bool compare_windows(ImDrawData const& data, Mapping const& map, std::vector<Region>& changed) const;

  std::vector<Kept> kept_;
  std::vector<Ground> grounds_;
  Region all_;
  Mapping map_;
  bool known_ = false;
};

//! What differs between two lists of one window; at most one region in each.
void compare_lists(ImDrawList const& before, ImDrawList const& now, Mapping const& map, std::vector<Region>& changed);
//! Until none overlaps another: those that do become one.
void merge_overlapping(std::vector<Region>& regions);

}  // namespace gs::viz
