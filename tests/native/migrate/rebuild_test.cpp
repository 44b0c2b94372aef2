// What a rebuild of a table refuses, so that it loses neither clauses nor rows.
#include "migrate/difference.hpp"

#include <catch2/catch.hpp>

#include "migrate/inspect.hpp"
#include "migrate/migration_sql.hpp"
#include "migrate/split_statements.hpp"
#include "sample_database.hpp"

using namespace squall::migrate;
using namespace squall::test;

namespace {

std::unique_ptr<target> database(const std::string& sql) {
    auto db = open_sqlite(":memory:", false);
    for (const located_statement& s : split_statements(sql)) db->run({{s.sql}});
    return db;
}

}  // namespace

TEST_CASE("a rebuild refuses a clause that its snapshot does not know") {
    const char* plain = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, n INTEGER);";
    const auto reason = [&](const std::string& table) {
        const auto db = database(table);
        db->run({{"INSERT INTO t (id, a, n) VALUES (1, 'x', 1)"}});
        const auto d = compare(snapshot_of(plain), snapshot_of("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, n INTEGER DEFAULT 1);"));
        std::vector<statement> batch;
        for (const std::string& s : migration_statements(*d)) batch.push_back({s});
        const auto failed = db->batch(batch);
        if (failed) CHECK(rows(*db, "SELECT sql FROM sqlite_master WHERE name = 't'")[0] + ';' == table);
        return failed ? failed->reason : "";
    };
    const std::pair<const char*, const char*> unknown[] = {
        {"CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT, n INTEGER);", "has an AUTOINCREMENT"},
        {"CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, n INTEGER CHECK\n(n > 0));", "has a CHECK"},
        {"CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT COLLATE NOCASE, n INTEGER);", "has a COLLATE"},
        {"CREATE TABLE t (id INTEGER PRIMARY KEY ON CONFLICT REPLACE, a TEXT, n INTEGER);", "has an ON CONFLICT"},
        {"CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, n INTEGER) STRICT;", "has a STRICT"},
        {"CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, n INTEGER) WITHOUT ROWID;", "has a WITHOUT ROWID"},
        {"CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE, n INTEGER);", "has a unique key"},
        {"CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, n INTEGER REFERENCES t(id) DEFERRABLE INITIALLY DEFERRED);", "has a DEFERRABLE"},
        {"CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, n INTEGER, g AS (n + 1));", "t.g is not in the snapshot"}};
    for (const auto& [table, words] : unknown) {
        INFO(table);
        CHECK(reason(table).find(words) != std::string::npos);
    }
    CHECK(reason(plain).empty());
    CHECK(reason("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, n INTEGER); ").empty());
}

TEST_CASE("a rebuild takes the options of a table in any order and spelling") {
    for (const std::string options :
         {"STRICT, WITHOUT ROWID", "WITHOUT ROWID, STRICT", "without rowid,\n strict", "Strict ,WITHOUT  ROWID"}) {
        const std::string before = "CREATE TABLE t (k TEXT PRIMARY KEY, n INTEGER) " + options;
        const auto db = database(before + "; INSERT INTO t VALUES ('x', 1);");
        const auto d =
            compare(inspect(*db), snapshot_of("CREATE TABLE t (k TEXT PRIMARY KEY, n INTEGER DEFAULT 1) STRICT, WITHOUT ROWID;"));
        std::vector<statement> batch;
        for (const std::string& s : migration_statements(*d)) batch.push_back({s});
        const auto failed = db->batch(batch);
        INFO(options << ": " << (failed ? failed->reason : ""));
        CHECK_FALSE(failed);
        CHECK(rows(*db, "SELECT * FROM t") == std::vector<std::string>{"x|1"});
        CHECK(rows(*db, "SELECT strict, wr FROM pragma_table_list('t')") == std::vector<std::string>{"1|1"});
    }
}

