#include "cell.hpp"

#include <charconv>
#include <cmath>

#include "migrate/json_text.hpp"
#include "problem.hpp"

namespace squall::studio {

using migrate::json_string;
using simdjson::dom::element;

namespace {

constexpr std::int64_t largest_exact = 9'007'199'254'740'991;
constexpr std::size_t preview_bytes = 300;

std::string shortest(double d) {
    char buffer[40];
    const auto [end, failed] = std::to_chars(buffer, buffer + sizeof buffer, d);
    return failed == std::errc() ? std::string(buffer, end) : "0";
}
std::string hex_of(const std::string& bytes) {
    std::string out;
    for (const char b : bytes) {
        out += "0123456789abcdef"[static_cast<unsigned char>(b) >> 4];
        out += "0123456789abcdef"[b & 15];
    }
    return out;
}
std::string bytes_of_hex(std::string_view hex) {
    std::string out;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        int byte = 0;
        const auto [end, failed] = std::from_chars(hex.data() + i, hex.data() + i + 2, byte, 16);
        if (failed != std::errc() || end != hex.data() + i + 2) throw problem("invalid_argument", "this is no hexadecimal text");
        out += static_cast<char>(byte);
    }
    if (hex.size() % 2 != 0) throw problem("invalid_argument", "hexadecimal text has two digits a byte");
    return out;
}

struct to_json {
    std::string operator()(std::monostate) const { return "null"; }
    std::string operator()(std::int64_t n) const {
        const std::string digits = std::to_string(n);
        return n > largest_exact || n < -largest_exact ? "{\"integer\": \"" + digits + "\"}" : digits;
    }
    std::string operator()(double d) const {
        if (std::isfinite(d)) return shortest(d);
        return std::isinf(d) && d < 0 ? R"({"real": "-inf"})" : R"({"real": "inf"})";
    }
    std::string operator()(const std::string& s) const { return json_string(s); }
    std::string operator()(const blob& b) const { return "{\"blob\": \"" + hex_of(b.bytes) + "\"}"; }
};

}  // namespace

std::string json_of(const cell& c) { return std::visit(to_json{}, c); }

std::string json_preview_of(const cell& c) {
    const auto* text = std::get_if<std::string>(&c);
    const auto* bytes = std::get_if<blob>(&c);
    if (bytes && bytes->bytes.size() > preview_bytes)
        return "{\"blob\": \"" + hex_of(bytes->bytes.substr(0, 32)) + "\", \"length\": " + std::to_string(bytes->bytes.size()) + "}";
    if (!text || text->size() <= preview_bytes) return json_of(c);
    std::size_t end = preview_bytes;
    while (end > 0 && (static_cast<unsigned char>((*text)[end]) & 0xC0) == 0x80) --end;  // not within a character
    return "{\"text\": " + json_string(text->substr(0, end)) + ", \"length\": " + std::to_string(text->size()) + "}";
}

cell cell_of(element json) {
    std::int64_t integer = 0;
    double real = 0;
    bool truth = false;
    std::string_view text;
    if (json.is_null()) return std::monostate{};
    if (json.get(truth) == simdjson::SUCCESS) return std::int64_t{truth};
    if (json.get(text) == simdjson::SUCCESS) return std::string(text);
    if (json.is_int64() && json.get(integer) == simdjson::SUCCESS) return integer;
    if (json.get(real) == simdjson::SUCCESS) return real;
    if (json["integer"].get(text) == simdjson::SUCCESS) {
        const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), integer);
        if (failed == std::errc() && end == text.data() + text.size()) return integer;
        throw problem("invalid_argument", "this is no integer of 64 bits");
    }
    if (json["real"].get(text) == simdjson::SUCCESS) return text == "-inf" ? -HUGE_VAL : HUGE_VAL;
    if (json["blob"].get(text) == simdjson::SUCCESS) return blob{bytes_of_hex(text)};
    throw problem("invalid_argument", "this is no value of a cell");
}

}  // namespace squall::studio
