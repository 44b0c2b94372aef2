// Lists and objects as arguments.
#include "judge.hpp"

using namespace squall;
using namespace squall::test;

namespace {

template <template <fixed_string, class, auto...> class arg>
struct item_fields {
    arg<"name", std::string, trimmed, not_blank> name{};
    arg<"count", std::int64_t, default_integer<1>, between<0, 9>> count{};
    arg<"note", std::optional<std::string>, nullable> note{};
};
using item = object<item_fields>;
template <template <fixed_string, class, auto...> class arg>
struct outer_fields {
    arg<"items", std::vector<item>> items{};
};
using texts = std::vector<std::string>;
using integers = std::vector<std::int64_t>;

const value a = text_value("a"), b = text_value("b");

std::string judged_texts(const std::vector<value>& items) { return judged<texts>(list_value(items)); }
std::string judged_item(const std::vector<value>& fields) { return judged<item>(object_value(fields)); }

}  // namespace

TEST_CASE("a list takes values of its type, none at all included", "[core][arguments]") {
    CHECK(judged_texts({a, b}) == "[text a, text b]");
    CHECK(judged_texts({}) == "[]");
    CHECK(judged<integers>(list_value(std::vector{js_number(1), js_number(-0.0)})) == "[integer 1, integer 0]");
    CHECK(judged<texts>("a") == "it must be a list");
    CHECK(judged<texts>(object_value({a})) == "it must be a list");
    CHECK(judged<texts>(js_json("[\"a\"]")) == "it must be a list");
}

TEST_CASE("a list holds no null, no undefined and no hole", "[core][arguments]") {
    CHECK(judged_texts({a, null_value()}) == "it must not hold null or undefined");
    CHECK(judged_texts({undefined(), a}) == "it must not hold null or undefined");
    CHECK(judged_texts({a, value{}}) == "it must not hold null or undefined");
}

TEST_CASE("one wrong value spoils a list", "[core][arguments]") {
    CHECK(judged_texts({a, js_number(1)}) == "it must be text");
    CHECK(judged_texts({a, tagged(value_type::broken_text)}) == "it must not hold a lone surrogate");
    CHECK(judged_texts({a, list_value(std::vector{b})}) == "it must be text");
    CHECK(judged_texts({a, tagged(value_type::unreadable)}) == "it could not be read");
    CHECK(judged<integers>(list_value(std::vector{js_number(1), js_number(1.5)})) == "it must be an integer");
}

TEST_CASE("the bounds of a list count its items, whatever they are", "[core][arguments]") {
    const std::vector<value> none, two{a, b}, three{a, b, a}, numbers{js_number(0), js_number(1000)};
    CHECK(judged<texts, between<1, 2>>(list_value(two)) == "[text a, text b]");
    CHECK(judged<texts, between<1, 2>>(list_value(none)) == "it must have 1 to 2 items");
    CHECK(judged<texts, between<1, 2>>(list_value(three)) == "it must have 1 to 2 items");
    CHECK(judged<texts, at_least<1>>(list_value(three)) == "[text a, text b, text a]");
    CHECK(judged<texts, at_least<1>>(list_value(none)) == "it must have at least 1 items");
    CHECK(judged<integers, between<1, 2>>(list_value(numbers)) == "[integer 0, integer 1000]");
}

TEST_CASE("an object's fields are arguments of their own, with defaults", "[core][arguments]") {
    CHECK(judged_item({text_value(" n "), js_number(3), a}) == "{text n, integer 3, text a}");
    CHECK(judged_item({text_value("n"), value{}, value{}}) == "{text n, integer 1, absent}");
    CHECK(judged_item({text_value("n"), undefined(), null_value()}) == "{text n, integer 1, null}");
    CHECK(judged<item>("n") == "it must be an object");
    CHECK(judged<item>(list_value(std::vector{a})) == "it must be an object");
    CHECK(judged<item>(js_number(1)) == "it must be an object");
}

TEST_CASE("a field that breaks a rule is named by its path", "[core][arguments]") {
    CHECK(judged_item({value{}, value{}, value{}}) == "it.name is required");
    CHECK(judged_item({text_value(" "), value{}, value{}}) == "it.name must not be blank");
    CHECK(judged_item({a, js_number(10), value{}}) == "it.count must be from 0 to 9");
    CHECK(judged_item({a, value{}, js_number(10)}) == "it.note must be text");

    const std::vector<value> good{a, value{}, value{}}, bad{a, js_number(0.5), value{}};
    const std::vector<value> both{object_value(good), object_value(bad)};
    CHECK(judged<std::vector<item>>(list_value(both)) == "it.count must be an integer");
    CHECK(judged<std::vector<item>>(list_value(std::vector{object_value(good), a})) == "it must be an object");
    const std::vector<value> outer{list_value(both)};
    CHECK(judged<object<outer_fields>>(object_value(outer)) == "it.items.count must be an integer");
}

TEST_CASE("the caller's own list and objects stay as they were", "[core][arguments]") {
    const std::vector<value> fields{text_value(" n "), js_number(3), value{}};
    const std::vector<value> items{object_value(fields)};
    CHECK(judged<std::vector<item>>(list_value(items)) == "[{text n, integer 3, absent}]");
    CHECK(fields[0].view() == " n ");
    CHECK(fields[1].type == value_type::number);
}
