#pragma once
//! What a generated world sells on a quiet day, against what the log sold.
#include <string>
#include <vector>

namespace gs::fit {

//! ln price of what is sold, Zipf's exponent of sales by SKU, and how many orders a look brings.
struct Sold {
  double ln_mean = 0.0, ln_sd = 0.0, zipf = 0.0, orders_a_look = 0.0;
};
//! Builds the world that these `key=value` sets make of configs/worlds/market. Throws ConfigErrors.
Sold sold_in(std::vector<std::string> const& sets, std::string const& design);

struct Catalogue {
  double price_median = 129.0, price_sigma = 0.5, zipf = 0.9;
};
struct CatalogueGoal {
  bool spend = false, popularity = false;  //!< what is to be met; the rest stays
  Sold sold;
};
//! The catalogue whose sales meet the goal, and what it sells.
struct Matched {
  Catalogue catalogue;
  Sold sold;
};
Matched match_catalogue(CatalogueGoal const& goal, std::vector<std::string> const& sets, std::string const& design);

std::vector<std::string> sets_of(Catalogue const& catalogue);

}  // namespace gs::fit
