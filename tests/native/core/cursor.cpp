// Cursors: the keys come back as they went in, and nothing else is taken for a cursor.
#include "squall/core/cursor.hpp"

#include <cstring>
#include <limits>

#include "judge.hpp"

using namespace squall;
using namespace squall::test;

namespace {

constexpr std::uint32_t this_list = 0x12345678, other_list = 0x12345679;
constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The keys that a text gives, or "refused".
std::string read(std::string_view cursor, std::size_t count = 2, std::uint32_t list = this_list) {
    detail::text_arena texts;
    const auto keys = read_cursor(list, count, cursor, texts);
    return keys ? shown_value(list_value(*keys)) : "refused";
}
std::string there_and_back(const std::vector<value>& keys) { return read(write_cursor(this_list, keys), keys.size()); }

const std::string with_nul("a\0b", 3), odd = "Ü \"q\" 's' 100%\n日本 😀 t3:x i1:5";
/// A cursor of this list with any body: the checksum is no secret.
std::string forged(std::string_view body) {
    std::uint32_t sum = this_list;
    for (char c : body) sum = (sum ^ static_cast<unsigned char>(c)) * 16777619U;
    std::string bytes, out;
    for (unsigned shift : {24U, 16U, 8U, 0U}) bytes += static_cast<char>(sum >> shift & 255U);
    bytes += body;
    unsigned held = 0, bits = 0;
    for (char c : bytes) {
        held = held << 8 | static_cast<unsigned char>(c);
        for (bits += 8; bits >= 6; bits -= 6) out += letters[held >> (bits - 6) & 63U];
    }
    if (bits > 0) out += letters[held << (6 - bits) & 63U];
    return out;
}
/// The two keys of a usual list.
const std::vector<value> usual{text_value("2026-02-03T04:05:06.789Z"), text_value("job_1")};

}  // namespace

TEST_CASE("a cursor gives back the keys that it was made from", "[core][cursor]") {
    CHECK(there_and_back(usual) == "[text 2026-02-03T04:05:06.789Z, text job_1]");
    CHECK(there_and_back({null_value(), text_value("")}) == "[null, text ]");
    CHECK(there_and_back({text_value(with_nul), text_value(odd)}) == "[text " + with_nul + ", text " + odd + "]");
    CHECK(there_and_back({}) == "[]");
    CHECK(there_and_back({text_value(std::string(100'000, 'x'))}) == "[text " + std::string(100'000, 'x') + "]");
}

TEST_CASE("numbers come back exactly", "[core][cursor]") {
    using integers = std::numeric_limits<std::int64_t>;
    for (std::int64_t n : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{9007199254740993}, integers::min(), integers::max()})
        CHECK(there_and_back({integer_value(n)}) == "[integer " + std::to_string(n) + "]");
    for (double d : {0.0, -0.0, 0.1, -1.0 / 3, 5e-324, 1.7976931348623157e308}) {
        detail::text_arena texts;
        const auto keys = read_cursor(this_list, 1, write_cursor(this_list, std::vector{real_value(d)}), texts);
        REQUIRE(keys);
        CHECK(std::memcmp(&keys->front().real, &d, sizeof d) == 0);
    }
}

TEST_CASE("a cursor is text for URLs and files", "[core][cursor]") {
    for (std::size_t size = 0; size < 10; ++size)
        CHECK(write_cursor(this_list, std::vector{text_value(std::string(size, '\xff'))}).find_first_not_of(letters) == std::string::npos);
}

TEST_CASE("a cursor with one character changed is refused", "[core][cursor]") {
    const std::string good = write_cursor(this_list, usual);
    for (std::size_t i = 0; i < good.size(); ++i) {
        for (char c : std::string(letters) + "= +/\n.%\xc3") {
            if (c == good[i]) continue;
            std::string changed = good;
            changed[i] = c;
            if (read(changed) != "refused") FAIL_CHECK("taken: " << changed);
        }
    }
}

TEST_CASE("a cursor that was cut or added to is refused", "[core][cursor]") {
    for (const auto& keys : {usual, std::vector{null_value(), text_value("x")}, std::vector{integer_value(5), text_value("ab")}}) {
        const std::string good = write_cursor(this_list, keys);
        for (std::size_t i = 0; i < good.size(); ++i) {
            CHECK(read(good.substr(0, i)) == "refused");
            CHECK(read(good.substr(i + 1)) == "refused");
            CHECK(read(good.substr(0, i) + good.substr(i + 1)) == "refused");
            CHECK(read(good.substr(0, i) + 'A' + good.substr(i)) == "refused");
        }
        CHECK(read(good + good) == "refused");
        CHECK(read(good + '=') == "refused");
        CHECK(read(good + 'A') == "refused");
    }
}

TEST_CASE("a cursor of another list, or with another number of keys, is refused", "[core][cursor]") {
    CHECK(read(write_cursor(other_list, usual)) == "refused");
    CHECK(read(write_cursor(this_list, usual), 1) == "refused");
    CHECK(read(write_cursor(this_list, usual), 3) == "refused");
    CHECK(read(write_cursor(this_list, usual), 2, other_list) == "refused");
}

TEST_CASE("a body behind a right checksum is read with care", "[core][cursor]") {
    CHECK(forged("t5:job_1i1:7") == write_cursor(this_list, std::vector{text_value("job_1"), integer_value(7)}));
    CHECK(read(forged("t2:abi1:7")) == "[text ab, integer 7]");
    for (std::string_view body : {"t9:ab", "t3:ab", "n0:t1:", "t2:abt4:xyz", "t99999999999999999999:ab"}) {
        CHECK(read(forged(body), 1) == "refused");
        CHECK(read(forged(body), 2) == "refused");
    }
    for (std::string_view body : {"x2:ab", "t2ab", "t-1:ab", "tx:ab", "2:ab", "t2:abc"}) CHECK(read(forged(body), 1) == "refused");
}

TEST_CASE("what was never a cursor is refused", "[core][cursor]") {
    for (const char* text : {"", "A", "AAAA", "AAAAAAAA", "null", "2026-02-03T04:05:06.789Z", "eyJhIjoxfQ", "😀", "job_1"})
        CHECK(read(text) == "refused");
    CHECK(read(std::string(1000, 'A')) == "refused");
    CHECK(read(std::string("AA\0A", 4)) == "refused");
}

TEST_CASE("a list's number tells its columns and keys apart", "[core][cursor]") {
    const std::string_view ab_c[] = {"ab", "c"}, a_bc[] = {"a", "bc"}, c_ab[] = {"c", "ab"}, ab[] = {"ab"};
    CHECK(list_number(ab_c) == list_number(ab_c));
    CHECK(list_number(ab_c) != list_number(a_bc));
    CHECK(list_number(ab_c) != list_number(c_ab));
    CHECK(list_number(ab_c) != list_number(ab));
}
