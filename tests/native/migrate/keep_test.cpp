// What nobody declared stays, and goes only by its name.
#include "migrate/keep.hpp"

#include <catch2/catch.hpp>

#include "migrate/ddl_text.hpp"
#include "migrate/declared.hpp"
#include "migrate/difference.hpp"
#include "migrate/failure.hpp"
#include "migrate/inspect.hpp"
#include "migrate/migration_sql.hpp"
#include "migrate/pull_header.hpp"
#include "migrate/pull_names.hpp"
#include "migrate/pull_views.hpp"
#include "migrate/snapshot_json.hpp"
#include "migrate/split_statements.hpp"
#include "sample_database.hpp"

using namespace squall::migrate;
using namespace squall::test;

namespace {

constexpr const char* existing = R"(
CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, mail TEXT NOT NULL COLLATE NOCASE, age int CHECK (age < 200), note TEXT);
CREATE UNIQUE INDEX users_mail ON users (lower(mail));
CREATE INDEX users_age ON users (age);
CREATE VIEW adults AS SELECT id FROM users WHERE age >= 18;
CREATE TRIGGER watch AFTER INSERT ON users BEGIN SELECT 1; END;
CREATE VIRTUAL TABLE words USING fts5(text);
)";
constexpr const char* declared = "CREATE TABLE Users (id INTEGER PRIMARY KEY, mail TEXT NOT NULL, age INTEGER, note TEXT);";

std::unique_ptr<target> database(const std::string& sql) {
    auto db = open_sqlite(":memory:", false);
    for (const located_statement& s : split_statements(sql)) db->run({{s.sql}});
    return db;
}
void run(target& db, const difference& d) {
    for (const std::string& s : migration_statements(d)) db.run({{s}});
}
std::string refusal(const std::string& schema, const drops& told = {}) {
    try {
        with_kept(snapshot_of(schema), snapshot_of(existing), told);
    } catch (const failure& f) {
        return f.what();
    }
    return "";
}

}  // namespace

TEST_CASE("what nobody declared is kept and listed") {
    const snapshot found = snapshot_of(existing), schema = snapshot_of(declared);
    CHECK(compare(found, with_kept(schema, found))->sentences == names{});
    CHECK(kept_sentences(schema, found) == names{"index users_age on users", "index users_mail on users", "users.id: AUTOINCREMENT",
                                                 "users.mail: COLLATE NOCASE", "users.age: CHECK (age < 200)", "view adults",
                                                 "virtual table words", "trigger watch on users"});
}

TEST_CASE("an index that is kept as SQL is an index of its table, wherever the table is declared") {
    const std::string users = "CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT);";
    const std::string written = "CREATE TABLE \"Users\" (id INTEGER PRIMARY KEY, -- a number\n mail TEXT)";
    const std::string index = "CREATE UNIQUE INDEX users_mail ON users (lower(mail)) WHERE mail <> ''";
    for (const names& kept : {names{index}, names{index, written}, names{written, index}}) {
        const snapshot schema = declared_by({users}, kept, {}, {}).shapes;
        CHECK(schema.kept.empty());
        const auto db = database(users + "INSERT INTO users VALUES (1, 'A'), (2, '');");
        run(*db, *compare(inspect(*db), schema));
        CHECK(differences_of(schema, inspect(*db)) == names{});
        CHECK_THROWS_WITH(db->query("INSERT INTO users VALUES (3, 'a')"), Catch::Contains("UNIQUE"));
    }
    // The declaration of the same index comes first; an index of no table is what it was: SQLite refuses it.
    CHECK(declared_by({users, "CREATE INDEX users_mail ON users (mail)"}, {index}, {}, {})
              .shapes.table("users")
              ->indexes.at(0)
              .where.empty());
    CHECK(declared_by({users}, {"CREATE INDEX i ON people (name)"}, {}, {}).shapes.kept.size() == 1);
}

