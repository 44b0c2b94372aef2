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

namespace enum_tests {
enum class Priority { low = 1, mid = 5, high = 10, urgent = 1024 };
enum class Signal : std::int8_t { lost = -3, none = 0, full = 100 };
enum class HttpStatus : std::uint16_t { ok = 200, not_found = 404, teapot = 418, unavailable = 503 };
enum class Progress { open, in_progress, first, empty, quoted };
enum class Far { here = 123456, there = -98765 };
enum class Status : std::uint16_t { go_on = 100, ok = 200, made = 201, moved = 301, found = 302, gone = 410, teapot = 418, down = 503 };
enum class Other : std::uint8_t { here, there, other = 255 };
// clang-format off
enum class Many {
    v00, v01, v02, v03, v04, v05, v06, v07, v08, v09, v10, v11,
    v12, v13, v14, v15, v16, v17, v18, v19, v20, v21, v22, v23,
    v24, v25, v26, v27, v28, v29, v30, v31, v32, v33, v34, v35,
    v36, v37, v38, v39, v40, v41, v42, v43, v44, v45, v46, v47,
    v48, v49, v50, v51, v52, v53, v54, v55, v56, v57, v58, v59,
    v60, v61, v62, v63, v64, v65, v66, v67, v68, v69
};
// clang-format on
enum class Below { none = -1, zero, one };
enum Loose { loose_a = -1, loose_b = 1, loose_c = 2, last_loose = loose_c };
enum class Wide : std::uint64_t { none, all = 18446744073709551615u };
enum class Yes : bool { no, yes };
enum class Country {
    c00,
    c01,
    c02,
    c03,
    c04,
    c05,
    c06,
    c07,
    c08,
    c09,
    c10,
    c11,
    c12,
    c13,
    c14,
    c15,
    c16,
    c17,
    c18,
    c19,
    c20,
    c21,
    c22,
    c23,
    c24,
    c25,
    c26,
    c27,
    c28,
    c29,
    c30,
    c31,
    c32,
    c33,
    c34,
    c35,
    c36,
    c37,
    c38,
    c39
};
}  // namespace enum_tests

template <>
inline constexpr const char* squall::stored_text<enum_tests::Progress::in_progress> = "in-progress";
template <>
inline constexpr const char* squall::stored_text<enum_tests::Progress::first> = "1st";
template <>
inline constexpr const char* squall::stored_text<enum_tests::Progress::empty> = "";
template <>
inline constexpr const char* squall::stored_text<enum_tests::Progress::quoted> = "it's \"quoted\"";
template <>
inline constexpr auto squall::enum_values_of<enum_tests::Wide> = squall::enum_values<enum_tests::Wide::all, enum_tests::Wide::none>;
template <>
inline constexpr auto squall::enum_values_of<enum_tests::Far> = squall::enum_values<enum_tests::Far::here, enum_tests::Far::there>;

namespace {
using namespace enum_tests;

template <template <fixed_string, class, auto...> class column>
struct tickets_table {
    column<"id", std::int64_t, primary_key> id{};
    column<"priority", Priority> priority{};
    column<"progress", Progress> progress{};
    column<"country", Country> country{};
};
constexpr table<tickets_table, "tickets"> tickets;
}  // namespace

TEST_CASE("an enum has as many values as it has, with gaps and below zero", "[sql][enums]") {
    STATIC_REQUIRE(enum_size<Country> == 40);
    STATIC_REQUIRE(name_of(Country::c39) == "c39");
    STATIC_REQUIRE(enum_size<Priority> == 4);
    STATIC_REQUIRE(name_of(Priority::high) == "high");
    STATIC_REQUIRE(name_of(Priority::urgent) == "urgent");
    STATIC_REQUIRE(name_of(static_cast<Priority>(2)).empty());
    STATIC_REQUIRE(enum_size<Signal> == 3);
    STATIC_REQUIRE(name_of(Signal::lost) == "lost");
    STATIC_REQUIRE(enum_size<HttpStatus> == 4);
    STATIC_REQUIRE(enum_value<HttpStatus>(1) == HttpStatus::not_found);
    STATIC_REQUIRE(enum_size<Far> == 2);
    STATIC_REQUIRE(name_of(Far::there) == "there");
    STATIC_REQUIRE(enum_size<Status> == 8);
    STATIC_REQUIRE(name_of(Status::gone) == "gone");
    STATIC_REQUIRE(enum_size<Loose> == 3);
    STATIC_REQUIRE(name_of(last_loose) == "loose_c");
    STATIC_REQUIRE(enum_size<Wide> == 2);
    STATIC_REQUIRE(name_of(Wide::all) == "all");
    STATIC_REQUIRE(enum_size<Yes> == 2);
    STATIC_REQUIRE(enum_size<Other> == 3);
    STATIC_REQUIRE(name_of(Other::other) == "other");
    STATIC_REQUIRE(enum_size<Many> == 70);
    STATIC_REQUIRE(name_of(Many::v69) == "v69");
    STATIC_REQUIRE(enum_size<Below> == 3);
    STATIC_REQUIRE(enum_value<Below>(0) == Below::none);
    CHECK(stored_enum<Priority>{"urgent"}.value() == Priority::urgent);
    CHECK(stored_enum<Far>{"here"} == Far::here);
}

TEST_CASE("a value's stored text need not be a name", "[sql][enums]") {
    STATIC_REQUIRE(name_of(Progress::open) == "open");
    STATIC_REQUIRE(name_of(Progress::in_progress) == "in-progress");
    STATIC_REQUIRE(name_of(Progress::empty).empty());
    CHECK(stored_enum<Progress>{""}.value() == Progress::empty);
    CHECK(stored_enum<Progress>{"first"}.value() == std::nullopt);
    test_database db;
    db.run(create_table<tickets>);
    db.run(
        "INSERT INTO tickets VALUES (1, 'urgent', 'in-progress', 'c39'), (2, 'low', '', 'c31'), (3, 'mid', 'it''s \"quoted\"', 'c00'), "
        "(4, 'high', '1st', 'c32')");
    CHECK_THROWS(db.run("INSERT INTO tickets VALUES (5, 'low', 'in_progress', 'c00')"));
    CHECK_THROWS(db.run("INSERT INTO tickets VALUES (5, 'low', 'open', 'c40')"));
    const auto ids = select(tickets.id).from(tickets).order_by(tickets.id);
    CHECK(db.answer(text_of(ids.where(tickets.progress == literal<Progress::in_progress>))) == "1");
    CHECK(db.answer(text_of(ids.where(tickets.progress.in<Progress::empty, Progress::quoted, Progress::first>()))) == "2 3 4");
    CHECK(db.answer(text_of(ids.where(tickets.priority == literal<Priority::urgent>))) == "1");
    CHECK(db.answer(text_of(ids.where(tickets.country.in<Country::c31, Country::c32, Country::c39>()))) == "1 2 4");
}
