#pragma once
//! A thin RAII layer over the HDF5 C API: handles that close themselves and errors that are thrown. Nothing of HDF5 leaves this room.
#include <hdf5.h>

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gs::output::h5 {

//! Something HDF5 would not do: the innermost reason it gives and, where it has one, the operating system's errno.
struct Error : std::runtime_error {
  Error(std::string const& text, std::string object_, int error_) : std::runtime_error(text), object(std::move(object_)), error(error_) {}
  std::string object;  //!< dataset or attribute; may be empty
  int error = 0;       //!< errno; 0 = not the operating system's
};

//! Throws Error unless `result` says that it went well. Returns it.
hid_t check(hid_t result, char const* what, std::string_view object = {});
//! HDF5 prints its errors to stderr by default, and wants to write when a process exits: neither is wanted. Cheap; once a thread and call.
void quiet();

//! Any HDF5 id but a file; closed when it goes.
class Handle {
 public:
  Handle() = default;
  explicit Handle(hid_t id) : id_(id) {}
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    return *this;
  }
  ~Handle() { close_quietly(); }
  operator hid_t() const { return id_; }
  bool open() const { return id_ >= 0; }
  void close_quietly() noexcept;

 private:
  hid_t id_ = -1;
};

//! How a stored number looks on disk (little endian).
enum class Store : std::uint8_t { u8, u16, i32, u32, i64, u64, f64 };
hid_t disk_type(Store store);
int bytes_of(Store store);

//! A file that is written. Only close_file() closes it; if it just goes (an error did that), not another byte is written.
class OutFile {
 public:
  OutFile() = default;
  explicit OutFile(hid_t id) : file_(id) {}
  OutFile(OutFile&&) noexcept = default;
  OutFile& operator=(OutFile&&) noexcept = default;
  ~OutFile() { abandon(); }
  operator hid_t() const { return file_; }
  bool open() const { return file_.open(); }
  void abandon() noexcept;  //!< what a kill would leave
  void close();             //!< throws when the last bytes do not fit

 private:
  Handle file_;
};

// Files. `latest` = the newest format, needed for SWMR; without it the file is readable by every HDF5 since 1.8.
OutFile create_file(std::filesystem::path const& path, bool latest);
OutFile open_to_change(std::filesystem::path const& path);
Handle open_to_read(std::filesystem::path const& path);       //!< also one that is being written in SWMR mode
Handle open_what_is_left(std::filesystem::path const& path);  //!< the same, of a partial file that may be shorter than it says

// Datasets.
struct Shape {
  std::vector<hsize_t> size, limit, chunk;  //!< `limit` and `chunk` empty = fixed and contiguous
  static Shape fixed(std::vector<hsize_t> size) { return {std::move(size), {}, {}}; }
};
Handle create_dataset(hid_t file, std::string const& name, hid_t type, Shape const& shape, bool checksum = false);
//! A dataset whose rows stand in other files: `lead` axes in front, one piece of shape `piece` a cell. What has no piece reads as NaN.
struct Piece {
  std::string file;         //!< relative to the folder of the file that this is in
  std::vector<hsize_t> at;  //!< its place on the leading axes
};
Handle create_virtual(hid_t file, std::string const& name, std::vector<hsize_t> const& lead, std::vector<hsize_t> const& piece,
                      std::vector<Piece> const& pieces);
Handle open_dataset(hid_t file, std::string const& name);
Shape shape_of(hid_t dataset);
std::vector<hsize_t> size_of(hid_t dataset);
//! Makes room for `rows` along the first axis.
void set_rows(hid_t dataset, std::string const& name, hsize_t rows);
//! Rows [first, first + count) of the first axis; a dataset of no axis takes first = 0, count = 1.
void write_rows(hid_t dataset, std::string const& name, hid_t memory_type, hsize_t first, hsize_t count, void const* data);
void read_rows(hid_t dataset, std::string const& name, hid_t memory_type, hsize_t first, hsize_t count, void* data);
//! Whether the chunk that starts at that row was ever written; chunks span all other axes.
bool has_chunk(hid_t dataset, hsize_t first_row);

// Text: variable-length UTF-8, in datasets and in attributes (h5py gives str for it, and bytes for text of fixed length).
Handle text_type();
void write_texts(hid_t file, std::string const& name, std::vector<std::string> const& texts);  //!< one axis
void write_text(hid_t file, std::string const& name, std::string const& text);                 //!< a scalar
std::vector<std::string> read_texts(hid_t dataset, std::string const& name);

// Attributes. Empty text is not written.
void set_text(hid_t object, std::string const& name, std::string_view text);
void set_number(hid_t object, std::string const& name, std::int64_t value);
void set_unsigned(hid_t object, std::string const& name, std::uint64_t value);
void set_flag(hid_t object, std::string const& name, bool value);
void set_flag_values(hid_t object, std::string const& meanings, int count = 2);  //!< CF flag_values 0, 1, … and their meanings
void set_real(hid_t object, std::string const& name, double value);
bool has_attribute(hid_t object, std::string const& name);
std::string get_text(hid_t object, std::string const& name);  //!< numbers as text too; "" if it is not there
std::int64_t get_number(hid_t object, std::string const& name, std::int64_t otherwise = 0);
std::uint64_t get_unsigned(hid_t object, std::string const& name, std::uint64_t otherwise = 0);
double get_real(hid_t object, std::string const& name, double otherwise = 0.0);
std::vector<std::string> attribute_names(hid_t object);
void copy_attribute(hid_t from, hid_t to, std::string const& name);

// Dimension scales.
void make_scale(hid_t dataset, std::string const& name);
void attach_scale(hid_t dataset, hid_t scale, unsigned axis);
bool is_scale(hid_t dataset);
std::string scale_name(hid_t dataset, unsigned axis);  //!< "" if none is attached

std::vector<std::string> dataset_names(hid_t file);  //!< of the root group, in the order they were made

}  // namespace gs::output::h5