TEST_CASE("a rebuild stops where values would be stored in another way, whatever the type is called") {
    // As if the snapshot had taken a column without a type for one that stores texts alike.
    const auto db = database("CREATE TABLE t (a, k TEXT PRIMARY KEY) WITHOUT ROWID; INSERT INTO t VALUES (1, 'x'), ('2', 'y');");
    snapshot before = inspect(*db), after = before;
    after.tables[0].columns[0].type = "NUM";
    before.tables[0].columns[0].type = "INTEGER";
    const auto d = compare(before, after);
    CHECK(d->empty());
    after.tables[0].columns[1].default_sql = "'d'";
    const auto rebuilt = compare(before, after);
    std::vector<statement> batch;
    for (const std::string& s : migration_statements(*rebuilt)) batch.push_back({s});
    const auto failed = db->batch(batch);
    REQUIRE(failed);
    CHECK(failed->reason.find("values of t would be stored in another way") != std::string::npos);
}

TEST_CASE("a rebuild stops where a conflict clause would drop rows without an error") {
    for (const std::string clause : {"IGNORE", "REPLACE"}) {
        const auto d = compare(snapshot_of("CREATE TABLE t (a TEXT, b TEXT);"),
                               snapshot_of("CREATE TABLE t (a TEXT, b TEXT, UNIQUE (a) ON CONFLICT " + clause + ");"));
        std::vector<statement> batch;
        for (const std::string& sql : migration_statements(*d)) batch.push_back({sql});
        const auto twice = database("CREATE TABLE t (a TEXT, b TEXT); INSERT INTO t VALUES ('x', '1'), ('x', '2'), ('y', '3');");
        const auto failed = twice->batch(batch);
        REQUIRE(failed);
        CHECK(failed->reason.find("squall: the rebuild would have lost 1 rows of t") != std::string::npos);
        CHECK(rows(*twice, "SELECT * FROM t") == std::vector<std::string>{"x|1", "x|2", "y|3"});
        const auto once = database("CREATE TABLE t (a TEXT, b TEXT); INSERT INTO t VALUES ('x', '1'), ('y', '3');");
        CHECK_FALSE(once->batch(batch));
        CHECK(rows(*once, "SELECT * FROM t") == std::vector<std::string>{"x|1", "y|3"});
    }
}

TEST_CASE("a rebuild goes through references that restrict, cascade or set null, and leaves their rows") {
    for (const std::string action : {"RESTRICT", "CASCADE", "SET NULL", "NO ACTION"}) {
        const std::string child =
            "CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id TEXT REFERENCES parent (id) ON DELETE " + action + ");";
        const std::string before = "CREATE TABLE parent (id TEXT PRIMARY KEY, a TEXT);" + child;
        const auto d = compare(snapshot_of(before), snapshot_of("CREATE TABLE parent (id TEXT PRIMARY KEY, a TEXT NOT NULL);" + child));
        const auto db = database(before + "INSERT INTO parent VALUES ('p', 'x'); INSERT INTO child VALUES (1, 'p'), (2, NULL);");
        std::vector<statement> batch;
        for (const std::string& sql : migration_statements(*d)) batch.push_back({sql});
        const auto failed = db->batch(batch);
        INFO(action << ": " << (failed ? failed->reason : ""));
        CHECK_FALSE(failed);
        CHECK(rows(*db, "SELECT * FROM parent") == std::vector<std::string>{"p|x"});
        CHECK(rows(*db, "SELECT id, parent_id IS NULL FROM child") == std::vector<std::string>{"1|0", "2|1"});
    }
}

