#pragma once
//! Where configs lie, and how a name or path becomes a file.
#include "host/config/config.hpp"

namespace gs::config {

std::string folder_name(Folder folder);  //!< "scenarios"
std::string folder_word(Folder folder);  //!< "scenario"

//! A path rather than a name: it has a slash or ends on .toml.
bool is_path(std::string_view text);

//! configs/FOLDER/NAME.toml, or a path as `find_file` finds it. Empty if there is no such file.
std::filesystem::path find_config(Folder folder, std::string const& name, std::filesystem::path const& root, std::filesystem::path const& base);

//! A data or include file: absolute, or beside `base`, else under `root`, else beside it. Empty if there is none.
std::filesystem::path find_file(std::string const& text, std::filesystem::path const& root, std::filesystem::path const& base);

//! "configs/designs/rigid.toml" for files beside the root, else the path as it is.
std::string shown_path(std::filesystem::path const& path, std::filesystem::path const& root);

//! Names in a folder, sorted.
std::vector<std::string> config_names(Folder folder, std::filesystem::path const& root);

}  // namespace gs::config
