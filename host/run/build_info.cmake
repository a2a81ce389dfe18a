# Run at every build: writes OUT only when the commit, or whether the tree is clean, has changed.
execute_process(COMMAND git rev-parse --short=12 HEAD WORKING_DIRECTORY ${SOURCE} OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
execute_process(COMMAND git status --porcelain --untracked-files=no WORKING_DIRECTORY ${SOURCE} OUTPUT_VARIABLE changes ERROR_QUIET)
set(dirty false)
if(changes)
  set(dirty true)
endif()
set(text "#include \"host/run/build_info.hpp\"
namespace gs::run {
BuildInfo const& build_info() {
  static BuildInfo const info{\"${VERSION}\", \"${commit}\", ${dirty}, \"${TYPE}\", \"${COMPILER}\", ${CUDA}};
  return info;
}
}  // namespace gs::run
")
if(EXISTS ${OUT})
  file(READ ${OUT} before)
endif()
if(NOT text STREQUAL "${before}")
  file(WRITE ${OUT} "${text}")
endif()
