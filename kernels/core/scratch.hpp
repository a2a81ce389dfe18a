#pragma once
//! Memory that a stage needs while it runs. One block serves all stages, one after the other: what is taken inside a Scratch::Use is given
//! back when that ends, last taken first. A steady tick allocates nothing.
#include <vector>
#include "kernels/core/backend.hpp"

namespace gs::GS_BACKEND {

class Scratch {
 public:
  class Use {
   public:
    explicit Use(Scratch& s) : s_(s), full_(s.full_), used_(s.used_) {
      if (s_.uses_++ == 0) s_.settle();
    }
    ~Use() {
      s_.full_ = full_, s_.used_ = used_;
      --s_.uses_;
    }
    Use(Use const&) = delete;
    Use& operator=(Use const&) = delete;

   private:
    Scratch& s_;
    std::size_t full_;
    std::int64_t used_;
  };

  //! Room for n, with whatever stands there; until the innermost Use ends.
  template <class T>
  T* room(std::int64_t n) {
    return reinterpret_cast<T*>(take((n < 1 ? 1 : n) * std::int64_t{sizeof(T)}));
  }
  //! n cells that are 0. Whoever writes there puts them back to 0; one user at a time.
  std::int64_t* zeros(std::int64_t n) {
    zeros_.grow(n);
    return zeros_.data();
  }
  std::int64_t bytes() const;

 private:
  char* take(std::int64_t bytes);
  void settle();  //!< one block for what was needed at once the last time

  std::vector<Buffer<char>> blocks_;
  std::size_t full_ = 0;     //!< blocks before the one that is being filled
  std::int64_t used_ = 0;    //!< of that one [B]
  std::int64_t needed_ = 0;  //!< the most since the last settling [B]
  int uses_ = 0;
  Buffer<std::int64_t> zeros_;
};

}  // namespace gs::GS_BACKEND
