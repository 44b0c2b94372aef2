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
