#pragma once
//! What this binary was built from; filled in by CMake at every build.

namespace gs::run {

struct BuildInfo {
  char const* version;
  char const* git_commit;  //!< "" outside a git checkout
  bool git_dirty;
  char const* build_type;
  char const* compiler;
  bool with_cuda;
};
BuildInfo const& build_info();

}  // namespace gs::run
