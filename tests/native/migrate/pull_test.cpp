// What squall pull writes of a database made by the migrations: it compiles, and gives the schema's DDL.
#include <catch2/catch.hpp>

#include "migrate/declared.hpp"
#include "migrate/difference.hpp"
#include "migrate/pull_header.hpp"
#include "pulled_schema.hpp"
#include "sample_database.hpp"
#include "tool/schema.hpp"
#include "tool/schema_statements.hpp"

using namespace squall::migrate;

TEST_CASE("the pulled declarations give the DDL of the schema") {
    const snapshot found = declare(pulled::tables, pulled::views).shapes;
    snapshot expected = squall::tool::the_schema().shapes;
    CHECK(differences_of(expected, found) == names{});
    CHECK(found.tables.size() == expected.tables.size());
    auto left = squall::tool::schema_statements(found), right = squall::tool::schema_statements(expected);
    std::sort(left.begin(), left.end());
    std::sort(right.begin(), right.end());
    CHECK(left == right);
}

TEST_CASE("what cannot be declared is named") {
    const snapshot s = squall::test::snapshot_of(
        "CREATE TABLE t (id INTEGER PRIMARY KEY NOT NULL, a TEXT CHECK (a <> ''), b TEXT CHECK (b IN ('in-progress')), c TEXT COLLATE "
        "NOCASE, d TEXT AS (a || c))");
    const names problems = header_of(s, {}, "pulled", "here").problems;
    for (const char* part : {"t.id: NOT NULL beside PRIMARY KEY", "t.a: CHECK (a <> '')", "t.b: CHECK (b IN ('in-progress'))",
                             "t.c: COLLATE NOCASE", "t.d: GENERATED ALWAYS AS (a || c)"}) {
        INFO(part);
        CHECK(std::any_of(problems.begin(), problems.end(), [&](const std::string& p) { return p.starts_with(part); }));
    }
}
