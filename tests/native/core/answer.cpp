// Cells as a database has them, and the types of a row.
#include "squall/core/answer.hpp"

#include <catch2/catch.hpp>
#include <limits>

using namespace squall;

namespace {
template <class T>
T read(const cell& c) {
    T out{};
    detail::unread_cell unread;
    detail::read_cell(c, out, unread);
    CHECK_FALSE(unread.found());
    return out;
}
/// What is said of a cell that a T cannot hold; nothing where it can.
template <class T>
std::string refused(const cell& c) {
    T out{};
    detail::unread_cell unread;
    detail::read_cell(c, out, unread);
    return unread.found() ? detail::unreadable(unread).message : "";
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
    CHECK(read<bigint>(cell{std::string("9223372036854775807")}) == INT64_MAX);
    CHECK(read<bigint>(cell{2.0}) == 2);
    CHECK(read<bigint>(no_value) == 0);
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

TEST_CASE("what an integer cannot hold is refused, never the nearest one", "[core][answer]") {
    const std::string beyond = "limit: a stored value is beyond 64 bits and cannot be read as an integer";
    for (const double real : {1e300, 9223372036854775808.0, -9223372036854777856.0, -1e300, std::numeric_limits<double>::infinity(),
                              std::numeric_limits<double>::quiet_NaN()})
        CHECK(refused<std::int64_t>(cell{real}) == beyond);
    for (const char* text : {"9223372036854775808", "-9.3e18", "99999999999999999999x"})
        CHECK(refused<std::int64_t>(cell{std::string(text)}) == beyond);
    CHECK(refused<std::optional<std::int64_t>>(cell{1e19}) == beyond);
    // The value beside the error is the one that CAST yields.
    CHECK(detail::integer_of_cell(cell{9223372036854775808.0}) == INT64_MAX);
    CHECK(detail::integer_of_cell(cell{1e300}) == INT64_MAX);
    CHECK(detail::integer_of_cell(cell{-1e300}) == INT64_MIN);
    CHECK(detail::integer_of_cell(cell{std::string("9.3e+18")}) == INT64_MAX);
    CHECK(read<std::int64_t>(cell{-9223372036854775808.0}) == INT64_MIN);
    CHECK(read<std::int64_t>(cell{9223372036854774784.0}) == 9223372036854774784);
    CHECK(read<std::int64_t>(cell{INT64_MAX}) == INT64_MAX);
}

TEST_CASE("a bigint is an integer of 64 bits, or refused", "[core][answer]") {
    const std::string rule = "limit: a stored value is not an integer of 64 bits and cannot be read exactly as a bigint";
    for (const char* text : {"9.2233720368547758e+18", "9223372036854775808", "-9223372036854775809", "5.0", "word", "", "12abc", "Inf"})
        CHECK(refused<bigint>(cell{std::string(text)}) == rule);
    for (const double real : {0.5, 9007199254740992.0, -1e19}) CHECK(refused<bigint>(cell{real}) == rule);
    CHECK(refused<std::optional<bigint>>(cell{std::string("1e3")}) == rule);
}

TEST_CASE("a stored integer that no double is equal to is refused as one", "[core][answer]") {
    const std::string rule = "limit: a stored value is an integer beyond 2^53 and cannot be read exactly as a double: declare a bigint";
    for (const std::int64_t integer :
         {std::int64_t{9007199254740993}, std::int64_t{-9007199254740993}, INT64_MAX, INT64_MAX - 1, INT64_MIN + 1})
        CHECK(refused<double>(cell{integer}) == rule);
    CHECK(refused<std::optional<double>>(cell{INT64_MAX}) == rule);
    // NUMERIC stores the REAL 1e18 as an INTEGER, which a double holds.
    CHECK(read<double>(cell{std::int64_t{1000000000000000000}}) == 1e18);
    CHECK(read<double>(cell{std::int64_t{9007199254740992}}) == 9007199254740992.0);
    CHECK(read<double>(cell{INT64_MIN}) == -9223372036854775808.0);
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

namespace {
template <template <fixed_string, class, auto...> class field>
struct reading_fields {
    field<"id", std::string> id{};
    field<"total", bigint> total{};
    field<"weight", std::optional<double>> weight{};
};
using reading = fields_of<reading_fields>;
const answer two_readings{3, {std::string("a"), std::string("5"), 1.5, std::string("b"), std::string("9.3e+18"), no_value}};
const answer heavy{3, {std::string("a"), std::string("5"), INT64_MAX}};

/// The error of a result of the type T that is read from an answer: its message and its columns.
template <class T>
std::string error_of_reading(const answer& a, std::uint32_t page_rows = 9) {
    const std::vector<answer> answers{a};
    detail::answer_reader in{answers, page_rows};
    const auto read = detail::result_reader<T>::read(in);
    if (read.ok()) return "";
    std::string all = read.error().message;
    for (const std::string& column : read.error().columns) all += " [" + column + "]";
    return all;
}
template <template <fixed_string, class, auto...> class part>
struct readings_parts {
    part<"readings", std::vector<reading>> readings{};
    part<"count", std::int64_t> count{};
};
using readings_and_count = object_of<readings_parts>;
}  // namespace

TEST_CASE("the error of a cell that cannot be held names its column, in every shape of a result", "[core][answer]") {
    const std::string total = "limit: total is not an integer of 64 bits and cannot be read exactly as a bigint [total]";
    const std::string weight = "limit: weight is an integer beyond 2^53 and cannot be read exactly as a double: declare a bigint [weight]";
    CHECK(error_of_reading<reading>(two_readings).empty());  // the first row alone
    CHECK(error_of_reading<reading>(heavy) == weight);
    CHECK(error_of_reading<std::optional<reading>>(heavy) == weight);
    CHECK(error_of_reading<std::vector<reading>>(two_readings) == total);
    CHECK(error_of_reading<page<reading, "id">>(two_readings) == total);
    CHECK(error_of_reading<page<reading, "id">>(two_readings, 1).empty());
    CHECK(error_of_reading<readings_and_count>(two_readings) == total);
    CHECK(error_of_reading<std::int64_t>(answer{1, {1e19}}) == "limit: a stored value is beyond 64 bits and cannot be read as an integer");
    CHECK(error_of_reading<std::vector<bigint>>(answer{1, {std::string("1"), std::string("1e19")}}).starts_with("limit: a stored value"));
}
