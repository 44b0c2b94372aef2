// JSON documents as arguments.
#include "judge.hpp"

using namespace squall;
using namespace squall::test;

namespace {
std::string nested(std::size_t levels, const std::string& open, const std::string& close) {
    std::string text;
    for (std::size_t i = 0; i < levels; ++i) text += open;
    text += "1";
    for (std::size_t i = 0; i < levels; ++i) text += close;
    return text;
}
}  // namespace

TEST_CASE("a JSON argument is stored as the text it is", "[core][arguments]") {
    for (const char* text :
         {"{}", "[]", "null", "true", "false", "0", "-0", "1.5e-7", "1E300", "\"x\"", "\"\\u0000\"", "\"\\ud83d\\ude00 日本\"",
          " { \"b\" : 1 , \"a\" : [ ] } ", "{\"a\":1,\"a\":2}", "18446744073709551615", "-9223372036854775808",
          "123456789012345678901234567890", "[100000000000000000000,{\"n\":-1234567890123456789012345.5e3}]"}) {
        CHECK(judged<json<>>(js_json(text)) == std::string("text ") + text);
        CHECK(judged<json<>>(text) == std::string("text ") + text);  // a C++ caller gives the text
    }
}

TEST_CASE("what is no JSON is refused", "[core][arguments]") {
    for (const char* text : {"",
                             " ",
                             "nul",
                             "undefined",
                             "NaN",
                             "Infinity",
                             "01",
                             "+1",
                             ".5",
                             "1.",
                             "1e",
                             "0x10",
                             "{",
                             "[1,]",
                             "{\"a\"}",
                             "{\"a\":}",
                             "{a:1}",
                             "{'a':1}",
                             "\"",
                             "\"\n\"",
                             "\"\\x\"",
                             "\"\\ud83d\"",
                             "[1] [2]",
                             "1 2",
                             "// comment\n1",
                             "\xff",
                             "\xef\xbb\xbf{}",
                             "\"\xc3\"",
                             "[12345678901234567890123",
                             "[12345678901234567890123,]"})
        CHECK(judged<json<>>(text) == "it must be valid JSON");
    CHECK(judged<json<>>(js_number(1)) == "it must be a value that JSON can say");
}

TEST_CASE("JSON goes 1,000 levels deep and no further", "[core][arguments]") {
    CHECK(judged<json<>>(nested(1000, "[", "]")).starts_with("text [["));
    CHECK(judged<json<>>(nested(1001, "[", "]")) == "it must not go deeper than 1000 levels");
    CHECK(judged<json<>>(nested(1000, "{\"a\":", "}")).starts_with("text {"));
    CHECK(judged<json<>>(nested(1001, "{\"a\":", "}")) == "it must not go deeper than 1000 levels");
    for (std::size_t levels : {std::size_t{1000}, std::size_t{1001}}) {
        const std::string empty = std::string(levels, '[') + std::string(levels, ']');
        CHECK((judged<json<>>(empty) == "text " + empty) == (levels == 1000));
        const std::string objects = nested(levels - 1, "{\"a\":", "}").replace((levels - 1) * 5, 1, "{}");
        CHECK((judged<json<>>(objects) == "text " + objects) == (levels == 1000));
    }
    CHECK(judged<json<>>("\"" + std::string(2000, '[') + "\"").starts_with("text \"[["));
    CHECK(judged<json<>>("]]" + std::string(10, '[')) == "it must be valid JSON");
    CHECK(judged<json<>>(nested(100'000, "[", "]")) == "it must not go deeper than 1000 levels");
    CHECK(judged<json<>>("[" + nested(999, "[", "]") + "," + nested(999, "[", "]") + "]").starts_with("text [["));
}

TEST_CASE("a document may have to be an array, or an object", "[core][arguments]") {
    CHECK(judged<json<>, only_array>(" [1]") == "text  [1]");
    CHECK(judged<json<>, only_object>("\n{\"a\":[]}") == "text \n{\"a\":[]}");
    for (const char* wrong : {"{}", "1", "\"[]\"", "null"}) CHECK(judged<json<>, only_array>(wrong) == "it must be an array");
    for (const char* wrong : {"[]", "1", "\"{}\"", "null"}) CHECK(judged<json<>, only_object>(wrong) == "it must be an object");
    CHECK(judged<json<>, only_array>("[") == "it must be valid JSON");
    CHECK(judged<std::optional<json<>>, only_array>(null_value()) == "absent");
}

TEST_CASE("what JSON cannot say is told apart", "[core][arguments]") {
    CHECK(judged<json<>>(broken_json(json_fault::cyclic)) == "it must not contain itself or go deeper than 1000 levels");
    CHECK(judged<json<>>(broken_json(json_fault::not_finite)) == "it must hold finite numbers only");
    CHECK(judged<json<>>(broken_json(json_fault::bigint)) == "it must not hold a bigint");
    CHECK(judged<json<>>(broken_json(json_fault::lone_surrogate)) == "it must not hold a lone surrogate");
    CHECK(judged<json<>>(broken_json(json_fault::unreadable)) == "it could not be read");
    CHECK(judged<json<>>(broken_json(json_fault::other)) == "it must be a value that JSON can say");
}
