#include "host/output/checkpoint.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "kernels/core/errors.hpp"
#include "kernels/state/member_row.hpp"
#include "tests/host/output/sample_run.hpp"

namespace gs::output {
namespace {

CheckpointInfo info_at(std::int64_t tick) {
  return {"0.1.0", std::string(64, 'a'), "x = 1\n", 0xffffffffffffffffull, tick, tick * hour, 0x8000000000000001ull};
}

std::vector<std::int64_t> numbers(std::int64_t n) {
  std::vector<std::int64_t> v(static_cast<std::size_t>(n));
  for (std::int64_t i = 0; i < n; ++i) v[static_cast<std::size_t>(i)] = (i % 2 ? -1 : 1) * i * 1'000'003;
  return v;
}

void save(std::filesystem::path const& path, std::int64_t tick, std::vector<std::int64_t> const& column) {
  CheckpointWriter writer(path, info_at(tick));
  writer.column("stock/on_hand", "grains", column.data(), static_cast<std::int64_t>(column.size()), 8);
  writer.commit();
}

std::string refusal(std::filesystem::path const& path) {
  try {
    CheckpointReader reader(path);
    auto const n = reader.count("stock/on_hand");
    std::vector<std::int64_t> column(static_cast<std::size_t>(std::max<std::int64_t>(n, 0)));
    reader.column("stock/on_hand", column.data(), n, 8);
  } catch (ConfigError const& error) { return error.what(); }
  return "accepted";
}

TEST(Checkpoint, ReturnsColumnsOfEverySize) {
  Folder const folder;
  for (std::int64_t const n : {0, 1, 31, 32, 33, 131'071, 131'072, 131'073, 400'000}) {
    auto const path = folder / "a.ckpt.h5";
    auto const column = numbers(n);
    save(path, 7, column);
    CheckpointReader reader(path);
    ASSERT_EQ(reader.count("stock/on_hand"), n);
    std::vector<std::int64_t> back(column.size());
    reader.column("stock/on_hand", back.data(), n, 8);
    EXPECT_EQ(back, column);
  }
  EXPECT_EQ(folder.files(), 1u);
}

TEST(Checkpoint, ReturnsItemsOfEveryWidth) {
  Folder const folder;
  auto const path = folder / "a.ckpt.h5";
  std::vector<std::uint8_t> const bytes = {0, 255, 7};
  std::vector<std::uint16_t> const words = {1, 65'535};
  std::vector<std::uint32_t> const ids = {0xffffffffu};
  std::vector<MemberRow> members(5000);
  for (std::size_t i = 0; i < members.size(); ++i) members[i].spend = static_cast<std::uint32_t>(i * 3);
  CheckpointWriter writer(path, info_at(3));
  writer.column("bytes", "1", bytes.data(), 3, 1);
  writer.column("a.b", "1", words.data(), 2, 2);
  writer.column("deep/er/ids", "", ids.data(), 1, 4);
  writer.column("members", "1", members.data(), 5000, sizeof(MemberRow));
  writer.commit();
  CheckpointReader reader(path);
  std::vector<std::uint8_t> bytes_back(3);
  std::vector<std::uint16_t> words_back(2);
  std::vector<std::uint32_t> ids_back(1);
  std::vector<MemberRow> members_back(5000);
  reader.column("bytes", bytes_back.data(), 3, 1);
  reader.column("a.b", words_back.data(), 2, 2);
  reader.column("deep/er/ids", ids_back.data(), 1, 4);
  reader.column("members", members_back.data(), 5000, sizeof(MemberRow));
  EXPECT_EQ(bytes_back, bytes);
  EXPECT_EQ(words_back, words);
  EXPECT_EQ(ids_back, ids);
  EXPECT_EQ(members_back[4999].spend, 14'997u);
  EXPECT_EQ(reader.count("absent"), -1);
  EXPECT_EQ(reader.count("absent/deep"), -1);
}

TEST(Checkpoint, ReturnsWhatItBelongsTo) {
  Folder const folder;
  save(folder / "a.ckpt.h5", 42, numbers(3));
  CheckpointReader const reader(folder / "a.ckpt.h5");
  EXPECT_EQ(reader.info().tick, 42);
  EXPECT_EQ(reader.info().time, 42 * hour);
  EXPECT_EQ(reader.info().seed, 0xffffffffffffffffull);
  EXPECT_EQ(reader.info().state_hash, 0x8000000000000001ull);
  EXPECT_EQ(reader.info().config_text, "x = 1\n");
  CheckpointInfo const own = info_at(reader.info().tick);
  CheckpointInfo config = own, seed = own, world = own;
  config.config_sha256 = std::string(64, 'b'), seed.seed = 1, world.world_hash = 1;
  EXPECT_NO_THROW(reader.expect(own));
  for (auto const* foreign : {&config, &seed, &world}) EXPECT_THROW(reader.expect(*foreign), ConfigError);
}

TEST(Checkpoint, IsWholeOrNotThere) {
  Folder const folder;
  auto const path = folder / "a.ckpt.h5";
  save(path, 1, numbers(1000));
  {
    CheckpointWriter writer(path, info_at(2));
    auto const column = numbers(10);
    writer.column("stock/on_hand", "grains", column.data(), 10, 8);
  }
  EXPECT_EQ(CheckpointReader(path).info().tick, 1) << "an uncommitted checkpoint leaves the earlier one";
  EXPECT_EQ(folder.files(), 1u);
  save(path, 3, numbers(10));
  EXPECT_EQ(CheckpointReader(path).info().tick, 3);
}

TEST(Checkpoint, RefusesADifferentShape) {
  Folder const folder;
  save(folder / "a.ckpt.h5", 1, numbers(100));
  CheckpointReader reader(folder / "a.ckpt.h5");
  std::vector<std::int64_t> column(200);
  EXPECT_THROW(reader.column("stock/on_hand", column.data(), 99, 8), ConfigError);
  EXPECT_THROW(reader.column("stock/on_hand", column.data(), 100, 4), ConfigError);
  EXPECT_THROW(reader.column("absent", column.data(), 100, 8), ConfigError);
}

TEST(Checkpoint, RefusesDamage) {
  Folder const folder;
  auto const path = folder / "a.ckpt.h5";
  save(path, 1, numbers(100'000));
  ASSERT_EQ(refusal(path), "accepted");
  auto const size = std::filesystem::file_size(path);
  {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(size / 2));
    file.put('\x5a').put('\xa5').put('\x5a').put('\xa5');
  }
  EXPECT_NE(refusal(path).find("damaged"), std::string::npos) << refusal(path);
  std::filesystem::resize_file(path, size - 24);  // without the seal, HDF5's own checksum of the column speaks
  EXPECT_NE(refusal(path).find("column 'stock/on_hand'"), std::string::npos) << refusal(path);
  std::filesystem::resize_file(path, size / 2);
  EXPECT_NE(refusal(path).find("truncated"), std::string::npos) << refusal(path);
  std::filesystem::resize_file(path, 0);
  EXPECT_NE(refusal(path), "accepted");
}

TEST(Checkpoint, RefusesForeignFiles) {
  Folder const folder;
  std::ofstream(folder / "text") << "timestamp,value\n";
  RunWriter writer(folder / "run.h5", small_axes(), small_info());
  append_ticks(writer, small_axes(), 0, 3);
  writer.finish({}, {});
  EXPECT_NE(refusal(folder / "text").find("cannot open"), std::string::npos);
  EXPECT_NE(refusal(folder / "run.h5").find("not a checkpoint"), std::string::npos);
  EXPECT_NE(refusal(folder / "absent").find("no such file"), std::string::npos);
  EXPECT_NE(refusal(folder / "."), "accepted");
}

}  // namespace
}  // namespace gs::output