TEST_CASE("a virtual table is the same whatever its quotes, its comments and the order of its options") {
    const auto compared = [](const char* then, const char* now) { return compare(snapshot_of(then), snapshot_of(now))->sentences.empty(); };
    CHECK(compared("CREATE VIRTUAL TABLE a USING rtree(id, -- the number\n \"limit\", `max limit`, +label text)",
                   "CREATE VIRTUAL TABLE a USING rtree(id, [limit], [max limit], +label TEXT)"));
    CHECK(compared("CREATE VIRTUAL TABLE a USING fts5(\"select\", b UNINDEXED, content = '', prefix='2 3')",
                   "CREATE VIRTUAL TABLE a USING fts5([select], b unindexed, prefix=\"2 3\", content='')"));
    CHECK(!compared("CREATE VIRTUAL TABLE a USING fts5(b, c UNINDEXED)", "CREATE VIRTUAL TABLE a USING fts5(b, c)"));
    CHECK(!compared("CREATE VIRTUAL TABLE a USING fts5(b, prefix='2 3')", "CREATE VIRTUAL TABLE a USING fts5(b, prefix='2 4')"));
    CHECK(!compared("CREATE VIRTUAL TABLE a USING rtree(id, b, c)", "CREATE VIRTUAL TABLE a USING rtree_i32(id, b, c)"));
    CHECK(!compared("CREATE VIRTUAL TABLE a USING rtree(id, b, c)", "CREATE VIRTUAL TABLE a USING rtree(id, c, b)"));
}

TEST_CASE("what is kept is dropped by its name, and nothing else with it") {
    const snapshot found = snapshot_of(existing), schema = snapshot_of(declared);
    CHECK(
        compare(found, with_kept(schema, found, {.objects = {"USERS_MAIL", "adults", "watch"}}))->sentences ==
        names{"UNIQUE INDEX users_mail ON users (lower(mail)) is dropped", "view adults is dropped", "trigger watch on users is dropped"});
    const auto d = compare(found, with_kept(schema, found, {.objects = {"words"}, .clauses = {"users"}}));
    CHECK(d->losses == names{"virtual table words and its content"});
    const auto db = database(existing);
    run(*db, *d);
    CHECK(rows(*db, "SELECT count(*) FROM sqlite_master WHERE sql LIKE '%COLLATE NOCASE%' OR sql LIKE '%AUTOINC%' OR name LIKE 'words%'") ==
          std::vector<std::string>{"0"});
    CHECK(rows(*db, "SELECT name FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY name") ==
          std::vector<std::string>{"users_age", "users_mail", "watch"});
    CHECK(refusal(declared, {.objects = {"no_such"}}) == "--drop no_such: no object has that name");
    CHECK(refusal(declared, {.objects = {"users"}}) == "--drop users: the schema declares it; remove the declaration instead");
    CHECK(refusal(declared, {.clauses = {"none"}}) == "--drop-clauses none: there is no such table");
}

TEST_CASE("a clause that was declared is dropped with its declaration, and replaced by another one") {
    const char* then =
        "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT COLLATE NOCASE CHECK (a <> ''), b TEXT AS (a || 'x'), c INTEGER,"
        " CONSTRAINT small CHECK (c < 10), CHECK (c > 0), UNIQUE (a COLLATE RTRIM), FOREIGN KEY (c, a) REFERENCES p (x, y));"
        "CREATE TABLE p (x INTEGER, y TEXT, PRIMARY KEY (x, y));";
    const char* parent = "CREATE TABLE p (x INTEGER, y TEXT, PRIMARY KEY (x, y));";
    const snapshot bare =
        snapshot_of(std::string("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT AS (a || 'x'), c INTEGER);") + parent);
    const snapshot changed =
        snapshot_of(std::string("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT COLLATE RTRIM CHECK (a <> 'z'),"
                                " b TEXT AS (a || 'y') STORED, c INTEGER, CONSTRAINT small CHECK (c < 20), UNIQUE (a COLLATE NOCASE));") +
                    parent);
    // Of a database nobody knows what was declared: what has one place is replaced, and the rest stays and is listed.
    const snapshot found = snapshot_of(then);
    CHECK(with_kept(bare, found).table("t")->same_rows(*found.table("t")));
    const snapshot replaced = with_kept(changed, found);
    CHECK(replaced.table("t")->column("a")->extras == names{"CHECK (a <> '')", "CHECK (a <> 'z')", "COLLATE RTRIM"});
    CHECK(replaced.table("t")->column("b")->extras == names{"GENERATED ALWAYS AS (a || 'y') STORED"});
    CHECK(replaced.table("t")->extras == names{"CHECK (c > 0)", "CONSTRAINT small CHECK (c < 20)"});
    CHECK(replaced.table("t")->key_clauses.size() == 1);
    CHECK(kept_sentences(changed, found) == names{"t.a: CHECK (a <> '')", "t: CHECK (c > 0)", "t: FOREIGN KEY (c, a) REFERENCES p(x, y)"});
    // A snapshot tells.
    const snapshot recorded = from_json(to_json(with_kept(found, {})), "snapshot");
    CHECK(recorded.table("t")->declared.size() == 8);
    CHECK(kept_sentences(changed, recorded) == names{});
    CHECK(with_kept(bare, recorded).table("t")->same_rows(*bare.table("t")));
    CHECK(with_kept(changed, recorded).table("t")->same_rows(*changed.table("t")));
    const auto db = database(std::string("INSERT INTO p VALUES (1, 'q')").insert(0, std::string(then) + ' ') +
                             "; INSERT INTO t (id, a, c) VALUES (4, 'q', 1);");
    run(*db, *compare(recorded, with_kept(changed, recorded)));
    CHECK(differences_of(with_kept(changed, recorded), inspect(*db)) == names{});
    CHECK(rows(*db, "SELECT id || a || b || c FROM t") == std::vector<std::string>{"4qqy1"});
    run(*db, *compare(inspect(*db), with_kept(bare, with_kept(changed, recorded))));
    CHECK(differences_of(bare, inspect(*db)) == names{});
}

