// What the page asks, answered from small databases.
#include "studio/service.hpp"
#include "studio/file_connection.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>
#include <string>

#include "tool/temporary_directory.hpp"

using namespace squall::studio;

namespace {

/// A database made by a script, and the service over it.
class studio {
  public:
    explicit studio(const char* script, bool read_only = false) {
        run(script);
        service_.emplace(std::make_unique<file_connection>(path()),
                         settings{.name = "test", .read_only_why = read_only ? "the studio was started with --read-only" : ""}, declared_,
                         nullptr);
    }
    std::string ask(const std::string& what, const std::string& body) { return service_->answer(what, body).json; }
    /// What another program does with the file.
    void run(const char* sql) const {
        sqlite3* db = nullptr;
        REQUIRE(sqlite3_open(path().c_str(), &db) == SQLITE_OK);
        char* message = nullptr;
        sqlite3_exec(db, sql, nullptr, nullptr, &message);
        const std::string said = message != nullptr ? message : "";
        sqlite3_free(message);
        sqlite3_close(db);
        REQUIRE(said.empty());
    }
    /// The cells of all pages, in the order in which they come.
    std::vector<std::string> walk(const std::string& table, const std::string& sort) {
        std::vector<std::string> all;
        std::string after;
        for (int page = 0; page < 100; ++page) {
            simdjson::dom::parser parser;
            const std::string json = ask("rows", "{\"table\": \"" + table + "\", \"limit\": 2, \"sort\": " + sort + after + '}');
            CAPTURE(json);
            const simdjson::dom::element answer = parser.parse(json).value_unsafe();
            simdjson::dom::array rows;
            REQUIRE(answer["rows"].get(rows) == simdjson::SUCCESS);
            for (const simdjson::dom::element row : rows) all.push_back(simdjson::minify(row["cells"].value_unsafe()));
            if (answer["next"].value_unsafe().is_null()) return all;
            after = ", \"after\": " + simdjson::minify(answer["next"].value_unsafe());
        }
        FAIL("the walk does not end");
        return all;
    }

  private:
    std::string path() const { return folder_.file("test.sqlite"); }

    squall::tool::temporary_directory folder_;
    squall::migrate::declared_schema declared_{};
    std::optional<service> service_;
};

bool has(const std::string& json, const std::string& part) { return json.find(part) != json.npos; }

}  // namespace

TEST_CASE("a walk over pages meets each row once, in both directions, with NULLs, ties and values of every type", "[studio]") {
    for (const char* key : {"id INTEGER PRIMARY KEY, v", "id INTEGER, v, PRIMARY KEY (v, id)", "id INTEGER PRIMARY KEY, v COLLATE NOCASE",
                            "id INTEGER UNIQUE, v"}) {
        CAPTURE(key);
        studio s(
            ("CREATE TABLE t (" + std::string(key) +
             "); INSERT INTO t (id, v) VALUES (1, NULL), (2, 'b'), (3, NULL), (4, 7), (5, x'00ff'), (6, 'B'), (7, 7.5), (8, 'b'), (9, 7)")
                .c_str());
        const auto up = s.walk("t", R"({"column": "v", "descends": false})");
        const auto down = s.walk("t", R"({"column": "v", "descends": true})");
        for (const auto* walk : {&up, &down}) {
            std::vector<std::string> sorted = *walk;
            std::sort(sorted.begin(), sorted.end());
            CHECK(sorted.size() == 9);
            CHECK(std::unique(sorted.begin(), sorted.end()) == sorted.end());
        }
        CHECK(has(up.front(), "null"));
        CHECK(has(up.back(), "blob"));
        CHECK(has(down.front(), "blob"));
        CHECK(has(down.back(), "null"));
    }
}

