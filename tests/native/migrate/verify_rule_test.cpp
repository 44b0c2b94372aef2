// The rule for stored types, and the kinds of tables, keys and views that verify reads.
#include <catch2/catch.hpp>

#include "migrate/inspect.hpp"
#include "migrate/verify_rows.hpp"
#include "squall/core/answer.hpp"
#include "tool/schema_of_sql.hpp"

using namespace squall::migrate;

namespace {

const std::string number = "is a number where ISO text is declared (squall/sql/unix_time.hpp has types for Unix times)";

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
    CHECK(found(t, lax,
                "INSERT INTO t (id, at, day) VALUES (1, 1767600000000, 20260102), (2, '2026-1', '2026-1'), (3, 2461043.5, 2461043.5)") ==
          "t.at " + number + ": 2 1 3\nt.at is not a timestamp of either form: 1 2\nt.day " + number +
              ": 2 1 3\nt.day is not a date: 1 2\n");
    CHECK(found(t, lax,
                "INSERT INTO t (id, n, r, s, e) VALUES (1, 'x', 'x', 1, 1), (2, 1.5, x'00', x'61', x'61'), (3, 9e99, NULL, 2.5, 'c')") ==
          "t.n is not an integer: 3 1 2 3\nt.r is not a number: 2 1 2\nt.s is not text: 3 1 2 3\nt.e is not in its list: 3 1 2 3\n");
}

TEST_CASE("verify compares texts byte for byte, whatever the collation of the column") {
    const std::string t =
        "CREATE TABLE t (id INTEGER PRIMARY KEY, e TEXT COLLATE NOCASE CHECK (e IN ('open', 'shut')), f TEXT COLLATE RTRIM CHECK (f IN "
        "('a')), "
        "at DATETIME COLLATE NOCASE, day DATE COLLATE RTRIM)";
    CHECK(found(t, t, "INSERT INTO t VALUES (1, 'open', 'a', '2026-01-02T03:04:05.000Z', '2026-01-02')") == "");
    CHECK(found(t, t, "INSERT INTO t (id, e) VALUES (1, 'OPEN'), (2, 'shut'), (3, 'Shut')") == "t.e is not in its list: 2 1 3\n");
    CHECK(found(t, t, "INSERT INTO t (id, f, at, day) VALUES (1, 'a ', '2026-01-02t03:04:05.000z', '2026-01-02 ')") ==
          "t.f is not in its list: 1 1\nt.at is not a timestamp of either form: 1 1\nt.day is not a date: 1 1\n");
}

TEST_CASE("verify finds Unix times in a column of times, seconds, milliseconds and days alike") {
    const std::string t =
        "CREATE TABLE t (id INTEGER PRIMARY KEY, at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP, seen DATETIME, day DATE)";
    CHECK(
        found(t, t, "INSERT INTO t VALUES (1, 1767600000, 1767600000123, 20454), (2, '2026-01-02 03:04:05', 1767600000.5, '2026-01-02')") ==
        "t.at " + number + ": 1 1\nt.seen " + number + ": 2 1 2\nt.day " + number + ": 1 1\n");
    CHECK(found(t, "CREATE TABLE t (id INTEGER PRIMARY KEY, at TEXT, seen TEXT, day TEXT)",
                "INSERT INTO t VALUES (1, 1767600000, 1767600000123, 20454)") ==
          "t.at is not a timestamp of either form: 1 1\nt.seen is not a timestamp of either form: 1 1\nt.day is not a date: 1 1\n");
}

TEST_CASE("verify finds integers that the declared type does not hold") {
    const std::string t = "CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, r NUMERIC, x REAL)";
    const std::string large = "t.n is beyond 2^53 - 1 and needs a bigint: ",
                      rounded = "t.r is an integer that no double is equal to and needs a bigint: ";
    CHECK(found(t, t,
                "INSERT INTO t VALUES (1, 9007199254740991, 9007199254740992, 9007199254740993), (2, -9007199254740991, 1e18, 1e300)") ==
          "");
    CHECK(found(t, t, "INSERT INTO t (id, n) VALUES (1, 9007199254740992), (2, -9007199254740992), (3, 5)") == large + "2 1 2\n");
    CHECK(found(t, t,
                "INSERT INTO t (id, r) VALUES (1, 9007199254740993), (2, 9223372036854775807), (3, -9007199254740993), (4, "
                "9223372036854774784)") == rounded + "3 1 2 3\n");
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
                "INSERT INTO t VALUES (-9223372036854775808, 1), (0, 2), (-5, 3)") ==
          "t.id is beyond 2^53 - 1 and needs a bigint: 1 -9223372036854775808\nt.s is not text: 3 -9223372036854775808 -5 0\n");
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
