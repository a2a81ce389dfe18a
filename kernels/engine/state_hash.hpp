#pragma once
//! The hash of the whole state, table by table: wrapping sums, so that neither visiting order nor dead rows matter.
#include "kernels/engine/engine.hpp"
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

class StateHasher {
 public:
  std::vector<TableHash> tables(World& w);
  std::uint64_t all(World& w);
  std::int64_t bytes() const { return sums_.bytes(); }
  //! Members in full, to check the sum that the row binding keeps.
  std::uint64_t members(World& w);

 private:
  Buffer<std::uint64_t> sums_;  //!< by chunk of rows
};

}  // namespace gs::GS_BACKEND
