#pragma once
//! A headless browser, where there is one: the page as it is drawn.
#include <sys/wait.h>
#include <unistd.h>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace gs::report {

//! Of Debian's chromium and its kin, the first that is in the path; "" if none.
inline std::string browser() {
  std::istringstream path(std::getenv("PATH") == nullptr ? "" : std::getenv("PATH"));
  std::vector<std::string> folders;
  for (std::string folder; std::getline(path, folder, ':');) folders.push_back(folder);
  for (char const* name : {"chromium", "chromium-browser", "google-chrome"})
    for (std::string const& folder : folders)
      if (::access((folder + "/" + name).c_str(), X_OK) == 0) return folder + "/" + name;
  return "";
}

//! Runs it on a page; what it prints. `options` say what for: --dump-dom, --screenshot=FILE.
inline std::string browse(std::filesystem::path const& page, int width, int height, std::vector<std::string> options) {
  auto const profile = page.string() + ".profile", said = page.string() + ".said";
  std::vector<std::string> words = {browser(),
                                    "--headless",
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--hide-scrollbars",
                                    "--no-first-run",
                                    "--disable-dev-shm-usage",
                                    "--force-device-scale-factor=1",
                                    "--user-data-dir=" + profile,
                                    "--window-size=" + std::to_string(width) + "," + std::to_string(height)};
  words.insert(words.end(), options.begin(), options.end());
  words.push_back("file://" + page.string());
  std::fflush(nullptr);
  pid_t const child = ::fork();
  if (child == 0) {
    std::vector<char*> list;
    for (std::string const& w : words) list.push_back(const_cast<char*>(w.c_str()));
    list.push_back(nullptr);
    if (std::freopen(said.c_str(), "w", stdout) == nullptr || std::freopen("/dev/null", "w", stderr) == nullptr) ::_exit(126);
    ::alarm(120);
    ::execv(list[0], list.data());
    ::_exit(127);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  std::stringstream all;
  all << std::ifstream(said).rdbuf();
  std::error_code none;
  std::filesystem::remove_all(profile, none);
  return all.str();
}

}  // namespace gs::report
