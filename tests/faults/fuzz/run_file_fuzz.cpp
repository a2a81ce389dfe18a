//! A run file or a checkpoint from the fuzzer, without a seal: HDF5 sees every byte of it. Crashes inside libhdf5 (1.10.8 has them) are not
//! ours to mend; they are why finished files carry a seal that is checked first.
#include "host/output/checkpoint.hpp"
#include "host/output/run_reader.hpp"
#include "tests/faults/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string const path = gs::fuzz::as_file(data, size, ".h5");
  gs::fuzz::feed([&] {
    gs::output::RunReader const file(path);
    file.info(), file.end(), file.summary(), file.axes();
    file.series(0, file.rows());
  });
  return gs::fuzz::feed([&] { gs::output::CheckpointReader{path}; });
}
