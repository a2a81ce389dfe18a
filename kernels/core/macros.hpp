#pragma once
//! The few words a header needs to compile as host C++, as nvcc's host pass and as device code.
#if defined(__CUDACC__)
#  define GS_HD __host__ __device__
#else
#  define GS_HD
#endif
