// Arguments as a C++ caller gives them: one struct, with lists and objects in it.
#include "judge.hpp"
#include "squall/core/plan.hpp"
#include "squall/core/value_list.hpp"

using namespace squall;
using namespace squall::test;

namespace {

enum class Color { red, green };

template <template <fixed_string, class, auto...> class arg>
struct piece_fields {
    arg<"name", std::string> name{};
    arg<"size", std::int64_t, default_integer<1>> size{};
};
using piece = arguments<piece_fields>;
template <template <fixed_string, class, auto...> class arg>
struct all_fields {
    arg<"id", std::string> id{};
    arg<"color", Color> color{};
    arg<"weight", double> weight{};
    arg<"is_new", bool, default_false> is_new{};
    arg<"note", std::optional<std::string>, nullable> note{};
    arg<"until", std::optional<timestamp>> until{};
    arg<"data", std::optional<json<>>> data{};
    arg<"tags", std::optional<std::vector<std::string>>> tags{};
    arg<"parts", std::optional<std::vector<object<piece_fields>>>> parts{};
    arg<"patch", std::optional<object<piece_fields>>> patch{};
};
using all_args = arguments<all_fields>;

std::string checked(all_args args) {
    plan<nothing> p{args};
    if (p.refused()) return p.refused()->message;
    std::string all;
    for (const value& v : values_of(args)) all += (all.empty() ? "" : "; ") + shown_value(v);
    return all;
}

}  // namespace

TEST_CASE("a C++ caller names the arguments that he gives", "[core][arguments]") {
    CHECK(checked({.id = "a", .color = Color::green, .weight = 2}) ==
          "text a; text green; real 2.0; false; absent; absent; absent; absent; absent; absent");
    const std::string id = "b";
    CHECK(checked(
              {.id = id, .color = Color::red, .weight = 0.5, .is_new = true, .note = std::nullopt, .until = "2026-02-03", .data = "{}"}) ==
          "text b; text red; real 0.5; true; null; text 2026-02-03T00:00:00.000Z; text {}; absent; absent; absent");
}

TEST_CASE("an optional that is empty leaves the argument out", "[core][arguments]") {
    const std::optional<std::string> none, some = "x";
    CHECK(checked({.id = "a", .color = Color::red, .weight = 1, .note = none, .data = none}) ==
          "text a; text red; real 1.0; false; absent; absent; absent; absent; absent; absent");
    CHECK(checked({.id = "a", .color = Color::red, .weight = 1, .note = some}) ==
          "text a; text red; real 1.0; false; text x; absent; absent; absent; absent; absent");
}

TEST_CASE("lists and objects in C++", "[core][arguments]") {
    const auto tags = list_of({"x", "y"});
    const auto parts = list_of(std::vector{piece{.name = "p"}, piece{.name = "q", .size = 3}});
    const piece patch{.name = "r", .size = 2};
    CHECK(checked({.id = "a", .color = Color::red, .weight = 1, .tags = tags, .parts = parts, .patch = patch}) ==
          "text a; text red; real 1.0; false; absent; absent; absent; [text x, text y]; [{text p, integer 1}, {text q, integer 3}]; {text "
          "r, integer 2}");
}

TEST_CASE("the first argument that breaks a rule is named, and its value is not told", "[core][arguments]") {
    const auto parts = list_of(std::vector{piece{.name = "p"}, piece{.name = "q"}});
    CHECK(checked({.id = "a", .color = Color::red, .weight = 1, .until = "secret", .data = "secret", .parts = parts}) ==
          "invalid_argument: until must be a time as ISO-8601 text");
    CHECK(checked({.id = "a", .color = Color::red, .weight = 1, .data = "secret", .parts = parts}) ==
          "invalid_argument: data must be valid JSON");
}
