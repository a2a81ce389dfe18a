#pragma once
//! SHA-256 (FIPS 180-4), for the fingerprint of a resolved config.
#include <string>
#include <string_view>

namespace gs::output {

//! 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view text);

}  // namespace gs::output
