#include "sql_literal.hpp"

#include <cmath>
#include <limits>

#include "core/host.hpp"
#include "migrate/sql_tokens.hpp"
#include "request_error.hpp"

namespace squall::studio {
namespace {

struct to_sql {
    std::string operator()(std::monostate) const { return "NULL"; }
    std::string operator()(std::int64_t n) const {
        // Without its sign the smallest integer is no integer.
        return n == std::numeric_limits<std::int64_t>::min() ? "(-9223372036854775807 - 1)" : std::to_string(n);
    }
    std::string operator()(double d) const {
        if (std::isinf(d)) return d < 0 ? "-9e999" : "9e999";
        char buffer[40];
        std::string digits(buffer, host::write_number(d, buffer));
        return digits.find_first_of(".eE") == digits.npos ? digits + ".0" : digits;
    }
    std::string operator()(const std::string& s) const {
        if (s.find('\0') == s.npos && simdjson::validate_utf8(s)) return migrate::string_text(s);
        return "CAST(x'" + hex_digits(s) + "' AS TEXT)";
    }
    std::string operator()(const blob& b) const { return "x'" + hex_digits(b.bytes) + '\''; }
    std::string operator()(const excerpt&) const { throw request_error("limit", "a value that is shown only in part cannot be used here"); }
};

}  // namespace

std::string sql_literal(const cell& c) { return std::visit(to_sql{}, c); }

std::string hex_digits(const std::string& bytes) {
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char b : bytes) {
        out += "0123456789abcdef"[static_cast<unsigned char>(b) >> 4];
        out += "0123456789abcdef"[b & 15];
    }
    return out;
}

}  // namespace squall::studio
