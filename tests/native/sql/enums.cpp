#include "check.hpp"

namespace {
enum class Colour { red, green, dark_blue };
enum class Single { one };
}  // namespace

TEST_CASE("an enum's names are read off its declaration", "[sql][enums]") {
    STATIC_REQUIRE(enum_size<Colour> == 3);
    STATIC_REQUIRE(name_of(Colour::red) == "red");
    STATIC_REQUIRE(name_of(Colour::dark_blue) == "dark_blue");
    STATIC_REQUIRE(enum_size<Single> == 1);
    STATIC_REQUIRE(name_of(RunStatus::done) == "done");
}

TEST_CASE("a row keeps an enum's stored text, which may be older than the list of values", "[sql][enums]") {
    const stored_enum<Colour> known{"green"}, unknown{"mauve"};
    CHECK(known == Colour::green);
    CHECK(known.value() == Colour::green);
    CHECK(unknown.value() == std::nullopt);
    CHECK(unknown.text == "mauve");
}

TEST_CASE("an enum column compares with its values and with bound ones", "[sql][enums]") {
    constexpr auto open = select(runs.number).from(runs).where(runs.status.in<RunStatus::queued, RunStatus::running>());
    check_text(open, "SELECT number FROM runs WHERE status IN ('queued', 'running')");
    constexpr auto some = select(runs.number).from(runs).where(runs.status == param<"status">);
    check_text(some, "SELECT number FROM runs WHERE status = ?1");
    CHECK(parameters_of(some) == "status enum");
    CHECK(columns_of(select(runs.status, runs.old_status).from(runs)) == "status enum, old_status enum?");
}
