// Parts of the engine by themselves.
#include <catch2/catch.hpp>

#include "migrate/failure.hpp"
#include "migrate/inspect.hpp"
#include "migrate/local_d1.hpp"
#include "migrate/migration_sql.hpp"
#include "migrate/sha256.hpp"
#include "migrate/snapshot_json.hpp"
#include "migrate/sql_tokens.hpp"
#include "sample_database.hpp"
#include "tool/application_schema.hpp"
#include "tool/schema_statements.hpp"

using namespace squall::migrate;

TEST_CASE("checksums are SHA-256") {
    CHECK(hex(bytes_of(sha256(""))) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(hex(bytes_of(sha256(std::string(1000, 'a')))) == "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3");
    CHECK(hex(bytes_of(hmac_sha256("key", "The quick brown fox jumps over the lazy dog"))) ==
          "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
}

TEST_CASE("SQL that means the same is spelled the same") {
    CHECK(spelled("select  \"a\".[b] ,count( * ) from  t -- why\nwhere x<>-1 and `order`='it''s; \"q\"'") ==
          "SELECT a.b, count(*) FROM t WHERE x <> -1 AND [order] = 'it''s; \"q\"'");
    CHECK(spelled("a IN('x')") == "a IN ('x')");
    CHECK(spelled("CAST(a AS REAL)/b") == "CAST(a AS REAL) / b");
    CHECK(spelled("a - - -1") == "a - - -1");
    CHECK(spelled("-(1), - -(1)") == "-(1), - -(1)");
    CHECK(spelled("`a]````b`") == "`a]````b`");
    // In double quotes it may be a string: only its neighbours tell.
    CHECK(spelled("x = \"a\"\"b\" AND \"t\".\"c\" = 1") == "x = \"a\"\"b\" AND t.c = 1");
    CHECK(spelled(with_strings(tokens_of("\"x\" = \"open\" COLLATE \"nocase\" AND \"lower\"(x) > .5"), names{"X"})) ==
          "x = 'open' COLLATE nocase AND lower(x) > .5");
    CHECK(meaning_of("SELECT A.[b], 'A' from T;") == meaning_of("select a.b , 'A'\nFROM t -- end"));
    CHECK(meaning_of("SELECT 'A'") != meaning_of("SELECT 'a'"));
    CHECK(meaning_of("SELECT \"a\"") != meaning_of("SELECT 'a'"));
}

TEST_CASE("a snapshot is the same after a way through JSON, and after one through a database") {
    const snapshot& schema = squall::tool::the_schema().shapes;
    const snapshot read = from_json(to_json(schema), "here");
    CHECK(differences_of(schema, read) == names{});
    CHECK(to_json(read) == to_json(schema));
    const auto db = open_sqlite(":memory:", false);
    db->run(squall::tool::as_statements(squall::tool::schema_statements(schema)));
    CHECK(differences_of(schema, inspect(*db)) == names{});
    CHECK_THROWS_AS(from_json("{}", "here"), failure);
    CHECK_THROWS_AS(from_json("[", "here"), failure);
}

TEST_CASE("every way of writing a table is read") {
    const snapshot s = squall::test::snapshot_of(R"(
        CREATE TABLE "Parents" ("first id" TEXT, b INT DEFAULT -1, PRIMARY KEY ("first id", b));
        CREATE TABLE IF NOT EXISTS children (
          id INTEGER CONSTRAINT pk PRIMARY KEY AUTOINCREMENT, -- the key
          [order] VARCHAR(10) COLLATE NOCASE DEFAULT ('x'),
          c TEXT DEFAULT (lower('A')) CHECK (c IN ('a', 'it''s')),
          d REAL CHECK (d > 0), e TEXT GENERATED ALWAYS AS (c || 'x') STORED, f TEXT UNIQUE ON CONFLICT IGNORE,
          CONSTRAINT positive CHECK (d > 0 OR c IS NULL),
          FOREIGN KEY (c, d) REFERENCES Parents ("first id", b) ON UPDATE CASCADE ON DELETE SET DEFAULT DEFERRABLE INITIALLY DEFERRED,
          UNIQUE (c, d));
        CREATE UNIQUE INDEX i ON children (lower(c) DESC, d COLLATE NOCASE ASC) WHERE d IS NOT NULL;
        CREATE VIRTUAL TABLE words USING fts5(text);
        CREATE TRIGGER t AFTER DELETE ON children BEGIN SELECT 1; SELECT 2; END;)");
    CHECK(s.tables.size() == 2);
    const table_shape& t = *s.table("children");
    CHECK(t.primary_key == names{"id"});
    CHECK(t.column("order")->type == "VARCHAR(10)");
    CHECK(t.column("order")->default_sql == "'x'");
    CHECK(t.column("order")->extras == names{"COLLATE NOCASE"});
    CHECK(t.column("c")->values == names{"a", "it's"});
    CHECK(t.column("c")->default_sql == "(lower('A'))");
    CHECK(t.column("e")->is_generated());
    CHECK(t.unique == std::vector<names>{{"c", "d"}, {"f"}});
    REQUIRE(t.foreign_keys.size() == 1);
    CHECK(t.foreign_keys[0] ==
          foreign_key{{"c", "d"}, "Parents", {"first id", "b"}, "SET DEFAULT", "ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED"});
    CHECK(t.extras == names{"CONSTRAINT positive CHECK (d > 0 OR c IS NULL)"});
    CHECK(t.indexes[0].columns == names{"lower(c) DESC", "d COLLATE NOCASE"});
    CHECK(s.triggers.size() == 1);
    // And what is written of it is the same once more.
    const auto again = open_sqlite(":memory:", false);
    again->run(squall::tool::as_statements(squall::tool::schema_statements(s)));
    CHECK(differences_of(s, inspect(*again)) == names{});
}

TEST_CASE("a schema that contradicts itself is told of") {
    const snapshot s =
        squall::test::snapshot_of("CREATE TABLE a (id TEXT PRIMARY KEY, b TEXT REFERENCES gone(id), c TEXT REFERENCES a(b));");
    CHECK(faults_of(s) == names{"a.b refers to table gone, which is not declared", "a.c refers to a.b, which is not a key"});
    CHECK(faults_of(squall::tool::the_schema().shapes) == names{});
}

TEST_CASE("a local D1 is found under the name that miniflare gives it") {
    CHECK(local_d1_file_name("00000000-0000-4000-8000-000000000000").size() == 64 + 7);
}

TEST_CASE("a damaged snapshot file is refused by what is wrong with it") {
    const auto refusal_of = [](const std::string& table) -> std::string {
        try {
            from_json(R"({"version": 1, "tables": [)" + table + "]}", "x.json");
        } catch (const failure& f) {
            return f.what();
        }
        return "taken";
    };
    const std::string id = R"({"name": "id", "type": "TEXT"})";
    CHECK(refusal_of(R"({"name": "t", "columns": [)" + id + "]}") == "taken");
    CHECK(refusal_of(R"({"name": "t", "columns": [{"type": "TEXT"}]})") == "x.json is not a snapshot: table t has a column without a name");
    CHECK(refusal_of(R"({"name": "t", "columns": [)" + id + ", " + id + "]}") == "x.json is not a snapshot: table t has two columns id");
    CHECK(refusal_of(R"({"name": "t", "columns": [)" + id + R"(], "foreign_keys": [{"table": "u", "to": ["id"]}]})") ==
          "x.json is not a snapshot: table t has a foreign key that does not say which columns refer to which");
}
