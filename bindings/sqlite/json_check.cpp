#include "core/json_check.hpp"

#include <simdjson.h>

#include <algorithm>
#include <string>

namespace squall {
namespace {

/// The text with integers cut to 18 digits: simdjson reads numbers as values, and JSON's may be longer than 64 bits.
std::string with_short_numbers(std::string_view text) {
    constexpr std::size_t longest = 18;
    std::string out;
    std::size_t digits = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        digits = !quoted && c >= '0' && c <= '9' ? digits + 1 : 0;
        if (digits > longest) continue;
        out += c;
        if (c == '"') quoted = !quoted;
        if (quoted && c == '\\' && i + 1 < text.size()) out += text[++i];
    }
    return out;
}

/// How deep the text's brackets go. simdjson does not count an empty list or object; SQLite does.
std::size_t depth_of(std::string_view text) {
    std::size_t depth = 0, deepest = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"')
            quoted = !quoted;
        else if (quoted && c == '\\')
            ++i;
        else if (!quoted && (c == '[' || c == '{'))
            deepest = std::max(deepest, ++depth);
        else if (!quoted && (c == ']' || c == '}') && depth > 0)
            --depth;
    }
    return deepest;
}

}  // namespace

std::optional<std::string_view> json_problem(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) return "must be valid JSON";  // simdjson passes over a byte order mark; SQLite does not
    if (depth_of(text) > deepest_json) return "must not go deeper than 1000 levels";
    simdjson::dom::parser parser;
    if (parser.allocate(text.size() + 1, deepest_json + 1) != simdjson::SUCCESS) return "is too large";
    auto found = parser.parse(text.data(), text.size()).error();
    if (found == simdjson::BIGINT_ERROR) found = parser.parse(with_short_numbers(text)).error();
    switch (found) {
        case simdjson::SUCCESS: return std::nullopt;
        case simdjson::CAPACITY: return "is too large";
        default: return "must be valid JSON";
    }
}

}  // namespace squall
