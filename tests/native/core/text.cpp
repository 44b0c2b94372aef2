// White space, and moments as texts.
#include "squall/core/text.hpp"

#include <catch2/catch.hpp>

using namespace squall;

namespace {

std::string iso(std::int64_t milliseconds) {
    char text[iso_size];
    write_iso(milliseconds, text);
    return {text, iso_size};
}
constexpr std::int64_t day = 86400000;

}  // namespace

TEST_CASE("trimming takes away what ECMAScript calls white space", "[core][text]") {
    // WhiteSpace and LineTerminator of ECMA-262, 12.2 and 12.3.
    for (const char* space :
         {"\t",     "\n",     "\v",     "\f",     "\r",     " ",      "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004",
          "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000", "\ufeff"}) {
        const std::string s = space;
        CHECK(trimmed_text(s).empty());
        CHECK(trimmed_text(s + "x" + s) == "x");
        CHECK(trimmed_text(s + s + "x" + s + "y" + s + s) == "x" + s + "y");
    }
}

TEST_CASE("trimming leaves everything else", "[core][text]") {
    for (const char* text : {"x", "\u200b", "\u180e", "\u0085", "\u2060", "日本", "é", "\u00c2\u00a1", "😀", "\x1c", "\x1f"})
        CHECK(trimmed_text(text) == text);
    const std::string nul(1, '\0');
    CHECK(trimmed_text(nul) == nul);
    CHECK(trimmed_text("").empty());
    CHECK(trimmed_text("\xa0") == "\xa0");  // a byte that is only the end of a character
    CHECK(trimmed_text("\xc2") == "\xc2");
}

TEST_CASE("moments are written in ISO form, UTC, to the millisecond", "[core][text]") {
    CHECK(iso(0) == "1970-01-01T00:00:00.000Z");
    CHECK(iso(1) == "1970-01-01T00:00:00.001Z");
    CHECK(iso(-1) == "1969-12-31T23:59:59.999Z");
    CHECK(iso(-day) == "1969-12-31T00:00:00.000Z");
    CHECK(iso(1770091506789) == "2026-02-03T04:05:06.789Z");
    CHECK(iso(1709164800000) == "2024-02-29T00:00:00.000Z");
    CHECK(iso(951782400000) == "2000-02-29T00:00:00.000Z");
    CHECK(iso(-62135596800000) == "0001-01-01T00:00:00.000Z");
    CHECK(iso(253402300799999) == "9999-12-31T23:59:59.999Z");
}

TEST_CASE("what is written is read back the same, through years with and without leap days", "[core][text]") {
    for (std::int64_t ms = -62135596800000; ms < 253402300800000; ms += 31 * day + 12345678) CHECK(parse_timestamp(iso(ms)) == ms);
    for (std::int64_t d = 0; d < 1500; ++d) CHECK(parse_timestamp(iso(d * day + 1)) == d * day + 1);
}

TEST_CASE("leap days are there in leap years only", "[core][text]") {
    CHECK(parse_timestamp("2024-02-29"));
    CHECK(parse_timestamp("2000-02-29"));
    CHECK_FALSE(parse_timestamp("2023-02-29"));
    CHECK_FALSE(parse_timestamp("1900-02-29"));
    CHECK_FALSE(parse_timestamp("2024-02-30"));
    CHECK_FALSE(parse_timestamp("2024-04-31"));
}

TEST_CASE("both stored forms of a moment are the same moment", "[core][text]") {
    CHECK(parse_timestamp("2026-02-03 04:05:06") == parse_timestamp("2026-02-03T04:05:06.000Z"));
    CHECK(parse_timestamp("2026-02-03") == parse_timestamp("2026-02-03T00:00:00.000Z"));
    CHECK(parse_timestamp("2026-02-03T04:05") == parse_timestamp("2026-02-03 04:05:00Z"));
}

TEST_CASE("a zone is taken off", "[core][text]") {
    const auto noon = parse_timestamp("2026-02-03T12:00:00Z");
    CHECK(parse_timestamp("2026-02-03T14:00:00+02:00") == noon);
    CHECK(parse_timestamp("2026-02-03T06:30:00-05:30") == noon);
    CHECK(parse_timestamp("2026-02-04T01:45:00+13:45") == noon);
    CHECK(parse_timestamp("2026-02-03T12:00:00+00:00") == noon);
    CHECK(parse_timestamp("2026-02-03T12:00:00-00:00") == noon);
    CHECK_FALSE(parse_timestamp("2026-02-03T12:00:00 +02:00"));
    CHECK_FALSE(parse_timestamp("2026-02-03T12:00:00+02:"));
}

TEST_CASE("fractions are cut to milliseconds", "[core][text]") {
    CHECK(*parse_timestamp("1970-01-01T00:00:00.5Z") == 500);
    CHECK(*parse_timestamp("1970-01-01T00:00:00.05Z") == 50);
    CHECK(*parse_timestamp("1970-01-01T00:00:00.0009Z") == 0);
    CHECK(*parse_timestamp("1970-01-01T00:00:00.123999999999999999999Z") == 123);
    CHECK(*parse_timestamp("1970-01-01 00:00:00.5+00:30") == 500 - 30 * 60000);
}

TEST_CASE("a moment stays within the years 0000 to 9999", "[core][text]") {
    CHECK(parse_timestamp("0000-01-01"));
    CHECK(parse_timestamp("9999-12-31T23:59:59.999Z"));
    CHECK_FALSE(parse_timestamp("9999-12-31T23:30:00-01:00"));
    CHECK_FALSE(parse_timestamp("0000-01-01T00:30:00+01:00"));
}
