#pragma once
//! Makes the final file out of a partial one: what finish() and recover() share.
#include <filesystem>
#include <vector>

#include "host/output/h5.hpp"
#include "host/output/provenance.hpp"

namespace gs::output {

//! Rows that every dataset of a growing axis has: what was committed. A killed writer may be ahead in some of them; after a full disk the
//! last chunk of some may not be readable.
struct Committed {
  std::int64_t ticks = 0, days = 0, samples = 0;
};
Committed committed(hid_t file);

//! Copies the committed rows and everything else to a new file in the format every HDF5 since 1.8 reads, with checksums; adds summary, events and
//! end attributes; attaches the scales again (H5Ocopy would break their references). Throws h5::Error; `target` must not exist.
Committed rewrite(hid_t source, std::filesystem::path const& target, std::vector<Metric> const& summary, RunEnd const& end);

//! The dimension scales of a dataset, one an axis; a scale has itself. Throws h5::Error where one is missing.
std::vector<std::string> axes_in(hid_t dataset, std::string const& name);
//! All but HDF5's own, which tie scales to datasets.
void copy_attributes(hid_t from, hid_t to);
//! A whole dataset with its attributes, stored in one piece.
void copy_fixed(hid_t from, hid_t file, std::string const& name);

}  // namespace gs::output
