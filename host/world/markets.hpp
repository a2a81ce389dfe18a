#pragma once
//! Where hours are asked for. Dedicated lines: a market for every family (and module group); flexible lines: a market for every process.
#include "host/world/draft.hpp"
#include "host/world/goods.hpp"

namespace gs::world {

//! One market of hours before its pools exist.
struct Market {
  Process process = Process::assembly;
  std::uint16_t family = 0xffff;
};

class Markets {
 public:
  explicit Markets(Draft const& draft);
  std::uint32_t count() const { return static_cast<std::uint32_t>(list_.size()); }
  Market const& operator[](std::uint32_t m) const { return list_[m]; }
  std::uint32_t of_sku(std::uint32_t family) const;  //!< making (or, of modules, assembling) a SKU of that family
  std::uint32_t of_module(Goods const& goods, std::uint32_t module) const;
  std::uint32_t of_workshop(std::uint32_t region) const { return plants_ + region; }  //!< of a region's micro workshops (lever micro)
  std::uint32_t plants() const { return plants_; }                                    //!< markets of plants; those of workshops stand behind
  std::uint32_t of_printing() const;  //!< printing a whole SKU; ~0 where no flexible printing market exists

  //! One-piece SKUs: by product line.
  static Process process_of_line(std::uint32_t line) { return static_cast<Process>(line % 3); }

 private:
  void add_flexible();
  void add_dedicated();
  std::uint32_t flexible(Process p) const;

  bool elastic_, modular_;
  Scale scale_;
  std::vector<Market> list_;
  std::uint32_t plants_ = 0;
};

}  // namespace gs::world
