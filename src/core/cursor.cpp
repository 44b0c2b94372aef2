#include "squall/core/cursor.hpp"

#include <cstring>

namespace squall {
namespace {

// Base64url without padding (RFC 4648, section 5).
constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string encode(std::string_view bytes) {
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k) group = group << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        const std::size_t count = bytes.size() - i >= 3 ? 4 : bytes.size() - i + 1;
        for (std::size_t k = 0; k < count; ++k) out += letters[group >> (18 - 6 * k) & 63];
    }
    return out;
}
int letter_value(char c) {
    for (int i = 0; i < 64; ++i)
        if (letters[i] == c) return i;
    return -1;
}
/// The bytes, in the arena; nothing where the text is not base64url.
std::optional<std::string_view> decode(std::string_view text, detail::text_arena& texts) {
    if (text.size() % 4 == 1) return std::nullopt;
    char* const bytes = texts.allocate(text.size());
    std::size_t size = 0;
    std::uint32_t group = 0;
    int bits = 0;
    for (char c : text) {
        const int v = letter_value(c);
        if (v < 0) return std::nullopt;
        group = group << 6 | static_cast<std::uint32_t>(v);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes[size++] = static_cast<char>(group >> bits & 255);
        }
    }
    if ((group & ((1U << bits) - 1)) != 0) return std::nullopt;
    return std::string_view(bytes, size);
}

std::uint32_t checksum(std::uint32_t list, std::string_view bytes) {
    std::uint32_t hash = list;
    for (char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return hash;
}
std::string four_bytes(std::uint32_t n) {
    return {static_cast<char>(n >> 24), static_cast<char>(n >> 16), static_cast<char>(n >> 8), static_cast<char>(n)};
}

/// A real key is its IEEE 754 bits in hexadecimal: exact, and read without a number parser.
std::string hex_of(double real) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &real, sizeof bits);
    std::string hex;
    for (int shift = 60; shift >= 0; shift -= 4) hex += "0123456789abcdef"[bits >> shift & 15];
    return hex;
}
double real_of(std::string_view hex) {
    std::uint64_t bits = 0;
    for (char c : hex) bits = bits << 4 | static_cast<std::uint64_t>(c <= '9' ? c - '0' : c - 'a' + 10);
    double real = 0;
    std::memcpy(&real, &bits, sizeof real);
    return real;
}
std::int64_t integer_of(std::string_view digits) {
    const bool is_negative = !digits.empty() && digits.front() == '-';
    std::uint64_t n = 0;
    for (const char c : digits.substr(is_negative ? 1 : 0)) n = n * 10 + static_cast<std::uint64_t>(c - '0');
    return static_cast<std::int64_t>(is_negative ? 0 - n : n);
}

}  // namespace

// A key is a letter (n, i, r, t), the number of bytes, a colon and the bytes.
std::string write_cursor(std::uint32_t list, std::span<const value> keys) {
    std::string body;
    for (const value& key : keys) {
        std::string number;
        switch (key.type) {
            case value_type::integer:
                number = std::to_string(key.integer);
                body += 'i' + std::to_string(number.size()) + ':' + number;
                break;
            case value_type::real: body += "r16:" + hex_of(key.real); break;
            case value_type::text:
                body += 't' + std::to_string(key.size) + ':';
                body += key.view();
                break;
            default: body += "n0:"; break;
        }
    }
    return encode(four_bytes(checksum(list, body)) + body);
}

std::optional<std::vector<value>> read_cursor(std::uint32_t list, std::size_t key_count, std::string_view cursor,
                                              detail::text_arena& texts) {
    const auto bytes = decode(cursor, texts);
    if (!bytes || bytes->size() < 4) return std::nullopt;
    const std::string_view body = bytes->substr(4);
    std::uint32_t sum = 0;
    for (char c : bytes->substr(0, 4)) sum = sum << 8 | static_cast<unsigned char>(c);
    if (checksum(list, body) != sum) return std::nullopt;
    std::vector<value> keys;
    for (std::string_view rest = body; !rest.empty();) {
        const char kind = rest.front();
        const std::size_t colon = rest.find(':');
        if (colon == rest.npos) return std::nullopt;
        std::size_t size = 0;
        for (char c : rest.substr(1, colon - 1)) {
            if (c < '0' || c > '9' || size > body.size()) return std::nullopt;
            size = size * 10 + static_cast<std::size_t>(c - '0');
        }
        if (size > rest.size() - colon - 1) return std::nullopt;
        const std::string_view content = rest.substr(colon + 1, size);
        rest.remove_prefix(colon + 1 + size);
        if (kind == 't')
            keys.push_back(text_value(content));
        else if (kind == 'i')
            keys.push_back(integer_value(integer_of(content)));
        else if (kind == 'r')
            keys.push_back(real_value(real_of(content)));
        else if (kind == 'n')
            keys.push_back(null_value());
        else
            return std::nullopt;
    }
    if (keys.size() != key_count) return std::nullopt;
    return keys;
}

}  // namespace squall
