// Texts, enums, numbers and booleans as arguments.
#include <cmath>
#include <limits>

#include "judge.hpp"

using namespace squall;
using namespace squall::test;

namespace {
enum class Status { queued, running, done };
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double largest = 9007199254740991;
constexpr std::string_view too_large = "it must be an integer of at most 2^53 - 1 in size";
/// One value of every kind that a caller can give, without texts, numbers and booleans.
const value_type other_kinds[] = {value_type::bigint, value_type::list, value_type::object, value_type::json, value_type::other};
}  // namespace

TEST_CASE("a text is stored as given", "[core][arguments]") {
    const std::string with_nul("a\0b", 3);
    CHECK(judged<std::string>("  Ü \"q\" 's' 100% \n\\ 日本 😀 ") == "text   Ü \"q\" 's' 100% \n\\ 日本 😀 ");
    CHECK(judged<std::string>(with_nul) == "text " + with_nul);
    CHECK(judged<std::string>(text_value({})) == "text ");
    CHECK(judged<std::string>(js_number(1)) == "it must be text");
    CHECK(judged<std::string>(boolean_value(true)) == "it must be text");
    for (value_type kind : other_kinds) CHECK(judged<std::string>(tagged(kind)) == "it must be text");
}

TEST_CASE("a lone surrogate is not text", "[core][arguments]") {
    CHECK(judged<std::string>(tagged(value_type::broken_text)) == "it must not hold a lone surrogate");
    CHECK(judged<Status>(tagged(value_type::broken_text)) == "it must not hold a lone surrogate");
    CHECK(judged<timestamp>(tagged(value_type::broken_text)) == "it must not hold a lone surrogate");
    CHECK(judged<std::int64_t>(tagged(value_type::broken_text)) == "it must be an integer");
}

TEST_CASE("trimmed takes white space away, not_blank refuses a text of nothing else", "[core][arguments]") {
    CHECK(judged<std::string, trimmed>(" \t\n\u00a0\u3000x y\ufeff ") == "text x y");
    CHECK(judged<std::string, trimmed>("x") == "text x");
    CHECK(judged<std::string, trimmed>("  ") == "text ");
    CHECK(judged<std::string, not_blank>("  x ") == "text   x ");
    CHECK(judged<std::string, not_blank>("") == "it must not be blank");
    CHECK(judged<std::string, not_blank>(" \u2003\n") == "it must not be blank");
    CHECK(judged<std::string, not_blank>("\u200b") == "text \u200b");  // zero width, but no white space to JavaScript
    CHECK(judged<std::string, trimmed, not_blank>(" x ") == "text x");
    CHECK(judged<std::string, trimmed, not_blank>(" ") == "it must not be blank");
    CHECK(judged<std::optional<std::string>, trimmed, not_blank>(value{}) == "absent");
}

TEST_CASE("an enum takes its own values and names them when it refuses", "[core][arguments]") {
    CHECK(judged<Status>("running") == "text running");
    for (const char* wrong : {"", "Running", "running ", "secret", "queued,running"})
        CHECK(judged<Status>(wrong) == "it must be one of queued, running, done");
    CHECK(judged<Status>(js_number(1)) == "it must be one of the listed texts");
    CHECK(judged<Status>(boolean_value(true)) == "it must be one of the listed texts");
}

TEST_CASE("an integer is whole and not larger than a JavaScript number carries", "[core][arguments]") {
    CHECK(judged<std::int64_t>(js_number(7)) == "integer 7");
    CHECK(judged<std::int64_t>(js_number(-7)) == "integer -7");
    CHECK(judged<std::int64_t>(js_number(-0.0)) == "integer 0");
    CHECK(judged<std::int64_t>(js_number(largest)) == "integer 9007199254740991");
    CHECK(judged<std::int64_t>(js_number(-largest)) == "integer -9007199254740991");
    for (double wrong : {largest + 1, -largest - 1, 1e300, -1e19}) CHECK(judged<std::int64_t>(js_number(wrong)) == too_large);
    for (double wrong : {0.5, -1e-300, not_a_number, infinity, -infinity})
        CHECK(judged<std::int64_t>(js_number(wrong)) == "it must be an integer");
    CHECK(judged<std::int64_t>("1") == "it must be an integer");
    CHECK(judged<std::int64_t>(boolean_value(true)) == "it must be an integer");
    for (value_type kind : other_kinds) CHECK(judged<std::int64_t>(tagged(kind)) == "it must be an integer");
}

TEST_CASE("a 64-bit integer of a C++ caller stays exact", "[core][arguments]") {
    CHECK(judged<std::int64_t>(integer_value(9007199254740993)) == "integer 9007199254740993");
    CHECK(judged<std::int64_t>(integer_value(std::numeric_limits<std::int64_t>::min())) == "integer -9223372036854775808");
}

