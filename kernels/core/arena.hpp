#pragma once
//! The threads an engine may use. On a GPU this only sets the device; on a CPU it is an arena, so that several engines can share a machine.
#include <functional>
#include <memory>
#include <string>
#include "kernels/core/backend.hpp"

namespace gs::GS_BACKEND {

class Arena {
 public:
  explicit Arena(int threads);  //!< 0 = all
  ~Arena();
  void run(std::function<void()> const& work) const;
  int threads() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

void synchronise();         //!< waits for everything queued
std::string device_text();  //!< device and library versions

}  // namespace gs::GS_BACKEND
