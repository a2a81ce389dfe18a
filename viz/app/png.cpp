//! The one file that holds stb's writer.
#include <zlib.h>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include "kernels/core/errors.hpp"
#include "viz/app/picture.hpp"

//! stb's own compressor makes files twice as large: zlib does it. Freed by stb with free().
static unsigned char* compress_rows(unsigned char* data, int length, int* packed, int quality) {
  uLongf size = compressBound(static_cast<uLong>(length));
  auto* const out = static_cast<unsigned char*>(std::malloc(size));
  if (out == nullptr || compress2(out, &size, data, static_cast<uLong>(length), quality) != Z_OK) return std::free(out), nullptr;
  *packed = static_cast<int>(size);
  return out;
}
#define STBIW_ZLIB_COMPRESS compress_rows
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#include <stb_image_write.h>
#pragma GCC diagnostic pop

namespace gs::viz {
namespace {

std::uint32_t crc_of(std::string const& bytes) {
  std::uint32_t crc = 0xffffffffu;
  for (unsigned char const b : bytes) {
    crc ^= b;
    for (int k = 0; k < 8; ++k) crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0u);
  }
  return ~crc;
}
std::string big_endian(std::uint32_t v) {
  return {static_cast<char>(v >> 24), static_cast<char>(v >> 16), static_cast<char>(v >> 8), static_cast<char>(v)};
}

//! An iTXt chunk (UTF-8): which run this is.
std::string text_chunk(std::string const& text) {
  std::string body = "iTXt";
  body += std::string("Description") + std::string(5, '\0') + text;  // keyword, no compression, no language
  return big_endian(static_cast<std::uint32_t>(body.size() - 4)) + body + big_endian(crc_of(body));
}

}  // namespace

void write_png(std::filesystem::path const& path, Picture const& p, std::string const& description) {
  std::string bytes;
  stbi_write_png_compression_level = 9;
  stbi_write_force_png_filter = 0;  // flat grounds and text: no filter packs best
  stbi_write_png_to_func(
      [](void* to, void* data, int n) { static_cast<std::string*>(to)->append(static_cast<char const*>(data), static_cast<std::size_t>(n)); }, &bytes,
      p.width, p.height, 3, p.rgb.data(), p.width * 3);
  constexpr std::size_t after_header = 8 + 25;  // signature and IHDR
  if (bytes.size() > after_header && !description.empty()) bytes.insert(after_header, text_chunk(description));
  std::ofstream out(path, std::ios::binary);
  out.write(bytes.data(), std::ssize(bytes));
  if (!out) throw SimulationError("cannot write the picture '" + path.string() + "': check the folder and the free space");
}

}  // namespace gs::viz
