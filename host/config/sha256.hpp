#pragma once
//! SHA-256 (FIPS 180-4), so that a result can name exactly what it was made from.
#include <string>
#include <string_view>

namespace gs::config {

//! 64 hex digits.
std::string sha256(std::string_view bytes);

}  // namespace gs::config
