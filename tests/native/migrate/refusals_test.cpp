// What a migration must not do: it stops, and nothing has changed.
#include <catch2/catch.hpp>

#include "migrate/failure.hpp"
#include "migrate/inspect.hpp"
#include "migrate/migration_sql.hpp"
#include "migrate/split_statements.hpp"
#include "sample_database.hpp"

using namespace squall::migrate;
using namespace squall::test;

namespace {

std::string migration_to(const edits& changes) {
    return migration_text(*compare(snapshot_of(sample_schema()), snapshot_of(sample_schema(changes))));
}
/// Runs on a filled database that `prepare` has brought into another state; nothing may have changed when it fails.
std::string reason_of(const edits& changes, const std::string& prepare) {
    const auto db = filled_sample();
    if (!prepare.empty()) db->run({{prepare}});
    const auto before = rows(*db, "SELECT name, sql FROM sqlite_master ORDER BY name");
    const std::string reason = run_cut_at_semicolons(*db, migration_to(changes));
    if (!reason.empty()) {
        CHECK(rows(*db, "SELECT name, sql FROM sqlite_master ORDER BY name") == before);
        CHECK(rows(*db, "SELECT count(*) FROM users, posts, comments") == std::vector<std::string>{"27"});
    }
    return reason;
}
const edits rebuild_of_users = {{"'none'", "'nobody'"}};

}  // namespace

TEST_CASE("a rebuild refuses a database with what its snapshot does not know") {
    CHECK(reason_of(rebuild_of_users, "CREATE TRIGGER watch AFTER INSERT ON users BEGIN SELECT 1; END")
              .find("trigger watch on users is not in the snapshot") != std::string::npos);
    CHECK(reason_of(rebuild_of_users, "CREATE INDEX mine ON posts (title)").find("index mine on posts is not in the snapshot") !=
          std::string::npos);
    CHECK(reason_of(rebuild_of_users, "ALTER TABLE users ADD COLUMN extra TEXT").find("column users.extra is not in the snapshot") !=
          std::string::npos);
    CHECK(reason_of(rebuild_of_users, "CREATE TABLE mine (id TEXT REFERENCES users(id) ON DELETE CASCADE)")
              .find("table mine refers to users and is not in the snapshot") != std::string::npos);
    CHECK(reason_of(rebuild_of_users, "CREATE TABLE apart (id TEXT)").empty());
}

TEST_CASE("a change that the rows are not ready for stops") {
    CHECK(
        reason_of({{"age INTEGER", "age INTEGER NOT NULL"}}, "UPDATE users SET age = NULL").find("NOT NULL constraint failed: users.age") !=
        std::string::npos);
    CHECK(reason_of({{"age INTEGER", "age INTEGER UNIQUE"}}, "UPDATE users SET age = 1").find("UNIQUE constraint failed: users.age") !=
          std::string::npos);
    CHECK(reason_of({{"('new', 'old')", "('new')"}}, "").find("CHECK constraint failed") != std::string::npos);
    CHECK(reason_of({{"  code TEXT\n", "  code TEXT REFERENCES posts(id)\n"}}, "").find("a row of users refers to no row of posts") !=
          std::string::npos);
    CHECK(reason_of({{"  code TEXT\n", "  code INTEGER\n"}}, "").find("values of users.code would change with its type") !=
          std::string::npos);
}

TEST_CASE("a rebuild brings triggers back, and counters go on") {
    const auto db = filled_sample();
    for (const char* s : {"CREATE TABLE seen (n INTEGER PRIMARY KEY AUTOINCREMENT, user_id TEXT REFERENCES users(id) ON DELETE CASCADE)",
                          "INSERT INTO seen (n, user_id) VALUES (41, 'u1')", "DELETE FROM seen",
                          "INSERT INTO seen (user_id) VALUES ('u2'), ('u1')", "DELETE FROM seen WHERE n = 43",
                          "CREATE TRIGGER watch AFTER INSERT ON posts BEGIN UPDATE users SET age = CASE WHEN age IS NULL THEN 0 ELSE age + "
                          "1 END WHERE id = new.user_id; END"})
        db->run({{s}});
    const snapshot before = inspect(*db);
    snapshot after = before;
    for (table_shape& t : after.tables)
        if (t.name == "users") t.columns[2].default_sql = "'nobody'";
    const auto d = compare(before, after);
    std::vector<statement> batch;
    for (const std::string& s : migration_statements(*d)) batch.push_back({s});
    db->run(batch);
    CHECK(differences_of(after, inspect(*db)) == names{});
    db->run({{"INSERT INTO seen (user_id) VALUES ('u2')"}});
    CHECK(rows(*db, "SELECT n FROM seen") == std::vector<std::string>{"42", "44"});
    db->run({{"INSERT INTO posts (id, user_id) VALUES ('p9', 'u1')"}});
    CHECK(rows(*db, "SELECT age FROM users WHERE id = 'u1'") == std::vector<std::string>{"31"});
}

TEST_CASE("a string with a semicolon is one statement to what cuts files as SQL") {
    const std::string sql = migration_to({{"'none'", "'a;b'"}});
    const auto db = filled_sample();
    for (const located_statement& s : split_statements(sql)) CHECK(s.sql.find(';') == s.sql.find(";b'"));
    std::vector<statement> batch;
    for (const located_statement& s : split_statements(sql)) batch.push_back({s.sql});
    db->run(batch);
    CHECK(rows(*db, "SELECT dflt_value FROM pragma_table_info('users') WHERE name = 'nick'") == std::vector<std::string>{"'a;b'"});
}

TEST_CASE("files are cut at semicolons outside strings, comments and triggers") {
    const auto s = split_statements(
        "-- one; two\nSELECT ';' ;\n\nCREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; SELECT 3; END;\n/* ; */ "
        "SELECT [a;b] ; ;");
    REQUIRE(s.size() == 3);
    CHECK(s[0].line == 2);
    CHECK(s[1].line == 4);
    CHECK(s[1].sql.ends_with("SELECT 3; END"));
    CHECK(opening_of("UPDATE t SET a = 'secret', b = 2") == "UPDATE t SET a = …");
}