TEST_CASE("an object declared as SQL is created, changed, and dropped by its name alone") {
    const std::string table = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);";
    const snapshot without = snapshot_of(table);
    const snapshot with = snapshot_of(table +
                                      "CREATE TRIGGER w BEFORE UPDATE OF a ON t WHEN new.a = '' BEGIN SELECT RAISE(ABORT, 'empty'); END;"
                                      "CREATE VIRTUAL TABLE r USING rtree(id, low, high); CREATE INDEX i ON t (lower(a));");
    const snapshot other = snapshot_of(table +
                                       "CREATE TRIGGER w BEFORE UPDATE OF a ON t WHEN new.a = 'z' BEGIN SELECT RAISE(IGNORE); END;"
                                       "CREATE VIRTUAL TABLE r USING rtree(id, west, east); CREATE INDEX i ON t (upper(a));");
    const auto db = database(table);
    run(*db, *compare(without, with_kept(with, without)));
    CHECK(differences_of(with, inspect(*db)) == names{});
    const auto change = compare(with, with_kept(other, with));
    CHECK(change->losses == names{"virtual table r and its content"});
    run(*db, *change);
    CHECK(differences_of(other, inspect(*db)) == names{});
    CHECK(compare(other, with_kept(without, other))->sentences == names{});
    CHECK(kept_sentences(without, other) == names{"index i on t", "virtual table r", "trigger w on t"});
    run(*db, *compare(other, with_kept(without, other, {.objects = {"w", "r", "i"}})));
    CHECK(differences_of(without, inspect(*db)) == names{});
}

TEST_CASE("a column goes only when nothing that is kept uses it") {
    CHECK(refusal("CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT NOT NULL, note TEXT);")
              .find("index users_age uses column age, which is no longer declared: pass --drop users_age") == 0);
    CHECK(refusal("CREATE TABLE users (id INTEGER PRIMARY KEY, age INTEGER, note TEXT);", {.clauses = {"users"}})
              .find("index users_mail uses column mail") == 0);
    CHECK(refusal("CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT NOT NULL, age INTEGER);").empty());
}

