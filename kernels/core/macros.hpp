#pragma once
//! The few words a header needs to compile as host C++, as nvcc's host pass and as device code.
#if defined(__CUDACC__)
#define GS_HD __host__ __device__
#define GS_DEVICE __device__  // lambdas handed to for_each
#else
#define GS_HD
#define GS_DEVICE
#endif

//! Seldom needed: stays out of the loop that may need it.
#if defined(__CUDACC__)
#define GS_SELDOM __noinline__
#else
#define GS_SELDOM __attribute__((noinline, cold))
#endif

//! Code that rooms compiled per backend share with host/: it lives in gs::cpu or gs::cuda there and in plain gs:: for host/,
//! so that the linker can never hand one backend the other's instructions.
#if defined(GS_BACKEND)
#define GS_SHARED_BEGIN namespace gs::GS_BACKEND {
#define GS_SHARED_END }
#else
#define GS_SHARED_BEGIN \
  namespace gs {        \
  inline namespace plain {
#define GS_SHARED_END \
  }                   \
  }
#endif
