// Values on their way to the page and back.
#include "studio/cell.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "studio/request_error.hpp"

using namespace squall::studio;

namespace {

cell read(const std::string& json) {
    simdjson::dom::parser parser;
    return cell_of(parser.parse(json).value_unsafe());
}

}  // namespace

TEST_CASE("every value of SQLite comes back from the page as it was", "[studio]") {
    const std::vector<cell> all{std::monostate{},
                                std::int64_t{0},
                                std::int64_t{-9'007'199'254'740'991},
                                std::int64_t{9'007'199'254'740'992},
                                std::numeric_limits<std::int64_t>::min(),
                                std::numeric_limits<std::int64_t>::max(),
                                0.1,
                                -1e300,
                                HUGE_VAL,
                                -HUGE_VAL,
                                std::string(),
                                std::string("a \"quoted\" line\nand \\ another"),
                                std::string("before\0behind", 13),
                                std::string("\xff\xfe", 2),
                                blob{},
                                blob{std::string("\0\x7f\x80\xff", 4)},
                                excerpt{"the beginning", 12'345, false},
                                excerpt{std::string("\0\1", 2), 99, true}};
    for (const cell& c : all) {
        const std::string json = json_of(c);
        CAPTURE(json);
        CHECK(read(json) == c);
    }
}

TEST_CASE("a whole number that is stored as REAL is a plain number: the page cannot tell them apart, and SQLite compares them equal",
          "[studio]") {
    CHECK(json_of(cell(2.0)) == "2");
    CHECK(read("2.5") == cell(2.5));
    CHECK(read("2") == cell(std::int64_t{2}));
}

TEST_CASE("long values are shown in part, and never cut within a character", "[studio]") {
    const std::string at_limit(preview_bytes, 'x');
    CHECK(json_preview_of(at_limit) == '"' + at_limit + '"');
    CHECK(json_preview_of(at_limit + 'y') == R"({"text": ")" + at_limit + R"(", "length": 301})");
    const std::string cut = std::string(preview_bytes - 1, 'x') + "\u20ac and more";
    CHECK(json_preview_of(cut) ==
          R"({"text": ")" + std::string(preview_bytes - 1, 'x') + R"(", "length": )" + std::to_string(cut.size()) + '}');
    CHECK(json_preview_of(blob{std::string(301, '\1')}).find(R"("length": 301})") != std::string::npos);
}

TEST_CASE("what is not a value is refused by what is wrong with it", "[studio]") {
    const auto refusal = [](const std::string& json) {
        try {
            read(json);
        } catch (const request_error& e) {
            return e.kind() + ": " + e.what();
        }
        return std::string("taken");
    };
    CHECK(refusal("[]") == "invalid_argument: not a cell value");
    CHECK(refusal("{}") == "invalid_argument: not a cell value");
    CHECK(refusal(R"({"length": 3})") == "invalid_argument: not a cell value");
    CHECK(refusal(R"({"blob": "0"})") == "invalid_argument: hexadecimal needs two digits per byte");
    CHECK(refusal(R"({"blob": "0g"})") == "invalid_argument: not hexadecimal digits");
    CHECK(refusal(R"({"integer": "1.5"})") == "invalid_argument: not a 64-bit integer");
    CHECK(refusal(R"({"integer": "9223372036854775808"})") == "invalid_argument: not a 64-bit integer");
    CHECK(refusal(R"({"integer": ""})") == "invalid_argument: not a 64-bit integer");
}
