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

TEST_CASE("every clause of a table is declared") {
    const snapshot s = squall::test::snapshot_of(
        "CREATE TABLE t (id INTEGER PRIMARY KEY NOT NULL, a VARCHAR(9) CHECK (a <> ''), b INTEGER CHECK (b IN ('1', '2')), c TEXT COLLATE "
        "NOCASE, d TEXT AS (a || c), e INTEGER REFERENCES t (id) ON UPDATE CASCADE, CONSTRAINT f FOREIGN KEY (b, e) REFERENCES t (b, e), "
        "CONSTRAINT g UNIQUE (b, e), CONSTRAINT h CHECK (b < e)); CREATE TABLE u (a TEXT) STRICT; CREATE INDEX i ON t (lower(a) DESC, c "
        "COLLATE RTRIM) WHERE b > 1;"
        "CREATE TRIGGER j AFTER INSERT ON t BEGIN SELECT 1; END; CREATE VIRTUAL TABLE k USING rtree(id, low, high);");
    const pulled_header header = header_of(s, {}, "pulled", "here");
    CHECK(header.problems == names{});
    for (const char* part :
         {"squall::table_options options_{.strict = true};", R"~("id", std::int64_t, squall::primary_key, squall::not_null>)~",
          R"~(squall::type_name<"VARCHAR(9)">, squall::check_sql<"a <> ''">>)~", R"~(squall::check_sql<"b IN ('1', '2')">)~",
          R"~(squall::collation<"NOCASE">)~", R"~(squall::generated_sql<"a || c">)~",
          R"~(squall::references<"t", "id">, squall::on_update_cascade>)~",
          R"~(squall::foreign_key<"f">(::pulled::t.b, ::pulled::t.e).references(::pulled::t.b, ::pulled::t.e))~",
          R"~(squall::unique_key<"g">(::pulled::t.b, ::pulled::t.e))~", R"~(squall::check_sql<"b < e", "h">)~",
          R"~(squall::sql_term<"lower(a)">.desc(), squall::collate<"RTRIM">(::pulled::t.c)))~", R"~(squall::where_sql<"b > 1">)~",
          R"~(squall::sql_object<"j", "CREATE TRIGGER j)~", R"~(squall::rtree_table<k_columns, "k"> k;)~"}) {
        INFO(part);
        CHECK(header.text.find(part) != std::string::npos);
    }
}

TEST_CASE("a virtual table is declared with its columns, or as SQL where they would say something else") {
    const snapshot s = squall::test::snapshot_of(
        "CREATE VIRTUAL TABLE a USING rtree(id, x0, x1, y0, y1, +label TEXT);"
        "CREATE VIRTUAL TABLE b USING fts5(page, \"a b\" UNINDEXED, tokenize = \"unicode61 tokenchars '-_'\", prefix='2 3');"
        "CREATE VIRTUAL TABLE c USING rtree_i32(n, least, greatest); CREATE VIRTUAL TABLE d USING fts5(x, content='', "
        "contentless_delete=1);");
    const pulled_header header = header_of(s, {}, "pulled", "here");
    CHECK(header.problems == names{});
    for (const char* part :
         {R"~(column<"x0", double> x0{};)~", R"~(column<"label", std::optional<std::string>, squall::stored_only> label{};)~",
          R"~(squall::rtree_table<a_columns, "a"> a;)~", R"~(column<"a b", std::optional<std::string>, squall::stored_only>)~",
          R"~(full_text_table<b_columns, "b", "tokenize = \"unicode61 tokenchars '-_'\"", "prefix='2 3'"> b;)~",
          R"~(squall::rtree_i32_table<c_columns, "c"> c;)~",
          R"~(squall::full_text_table<d_columns, "d", "content=''", "contentless_delete=1"> d;)~"}) {
        INFO(part);
        CHECK(header.text.find(part) != std::string::npos);
    }
    for (const char* sql :
         {"CREATE VIRTUAL TABLE a USING rtree(id, x0, x1, +label VARCHAR(9))", "CREATE VIRTUAL TABLE a USING rtree(id, x0, x1, +label)",
          "CREATE VIRTUAL TABLE a USING fts4(x)", "CREATE VIRTUAL TABLE a USING fts5vocab('b', 'row')",
          "CREATE VIRTUAL TABLE a USING rtree(id INTEGER, x0 REAL, x1 REAL)"}) {
        INFO(sql);
        CHECK(header_of(squall::test::snapshot_of(sql), {}, "pulled", "here").text.find("squall::sql_object<\"a\", ") != std::string::npos);
    }
}

TEST_CASE("what cannot be declared is named, and kept as SQL") {
    const snapshot s = squall::test::snapshot_of(
        "CREATE TABLE p (id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE t (id INTEGER PRIMARY KEY, /* why */ a INTEGER REFERENCES p "
        "(name),"
        " b INTEGER REFERENCES gone (id), c INTEGER REFERENCES p (id) MATCH FULL);");
    const pulled_header header = header_of(s, {}, "pulled", "here");
    CHECK(header.problems == names{"t: FOREIGN KEY (a) REFERENCES p(name)", "t: FOREIGN KEY (b) REFERENCES gone(id)",
                                   "t: FOREIGN KEY (c) REFERENCES p(id) MATCH [FULL]", "t: its comments"});
    CHECK(header.text.find("CREATE TABLE t (id INTEGER PRIMARY KEY, /* why */") != std::string::npos);
}

TEST_CASE("a table with other triggers than those of a full-text index says that it has some") {
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
