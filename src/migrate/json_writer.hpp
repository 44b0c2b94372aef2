#pragma once
// JSON, written: texts as JavaScript's JSON.stringify writes them, objects member by member.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace squall::migrate {

/// Appends "text", quoted and escaped.
void append_json_string(std::string& out, std::string_view text);
/// "text", quoted and escaped.
std::string json_string(std::string_view text);
/// ["a", "b"]
std::string json_list(const std::vector<std::string>& texts);
/// [one, other], of what `json_of_one` returns for each.
template <class List, class F>
std::string json_array(const List& list, F json_of_one) {
    std::string out;
    for (const auto& one : list) (out += out.empty() ? "" : ", ") += json_of_one(one);
    return '[' + out + ']';
}

/// {"key": value, …}
class json_object {
  public:
    json_object& raw(std::string_view key, std::string_view json) {
        out_ += out_.empty() ? "" : ", ";
        append_json_string(out_, key);
        (out_ += ": ") += json;
        return *this;
    }
    json_object& text(std::string_view key, std::string_view value) { return raw(key, json_string(value)); }
    json_object& flag(std::string_view key, bool value) { return raw(key, value ? "true" : "false"); }
    json_object& number(std::string_view key, std::int64_t value) { return raw(key, std::to_string(value)); }
    // Members that are left out where there is nothing to write.
    json_object& text_if_any(std::string_view key, std::string_view value) { return value.empty() ? *this : text(key, value); }
    json_object& flag_if_set(std::string_view key, bool value) { return value ? flag(key, true) : *this; }
    json_object& list_if_any(std::string_view key, const std::vector<std::string>& values) {
        return values.empty() ? *this : raw(key, json_list(values));
    }
    std::string done() const { return '{' + out_ + '}'; }

  private:
    std::string out_;
};

}  // namespace squall::migrate
