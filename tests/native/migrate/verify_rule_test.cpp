// The rule for stored types, and the kinds of tables, keys and views that verify reads.
#include <catch2/catch.hpp>

#include "migrate/inspect.hpp"
#include "migrate/verify_rows.hpp"
#include "squall/core/answer.hpp"
#include "tool/schema_of_sql.hpp"

using namespace squall::migrate;

namespace {

/// What verify finds in a database that is not quite as its schema: `lax` instead of `sql`, filled by `rows`.
std::string found(const std::string& sql, const std::string& lax, const std::string& rows) {
    const auto schema = squall::test::schema_of_sql(sql);
    const auto db = squall::test::database_of_sql(lax + ";" + rows);
    std::string all;
    for (const row_problem& p : verify_rows(*db, schema->declared, {}).problems) {
        all += p.table + '.' + p.column + ' ' + p.what + ": " + std::to_string(p.count);
        for (const std::string& id : p.examples) all += ' ' + id;
        all += '\n';
    }
    return all;
}

}  // namespace

TEST_CASE("verify finds every cell that is not stored as the declared type") {
    const std::string t =
        "CREATE TABLE t (id INTEGER PRIMARY KEY, flag BOOLEAN, at DATETIME, day DATE, n INTEGER, r REAL, s TEXT, e TEXT "
        "CHECK (e IN ('a', 'b')))";
    const std::string lax = "CREATE TABLE t (id INTEGER PRIMARY KEY, flag BOOLEAN, at DATETIME, day DATE, n INTEGER, r REAL, s, e)";
    CHECK(
        found(
            t, lax,
            "INSERT INTO t VALUES (1, 1, '2026-01-02 03:04:05', '2026-01-02', 1, 1.5, 's', 'a'), (2, 0, NULL, NULL, NULL, 2, NULL, 'b')") ==
        "");
    CHECK(found(t, lax, "INSERT INTO t (id, flag) VALUES (1, 'false'), (2, 'true'), (3, 2), (4, 0.5), (5, x'31')") ==
          "t.flag is neither 0 nor 1: 5 1 2 3\n");
    CHECK(
        found(t, lax, "INSERT INTO t (id, at, day) VALUES (1, 1767600000000, 20260102), (2, '2026', '2026'), (3, 2461043.5, 2461043.5)") ==
        "t.at is not a timestamp of either form: 3 1 2 3\nt.day is not a date: 3 1 2 3\n");
    CHECK(found(t, lax,
                "INSERT INTO t (id, n, r, s, e) VALUES (1, 'x', 'x', 1, 1), (2, 1.5, x'00', x'61', x'61'), (3, 9e99, NULL, 2.5, 'c')") ==
          "t.n is not an integer: 3 1 2 3\nt.r is not a number: 2 1 2\nt.s is not text: 3 1 2 3\nt.e is not in its list: 3 1 2 3\n");
}

TEST_CASE("the readers take such a cell as CAST does") {
    using squall::cell;
    using squall::truth_of_cell;
    for (const cell& c : {cell(std::int64_t{1}), cell(-0.5), cell("1"), cell(" 2x"), cell("-.5"), cell("1e1")}) CHECK(truth_of_cell(c));
    for (const cell& c : {cell(std::int64_t{0}), cell(0.0), cell("false"), cell("true"), cell(""), cell("0"), cell("nan"), cell("inf"),
                          cell("0x10"), cell("- 1"), cell()})
        CHECK_FALSE(truth_of_cell(c));
}

TEST_CASE("verify finds NULL in a primary key that permits it") {
    const std::string t = "CREATE TABLE t (id TEXT PRIMARY KEY, v TEXT)";
    CHECK(found(t, t, "INSERT INTO t VALUES (NULL, 'a'), (NULL, 'b'), ('x', 'c')") == "t.id is NULL: 2 NULL NULL\n");
    const std::string two = "CREATE TABLE t (a TEXT, B TEXT, PRIMARY KEY (A, b))";
    CHECK(found(two, two, "INSERT INTO t VALUES ('x', NULL), ('x', NULL)") == "t.B is NULL: 2 x/NULL x/NULL\n");
}

TEST_CASE("verify reads tables without rowid, with a column of that name, and rows of any number") {
    const std::string document = "CREATE TABLE t (a TEXT, b INTEGER, doc TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID";
    CHECK(found(document, document, "INSERT INTO t VALUES ('x', 1, 'y')") == "");
    const std::string named = "CREATE TABLE t (rowid TEXT, n INTEGER)";
    CHECK(found(named, "CREATE TABLE t (rowid TEXT, n)", "INSERT INTO t VALUES ('same', 1), ('same', 'x'), ('same', 'y')")
              .find("t.n is not an integer: 2") == 0);
    CHECK(found("CREATE TABLE t (id INTEGER PRIMARY KEY, s TEXT)", "CREATE TABLE t (id INTEGER PRIMARY KEY, s)",
                "INSERT INTO t VALUES (-9223372036854775808, 1), (0, 2), (-5, 3)") == "t.s is not text: 3 -9223372036854775808 -5 0\n");
}

TEST_CASE("verify asks unique indexes on expressions, descending columns and parts of the rows") {
    const std::string t = "CREATE TABLE t (id INTEGER PRIMARY KEY, mail TEXT, at INTEGER, gone INTEGER)";
    const std::string rows = "INSERT INTO t VALUES (1, 'A@x', 5, NULL), (2, 'a@x', 5, NULL), (3, 'b@x', 6, 1), (4, 'B@x', 6, 1)";
    CHECK(found(t + "; CREATE UNIQUE INDEX u ON t (at DESC)", t, rows) == "t.at is a duplicate key: 2 1 3\n");
    CHECK(found(t + "; CREATE UNIQUE INDEX u ON t (at DESC) WHERE gone IS NULL", t, rows) == "t.at is a duplicate key: 1 1\n");
    CHECK(found(t + "; CREATE UNIQUE INDEX u ON t (mail) WHERE gone IS NULL", t, rows) == "");
    const std::string index =
        t + "; CREATE INDEX i ON t (lower(mail)); CREATE UNIQUE INDEX u ON t (upper(mail) || at) WHERE gone IS NOT NULL AND at < 6";
    CHECK(found(index, index, rows) == "");
}

TEST_CASE("verify reads what a view gives") {
    const auto schema = squall::test::schema_of_sql("CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER)");
    const squall::column_description columns[] = {{.name = "id", .type = squall::type_of<std::int64_t>},
                                                  {.name = "share", .type = squall::type_of<double>}};
    schema->declared.views.push_back({"shares", columns});
    const auto verified = [&](const std::string& view) {
        const auto db = squall::test::database_of_sql(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER); INSERT INTO t VALUES (1, 4), (2, 0); " + view);
        std::string all;
        for (const row_problem& p : verify_rows(*db, schema->declared, {}).problems) all += p.table + '.' + p.column + ' ' + p.what + ' ';
        return all;
    };
    CHECK(verified("CREATE VIEW shares AS SELECT id, 1.0 AS share FROM t") == "");
    CHECK(verified("CREATE VIEW shares AS SELECT id, 1.0 / n AS share FROM t") == "shares.share is NULL ");
    CHECK(verified("CREATE VIEW shares AS SELECT id, n || '%' AS share FROM t") == "shares.share is not a number ");
    CHECK(verified("CREATE VIEW shares AS SELECT id FROM t") == "shares.share the column is missing ");
    CHECK(verified("SELECT 1") == "shares. the view is missing ");
}
