// Moments and days as arguments: brought into the form that the library writes, or refused.
#include "judge.hpp"

using namespace squall;
using namespace squall::test;

namespace {
struct form {
    const char *given, *stored;
};
}  // namespace

TEST_CASE("a moment is taken in every usual form and becomes ISO text in UTC", "[core][arguments]") {
    const form forms[] = {
        {"2026-02-03T04:05:06.789Z", "2026-02-03T04:05:06.789Z"},
        {"2026-02-03 04:05:06", "2026-02-03T04:05:06.000Z"},
        {"2026-02-03", "2026-02-03T00:00:00.000Z"},
        {"2026-02-03T04:05", "2026-02-03T04:05:00.000Z"},
        {"2026-02-03T04:05Z", "2026-02-03T04:05:00.000Z"},
        {"2026-02-03T04:05:06", "2026-02-03T04:05:06.000Z"},
        {"2026-02-03T04:05:06.7Z", "2026-02-03T04:05:06.700Z"},
        {"2026-02-03T04:05:06.7894999Z", "2026-02-03T04:05:06.789Z"},
        {"2026-02-03T04:05:06+02:00", "2026-02-03T02:05:06.000Z"},
        {"2026-02-03T04:05:06-05:30", "2026-02-03T09:35:06.000Z"},
        {"2026-01-01T00:30:00.000+01:00", "2025-12-31T23:30:00.000Z"},
        {"2024-02-29", "2024-02-29T00:00:00.000Z"},
        {"0001-01-01", "0001-01-01T00:00:00.000Z"},
        {"9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"},
    };
    for (const form& f : forms) CHECK(judged<timestamp>(f.given) == std::string("text ") + f.stored);
    CHECK(judged<std::optional<timestamp>>(null_value()) == "absent");
}

TEST_CASE("what is no moment is refused", "[core][arguments]") {
    for (const char* wrong : {"",
                              "now",
                              "2026",
                              "2026-02",
                              "2026-2-3",
                              "2026-02-30",
                              "2025-02-29",
                              "2026-13-01",
                              "2026-00-01",
                              "2026-01-00",
                              "2026-02-03T",
                              "2026-02-03T04",
                              "2026-02-03T04:05:",
                              "2026-02-03T24:00:00Z",
                              "2026-02-03T04:60:00Z",
                              "2026-02-03T04:05:60Z",
                              "2026-02-03T04:05:06.Z",
                              "2026-02-03T04:05:06.789z",
                              "2026-02-03T04:05:06ZZ",
                              "2026-02-03T04:05:06+",
                              "2026-02-03T04:05:06+2",
                              "2026-02-03T04:05:06+24:00",
                              "2026-02-03T04:05:06+02:60",
                              " 2026-02-03",
                              "2026-02-03 ",
                              "2026/02/03",
                              "1770091506789",
                              "20260203",
                              "+02026-02-03",
                              "-2026-02-03",
                              "12026-02-03"})
        CHECK(judged<timestamp>(wrong) == "it must be a time as ISO-8601 text");
    CHECK(judged<timestamp>(js_number(1770091506789)) == "it must be a time as ISO-8601 text");
    CHECK(judged<timestamp>(tagged(value_type::other)) == "it must be a time as ISO-8601 text");  // a Date
}

TEST_CASE("a moment that its zone carries out of the years 0000 to 9999 is refused", "[core][arguments]") {
    CHECK(judged<timestamp>("9999-12-31T23:59:59-01:00") == "it must be a time as ISO-8601 text");
    CHECK(judged<timestamp>("0000-01-01T00:00:00+01:00") == "it must be a time as ISO-8601 text");
}

TEST_CASE("a moment that is stored as given is checked all the same", "[core][arguments]") {
    CHECK(judged<timestamp, as_given>("2026-02-03 04:05:06") == "text 2026-02-03 04:05:06");
    CHECK(judged<timestamp, as_given>("2026-02-03T04:05+02:00") == "text 2026-02-03T04:05+02:00");
    CHECK(judged<timestamp, as_given>("2026-02-30") == "it must be a time as ISO-8601 text");
}

TEST_CASE("a day is ten characters of the calendar", "[core][arguments]") {
    CHECK(judged<date>("2026-02-03") == "text 2026-02-03");
    CHECK(judged<date>("2024-02-29") == "text 2024-02-29");
    for (const char* wrong : {"", "2026-02-30", "2026-2-3", "2026-02-03T00:00:00Z", "2026-02-03 ", "02/03/2026", "tomorrow"})
        CHECK(judged<date>(wrong) == "it must be a date as YYYY-MM-DD text");
    CHECK(judged<date>(js_number(20260203)) == "it must be a date as YYYY-MM-DD text");
}