TEST_CASE("a column that a kept full-text index reads is neither dropped nor renamed without it") {
    for (const char* index : {"fts5(body, content='note', content_rowid='id', prefix = '2')", "fts4(content=\"NOTE\", body)",
                              "fts3(body TEXT NOT NULL, content=`note`)"}) {
        const snapshot found =
            snapshot_of("CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT, more TEXT); CREATE VIRTUAL TABLE find USING " +
                        std::string(index) + ";");
        const snapshot without = snapshot_of("CREATE TABLE note (id INTEGER PRIMARY KEY, more TEXT);");
        CHECK_THROWS_WITH(with_kept(without, found), Catch::Matchers::StartsWith("virtual table find uses column note.body"));
        CHECK(compare(found, with_kept(without, found, {.objects = {"find"}}))->losses.size() == 2);
        CHECK_THROWS_WITH(renamed(found, {.columns = {{"note", "body", "text"}}}),
                          Catch::Matchers::StartsWith("virtual table find reads column note.body"));
        CHECK(renamed(found, {.columns = {{"note", "more", "rest"}}}).table("note")->column("rest"));
        CHECK(with_kept(snapshot_of("CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT);"), found).kept.size() == 1);
    }
    // Its own text in columns of the same names is nobody else's.
    const snapshot own = snapshot_of(
        "CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT); CREATE VIRTUAL TABLE find USING fts5(note, body, content = '');");
    CHECK(with_kept(snapshot_of("CREATE TABLE note (id INTEGER PRIMARY KEY);"), own).kept.size() == 1);
}

TEST_CASE("a column that a CHECK names is not dropped in place, and a narrower list is told of") {
    const auto d = compare(snapshot_of("CREATE TABLE t (a INTEGER, b INTEGER, c TEXT, CHECK (a > 0));"),
                           snapshot_of("CREATE TABLE t (b INTEGER, c TEXT);"));
    REQUIRE(d->changed.size() == 1);
    CHECK(d->changed[0].rebuild);
    const auto db = database("CREATE TABLE t (a INTEGER, b INTEGER, c TEXT, CHECK (a > 0)); INSERT INTO t VALUES (1, 2, 'x');");
    run(*db, *d);
    CHECK(rows(*db, "SELECT * FROM t") == std::vector<std::string>{"2|x"});
    const auto narrower = compare(snapshot_of("CREATE TABLE t (a TEXT CHECK (a IN ('x', 'y')));"),
                                  snapshot_of("CREATE TABLE t (a TEXT CHECK (a IN ('x')));"));
    CHECK(narrower->warnings == names{"t.a: the migration stops where a row holds another value"});
    const auto wider = compare(snapshot_of("CREATE TABLE t (a TEXT CHECK (a IN ('x')));"),
                               snapshot_of("CREATE TABLE t (a TEXT CHECK (a IN ('x', 'y')));"));
    CHECK(wider->warnings.empty());
}

TEST_CASE("a trigger goes with its table, and a rename rebuilds a full-text index") {
    const snapshot before = snapshot_of(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT); CREATE TABLE u (id INTEGER PRIMARY KEY); CREATE TRIGGER watch AFTER INSERT ON t "
        "BEGIN SELECT 1; END;");
    const snapshot after = with_kept(snapshot_of("CREATE TABLE u (id INTEGER PRIMARY KEY);"), before);
    CHECK(after.triggers.empty());
    CHECK(compare(before, after)->losses == names{"table t and its rows"});

    full_text_shape index{.name = "find", .columns = {"a"}, .content = "t", .key = "id"};
    snapshot indexed = snapshot_of("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);"),
             renamed_table = snapshot_of("CREATE TABLE t (id INTEGER PRIMARY KEY, b TEXT);");
    indexed.full_texts.push_back(index);
    index.columns = {"b"};
    renamed_table.full_texts.push_back(index);
    CHECK(compare(indexed, renamed_table, {.columns = {{"t", "a", "b"}}})->new_full_texts == names{"find"});
}

TEST_CASE("what is kept follows a rename: SQLite edits the texts") {
    const auto db = database(existing);
    const snapshot found = inspect(*db);
    const renames told{.tables = {{"users", "people"}}, .columns = {{"people", "age", "years"}}};
    const snapshot schema = snapshot_of("CREATE TABLE people (id INTEGER PRIMARY KEY, mail TEXT NOT NULL, years INTEGER, note TEXT);");
    const auto d = compare(found, with_kept(schema, renamed(found, told)), told);
    CHECK(d->losses == names{});
    run(*db, *d);
    CHECK(differences_of(d->after, inspect(*db)) == names{});
    db->run({{"INSERT INTO people (mail, years) VALUES ('a', 20)"}});
    CHECK(rows(*db, "SELECT id FROM adults") == std::vector<std::string>{"1"});
    CHECK_THROWS_AS(
        renamed(snapshot_of("CREATE TABLE a (id INTEGER PRIMARY KEY, t TEXT); CREATE VIRTUAL TABLE f USING fts5(t, content='a');"),
                {.tables = {{"a", "b"}}}),
        failure);
}

