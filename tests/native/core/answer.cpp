// Cells as a database has them, and the types of a row.
#include "squall/core/answer.hpp"

#include <catch2/catch.hpp>
#include <limits>

using namespace squall;

namespace {
template <class T>
T read(const cell& c) {
    T out{};
    detail::read_cell(c, out);
    return out;
}
const cell no_value = std::monostate{}, five = std::int64_t{5}, half = 0.5, word = std::string("word"), digits = std::string("12abc");
}  // namespace

TEST_CASE("a cell is read as its column's type, whatever the database kept", "[core][answer]") {
    CHECK(read<std::string>(word) == "word");
    CHECK(read<std::string>(five) == "5");
    CHECK(read<std::string>(half) == "0.5");
    CHECK(read<std::int64_t>(five) == 5);
    CHECK(read<std::int64_t>(cell{2.9}) == 2);
    CHECK(read<std::int64_t>(digits) == 12);
    CHECK(read<bigint>(cell{std::string("-9223372036854775808")}) == INT64_MIN);
    CHECK(read<bigint>(cell{std::string("9.2233720368547758e+18")}) == INT64_MAX);  // the nearest that an integer holds
    CHECK(read<blob>(cell{std::string("\0a", 2)}) == blob{std::byte{0}, std::byte{'a'}});
    CHECK(read<std::optional<blob>>(no_value) == std::nullopt);
    CHECK(read<std::int64_t>(word) == 0);
    CHECK(read<double>(five) == 5.0);
    CHECK(read<double>(half) == 0.5);
    CHECK(read<double>(digits) == 12.0);
    CHECK(read<bool>(five));
    CHECK_FALSE(read<bool>(cell{std::int64_t{0}}));
    // A text is true where SQLite reads another number than 0 at its beginning, which knows no hexadecimal digits and no words.
    for (const char* text : {"1", " 2x", "-0.5", "+.5", "1e3"}) CHECK(read<bool>(cell{std::string(text)}));
    for (const char* text : {"0", "", "x1", "0x1", "0X1F", "-0x1", "nan", "inf", "infinity", "0.0", "true"})
        CHECK_FALSE(read<bool>(cell{std::string(text)}));
    CHECK(read<timestamp>(word).text == "word");
    CHECK(read<json<>>(five).text == "5");
}

TEST_CASE("a real that no integer can hold becomes the nearest that can", "[core][answer]") {
    using integers = std::numeric_limits<std::int64_t>;
    CHECK(read<std::int64_t>(cell{1e300}) == integers::max());
    CHECK(read<std::int64_t>(cell{9223372036854775808.0}) == integers::max());
    CHECK(read<std::int64_t>(cell{-9223372036854775808.0}) == integers::min());
    CHECK(read<std::int64_t>(cell{-1e300}) == integers::min());
}

TEST_CASE("null is nothing where it may be, and zero or empty where it may not", "[core][answer]") {
    CHECK(read<std::optional<std::string>>(no_value) == std::nullopt);
    CHECK(read<std::optional<std::int64_t>>(no_value) == std::nullopt);
    CHECK(read<std::optional<std::string>>(word) == "word");
    CHECK(read<std::string>(no_value).empty());
    CHECK(read<std::int64_t>(no_value) == 0);
    CHECK_FALSE(read<bool>(no_value));
}

TEST_CASE("the key of a cursor is the cell's value in its own type", "[core][answer]") {
    CHECK(detail::key_of_cell(no_value).is_null());
    CHECK(detail::key_of_cell(five).integer == 5);
    CHECK(detail::key_of_cell(half).real == 0.5);
    CHECK(detail::key_of_cell(word).view() == "word");
}

TEST_CASE("a real as text has all the digits that tell it from others", "[core][answer]") {
    CHECK(read<std::string>(cell{0.1}) == "0.10000000000000001");
    CHECK(read<std::string>(cell{0.30000000000000004}) == "0.30000000000000004");
    CHECK(read<std::string>(cell{123456789.12345679}) == "123456789.12345679");
    CHECK(read<std::string>(cell{0.1 + 0.2}) != read<std::string>(cell{0.3}));
}
