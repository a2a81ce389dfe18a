#include "kernels/core/scratch.hpp"

namespace gs::GS_BACKEND {

//! Blocks never move while they are in use: what does not fit goes into another one.
char* Scratch::take(std::int64_t bytes) {
  std::int64_t const line = 256, size = (bytes + line - 1) / line * line;
  while (full_ < blocks_.size() && used_ + size > blocks_[full_].size()) ++full_, used_ = 0;
  if (full_ == blocks_.size()) blocks_.emplace_back(size);
  char* const at = blocks_[full_].data() + used_;
  used_ += size;
  std::int64_t now = used_;
  for (std::size_t k = 0; k < full_; ++k) now += blocks_[k].size();
  needed_ = now > needed_ ? now : needed_;
  return at;
}

void Scratch::settle() {
  if (blocks_.size() > 1) {
    blocks_.clear();
    blocks_.emplace_back(needed_ + needed_ / 64);
  }
  needed_ = 0;
}

std::int64_t Scratch::bytes() const {
  std::int64_t n = zeros_.bytes();
  for (auto const& b : blocks_) n += b.bytes();
  return n;
}

}  // namespace gs::GS_BACKEND
