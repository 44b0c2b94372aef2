// Constants in statements: what stands there is what was written.
#include "check.hpp"

TEST_CASE("integers, texts, booleans and enums are written as they are", "[sql][literal]") {
    test_database db;
    const auto value = [&](auto expression) { return db.answer(text_of(select(as<"v">(expression)))); };
    CHECK(value(literal<9223372036854775807>) == "9223372036854775807");
    CHECK(value(literal<9223372036854775807u>) == "9223372036854775807");
    CHECK(value(literal<(-9223372036854775807 - 1)>) == "-9223372036854775808");
    CHECK(value(literal<static_cast<unsigned char>(200)>) == "200");
    CHECK(value(literal<static_cast<signed char>(-3)>) == "-3");
    CHECK(value(literal<true>) == "1");
    CHECK(value(literal<"it's ?1 -- [x] \\">) == "it's ?1 -- [x] \\");
    CHECK(value(literal<"größe 日本">) == "größe 日本");
    CHECK(value(literal<"a"> == literal<"a">) == "1");
}

TEST_CASE("a decimal is a REAL, and stays one", "[sql][literal]") {
    test_database db;
    const auto value = [&](auto expression) { return db.answer(text_of(select(as<"v">(expression)))); };
    CHECK(text_of(select(as<"v">(real<"9.99">))) == "SELECT 9.99 AS v");
    CHECK(text_of(select(as<"v">(real<"2">))) == "SELECT 2.0 AS v");
    CHECK(text_of(select(as<"v">(real<"-0.5e-3">))) == "SELECT -0.5e-3 AS v");
    CHECK(columns_of(select(as<"v">(real<"1">))) == "v real");
    for (std::string_view text :
         {text_of(select(as<"v">(real<"2">))), text_of(select(as<"v">(real<"1e3">))), text_of(select(as<"v">(real<"-7.25">)))})
        CHECK(db.answer("SELECT typeof(v) FROM (" + std::string(text) + ")") == "real");
    CHECK(value(real<"1.7e308">) == "1.7e+308");
    CHECK(value(literal<7> / real<"2">) == "3.5");
    CHECK(value(literal<7> / literal<2>) == "3");
    CHECK(value(real<"7"> / literal<2>) == "3.5");
    CHECK(value(literal<5> * real<"1.1"> - real<"-0.5">) == "6.0");
    CHECK(value(real<"0.1"> + real<"0.2"> > real<"0.3">) == "1");
}

TEST_CASE("a REAL is compared and calculated with by its decimals", "[sql][literal]") {
    test_database db;
    db.run("INSERT INTO users VALUES ('u', 'a@x', NULL)");
    db.run("INSERT INTO agents (id, owner_id, name) VALUES ('a', 'u', 'n')");
    db.run(
        "INSERT INTO runs (agent_id, number, score, details) VALUES ('a', 1, 9.5, '{\"x\": 5}'), ('a', 2, 10, '{\"x\": 5.0}'), ('a', 3, "
        "NULL, '{}')");
    const auto answer = [&](const auto& query) { return db.answer(text_of(query)); };
    constexpr auto numbers = select(runs.number).from(runs).order_by(runs.number);
    CHECK(answer(numbers.where(runs.score > real<"9.49"> && runs.score < real<"9.99">)) == "1");
    CHECK(answer(numbers.where(runs.score.between(real<"9.51">, real<"10.0">))) == "2");
    CHECK(answer(numbers.where(runs.score * real<"1.1"> > real<"10.9">)) == "2");
    // A number of a document, or a constant beside a REAL, may be an INTEGER to SQLite: it is divided as the REAL that its type says.
    constexpr auto x = json_extract<"$.x", double>(runs.details);
    constexpr auto halves = select(as<"v">(x / literal<2>)).from(runs).order_by(runs.number);
    check_text(halves, "SELECT CAST(json_extract(details, '$.x') AS REAL) / 2 AS v FROM runs ORDER BY number");
    CHECK(answer(halves) == "2.5 2.5 null");
    CHECK(answer(select(as<"v">(literal<5> / x)).from(runs).where(runs.number == literal<1>)) == "1.0");
    CHECK(answer(select(as<"v">(coalesce(runs.score, literal<7>) / literal<2>)).from(runs).order_by(runs.number)) == "4.75 5.0 3.5");
    // A REAL column and sums of one are REALs: nothing stands around them.
    check_text(select(as<"v">(runs.score / literal<4>)).from(runs), "SELECT score / 4 AS v FROM runs");
    check_text(select(as<"v">(sum(runs.score) / count())).from(runs), "SELECT sum(score) / count(*) AS v FROM runs");
    check_text(select(as<"v">(avg(runs.number) / literal<2>)).from(runs), "SELECT avg(number) / 2 AS v FROM runs");
    check_text(select(as<"v">(runs.number / param<"by", double>)).from(runs), "SELECT number / ?1 AS v FROM runs");
}
