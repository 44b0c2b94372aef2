#include "cell.hpp"

#include <charconv>
#include <cmath>
#include <cstdlib>

#include "core/host.hpp"
#include "migrate/json_writer.hpp"
#include "request_error.hpp"
#include "sql_literal.hpp"

namespace squall::studio {

using migrate::json_string;
using simdjson::dom::element;

namespace {

constexpr std::int64_t largest_exact = 9'007'199'254'740'991;
constexpr std::size_t preview_blob_bytes = 32;

std::string shortest(double d) {
    char buffer[40];
    return std::string(buffer, host::write_number(d, buffer));
}
std::string bytes_of_hex(std::string_view hex) {
    std::string out;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        int byte = 0;
        const auto [end, failed] = std::from_chars(hex.data() + i, hex.data() + i + 2, byte, 16);
        if (failed != std::errc() || end != hex.data() + i + 2) throw request_error("invalid_argument", "not hexadecimal digits");
        out += static_cast<char>(byte);
    }
    if (hex.size() % 2 != 0) throw request_error("invalid_argument", "hexadecimal needs two digits per byte");
    return out;
}

double real_of(std::string_view text) {
    if (text == "inf" || text == "-inf") return text == "inf" ? HUGE_VAL : -HUGE_VAL;
    const std::string digits(text);
    char* end = nullptr;
    const double d = std::strtod(digits.c_str(), &end);
    if (digits.empty() || digits.find_first_not_of("0123456789+-.eE") != digits.npos || *end != '\0')
        throw request_error("invalid_argument", "not a number");
    return d;
}

struct to_json {
    std::string operator()(std::monostate) const { return "null"; }
    std::string operator()(std::int64_t n) const {
        const std::string digits = std::to_string(n);
        return n > largest_exact || n < -largest_exact ? "{\"integer\": \"" + digits + "\"}" : digits;
    }
    std::string operator()(double d) const {
        if (std::isfinite(d)) {
            // JavaScript writes such a number without a point, and then it would come back as an integer.
            const std::string digits = shortest(d);
            const bool has_point = digits.find_first_of(".eE") != digits.npos;
            return has_point || std::abs(d) <= static_cast<double>(largest_exact) ? digits : "{\"real\": \"" + digits + "\"}";
        }
        return std::isinf(d) && d < 0 ? R"({"real": "-inf"})" : R"({"real": "inf"})";
    }
    std::string operator()(const std::string& s) const {
        return simdjson::validate_utf8(s) ? json_string(s) : "{\"text_bytes\": \"" + hex_digits(s) + "\"}";
    }
    std::string operator()(const blob& b) const { return "{\"blob\": \"" + hex_digits(b.bytes) + "\"}"; }
    std::string operator()(const excerpt& e) const {
        const std::string length = ", \"length\": " + std::to_string(e.length) + '}';
        if (e.is_blob) return "{\"blob\": \"" + hex_digits(e.beginning) + '"' + length;
        // The cut may have gone through a character.
        std::size_t end = e.beginning.size();
        for (int i = 0; i < 4 && end > 0 && !simdjson::validate_utf8(e.beginning.data(), end); ++i) --end;
        if (!simdjson::validate_utf8(e.beginning.data(), end)) return "{\"text_bytes\": \"" + hex_digits(e.beginning) + '"' + length;
        return "{\"text\": " + json_string(std::string_view(e.beginning).substr(0, end)) + length;
    }
};

}  // namespace

std::string json_of(const cell& c) { return std::visit(to_json{}, c); }

std::string json_preview_of(const cell& c) {
    const auto shortened = [](const std::string& bytes, std::size_t size, bool is_blob) {
        return json_of(excerpt{bytes.substr(0, size), static_cast<std::int64_t>(bytes.size()), is_blob});
    };
    if (const auto* b = std::get_if<blob>(&c); b && b->bytes.size() > preview_bytes) return shortened(b->bytes, preview_blob_bytes, true);
    if (const auto* t = std::get_if<std::string>(&c); t && t->size() > preview_bytes) return shortened(*t, preview_bytes, false);
    if (const auto* e = std::get_if<excerpt>(&c); e && e->is_blob)
        return json_of(excerpt{e->beginning.substr(0, preview_blob_bytes), e->length, true});
    return json_of(c);
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
    std::int64_t length = 0;
    const bool is_excerpt = json["length"].get(length) == simdjson::SUCCESS;
    if (json["text"].get(text) == simdjson::SUCCESS && is_excerpt) return excerpt{std::string(text), length, false};
    if (json["text_bytes"].get(text) == simdjson::SUCCESS) {
        if (is_excerpt) return excerpt{bytes_of_hex(text), length, false};
        return bytes_of_hex(text);
    }
    if (json["integer"].get(text) == simdjson::SUCCESS) {
        const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), integer);
        if (failed == std::errc() && end == text.data() + text.size()) return integer;
        throw request_error("invalid_argument", "not a 64-bit integer");
    }
    if (json["real"].get(text) == simdjson::SUCCESS) return real_of(text);
    if (json["blob"].get(text) == simdjson::SUCCESS) {
        if (is_excerpt) return excerpt{bytes_of_hex(text), length, true};
        return blob{bytes_of_hex(text)};
    }
    throw request_error("invalid_argument", "not a cell value");
}

}  // namespace squall::studio
