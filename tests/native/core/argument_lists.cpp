// Lists and objects as arguments.
#include "judge.hpp"
#include "squall/core/packed_arguments.hpp"

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

TEST_CASE("an object that is laid out otherwise than declared is refused, not read beyond its fields", "[core][arguments]") {
    constexpr auto otherwise = "it is not laid out as it is declared";
    CHECK(judged_item({a}) == otherwise);
    CHECK(judged_item({}) == otherwise);
    CHECK(judged_item({a, value{}, value{}, value{}}) == otherwise);
    const std::vector<value> wide{object_value(std::vector<value>{a, value{}, value{}, a})};
    CHECK(judged<std::vector<item>>(list_value(wide)) == otherwise);
}

TEST_CASE("what is no plain object, or not an object's own, is refused by its path", "[core][arguments]") {
    CHECK(judged<item>(tagged(value_type::not_plain)) == "it must be a plain object, not an instance of a class");
    CHECK(judged<std::string>(tagged(value_type::not_own)) ==
          "it must be a property of the object itself: not inherited, computed or hidden");
    CHECK(judged<std::optional<std::string>, tenant>(tagged(value_type::not_own)) ==
          "it must be a property of the object itself: not inherited, computed or hidden");
    CHECK(judged_item({a, tagged(value_type::not_own), value{}}) ==
          "it.count must be a property of the object itself: not inherited, computed or hidden");
}

namespace {
template <template <fixed_string, class, auto...> class arg>
struct change_fields {
    arg<"name", std::optional<std::string>> name{};
    arg<"note", std::optional<std::string>, nullable> note{};
    arg<"tags", std::optional<std::vector<std::string>>> tags{};
};
using change = object<change_fields>;
}  // namespace

TEST_CASE("null in a patch is refused where the field may not be null, and a value where it may", "[core][arguments]") {
    const auto patch = [](std::vector<value> fields) { return judged<change, as_patch>(object_value(fields)); };
    constexpr auto kept = "must not be null; leave it out to keep what is stored";
    CHECK(patch({null_value(), value{}, value{}}) == std::string("it.name ") + kept);
    CHECK(patch({a, null_value(), null_value()}) == std::string("it.tags ") + kept);
    CHECK(patch({a, null_value(), value{}}) == "{text a, null, absent}");
    CHECK(patch({undefined(), undefined(), value{}}) == "{absent, absent, absent}");
    const std::vector<value> plain{null_value(), null_value(), null_value()};
    CHECK(judged<change>(object_value(plain)) == "{absent, null, absent}");  // no patch: as if left out
    // What C++ callers write.
    const auto struct_of = [](arguments<change_fields> fields) {
        const auto values = values_of(fields);
        return judged<change, as_patch>(object_value({values.begin(), values.end()}));
    };
    CHECK(struct_of({.name = std::nullopt}) == std::string("it.name ") + kept);
    CHECK(struct_of({.name = std::optional<std::string>{}, .note = std::nullopt}) == "{absent, null, absent}");
}

TEST_CASE("at_least has no upper bound but that of its type", "[core][arguments]") {
    constexpr std::int64_t big = std::int64_t{1} << 60;
    CHECK(judged<std::int64_t, at_least<1>>(integer_value(big)) == "integer 1152921504606846976");
    CHECK(judged<std::int64_t, at_least<1>>(integer_value(0)) == "it must be at least 1");
    CHECK(judged<std::int64_t, between<1, 9>>(integer_value(big)) == "it must be from 1 to 9");
    CHECK(judged<std::int64_t, at_least<1>>(js_number(1e300)) == "it must be an integer of at most 2^53 - 1 in size");
}

namespace {
constexpr fixed_string long_default{
    "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
    "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
    "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"};
template <template <fixed_string, class, auto...> class arg>
struct long_fields {
    arg<"first", std::string, default_text<long_default>> first{};
    arg<"second", std::string, default_text<"after it">> second{};
    arg<"patch", change, as_patch> patch{};
    arg<"least", std::optional<std::int64_t>, between<-5'000'000'000, 5'000'000'000>> least{};
};
}  // namespace

TEST_CASE("declarations of any size come out of their bytes as they went in", "[core][arguments]") {
    using args = arguments<long_fields>;
    const auto& declared = detail::arguments_traits<args>::specs;
    const auto unpacked = detail::packed_arguments_of<args>.specs();
    REQUIRE(unpacked.size() == declared.size());
    for (std::size_t i = 0; i < declared.size(); ++i) {
        CHECK(unpacked[i].name == declared[i].name);
        CHECK(unpacked[i].kind == declared[i].kind);
        for (const detail::packed_switch& s : detail::packed_switches) CHECK(unpacked[i].*s.field == declared[i].*s.field);
        CHECK(unpacked[i].default_value.view() == declared[i].default_value.view());
        CHECK(unpacked[i].field_count == declared[i].field_count);
    }
    CHECK(unpacked[0].default_value.size == 300);
    CHECK(unpacked[3].least == -5e9);
    CHECK(unpacked[2].fields[1].is_nullable);
}
