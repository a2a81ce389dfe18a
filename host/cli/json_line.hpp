#pragma once
//! One JSON object on one line, keys in the order they were added. Numbers that are not finite become null.
#include <fmt/format.h>
#include <cmath>
#include <concepts>
#include <string>
#include <string_view>

namespace gs::cli {

inline constexpr int schema_version = 1;  //!< of the objects that commands print

std::string json_text(std::string_view text);  //!< quoted and escaped; bytes that are no UTF-8 become '?'
std::string json_number(double value);

class JsonLine {
 public:
  JsonLine() = default;
  //! {"type": TYPE, "schema_version": 1, …
  explicit JsonLine(std::string_view type) { add("type", type).add("schema_version", std::int64_t{schema_version}); }

  JsonLine& add(std::string_view key, std::string_view text) { return raw(key, json_text(text)); }
  JsonLine& add(std::string_view key, char const* text) { return raw(key, json_text(text)); }
  JsonLine& add(std::string_view key, bool value) { return raw(key, value ? "true" : "false"); }
  JsonLine& add(std::string_view key, double value) { return raw(key, json_number(value)); }
  template <std::integral T>
  JsonLine& add(std::string_view key, T value) {
    return raw(key, std::to_string(value));
  }
  JsonLine& add(std::string_view key, JsonLine const& object) { return raw(key, object.str()); }
  //! JSON text as it is: an array, null.
  JsonLine& raw(std::string_view key, std::string_view json) {
    body_ += fmt::format("{}{}:{}", body_.empty() ? "" : ",", json_text(key), json);
    return *this;
  }
  std::string str() const { return "{" + body_ + "}"; }
  void print() const;  //!< to stdout, with a line end, at once

 private:
  std::string body_;
};

}  // namespace gs::cli
