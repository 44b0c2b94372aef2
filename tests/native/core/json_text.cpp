// Lists as JSON text.
#include "squall/core/json_text.hpp"

#include <array>
#include <catch2/catch.hpp>

#include "core/json_check.hpp"

using namespace squall;

namespace {
std::string json_of(const value& v) {
    std::string out;
    append_json(out, v);
    return out;
}
std::string json_of(std::string_view text) { return json_of(text_value(text)); }
}  // namespace

TEST_CASE("values as JSON", "[core][json_text]") {
    CHECK(json_of(null_value()) == "null");
    CHECK(json_of(value{}) == "null");
    CHECK(json_of(boolean_value(true)) == "1");  // as its column keeps it
    CHECK(json_of(boolean_value(false)) == "0");
    CHECK(json_of(integer_value(-9223372036854775807 - 1)) == "-9223372036854775808");
    CHECK(json_of(real_value(0.1)) == "0.1");
    const std::array bytes{std::byte{0}, std::byte{0x7f}, std::byte{0xff}};
    CHECK(json_of(blob_value(bytes)) == "\"007fff\"");
    CHECK(json_of(blob_value({})) == "\"\"");
    CHECK(json_of(real_value(1e300)) == "1e+300");
    CHECK(json_of(real_value(5e-324)) == "5e-324");
    CHECK(json_of("{\"a\":1}") == "\"{\\\"a\\\":1}\"");  // a JSON column holds text
}

TEST_CASE("texts are escaped where JSON asks for it and nowhere else", "[core][json_text]") {
    CHECK(json_of("") == "\"\"");
    CHECK(json_of(text_value({})) == "\"\"");
    CHECK(json_of("a\"b\\c/d") == "\"a\\\"b\\\\c/d\"");
    CHECK(json_of("\n\t\x1f\x7f") == "\"\\u000a\\u0009\\u001f\x7f\"");
    CHECK(json_of(std::string_view("a\0b", 3)) == "\"a\\u0000b\"");
    CHECK(json_of("Ü 日本 😀 \u2028") == "\"Ü 日本 😀 \u2028\"");
    for (int c = 0; c < 128; ++c) {
        const char text[] = {'x', static_cast<char>(c), static_cast<char>(c)};
        CHECK_FALSE(json_problem(json_of(std::string_view(text, 3))));
    }
}

TEST_CASE("a list is one JSON array", "[core][json_text]") {
    const std::vector<value> none, some{text_value("003"), text_value("1e3"), null_value(), integer_value(1)};
    CHECK(json_of_list(list_value(none)) == "[]");
    CHECK(json_of_list(list_value(some)) == "[\"003\",\"1e3\",null,1]");
}

TEST_CASE("lists and objects inside a list are lists, none is lost", "[core][json_text]") {
    const std::vector<value> tags{text_value("a"), text_value("b\"")}, none;
    value inner = list_value(tags);
    inner.type = value_type::object;
    const std::vector<value> fields{integer_value(1), list_value(tags), list_value(none), inner, null_value()};
    value object = list_value(fields);
    object.type = value_type::object;
    CHECK(json_of(list_value(tags)) == R"(["a","b\""])");
    CHECK(json_of(object) == R"([1,["a","b\""],[],["a","b\""],null])");
}

TEST_CASE("sorted texts that are too many for one list go on in the next, each once and in order", "[core][json_text]") {
    std::vector<std::string> texts;
    for (int i = 0; i < 40; ++i) texts.push_back(std::to_string(10 + i) + std::string(100'000, 'x'));
    std::vector<value> all;
    for (int i = 39; i >= 0; --i) all.push_back(text_value(texts[static_cast<std::size_t>(i)]));
    for (std::size_t twice : {0U, 20U, 39U}) all.push_back(all[twice]);
    const auto lists = sorted_lists(all);
    REQUIRE(lists.size() == 3);
    std::size_t count = 0;
    std::string order;
    for (const sorted_list& list : lists) {
        CHECK(list.text.size() <= longest_list_text + 100'010);
        CHECK_FALSE(json_problem(list.text));
        CHECK((list.text.front() == '[' && list.text.back() == ']'));
        for (std::size_t at = list.text.find("x\""); at != list.text.npos; at = list.text.find("x\"", at + 1)) ++count;
        for (std::size_t at = 0; (at = list.text.find('"', at)) != list.text.npos; at = list.text.find('"', at + 1) + 1)
            order += list.text.substr(at + 1, 2);
        CHECK(list.count > 0);
    }
    CHECK(count == 40);
    std::string expected;
    for (int i = 0; i < 40; ++i) expected += std::to_string(10 + i);
    CHECK(order == expected);
    CHECK(sorted_lists({}).empty());
}
