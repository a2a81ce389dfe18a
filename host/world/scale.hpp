#pragma once
//! How much of everything this world holds: the one place where a world shrinks or grows with its members.
#include <cstdint>
#include "kernels/state/params.hpp"

namespace gs::world {

struct Scale {
  double size = 0;          //!< orders a year / those of the reference world (1 M members x 20)
  std::int64_t blocks = 0;  //!< of 1,024 member ids
  std::uint32_t zones = 1, regions = 1;
  std::uint32_t lines = 1;  //!< product lines
  std::uint32_t families_per_line = 1;
  std::uint32_t options_a = 2, options_b = 2;
  std::uint32_t materials_per_line = 1;
  std::uint32_t assortment = 1;                                      //!< SKUs a micro site holds
  double posts = 1.0;                                                //!< posts a day for one in the reference world
  std::uint32_t core = 1, satellite = 1, outsourced = 1, micro = 1;  //!< suppliers by kind

  std::uint32_t families() const { return lines * families_per_line; }
  std::uint32_t skus_per_family() const { return options_a * options_b; }
  std::uint32_t skus() const { return families() * skus_per_family(); }
  //! Modules of a line: one base a family, then options A, then options B, which its families share.
  std::uint32_t modules_per_line() const { return families_per_line + options_a + options_b; }
  std::uint32_t modules() const { return lines * modules_per_line(); }
  std::uint32_t suppliers() const { return core + satellite + outsourced + micro; }
};

inline constexpr std::int64_t block_size = 1024;  //!< ids that share zone, segment and class: a model constant (MODEL §3)

Scale scale_of(Params const& params);

//! Sum of k^-exponent over the best n ranks (Zipf).
double zipf_sum(std::int64_t n, double exponent);

/*!
 * Posts a day for one in the reference world, `same` the chance that two looks fall on the same SKU. A post draws looks in proportion to what
 * its SKU sells, and best sellers are posted about most: so many bring the same share of all orders whatever the size of the catalogue.
 */
double posts_for_one(WorldParams const& world, double same);

}  // namespace gs::world