TEST_CASE("a row that was changed in the meantime is not changed again", "[studio]") {
    studio s("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b REAL); INSERT INTO t VALUES (1, 'x', 1.0)");
    const std::string row = R"("table": "t", "key": [1], "was": {"id": 1, "a": "x", "b": 1.0})";
    CHECK(has(s.ask("update", "{" + row + R"(, "set": {"a": "y"}})"), R"("cells": [1, "y", 1])"));
    CHECK(has(s.ask("update", "{" + row + R"(, "set": {"a": "z"}})"), R"("kind": "changed")"));
    CHECK(has(s.ask("delete", "{" + row + "}"), R"("kind": "changed")"));
    CHECK(s.walk("t", "null") == std::vector<std::string>{R"([1,"y",1])"});
    s.run("UPDATE t SET b = 2 WHERE id = 1");
    CHECK(has(s.ask("update", R"({"table": "t", "key": [1], "was": {"id": 1, "a": "y", "b": 1.0}, "set": {"a": "z"}})"), "changed"));
    CHECK(has(s.ask("update", R"({"table": "t", "key": [1], "was": {"id": 1, "a": "y"}, "set": {"a": "z"}})"), "the original row lacks b"));
    CHECK(s.ask("delete", R"({"table": "t", "key": [1], "was": {"id": 1, "a": "y", "b": 2.0}})") == "{}");
    CHECK(s.walk("t", "null").empty());
}

TEST_CASE("a row that others refer to is not deleted, and a wrong reference is not stored", "[studio]") {
    studio s(
        "CREATE TABLE p (id TEXT PRIMARY KEY); CREATE TABLE c (id INTEGER PRIMARY KEY, p TEXT REFERENCES p); INSERT INTO p VALUES "
        "('a'), ('b'); INSERT INTO c VALUES (1, 'a')");
    CHECK(has(s.ask("delete", R"({"table": "p", "key": ["a"], "was": {"id": "a"}})"), "1 rows of c refer to this row"));
    CHECK(has(s.ask("insert", R"({"table": "c", "set": {"id": 2, "p": "no"}})"), R"("kind": "foreign_key")"));
    CHECK(has(s.ask("insert", R"({"table": "c", "set": {"p": "b"}})"), R"("cells": [2, "b"])"));
    CHECK(s.walk("c", "null").size() == 2);
}

TEST_CASE("a read-only studio refuses every change", "[studio]") {
    studio s("CREATE TABLE t (id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1)", true);
    for (const char* what : {"update", "insert", "delete"}) CHECK(has(s.ask(what, R"({"table": "t"})"), "--read-only"));
    CHECK(has(s.ask("sql", R"({"sql": "DELETE FROM t", "write": true})"), "--read-only"));
    CHECK(has(s.ask("sql", R"({"sql": "DELETE FROM t"})"), "error"));
    CHECK(s.walk("t", "null").size() == 1);
}

TEST_CASE("statements that write run altogether or not at all", "[studio]") {
    studio s("CREATE TABLE t (id INTEGER PRIMARY KEY)");
    const auto write = [&](const std::string& sql) { return s.ask("sql", "{\"sql\": \"" + sql + "\", \"write\": true}"); };
    CHECK(has(write("INSERT INTO t VALUES (1); INSERT INTO t VALUES (1)"), "error"));
    CHECK(s.walk("t", "null").empty());
    CHECK(has(write("INSERT INTO t VALUES (1); INSERT INTO t VALUES (2)"), R"("changed": 2)"));
    CHECK(has(s.ask("sql", R"({"sql": "SELECT 1; SELECT 2"})"), "these are 2 statements"));
    CHECK(has(s.ask("sql", R"({"sql": " -- nothing"})"), "there is no statement"));
    CHECK(has(s.ask("explain", R"({"sql": "SELECT * FROM t WHERE id = 1"})"), "SEARCH t USING INTEGER PRIMARY KEY"));
}

TEST_CASE("a request that is none says so", "[studio]") {
    studio s("CREATE TABLE t (id INTEGER PRIMARY KEY)");
    CHECK(has(s.ask("nothing", "{}"), "no such request"));
    CHECK(has(s.ask("rows", "[1]"), "not a JSON object"));
    CHECK(has(s.ask("rows", R"({"table": )"), "not a JSON object"));
    CHECK(has(s.ask("rows", R"({"table": "u"})"), R"("kind": "not_found")"));
    CHECK(has(s.ask("rows", R"({"table": "t", "sort": {"column": "x"}})"), "t has no column x"));
    CHECK(has(s.ask("rows", R"({"table": "t", "filter": [{"column": "id", "is": "like", "value": 1}]})"), "there is no comparison like"));
    CHECK(has(s.ask("functions", "{}"), "without repository functions"));
}