TEST_CASE("a real is any finite number; minus zero becomes zero", "[core][arguments]") {
    CHECK(judged<double>(js_number(0.1)) == "real 0.1");
    CHECK(judged<double>(js_number(3)) == "real 3.0");
    CHECK(judged<double>(js_number(1e300)) == "real 1e+300");
    CHECK(judged<double>(js_number(5e-324)) == "real 5e-324");
    CHECK(judged<double>(integer_value(2)) == "real 2.0");
    CHECK(judged<double>(js_number(-0.0)) == "real 0.0");
    for (double wrong : {not_a_number, infinity, -infinity}) CHECK(judged<double>(js_number(wrong)) == "it must be a finite number");
    CHECK(judged<double>("0.5") == "it must be a finite number");
    CHECK(judged<double>(boolean_value(false)) == "it must be a finite number");
}

TEST_CASE("bounds are included, and the message says them", "[core][arguments]") {
    CHECK(judged<std::int64_t, between<1, 100>>(js_number(1)) == "integer 1");
    CHECK(judged<std::int64_t, between<1, 100>>(js_number(100)) == "integer 100");
    for (double wrong : {0.0, -0.0, 101.0, -1.0, largest})
        CHECK(judged<std::int64_t, between<1, 100>>(js_number(wrong)) == "it must be from 1 to 100");
    CHECK(judged<std::int64_t, at_least<1>>(js_number(largest)) == "integer 9007199254740991");
    CHECK(judged<std::int64_t, at_least<1>>(js_number(0)) == "it must be at least 1");
    CHECK(judged<std::int64_t, at_least<1>>(js_number(largest + 1)) == too_large);
    CHECK(judged<double, between<0, 1>>(js_number(0)) == "real 0.0");
    CHECK(judged<double, between<0, 1>>(js_number(1)) == "real 1.0");
    for (double wrong : {-1e-9, 1.0000001, 2.0}) CHECK(judged<double, between<0, 1>>(js_number(wrong)) == "it must be from 0 to 1");
    CHECK(judged<std::optional<std::int64_t>, between<1, 100>>(value{}) == "absent");
}

TEST_CASE("a boolean is true or false and nothing that looks like it", "[core][arguments]") {
    CHECK(judged<bool>(boolean_value(true)) == "true");
    CHECK(judged<bool>(boolean_value(false)) == "false");
    CHECK(judged<bool>(js_number(1)) == "it must be true or false");
    CHECK(judged<bool>("true") == "it must be true or false");
    for (value_type kind : other_kinds) CHECK(judged<bool>(tagged(kind)) == "it must be true or false");
}

TEST_CASE("a blob is bytes and nothing else", "[core][arguments]") {
    const blob bytes{std::byte{0}, std::byte{0xff}};
    CHECK(judged<blob>(blob_value(bytes)) == "blob of 2");
    CHECK(judged<std::optional<blob>>(value{}) == "absent");
    constexpr std::string_view rule = "it must be a Uint8Array or an ArrayBuffer";
    CHECK(judged<blob>("00ff") == rule);
    CHECK(judged<blob>(js_number(1)) == rule);
    for (value_type kind : other_kinds) CHECK(judged<blob>(tagged(kind)) == rule);
    for (value_type kind : {value_type::blob}) {
        CHECK(judged<std::string>(tagged(kind)) == "it must be text");
        CHECK(judged<std::int64_t>(tagged(kind)) == "it must be an integer");
        CHECK(judged<bool>(tagged(kind)) == "it must be true or false");
    }
}

TEST_CASE("a bigint has 64 bits, all of them", "[core][arguments]") {
    const auto js_bigint = [](std::int64_t n, bool fits = true) {
        value v = integer_value(n);
        v.type = value_type::bigint;
        v.size = fits ? 0 : 1;
        return v;
    };
    constexpr std::string_view rule = "it must be a bigint from -2^63 to 2^63 - 1";
    CHECK(judged<bigint>(js_bigint(INT64_MAX)) == "integer 9223372036854775807");
    CHECK(judged<bigint>(integer_value(INT64_MIN)) == "integer -9223372036854775808");
    CHECK(judged<bigint>(js_bigint(0, false)) == rule);
    CHECK(judged<bigint>(js_number(1)) == rule);
    CHECK(judged<bigint>("1") == rule);
    CHECK(judged<bigint, at_least<0>>(js_bigint(-1)) == "it must be at least 0");
    CHECK(judged<bigint, between<1, 3>>(js_bigint(4)) == "it must be from 1 to 3");
    CHECK(judged<std::int64_t>(js_bigint(1)) == "it must be an integer");
}
