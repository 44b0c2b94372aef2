// What squall pull writes of a database made by the migrations: it compiles, and gives the schema's DDL.
#include <catch2/catch.hpp>

#include "migrate/declared.hpp"
#include "migrate/difference.hpp"
#include "migrate/pull_header.hpp"
#include "pulled_schema.hpp"
#include "sample_database.hpp"
#include "tool/application_schema.hpp"
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
        "CREATE TABLE t (id INTEGER PRIMARY KEY NOT NULL, a TEXT CHECK (a <> ''), b INTEGER CHECK (b IN ('1', '2')), c TEXT COLLATE "
        "NOCASE, d TEXT AS (a || c))");
    const names problems = header_of(s, {}, "pulled", "here").problems;
    for (const char* part : {"t.id: NOT NULL beside PRIMARY KEY", "t.a: CHECK (a <> '')", "t.b: CHECK (b IN ('1', '2'))",
                             "t.c: COLLATE NOCASE", "t.d: GENERATED ALWAYS AS (a || c)"}) {
        INFO(part);
        CHECK(std::any_of(problems.begin(), problems.end(), [&](const std::string& p) { return p.starts_with(part); }));
    }
}

TEST_CASE("a table whose triggers are kept says that it has some") {
    const snapshot s = squall::test::snapshot_of(
        "CREATE TABLE plain (id TEXT PRIMARY KEY NOT NULL);"
        "CREATE TABLE Logged (id TEXT PRIMARY KEY NOT NULL, has_triggers_ TEXT);"
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT NOT NULL);"
        "CREATE VIRTUAL TABLE search USING fts5(body, content='notes', content_rowid='id');"
        "CREATE TRIGGER search_insert AFTER INSERT ON notes BEGIN INSERT INTO search (rowid, body) VALUES (new.id, new.body); END;"
        "CREATE TRIGGER search_update AFTER UPDATE ON notes BEGIN INSERT INTO search (search, rowid, body) VALUES ('delete', old.id, "
        "old.body); INSERT INTO search (rowid, body) VALUES (new.id, new.body); END;"
        "CREATE TRIGGER search_delete AFTER DELETE ON notes BEGIN INSERT INTO search (search, rowid, body) VALUES ('delete', old.id, "
        "old.body); END;"
        "CREATE VIEW all_logged AS SELECT id FROM logged;"
        "CREATE TRIGGER of_view INSTEAD OF INSERT ON all_logged BEGIN SELECT 1; END;"
        "CREATE TRIGGER log_it AFTER UPDATE OF id ON logged WHEN new.id <> old.id BEGIN INSERT INTO plain VALUES (new.id); END;");
    const std::string text = header_of(s, {}, "pulled", "here").text;
    const std::string mark = "static constexpr bool has_triggers_ = true;";
    const auto struct_of = [&](const std::string& name) {
        const std::size_t begin = text.find("struct " + name), end = text.find("\n};", begin);
        REQUIRE(begin != text.npos);
        return text.substr(begin, end - begin);
    };
    CHECK(struct_of("Logged_table").find(mark) != std::string::npos);
    CHECK(struct_of("Logged_table").find("std::optional<std::string>> has_triggers_{}") == std::string::npos);
    CHECK(struct_of("plain_table").find(mark) == std::string::npos);
    // The triggers of a declared full-text index leave the same rows when they run again.
    CHECK(struct_of("notes_table").find(mark) == std::string::npos);
}
