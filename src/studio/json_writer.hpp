#pragma once
// JSON objects and lists, one member after the other.
#include <string>
#include <string_view>

#include "migrate/json_text.hpp"

namespace squall::studio {

class json_object {
  public:
    json_object& raw(std::string_view key, std::string_view json) {
        (((out_ += out_.empty() ? "" : ", ") += migrate::json_string(key)) += ": ") += json;
        return *this;
    }
    json_object& text(std::string_view key, std::string_view value) { return raw(key, migrate::json_string(value)); }
    json_object& flag(std::string_view key, bool value) { return raw(key, value ? "true" : "false"); }
    json_object& number(std::string_view key, std::int64_t value) { return raw(key, std::to_string(value)); }
    std::string done() const { return '{' + out_ + '}'; }

  private:
    std::string out_;
};

template <class List, class F>
std::string json_array(const List& list, F json_of_one) {
    std::string out;
    for (const auto& one : list) (out += out.empty() ? "" : ", ") += json_of_one(one);
    return '[' + out + ']';
}

}  // namespace squall::studio