TEST_CASE("a rebuild goes through references of a table to itself and in a circle, and leaves their rows") {
    struct one {
        const char *schema, *rows, *question, *expected;
    };
    const one all[] = {
        {"CREATE TABLE t (id INTEGER PRIMARY KEY, up INTEGER REFERENCES t (id) ON DELETE RESTRICT, v TEXT);",
         "INSERT INTO t VALUES (1, NULL, 'a'), (2, 1, 'b'), (3, 2, 'c');", "SELECT group_concat(id || ifnull(up, '-'), ' ') FROM t",
         "1- 21 32"},
        {"CREATE TABLE t (id INTEGER PRIMARY KEY, up INTEGER NOT NULL REFERENCES t ON DELETE RESTRICT, v TEXT);",
         "INSERT INTO t VALUES (1, 1, 'a'), (2, 1, 'b'), (3, 2, 'c');", "SELECT group_concat(id || up, ' ') FROM t", "11 21 32"},
        {"CREATE TABLE t (w TEXT NOT NULL, u TEXT NOT NULL, up TEXT, v TEXT, PRIMARY KEY (w, u), FOREIGN KEY (w, up) REFERENCES t (w, u) "
         "ON DELETE SET NULL);",
         "INSERT INTO t VALUES ('w', 'a', NULL, 'x'), ('w', 'b', 'a', 'y'), ('w', 'c', 'b', 'z');",
         "SELECT group_concat(u || ifnull(up, '-'), ' ') FROM t", "a- ba cb"},
        {"CREATE TABLE t (w TEXT NOT NULL, u TEXT NOT NULL, up TEXT NOT NULL, v TEXT, PRIMARY KEY (w, u), FOREIGN KEY (w, up) REFERENCES "
         "t (w, u) ON DELETE SET DEFAULT) WITHOUT ROWID;",
         "INSERT INTO t VALUES ('w', 'a', 'a', 'x'), ('w', 'b', 'a', 'y');", "SELECT group_concat(u || up, ' ') FROM t", "aa ba"},
        {"CREATE TABLE t (id INTEGER PRIMARY KEY, of INTEGER REFERENCES o (id) ON DELETE RESTRICT, v TEXT);"
         "CREATE TABLE o (id INTEGER PRIMARY KEY, best INTEGER REFERENCES t (id) ON DELETE RESTRICT);"
         "CREATE TRIGGER moved BEFORE UPDATE ON t BEGIN SELECT RAISE(ABORT, 'no row moves'); END;"
         "CREATE TRIGGER chosen BEFORE UPDATE OF best ON o WHEN old.best IS NOT NULL BEGIN SELECT RAISE(ABORT, 'chosen once'); END;",
         "INSERT INTO o VALUES (7, NULL); INSERT INTO t VALUES (1, 7, 'a'), (2, 7, 'b'); UPDATE o SET best = 2;",
         "SELECT group_concat(t.id || o.best, ' ') FROM t JOIN o ON o.id = t.of", "12 22"},
    };
    for (const one& c : all) {
        INFO(c.schema);
        std::string after = c.schema;
        after.replace(after.find("v TEXT"), 6, "v TEXT NOT NULL");
        const auto db = database(std::string(c.schema) + c.rows);
        const auto d = compare(inspect(*db), snapshot_of(after));
        std::vector<statement> batch;
        for (const std::string& sql : migration_statements(*d)) batch.push_back({sql});
        const auto failed = db->batch(batch);
        INFO((failed ? failed->reason : ""));
        CHECK_FALSE(failed);
        CHECK(rows(*db, c.question) == std::vector<std::string>{c.expected});
        CHECK(compare(inspect(*db), snapshot_of(after))->empty());
        CHECK(rows(*db, "SELECT count(*) FROM pragma_foreign_key_check") == std::vector<std::string>{"0"});
    }
}

TEST_CASE("the 100th column of D1 leaves no room for a row's own number") {
    std::string columns;
    for (int i = 0; i < 99; ++i) columns += "c" + std::to_string(i) + " TEXT, ";
    const snapshot before = snapshot_of("CREATE TABLE t (" + columns + "n INTEGER);");
    const auto d = compare(before, snapshot_of("CREATE TABLE t (" + columns + "n INTEGER DEFAULT 1);"));
    for (const std::string& s : migration_statements(*d)) CHECK(s.find("squall_rowid") == s.npos);
    const auto narrower =
        compare(snapshot_of("CREATE TABLE t (a TEXT, n INTEGER);"), snapshot_of("CREATE TABLE t (a TEXT, n INTEGER DEFAULT 1);"));
    const std::vector<std::string> all = migration_statements(*narrower);
    CHECK(std::any_of(all.begin(), all.end(), [](const auto& s) { return s.find("rowid AS squall_rowid") != s.npos; }));
}
