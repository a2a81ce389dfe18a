#pragma once
//! What a person gets out of a file without HDF5: CSV tables and a page of text.
#include <iosfwd>
#include "host/output/run_reader.hpp"

namespace gs::output {

//! Names of the CSV tables of a file: one for every set of axes ("time", "time_zone", …, "metric").
std::vector<std::string> csv_tables(RunReader const& file);
//! One table: a column for every axis, then one for every dataset over these axes; units stand in the head as `name [unit]`.
void export_csv(RunReader const& file, std::string const& table, std::ostream& out);
//! All tables as STEM.TABLE.csv; returns their paths. Each is written beside and renamed; existing ones are refused without `force`.
std::vector<std::filesystem::path> export_csv_files(RunReader const& file, std::filesystem::path const& stem, bool force = false);

std::string info_text(RunReader const& file);
std::string info_json(RunReader const& file);  //!< one line

}  // namespace gs::output
