// Any text as a cursor; and cursors whose checksum is right, whatever stands behind it.
#include "squall/core/cursor.hpp"

#include <vector>

#include "must.hpp"
#include "squall/core/text_arena.hpp"

using namespace squall;

namespace {

constexpr std::uint32_t list = 12345;

/// A cursor as write_cursor() would make it of these bytes.
std::string signed_cursor(std::string_view body) {
    std::uint32_t hash = list;
    for (char c : body) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    std::string bytes{static_cast<char>(hash >> 24), static_cast<char>(hash >> 16), static_cast<char>(hash >> 8), static_cast<char>(hash)};
    bytes += body;
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k) group = group << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k <= std::min<std::size_t>(bytes.size() - i, 3); ++k)
            out += "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[group >> (18 - 6 * k) & 63];
    }
    return out;
}

bool same(const value& a, const value& b) {
    if (a.type != b.type) return false;
    return a.type == value_type::text ? a.view() == b.view() : a.type == value_type::null || a.payload == b.payload;
}

void check(std::size_t keys, std::string_view cursor) {
    detail::text_arena texts, again;
    const auto read = read_cursor(list, keys, cursor, texts);
    if (!read) return;
    fuzz::must(read->size() == keys, "a cursor has as many keys as its list");
    const auto reread = read_cursor(list, keys, write_cursor(list, *read), again);
    fuzz::must(reread.has_value(), "what was read can be written and read again");
    for (std::size_t i = 0; i < keys; ++i) fuzz::must(same((*read)[i], (*reread)[i]), "and is the same");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    for (std::size_t keys = 1; keys <= 3; ++keys) {
        check(keys, fuzz::text_of(data, size));
        check(keys, signed_cursor(fuzz::text_of(data, size)));
    }
    FuzzedDataProvider from(data, size);
    const std::string text = from.ConsumeRandomLengthString(60);
    const value keys[] = {text_value(text), real_value(from.ConsumeFloatingPoint<double>()),
                          integer_value(from.ConsumeIntegral<std::int64_t>())};
    const std::string cursor = write_cursor(list, keys);
    detail::text_arena texts;
    const auto read = read_cursor(list, 3, cursor, texts);
    fuzz::must(read.has_value(), "a cursor that was written can be read");
    for (std::size_t i = 0; i < 3; ++i) fuzz::must(same((*read)[i], keys[i]), "and gives its keys");
    fuzz::must(!read_cursor(list + 1, 3, cursor, texts), "a cursor of another list is refused");
    std::string spoiled = cursor;
    char& letter = spoiled[from.ConsumeIntegralInRange<std::size_t>(0, spoiled.size() - 1)];
    letter = letter == 'A' ? 'B' : 'A';
    const auto other = read_cursor(list, 3, spoiled, texts);
    fuzz::must(!other || spoiled == cursor, "a changed cursor is refused");
    return 0;
}
