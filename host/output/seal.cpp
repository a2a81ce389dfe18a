#include "host/output/seal.hpp"

#include <fmt/format.h>

#include <bit>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <vector>

#include "host/output/files.hpp"
#include "kernels/core/errors.hpp"

namespace gs::output {
namespace {

constexpr std::size_t buffer_bytes = 1 << 20;

struct Trailer {
  char name[8] = {'G', 'S', 'W', 'S', 'E', 'A', 'L', '1'};
  std::uint64_t bytes = 0;     //!< before the trailer
  std::uint64_t checksum = 0;  //!< of them
};
static_assert(sizeof(Trailer) == 24);

//! Four lanes of 8-byte words; each step can be undone, so that no single changed word goes unseen.
class Checksum {
 public:
  void add(char const* data, std::size_t bytes) {
    for (std::size_t at = 0; at < bytes; at += 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, data + at, std::min<std::size_t>(8, bytes - at));
      auto& lane = lanes_[at / 8 % 4];
      lane = std::rotl((lane ^ word) * 0x9e3779b97f4a7c15ull, 29);
    }
  }
  std::uint64_t value() const {
    std::uint64_t all = 0;
    for (auto const lane : lanes_) all = std::rotl((all ^ lane) * 0xd6e8feb86659fd93ull, 31);
    return all;
  }

 private:
  std::uint64_t lanes_[4] = {1, 2, 3, 4};
};

//! Checksum of the first `bytes`; false when there are fewer.
bool checksum_of(std::ifstream& in, std::uint64_t bytes, std::uint64_t& value) {
  Checksum sum;
  std::vector<char> buffer(buffer_bytes);
  for (std::uint64_t left = bytes; left > 0;) {
    auto const take = static_cast<std::streamsize>(std::min<std::uint64_t>(left, buffer_bytes));
    if (!in.read(buffer.data(), take)) return false;
    sum.add(buffer.data(), static_cast<std::size_t>(take));
    left -= static_cast<std::uint64_t>(take);
  }
  value = sum.value();
  return true;
}

}  // namespace

void seal(std::filesystem::path const& path) {
  Trailer trailer;
  trailer.bytes = std::filesystem::file_size(path);
  std::ifstream in(path, std::ios::binary);
  bool const summed = checksum_of(in, trailer.bytes, trailer.checksum);
  std::ofstream out(path, std::ios::binary | std::ios::app);
  out.write(reinterpret_cast<char const*>(&trailer), sizeof trailer);
  out.close();
  if (!summed || !out)
    throw SimulationError(
        fmt::format("'{}' cannot be finished: {}; {} free on that disk", path.string(), errno_text(errno), human_bytes(free_bytes(path))));
}

Seal check_seal(std::filesystem::path const& path) {
  std::error_code unknown;
  auto const size = std::filesystem::file_size(path, unknown);
  std::ifstream in(path, std::ios::binary);
  Trailer trailer, expected;
  if (unknown || size < sizeof trailer || !in.seekg(static_cast<std::streamoff>(size - sizeof trailer))) return Seal::none;
  if (!in.read(reinterpret_cast<char*>(&trailer), sizeof trailer)) return Seal::none;
  if (std::memcmp(trailer.name, expected.name, sizeof trailer.name) != 0) return Seal::none;
  std::uint64_t checksum = 0;
  in.seekg(0);
  bool const intact = trailer.bytes == size - sizeof trailer && checksum_of(in, trailer.bytes, checksum) && checksum == trailer.checksum;
  return intact ? Seal::intact : Seal::broken;
}

void refuse_broken_seal(std::filesystem::path const& path) {
  if (check_seal(path) == Seal::broken)
    throw ConfigError(fmt::format("'{}' is damaged: its bytes are not those that were written (checksum). Use another copy of it", path.string()));
}

}  // namespace gs::output
