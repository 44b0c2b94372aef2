// What counts as given: the rules of contract/README.md for absent, undefined and null.
#include "judge.hpp"

using namespace squall;
using namespace squall::test;
using optional_text = std::optional<std::string>;

namespace {
enum class Status { queued, running };
constexpr std::string_view forgotten = "it must not be undefined or null; leave the name out to mean any";
}  // namespace

TEST_CASE("a required argument must be there", "[core][arguments]") {
    CHECK(judged<std::string>(value{}) == "it is required");
    CHECK(judged<std::string>(undefined()) == "it is required");
    CHECK(judged<std::string>(null_value()) == "it is required");
    CHECK(judged<std::string>("") == "text ");
    CHECK(judged<std::int64_t>(value{}) == "it is required");
    CHECK(judged<bool>(null_value()) == "it is required");
    CHECK(judged<json<>>(undefined()) == "it is required");
    CHECK(judged<std::vector<std::string>>(null_value()) == "it is required");
}

TEST_CASE("an optional argument may be absent, undefined or null, which are the same", "[core][arguments]") {
    CHECK(judged<optional_text>(value{}) == "absent");
    CHECK(judged<optional_text>(undefined()) == "absent");
    CHECK(judged<optional_text>(null_value()) == "absent");
    CHECK(judged<optional_text>("text") == "text text");
    CHECK(judged<std::optional<std::vector<std::string>>>(null_value()) == "absent");
    CHECK(judged<std::optional<json<>>>(null_value()) == "absent");
}

TEST_CASE("a nullable argument keeps null as a value of its own", "[core][arguments]") {
    CHECK(judged<std::string, nullable>(null_value()) == "null");
    CHECK(judged<std::string, nullable>(undefined()) == "it is required");
    CHECK(judged<std::string, nullable>(value{}) == "it is required");
    CHECK(judged<optional_text, nullable>(null_value()) == "null");
    CHECK(judged<optional_text, nullable>(undefined()) == "absent");
    CHECK(judged<optional_text, nullable>(value{}) == "absent");
    CHECK(judged<double, nullable, between<0, 1>>(null_value()) == "null");
    CHECK(judged<std::optional<std::vector<std::string>>, nullable>(null_value()) == "null");
}

TEST_CASE("a tenant that is undefined or null is refused; only the name left out means any", "[core][arguments]") {
    CHECK(judged<optional_text, tenant>(value{}) == "absent");
    CHECK(judged<optional_text, tenant>(undefined()) == forgotten);
    CHECK(judged<optional_text, tenant>(null_value()) == forgotten);
    CHECK(judged<optional_text, tenant>("ws") == "text ws");
    CHECK(judged<std::string, tenant>(value{}) == "it is required");
    CHECK(judged<std::string, tenant>(undefined()) == forgotten);
    CHECK(judged<std::string, tenant>(null_value()) == forgotten);
}

TEST_CASE("a default stands in for what is not given", "[core][arguments]") {
    const value nothing_given[] = {value{}, undefined(), null_value()};
    for (const value& v : nothing_given) {
        CHECK(judged<std::int64_t, default_integer<20>>(v) == "integer 20");
        CHECK(judged<std::string, default_text<"draft">>(v) == "text draft");
        CHECK(judged<Status, default_enum<Status::running>>(v) == "text running");
        CHECK(judged<bool, default_false>(v) == "false");
        CHECK(judged<bool, default_integer<1>>(v) == "true");
        CHECK(judged<std::int64_t, default_integer<-1>, at_least<1>>(v) == "integer -1");  // a default needs no bounds
    }
    CHECK(judged<std::int64_t, default_integer<20>>(js_number(0)) == "integer 0");
    CHECK(judged<std::string, default_text<"draft">>("") == "text ");
    CHECK(judged<bool, default_integer<1>>(boolean_value(false)) == "false");
}

TEST_CASE("an argument that throws when it is read is refused, required or not", "[core][arguments]") {
    CHECK(judged<std::string>(tagged(value_type::unreadable)) == "it could not be read");
    CHECK(judged<optional_text>(tagged(value_type::unreadable)) == "it could not be read");
    CHECK(judged<std::vector<std::string>>(tagged(value_type::unreadable)) == "it could not be read");
    CHECK(judged<json<>>(tagged(value_type::unreadable)) == "it could not be read");
}
