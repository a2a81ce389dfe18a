//! Two backends in one binary: no name may be defined by both (the linker would keep either), and nvcc must contract no multiply-add.
#include <gtest/gtest.h>
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <sstream>
#include "tests/architecture/sources.hpp"

namespace gs::architecture {
namespace {
fs::path build() { return GS_BUILD_DIR; }
bool has_cuda() { return fs::exists(build() / "kernels_cuda"); }

std::string output_of(std::string const& command) {
  std::string out;
  FILE* const pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return out;
  std::array<char, 65536> part;
  while (std::size_t const n = fread(part.data(), 1, part.size(), pipe)) out.append(part.data(), n);
  pclose(pipe);
  return out;
}

//! Names defined in nm's output that belong to the project. Typed ids and tables in gs:: hold no code, but inline templates over them
//! do and are the same in both backends; what differs must stand in gs::cpu or gs::cuda.
std::set<std::string> defined(std::string const& nm) {
  std::set<std::string> names;
  static std::regex const line("^[0-9a-f]+ [TWVuBDR] (.*)$"), ours("(^|[ <(*&])gs::");
  std::istringstream in(nm);
  for (std::string text; std::getline(in, text);) {
    std::smatch match;
    if (std::regex_match(text, match, line) && std::regex_search(match[1].str(), ours)) names.insert(match[1]);
  }
  return names;
}

//! What both may define: plain data's own constructors and destructors, its run-time type, and pure templates over host columns.
bool harmless(std::string const& name) {
  static std::regex const plain(
      "^(vtable|typeinfo|typeinfo name|guard variable) for gs::"
      "|^gs::(\\w+)(<.*>)?::~?\\2\\("
      "|::operator=\\(|HostColumn"
      "|^(?!gs::)[^(]*std::");
  return std::regex_search(name, plain);
}

std::string archive_symbols(std::string const& backend) {
  return output_of("find '" + (build() / ("kernels_" + backend)).string() + "' -name '*.a' -exec nm -C {} + 2>/dev/null");
}

TEST(Symbols, NoNameIsDefinedByBothBackends) {
  if (!has_cuda()) GTEST_SKIP() << "built without CUDA";
  auto const cpu = defined(archive_symbols("cpu")), cuda = defined(archive_symbols("cuda"));
  ASSERT_FALSE(cpu.empty());
  ASSERT_FALSE(cuda.empty());
  std::vector<std::string> both;
  std::set_intersection(cpu.begin(), cpu.end(), cuda.begin(), cuda.end(), std::back_inserter(both));
  for (std::string const& name : both) EXPECT_TRUE(harmless(name)) << "defined by both: " << name;
}

TEST(Symbols, TheCpuArchivesDefineOnlyTheirOwnNamespace) {
  for (std::string const& name : defined(archive_symbols("cpu"))) EXPECT_EQ(name.find("gs::cuda::"), std::string::npos) << name;
}

TEST(Symbols, TheReaderSeesDefinitionsOnly) {
  auto const names =
      defined("0000000000000010 T gs::cpu::f()\n                 U gs::cpu::g()\n0000000000000000 T main\n0000000000000001 W void gs::h<int>()\n");
  EXPECT_EQ(names, (std::set<std::string>{"gs::cpu::f()", "void gs::h<int>()"}));
}

struct Compile {
  std::string folder, command, file;
};

//! nvcc's lines of compile_commands.json; the file's own form is simple enough for a regular expression.
std::vector<Compile> nvcc_commands() {
  std::ifstream in(build() / "compile_commands.json");
  std::stringstream text;
  text << in.rdbuf();
  std::string const all = text.str();
  std::vector<Compile> out;
  static std::regex const entry("\"directory\": \"([^\"]*)\",\\s*\"command\": \"((?:[^\"\\\\]|\\\\.)*)\",\\s*\"file\": \"([^\"]*)\"");
  for (std::sregex_iterator at(all.begin(), all.end(), entry), end; at != end; ++at) {
    std::string command = std::regex_replace((*at)[2].str(), std::regex("\\\\(.)"), "$1");
    if (command.find("nvcc") != std::string::npos) out.push_back({(*at)[1], command, (*at)[3]});
  }
  return out;
}

TEST(Ptx, HasNoContractedMultiplyAdds) {
  if (!has_cuda()) GTEST_SKIP() << "built without CUDA";
  auto const commands = nvcc_commands();
  ASSERT_FALSE(commands.empty());
  std::string const ptx = (fs::temp_directory_path() / "groundswell_test.ptx").string();
  static std::regex const drop("--generate-code=\\S+|-c(?= )|-MD|-M[TF] \\S+|-o \\S+");
  for (Compile const& c : commands) {
    if (c.file.find("primitives") != std::string::npos) continue;  // sorts and sums of integers, and half a minute
    std::string const to_ptx = "cd '" + c.folder + "' && " + std::regex_replace(c.command, drop, "") + " -ptx -arch=compute_90 -o " + ptx;
    ASSERT_EQ(std::system(to_ptx.c_str()), 0) << c.file;
    std::ifstream in(ptx);
    std::stringstream text;
    text << in.rdbuf();
    EXPECT_EQ(text.str().find("fma.rn.f"), std::string::npos) << c.file << ": a multiply-add was contracted";
  }
  fs::remove(ptx);
}

}  // namespace
}  // namespace gs::architecture