TEST_CASE("a snapshot of an earlier version is read: an index with a text of its own is kept") {
    const snapshot s =
        from_json(R"({"version": 1, "tables": [{"name": "t", "columns": [{"name": "id", "type": "INTEGER"}], "primary_key": ["id"]}],
        "views": [], "full_texts": [{"name": "words", "columns": ["text"], "extras": ["prefix = '2'"]}]})",
                  "old");
    CHECK(s.full_texts.empty());
    REQUIRE(s.kept.size() == 1);
    CHECK(s.kept[0].sql == "CREATE VIRTUAL TABLE words USING fts5(text, prefix = '2')");
}

TEST_CASE("a statement that the reader does not know is kept as text") {
    snapshot s;
    s = snapshot_of("CREATE VIEW v(a, [b c]) AS SELECT 1, 2; CREATE VIRTUAL TABLE f USING fts5(x, prefix='2', detail=none);");
    CHECK(s.views.at(0).query == "WITH named(a, [b c]) AS (SELECT 1, 2) SELECT * FROM named");
    CHECK(s.views.at(0).sql == "CREATE VIEW v(a, [b c]) AS SELECT 1, 2");
    CHECK(s.kept.at(0).sql.find("detail=none") != std::string::npos);
}

TEST_CASE("a full-text index with further options is kept by its text, however much of it could be declared") {
    const full_text_shape plain{.name = "search", .columns = {"title"}, .content = "notes", .key = "id"};
    const auto read = [&](const std::string& create) {
        std::string sql = "CREATE TABLE notes (id INTEGER PRIMARY KEY, title TEXT NOT NULL);" + create;
        for (const std::string& trigger : full_text_triggers(plain)) sql += ";" + trigger;
        return inspect(*database(sql + ";"));
    };
    CHECK(read(create_full_text_text(plain)).full_texts == std::vector{plain});
    for (const std::string option : {"prefix = '2 3'", "detail = none", "columnsize = 0"}) {
        const std::string create = "CREATE VIRTUAL TABLE search USING fts5(title, content = 'notes', content_rowid = 'id', " + option + ")";
        const snapshot s = read(create);
        CHECK(s.full_texts.empty());
        REQUIRE(s.kept.size() == 1);
        CHECK(s.kept[0].sql == create);
    }
}

TEST_CASE("texts of a database are C++ literals, and names are names") {
    CHECK(literal_text("a\"b\\c\n?\x01"
                       "7\xff") == R"("a\"b\\c\n\?\0017\377")");
    CHECK(literal_text("größe") == "\"größe\"");
    CHECK(literal_text("\xe2\x80\xae") == R"("\342\200\256")");  // shows what follows from right to left
    CHECK(comment_text("a\nb\\") == "a b");
    CHECK(comment_text("a?\?/") == "a?\?");
    for (const char* name : {"errno", "EOF", "NULL", "INT_MAX", "SIGINT", "int", "2024", "", "a b", "_x", "__proto__", "größe", "linux"})
        CHECK_FALSE(is_identifier(name));
    scope_names scope({"tables"});
    CHECK(scope.add("a b") == "a_b_");
    CHECK(scope.add("a-b") == "a_b_2");
    CHECK(scope.add("tables") == "tables_2");
    CHECK(scope.add("INT_MAX") == "x_INT_MAX_");
    CHECK(scope.add("id") == "id");
}

TEST_CASE("computed columns of a view have the type of their values") {
    const auto db = database(
        "CREATE TABLE sale (id INTEGER PRIMARY KEY, total REAL NOT NULL, name TEXT);"
        "CREATE VIEW sums AS SELECT count(*) AS n, sum(id) AS ids, total * 2 AS twice, name || '' AS label, min(id) AS low FROM sale GROUP "
        "BY id;");
    const auto types = [&] {
        std::string all;
        for (const column_shape& c : columns_of_views(*db, inspect(*db)).at(0).columns) all += c.type + ' ';
        return all;
    };
    CHECK(types() == "INTEGER REAL REAL TEXT  ");
    db->run({{"INSERT INTO sale VALUES (1, 1.5, 'x')"}});
    CHECK(types() == "INTEGER REAL REAL TEXT INTEGER ");
}

