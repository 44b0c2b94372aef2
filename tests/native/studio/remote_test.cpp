// A database that is reached by single statements. A file stands in for it: the same questions have the same answers as of the file.
#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <map>
#include <string>

#include "migrate/json_writer.hpp"
#include "studio/file_connection.hpp"
#include "studio/remote_connection.hpp"
#include "studio/request_error.hpp"
#include "studio/service.hpp"
#include "tool/temporary_directory.hpp"

using namespace squall::studio;
namespace migrate = squall::migrate;

namespace {

/// A target that counts what it is asked.
class counted final : public migrate::target {
  public:
    counted(std::unique_ptr<migrate::target> of, int& questions) : of_(std::move(of)), questions_(questions) {}
    std::string name() const override { return of_->name(); }
    using target::query;
    migrate::row_set query(const migrate::statement& s) override {
        ++questions_;
        return of_->query(s);
    }
    std::optional<migrate::batch_failure> perform(const std::vector<migrate::statement>&, std::vector<std::int64_t>&,
                                                  std::vector<migrate::row_set>*) override {
        FAIL("nothing is written");
        return std::nullopt;
    }

  private:
    std::unique_ptr<migrate::target> of_;
    int& questions_;
};

class remote_studio {
  public:
    explicit remote_studio(const char* script) {
        run(script);
        here_.emplace(std::make_unique<file_connection>(path()), settings{.name = "here"}, declared_, nullptr);
        there_.emplace(std::make_unique<remote_connection>(std::make_unique<counted>(migrate::open_sqlite(path(), true), questions)),
                       settings{.name = "there", .read_only_why = "only read"}, declared_, nullptr);
    }
    void run(const char* sql) const {
        sqlite3* db = nullptr;
        REQUIRE(sqlite3_open(path().c_str(), &db) == SQLITE_OK);
        CHECK(sqlite3_exec(db, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
        sqlite3_close(db);
    }
    std::string here(const std::string& what, const std::string& body) { return without_times(here_->answer(what, body).json); }
    std::string there(const std::string& what, const std::string& body) { return without_times(there_->answer(what, body).json); }
    std::string sql(const std::string& text) { return there("sql", "{\"sql\": " + migrate::json_string(text) + '}'); }
    std::string sql_here(const std::string& text) { return here("sql", "{\"sql\": " + migrate::json_string(text) + '}'); }

    int questions = 0;

  private:
    /// An answer up to its measurements.
    static std::string without_times(const std::string& json) { return json.substr(0, json.find(", \"ms\"")); }
    std::string path() const { return folder_.file("remote.sqlite"); }

    squall::tool::temporary_directory folder_;
    migrate::declared_schema declared_{};
    std::optional<service> here_, there_;
};

bool has(const std::string& json, const std::string& part) { return json.find(part) != json.npos; }

constexpr const char* script =
    "CREATE TABLE p (id INTEGER PRIMARY KEY, v, note TEXT DEFAULT \"none\", twice GENERATED ALWAYS AS (id * 2) STORED);"
    "CREATE TABLE \"odd name\" (\"a b\" TEXT, k INT REFERENCES p (id), PRIMARY KEY (\"a b\", k)) WITHOUT ROWID;"
    "CREATE VIEW seen AS SELECT id, typeof(v) AS t FROM p;"
    "CREATE VIRTUAL TABLE found USING fts5(note, content='p', content_rowid='id');"
    "CREATE TRIGGER keeps AFTER INSERT ON p BEGIN SELECT 1; END;"
    "CREATE INDEX by_v ON p (lower(v), note DESC) WHERE v IS NOT NULL;"
    "INSERT INTO p (id, v) VALUES (1, NULL), (2, 9007199254740993), (3, -9223372036854775808), (4, 0.1), (5, 5.0), (6, 9e999),"
    "(7, x'00ff'), (8, ''), (9, x''), (10, 'it''s: 5'), (11, 'i12'), (12, CAST(x'610062' AS TEXT)), (13, 1e-320), (14, 'ü'),"
    "(15, 123456789.123456789);"
    "INSERT INTO \"odd name\" VALUES ('x;y', 1), ('x;y', 2), ('ß', 3);";

}  // namespace

TEST_CASE("a remote database has the schema and the rows of the same file, exactly", "[studio]") {
    remote_studio s(script);
    const auto same = [&](const std::string& what, const std::string& body) {
        CAPTURE(what, body);
        std::string expected = s.here(what, body), found = s.there(what, body);
        for (std::string* one : {&expected, &found}) {
            const auto total = one->find(", \"total\"");
            if (total != one->npos) one->resize(total);
        }
        CHECK(found == expected);
    };
    for (const char* sort : {"null", R"({"column": "v", "descends": false})", R"({"column": "v", "descends": true})"})
        same("rows", std::string(R"({"table": "p", "limit": 4, "sort": )") + sort + '}');
    same("rows", R"({"table": "p", "limit": 4, "after": [9007199254740993, 2], "sort": {"column": "v"}})");
    same("rows", R"({"table": "p", "filter": [{"column": "v", "is": "=", "value": {"integer": "9007199254740993"}}]})");
    same("rows", R"({"table": "p", "filter": [{"column": "v", "is": "=", "value": {"blob": "00ff"}}]})");
    same("rows", R"({"table": "odd name", "filter": [{"column": "a b", "is": "contains", "value": ";"}]})");
    same("rows", R"({"table": "seen"})");
    same("rows", R"({"table": "nothing"})");
    for (int id = 1; id <= 15; ++id) same("row", R"({"table": "odd name", "key": ["x;y", )" + std::to_string(id) + "]}");
    same("value", R"({"table": "p", "key": [7], "column": "v", "offset": 1})");
    for (const char* format : {"csv", "json", "sql"}) same("export", std::string(R"({"table": "p", "format": ")") + format + R"("})");
    const std::string schema = s.there("schema", "{}");
    for (const char* part : {R"("name": "keeps")", R"("name": "by_v")", R"("kind": "virtual")", R"("kind": "shadow")", R"("stored": true)",
                             R"("name": "odd name")", "lower(v)"})
        CHECK(has(schema, part));
    CHECK_FALSE(has(schema, "not read"));
    CHECK(has(schema, R"("rows": null)"));
    CHECK_FALSE(has(schema, R"("rows": 1)"));
}

TEST_CASE("a statement over a remote database has the columns, the order and the faults of the same file", "[studio]") {
    remote_studio s(script);
    const char* statements[] = {"SELECT id, id, v AS id FROM p ORDER BY id DESC",
                                "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT * FROM n",
                                "VALUES (1, 'a'), (2, x'ff')",
                                "SELECT \"a b\" || ';' FROM \"odd name\"; -- the end",
                                "EXPLAIN QUERY PLAN SELECT * FROM p WHERE id = 1",
                                "SELECT * FROM nothing",
                                "SELEC 1",
                                "SELECT ?1",
                                "",
                                "SELECT 1; SELECT 2"};
    for (const char* one : statements) {
        CAPTURE(one);
        const std::string found = s.sql(one);
        if (std::string(one) == "SELECT ?1") {
            CHECK(has(found, "a parameter without a value"));
            continue;
        }
        CHECK(found == s.sql_here(one));
    }
    CHECK(has(s.there("explain", R"({"sql": "SELECT * FROM p WHERE id = 1"})"), "SEARCH p USING INTEGER PRIMARY KEY"));
}

TEST_CASE("nothing that writes is sent to a remote database", "[studio]") {
    remote_studio s(script);
    const int before = s.questions;
    for (const char* one : {"DELETE FROM p", "INSERT INTO p (id) VALUES (99)", "WITH a AS (SELECT 1) DELETE FROM p", "DROP TABLE p",
                            "BEGIN", "PRAGMA user_version = 3", "PRAGMA foreign_keys = off", "UPDATE p SET v = 1 RETURNING id",
                            "REPLACE INTO p (id) VALUES (1)", "ATTACH 'x' AS x", "SELECT 1; DELETE FROM p"}) {
        CAPTURE(one);
        CHECK(has(s.sql(one), "error"));
        CHECK(has(s.there("sql", "{\"write\": true, \"sql\": " + migrate::json_string(one) + '}'), "only read"));
    }
    for (const char* what : {"update", "insert", "delete", "apply"}) CHECK(has(s.there(what, R"({"table": "p"})"), "only read"));
    CHECK(s.questions == before);
}

TEST_CASE("a page of a remote table is one statement, and nothing is counted", "[studio]") {
    remote_studio s(script);
    const int before = s.questions;
    const std::string page = s.there("rows", R"({"table": "p", "limit": 2, "filter": [{"column": "id", "is": ">", "value": 1}]})");
    CHECK(has(page, R"("total": null)"));
    CHECK(has(page, R"("filter_totals": [])"));
    CHECK(s.questions == before + 1);
    CHECK(has(s.there("row", R"({"table": "p", "key": [1]})"), R"("rows": null)"));
    CHECK(s.questions == before + 2);
}

TEST_CASE("a table that others make meanwhile is found", "[studio]") {
    remote_studio s(script);
    s.run("CREATE TABLE later (a); INSERT INTO later VALUES (7)");
    CHECK(has(s.sql("SELECT a FROM later"), R"("rows": [[7]])"));
    s.run("DROP TABLE later");
    CHECK(has(s.sql("SELECT a FROM later"), "no such table"));
}

TEST_CASE("a text that is not UTF-8 is refused by name, not replaced", "[studio]") {
    remote_studio s("CREATE TABLE t (a); INSERT INTO t VALUES (CAST(x'ff61' AS TEXT))");
    CHECK(has(s.sql("SELECT hex(a) FROM t"), "FF61"));
    // A file keeps the bytes; what JSON makes of them has another length.
    migrate::row_set answer;
    CHECK(has(s.sql("SELECT a FROM t"), "text_bytes"));
}
