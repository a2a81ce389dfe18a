#pragma once
//! The three exceptions a user can meet, and the checks that raise them.
#include <cassert>
#include <stdexcept>
#include <string>

namespace gs {

//! The input is wrong: exit code 2.
struct ConfigError : std::runtime_error {
  using std::runtime_error::runtime_error;
};
//! The run broke a law or a limit: exit code 1.
struct SimulationError : std::runtime_error {
  using std::runtime_error::runtime_error;
};
//! Backend or memory not available: exit code 5.
struct DeviceError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

#define GS_VALIDATE(condition, message)                 \
  do {                                                  \
    if (!(condition)) throw ::gs::ConfigError(message); \
  } while (0)
#if defined(GS_CHECKS)
#define GS_EXPECT(condition) assert(condition)
#else
#define GS_EXPECT(condition) ((void)0)
#endif

}  // namespace gs
