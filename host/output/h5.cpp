#include "host/output/h5.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

#include "host/output/files.hpp"

namespace gs::output::h5 {
namespace {

//! The innermost entry of HDF5's error stack, and the errno in any of its texts.
struct Reason {
  std::string text;
  int error = 0;
};

herr_t collect(unsigned, H5E_error2_t const* entry, void* out) {
  auto& reason = *static_cast<Reason*>(out);
  char const* text = entry->desc ? entry->desc : "";
  if (reason.text.empty()) reason.text = text;
  if (char const* number = std::strstr(text, "errno = "); number && reason.error == 0) reason.error = std::atoi(number + 8);
  return 0;
}

Reason why() {
  Reason reason;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, collect, &reason);
  H5Eclear2(H5E_DEFAULT);
  if (reason.error != 0) reason.text = errno_text(reason.error);
  if (reason.text.empty()) reason.text = "HDF5 gives no reason";
  return reason;
}

Handle access(bool latest) {
  Handle list(check(H5Pcreate(H5P_FILE_ACCESS), "cannot make a property list"));
  H5F_libver_t const oldest = latest ? H5F_LIBVER_LATEST : H5F_LIBVER_V18;
  check(H5Pset_libver_bounds(list, oldest, latest ? H5F_LIBVER_LATEST : H5F_LIBVER_V18), "cannot choose the file format");
  check(H5Pset_file_locking(list, true, true), "cannot choose file locking");  // file systems without locks are none of our errors
  check(H5Pset_fclose_degree(list, H5F_CLOSE_STRONG), "cannot choose how to close");
  return list;
}

}  // namespace

void quiet() {
  static int const once = H5dont_atexit();  // a file whose disk is full would be written to again at exit
  (void)once;
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

hid_t check(hid_t result, char const* what, std::string_view object) {
  if (result >= 0) return result;
  auto const reason = why();
  throw Error(fmt::format("{}: {}", what, reason.text), std::string(object), reason.error);
}

void Handle::close_quietly() noexcept {
  if (id_ >= 0) H5Idec_ref(id_);
  id_ = -1;
}

hid_t disk_type(Store store) {
  switch (store) {
    case Store::u8:
      return H5T_STD_U8LE;
    case Store::u16:
      return H5T_STD_U16LE;
    case Store::i32:
      return H5T_STD_I32LE;
    case Store::u32:
      return H5T_STD_U32LE;
    case Store::i64:
      return H5T_STD_I64LE;
    case Store::u64:
      return H5T_STD_U64LE;
    case Store::f64:
      return H5T_IEEE_F64LE;
  }
  return -1;
}

int bytes_of(Store store) {
  constexpr int size[] = {1, 2, 4, 4, 8, 8, 8};
  return size[static_cast<int>(store)];
}

OutFile create_file(std::filesystem::path const& path, bool latest) {
  quiet();
  Handle const list = access(latest);
  Handle create(check(H5Pcreate(H5P_FILE_CREATE), "cannot make a property list"));
  check(H5Pset_link_creation_order(create, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), "cannot keep the order of datasets");
  return OutFile(check(H5Fcreate(path.c_str(), H5F_ACC_EXCL, create, list), "cannot create the file"));
}

namespace {
//! A reader beside a writer reads metadata again while its checksum does not fit, and waits twice as long each time: by default 100 times, so
//! that a file cut short is waited for for ever. 22 times are 4 ms in all.
void do_not_wait_for_ever(hid_t list) { check(H5Pset_metadata_read_attempts(list, 22), "cannot choose how often to read"); }
}  // namespace

Handle open_to_read(std::filesystem::path const& path) {
  quiet();
  Handle const list = access(true);
  do_not_wait_for_ever(list);
  hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDONLY, list);
  if (file >= 0) return Handle(file);
  auto const reason = why();
  file = H5Fopen(path.c_str(), H5F_ACC_RDONLY | H5F_ACC_SWMR_READ, list);
  if (file >= 0) return Handle(file);
  H5Eclear2(H5E_DEFAULT);
  throw Error(fmt::format("cannot open the file: {}", reason.text), {}, reason.error);
}

Handle open_what_is_left(std::filesystem::path const& path) {
  quiet();
  Handle const list = access(true);
  hbool_t const yes = true;  // the properties that h5clear uses
  do_not_wait_for_ever(list);
  check(H5Pset(list, "skip_eof_check", &yes), "cannot choose how to open");
  for (unsigned const flags : {H5F_ACC_RDONLY, H5F_ACC_RDONLY | H5F_ACC_SWMR_READ}) {
    hid_t const file = H5Fopen(path.c_str(), flags, list);
    if (file >= 0) return Handle(file);
  }
  H5Eclear2(H5E_DEFAULT);
  return open_to_read(path);
}

OutFile open_to_change(std::filesystem::path const& path) {
  quiet();
  Handle const list = access(true);
  return OutFile(check(H5Fopen(path.c_str(), H5F_ACC_RDWR, list), "cannot open the file to write"));
}

//! HDF5 cannot close a file without writing to it, and 1.10.8 crashes when that fails. So the descriptor is turned away from the file first,
//! to where all writes succeed.
void OutFile::abandon() noexcept {
  if (!open()) return;
  void* descriptor = nullptr;
  int const nowhere = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  if (nowhere >= 0 && H5Fget_vfd_handle(file_, H5P_DEFAULT, &descriptor) >= 0) ::dup2(nowhere, *static_cast<int*>(descriptor));
  if (nowhere >= 0) ::close(nowhere);
  file_.close_quietly();
  H5Eclear2(H5E_DEFAULT);
}

void OutFile::close() {
  if (!open()) return;
  if (H5Fflush(file_, H5F_SCOPE_LOCAL) < 0) {
    Reason const reason = why();
    abandon();
    throw Error(fmt::format("cannot write the end of the file: {}", reason.text), {}, reason.error);
  }
  file_.close_quietly();
}

}  // namespace gs::output::h5
