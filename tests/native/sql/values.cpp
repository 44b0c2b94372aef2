#include "squall/sql/values.hpp"

#include "check.hpp"

namespace {
constexpr auto three =
    values(row(as<"plan">(literal<"free">), as<"rate">(real<"0.5">)), row(literal<"team">, literal<2>), row(param<"plan">, param<"rate">));
}

TEST_CASE("rows of values as a query", "[sql][values]") {
    constexpr auto rates = derived<"rates">(three);
    constexpr auto q = select(rates.get<"plan", std::string>(), as<"twice">(rates.get<"rate", double>() * literal<2>)).from(rates);
    check_text(q,
               "SELECT plan, rate * 2 AS twice FROM (SELECT 'free' AS plan, 0.5 AS rate UNION ALL VALUES ('team', 2), (?1, ?2)) AS rates");
    CHECK(columns_of(q) == "plan text, twice real");
    CHECK(parameters_of(q) == "plan text not null, rate real not null");
    CHECK(shared_database().answer(text_of(q), {"plus", "1"}) == "free team plus");
}

TEST_CASE("one row, one column, and a list to look in", "[sql][values]") {
    check_text(values(row(as<"a">(literal<1>), as<"b">(null<std::string>))), "SELECT 1 AS a, NULL AS b");
    CHECK(columns_of(values(row(as<"a">(literal<1>), as<"b">(null<std::string>)))) == "a integer, b text?");
    constexpr auto q = select(agents.id).from(agents).where(agents.name.in(values(as<"n">(literal<"x">), param<"other">)));
    check_text(q, "SELECT id FROM agents WHERE name IN (SELECT 'x' AS n UNION ALL VALUES (?1))");
}

TEST_CASE("null in any row may come", "[sql][values]") {
    constexpr auto q = values(as<"a">(literal<1>), null<std::int64_t>, literal<3>);
    check_text(q, "SELECT 1 AS a UNION ALL VALUES (NULL), (3)");
    CHECK(columns_of(q) == "a integer?");
    CHECK(shared_database().answer(text_of(q)) == "1 null 3");
}

TEST_CASE("values join, are named, and take part in compounds", "[sql][values]") {
    constexpr auto wanted =
        named<"wanted">(values(row(as<"id">(param<"a", std::string>), as<"number">(literal<1>)), row(param<"b">, literal<2>)));
    constexpr auto q = with(wanted)(select(runs.number).from(runs).join(wanted, wanted[runs.number] == runs.number));
    check_text(q,
               "WITH wanted AS (SELECT ?1 AS id, 1 AS number UNION ALL VALUES (?2, 2)) SELECT runs.number FROM runs JOIN wanted ON "
               "wanted.number = runs.number");
    check_text(union_all(select(users.id).from(users), values(as<"id">(literal<"a">), literal<"b">)),
               "SELECT id FROM users UNION ALL SELECT * FROM (SELECT 'a' AS id UNION ALL VALUES ('b'))");
}

TEST_CASE("a bigint is sent as text, and compared as a number", "[sql][values]") {
    constexpr auto q = values(row(as<"n">(cast<bigint>(literal<1>)), as<"x">(literal<2>)), row(cast<bigint>(literal<3>), literal<4>));
    check_text(q, "SELECT CAST(CAST(1 AS INTEGER) AS TEXT) AS n, 2 AS x UNION ALL VALUES (CAST(CAST(3 AS INTEGER) AS TEXT), 4)");
    constexpr auto inner = derived<"d">(q);
    check_text(select(as<"m">(inner.get<"x", std::int64_t>())).from(inner),
               "SELECT x AS m FROM (SELECT CAST(1 AS INTEGER) AS n, 2 AS x UNION ALL VALUES (CAST(3 AS INTEGER), 4)) AS d");
}

TEST_CASE("D1's limit of five terms does not count rows", "[sql][values]") {
    test_database db;
    constexpr auto q = values(as<"n">(literal<1>), literal<2>, literal<3>, literal<4>, literal<5>, literal<6>, literal<7>);
    db.limit_terms(5);
    CHECK(db.answer(text_of(q)) == "1 2 3 4 5 6 7");
    CHECK(db.answer("SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6") ==
          "too many terms in compound SELECT");
}
