#include "printed.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>

namespace squall::tool {
namespace {

int first_fault = 0;  // errno of the first write to standard output that failed

struct character {
    char32_t code = 0;
    std::size_t size = 0;  // 0: no UTF-8
};
/// The character at the beginning of a text that is not empty.
character first_of(std::string_view text) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
    const unsigned a = byte(0);
    if (a < 0x80) return {a, 1};
    if (a >= 0xC2 && a < 0xE0 && follows(1)) return {(a & 0x1F) << 6 | (byte(1) & 0x3F), 2};
    if (a >= 0xE0 && a < 0xF0 && follows(1) && follows(2)) {
        const char32_t c = (a & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
        if (c >= 0x800 && (c < 0xD800 || c > 0xDFFF)) return {c, 3};
    }
    if (a >= 0xF0 && a < 0xF5 && follows(1) && follows(2) && follows(3)) {
        const char32_t c = (a & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
        if (c >= 0x10000 && c <= 0x10FFFF) return {c, 4};
    }
    return {};
}
bool is_dangerous(char32_t c) {
    if (c == '\n' || c == '\t') return false;
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return true;
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// `escape` returns what stands for a character, or for a byte that is no character.
template <class Escape>
std::string escaped(std::string_view text, Escape escape) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const character c = first_of(text);
        const std::size_t size = c.size == 0 ? 1 : c.size;
        if (c.size == 0 || is_dangerous(c.code))
            out += escape(c, static_cast<unsigned char>(text[0]));
        else
            out += text.substr(0, size);
        text.remove_prefix(size);
    }
    return out;
}

}  // namespace

std::string visible(std::string_view text) {
    return escaped(text, [](const character& c, unsigned char byte) {
        if (c.size == 0) return fmt::format("\\x{:02x}", byte);
        const auto code = static_cast<std::uint32_t>(c.code);
        return code < 0x100 ? fmt::format("\\x{:02x}", code) : fmt::format("\\u{:04x}", code);
    });
}
std::string visible_json(std::string_view json) {
    return escaped(json, [](const character& c, unsigned char) {
        return c.size == 0 ? std::string("\\ufffd") : fmt::format("\\u{:04x}", static_cast<std::uint32_t>(c.code));
    });
}

void print(std::FILE* to, std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), to) != text.size() && to == stdout && first_fault == 0) first_fault = errno;
}
bool is_terminal() { return isatty(STDOUT_FILENO) != 0; }
void print_data(std::string_view text) {
    if (is_terminal())
        print(stdout, visible(text));
    else
        print(stdout, text);
}

std::string fault_of_output() {
    if (std::fflush(stdout) != 0 && first_fault == 0) first_fault = errno;
    return first_fault == 0 ? std::string() : std::strerror(first_fault);
}

}  // namespace squall::tool
