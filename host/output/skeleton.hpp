#pragma once
//! What a run file holds before its first row: provenance, axes, config, and the growing datasets with no rows.
#include <map>
#include <string>
#include <vector>

#include "host/output/h5.hpp"
#include "host/output/layout.hpp"
#include "host/output/provenance.hpp"

namespace gs::output {

//! Attributes of the file: CF conventions and provenance.
void write_provenance(hid_t file, RunInfo const& info);
//! Fixed axes, their coordinates, and the resolved config.
void write_fixed(hid_t file, Axes const& axes, RunInfo const& info);
//! An empty growing dataset with its attributes; `block` rows a chunk.
h5::Handle create_growing(hid_t file, Growing const& dataset, std::int64_t block);

//! Axis names by dataset.
using AxesOf = std::map<std::string, std::vector<std::string>>;
//! Makes every dataset that is named as an axis a scale, and attaches it wherever it is one. xarray refuses files with gaps.
void attach_scales(hid_t file, AxesOf const& axes_of);
//! The axes of every dataset write_fixed() and create_growing() make.
AxesOf axes_of_all(Axes const& axes, std::vector<Growing> const& growing);

}  // namespace gs::output