TEST_CASE("ON DELETE SET DEFAULT, which declarations cannot express, is kept") {
    const std::string parent = "CREATE TABLE p (id INTEGER PRIMARY KEY);";
    const snapshot found = snapshot_of(parent +
                                       "CREATE TABLE c (id INTEGER PRIMARY KEY, p INTEGER DEFAULT 1 REFERENCES p (id) ON DELETE SET "
                                       "DEFAULT, q INTEGER REFERENCES p (id) ON DELETE CASCADE);");
    const snapshot schema = snapshot_of(parent +
                                        "CREATE TABLE c (id INTEGER PRIMARY KEY, p INTEGER DEFAULT 1 REFERENCES p (id), q INTEGER "
                                        "REFERENCES p (id) ON DELETE CASCADE);");
    const snapshot kept = with_kept(schema, found);
    CHECK(compare(found, kept)->sentences == names{});
    CHECK(kept.table("c")->foreign_keys.at(0).on_delete == "SET DEFAULT");
    CHECK(kept.table("c")->foreign_keys.at(1).on_delete == "CASCADE");
}

TEST_CASE("dropping a table that is kept as text is reported as a loss, dropping an index is not") {
    snapshot before;
    before.kept.push_back({.kind = "table", .name = "odd", .table = "odd", .sql = "CREATE TABLE odd (x)"});
    before.kept.push_back({.kind = "index", .name = "i", .table = "odd", .sql = "CREATE INDEX i ON odd (x)"});
    const auto d = compare(before, {});
    CHECK(d->sentences == names{"table odd is dropped", "index i is dropped"});
    CHECK(d->losses == names{"table odd and its content"});
}

TEST_CASE("what is kept as text is made in an order that works, and dropped in the reverse") {
    for (const char* sql : {R"(CREATE TABLE z (id INTEGER PRIMARY KEY, "" TEXT); CREATE INDEX a ON z ("");)",
                            R"(CREATE TABLE z (id INTEGER PRIMARY KEY, "" TEXT); CREATE UNIQUE INDEX b ON z (id, "" DESC);
                               CREATE TRIGGER a AFTER INSERT ON z BEGIN DELETE FROM z WHERE id < 0; END;)",
                            R"(CREATE TABLE y (id INTEGER PRIMARY KEY, "" TEXT); CREATE VIEW b AS SELECT id FROM y;
                               CREATE VIRTUAL TABLE c USING rtree(id, low, high); CREATE INDEX a ON y ("") WHERE id > 1;
                               CREATE TRIGGER x INSTEAD OF INSERT ON b BEGIN SELECT 1; END;
                               CREATE TRIGGER a_t AFTER UPDATE ON y BEGIN SELECT 2; END;)"}) {
        INFO(sql);
        const snapshot found = inspect(*database(sql));
        CHECK(!found.kept.empty());
        const auto fresh = open_sqlite(":memory:", false);
        run(*fresh, *compare({}, found));
        CHECK(differences_of(found, inspect(*fresh)) == names{});
        run(*fresh, *compare(found, {}));
        CHECK(differences_of({}, inspect(*fresh)) == names{});
    }
}

TEST_CASE("a schema with a text that is not UTF-8 is refused by a snapshot, not written as no JSON") {
    for (const char* sql : {"CREATE TABLE \"a\xff\" (id INTEGER PRIMARY KEY);", "CREATE TABLE t (id TEXT DEFAULT '\xc3(');",
                            "CREATE TABLE t (id TEXT); CREATE VIEW v AS SELECT id, '\xe2\x82' AS sign FROM t;"}) {
        INFO(sql);
        const snapshot found = inspect(*database(sql));
        CHECK_THROWS_WITH(to_json(found), Catch::Contains("is not UTF-8") && Catch::Contains("rename"));
    }
    const snapshot found = inspect(*database("CREATE TABLE \"ä€😀\" (id INTEGER PRIMARY KEY);"));
    CHECK(differences_of(found, from_json(to_json(found), "a snapshot")) == names{});
}
