// Each kind of change, on a filled database: it ends at the schema, and every row is still there.
#include <catch2/catch.hpp>

#include "migrate/inspect.hpp"
#include "migrate/migration_sql.hpp"
#include "migrate/sql_tokens.hpp"
#include "sample_database.hpp"

using namespace squall::migrate;
using namespace squall::test;

namespace {

struct change {
    const char* name;
    edits what;
    renames told{};
    bool loses = false;
};

const std::vector<change> changes = {
    {"a table is added",
     {{"CREATE TABLE tags",
       "CREATE TABLE marks (id TEXT PRIMARY KEY, user_id TEXT REFERENCES users(id) ON DELETE CASCADE);\nCREATE TABLE tags"}}},
    {"a table without children is dropped", {{"CREATE TABLE tags (name TEXT, colour TEXT, UNIQUE (name, colour));", ""}}, {}, true},
    {"a table is dropped that others referred to",
     {{"CREATE TABLE logs (id TEXT PRIMARY KEY, user_id TEXT REFERENCES users(id), text TEXT);", ""},
      {"log_id TEXT REFERENCES logs(id) ON DELETE SET NULL", "log_id TEXT"}},
     {},
     true},
    {"a table is renamed",
     {{"CREATE TABLE logs", "CREATE TABLE journal"}, {"REFERENCES logs(id)", "REFERENCES journal(id)"}},
     {{{"logs", "journal"}}, {}}},
    {"a parent is renamed, and a column of it",
     {{"CREATE TABLE posts", "CREATE TABLE articles"},
      {"REFERENCES posts(id),\n  code", "REFERENCES articles(id),\n  code"},
      {"reply_to TEXT REFERENCES posts", "reply_to TEXT REFERENCES articles"},
      {"  title TEXT", "  heading TEXT"},
      {"REFERENCES posts(id) ON DELETE CASCADE,\n  place", "REFERENCES articles(id) ON DELETE CASCADE,\n  place"},
      {"posts.title FROM users JOIN posts ON posts.user_id", "articles.heading FROM users JOIN articles ON articles.user_id"}},
     {{{"posts", "articles"}}, {{"articles", "title", "heading"}}}},
    {"a column is added at the end", {{"  code TEXT\n", "  code TEXT,\n  city TEXT\n"}}},
    {"a column with a default is added", {{"  code TEXT\n", "  code TEXT,\n  level INTEGER NOT NULL DEFAULT 1\n"}}},
    {"a column with a CHECK list is added", {{"  code TEXT\n", "  code TEXT,\n  mood TEXT CHECK (mood IN ('good', 'bad'))\n"}}},
    {"a column that refers is added", {{"  code TEXT\n", "  code TEXT,\n  boss TEXT REFERENCES users(id)\n"}}},
    {"a column that refers is added, with a default", {{"  code TEXT\n", "  code TEXT,\n  boss TEXT DEFAULT 'u1' REFERENCES users(id)\n"}}},
    {"a column with the time of its row is added", {{"  code TEXT\n", "  code TEXT,\n  made_at DATETIME DEFAULT CURRENT_TIMESTAMP\n"}}},
    {"a column is added in the middle", {{"  age INTEGER,", "  city TEXT,\n  age INTEGER,"}}},
    {"a column is dropped", {{",\n  code TEXT\n", "\n"}}, {}, true},
    {"a column with an index is dropped",
     {{"  nick TEXT DEFAULT 'none',\n", ""}, {"CREATE INDEX idx_users_nick ON users (nick);", ""}},
     {},
     true},
    {"a column of a unique key is dropped", {{"colour TEXT, UNIQUE (name, colour)", "size INTEGER"}}, {}, true},
    {"a column that refers is dropped", {{"  best_post TEXT REFERENCES posts(id),\n", ""}}, {}, true},
    {"a column is renamed", {{"nick TEXT", "alias TEXT"}, {"(nick)", "(alias)"}}, {{}, {{"users", "nick", "alias"}}}},
    {"a column in a key, a view and a partial index is renamed",
     {{"email TEXT", "mail TEXT"},
      {"users.email", "users.mail"},
      {"  status TEXT", "  state TEXT"},
      {"(status IN", "(state IN"},
      {"WHERE status", "WHERE state"}},
     {{}, {{"users", "email", "mail"}, {"users", "status", "state"}}}},
    {"a column is renamed and another retyped",
     {{"nick TEXT", "alias TEXT"}, {"(nick)", "(alias)"}, {"age INTEGER", "age REAL"}},
     {{}, {{"users", "nick", "alias"}}},
     true},
    {"a primary key is renamed", {{"logs (id TEXT", "logs (log TEXT"}, {"logs(id)", "logs(log)"}}, {{}, {{"logs", "id", "log"}}}},
    {"a type changes, and with it how values are stored", {{"age INTEGER", "age TEXT"}}, {}, true},
    {"a default is added", {{"age INTEGER", "age INTEGER DEFAULT 18"}}},
    {"a default changes", {{"'none'", "'nobody'"}}},
    {"a default goes", {{" DEFAULT 'none'", ""}}},
    {"a column becomes NOT NULL", {{"age INTEGER", "age INTEGER NOT NULL"}}},
    {"a column may be NULL", {{"email TEXT NOT NULL", "email TEXT"}}},
    {"a key of one column becomes one of two",
     {{"post_id TEXT NOT NULL", "post_id TEXT NOT NULL"}, {"PRIMARY KEY (post_id, place)", "PRIMARY KEY (place, post_id)"}}},
    {"a primary key is added", {{"name TEXT, colour TEXT,", "name TEXT, colour TEXT, PRIMARY KEY (colour),"}}},
    {"a unique key is added", {{"  code TEXT\n", "  code TEXT UNIQUE\n"}}},
    {"a unique key goes", {{", UNIQUE (name, colour)", ""}}},
    {"a CHECK list grows", {{"('new', 'old')", "('new', 'old', 'gone')"}}},
    {"a CHECK list goes", {{" CHECK (status IN ('new', 'old'))", ""}}},
    {"a CHECK list is added", {{"colour TEXT,", "colour TEXT CHECK (colour IN ('red', 'blue')),"}}},
    {"an index is added", {{"CREATE TABLE tags", "CREATE INDEX idx_users_age ON users (age, nick DESC);\nCREATE TABLE tags"}}},
    {"a unique index is added", {{"CREATE TABLE tags", "CREATE UNIQUE INDEX idx_users_email ON users (email, code);\nCREATE TABLE tags"}}},
    {"an index goes", {{"CREATE INDEX idx_users_nick ON users (nick);", ""}}},
    {"an index changes", {{"ON users (nick)", "ON users (nick DESC, age)"}}},
    {"a partial index changes", {{"WHERE status = 'new'", "WHERE status = 'old' AND age IS NOT NULL"}}},
    {"a foreign key is added", {{"name TEXT, colour TEXT,", "name TEXT, colour TEXT, user_id TEXT REFERENCES users(id),"}}},
    {"a foreign key goes",
     {{"user_id TEXT REFERENCES users(id), text TEXT);\nCREATE TABLE locks", "user_id TEXT, text TEXT);\nCREATE TABLE locks"}}},
    {"an action changes", {{"REFERENCES users(id) ON DELETE SET NULL", "REFERENCES users(id) ON DELETE CASCADE"}}},
    {"a foreign key refers to another table", {{"log_id TEXT REFERENCES logs(id) ON DELETE SET NULL", "log_id TEXT"}}},
    {"a view is added", {{"CREATE VIEW", "CREATE VIEW names AS SELECT email FROM users;\nCREATE VIEW"}}},
    {"a view changes", {{"posts.title FROM", "posts.title, posts.id AS post_id FROM"}}},
    {"a view goes", {{"CREATE VIEW user_posts AS SELECT users.email, posts.title FROM users JOIN posts ON posts.user_id = users.id;", ""}}},
    {"the order of columns changes", {{"  nick TEXT DEFAULT 'none',\n  age INTEGER,", "  age INTEGER,\n  nick TEXT DEFAULT 'none',"}}},
    {"many things change at once",
     {{"age INTEGER", "age REAL"},
      {"('new', 'old')", "('new', 'old', 'gone')"},
      {"  title TEXT", "  title TEXT DEFAULT ''"},
      {"CREATE TABLE tags", "CREATE TABLE marks (id TEXT PRIMARY KEY, post_id TEXT REFERENCES posts(id));\nCREATE TABLE tags"},
      {"REFERENCES users(id) ON DELETE SET NULL", "REFERENCES users(id) ON DELETE RESTRICT"}},
     {},
     true},
};

/// Every row of the tables and columns that both schemas have, by the names of the later one; numbers and text alike.
std::vector<std::string> content(target& db, const snapshot& before, const snapshot& after, const renames& told, bool is_after) {
    std::vector<std::string> all;
    for (const table_shape& a : after.tables) {
        std::string earlier = a.name;
        for (const auto& r : told.tables)
            if (r.to == a.name) earlier = r.from;
        const table_shape* b = before.table(earlier);
        if (!b) continue;
        std::string columns;
        for (const column_shape& c : a.columns) {
            std::string then = c.name;
            for (const auto& r : told.columns)
                if (r.table == a.name && r.to == c.name) then = r.from;
            if (!b->column(then)) continue;
            const std::string name = name_text(is_after ? c.name : then);
            // 30 and 30.0 are one number.
            columns += ", iif(typeof(" + name + ") IN ('integer', 'real'), CAST(CAST(" + name + " AS REAL) AS TEXT), iif('" + c.type +
                       "' = 'TEXT' AND '" + b->column(then)->type + "' <> 'TEXT', CAST(CAST(" + name + " AS REAL) AS TEXT), " + name + "))";
        }
        for (const std::string& row :
             rows(db, "SELECT '" + a.name + "'" + columns + " FROM " + name_text(is_after ? a.name : earlier) + " ORDER BY rowid"))
            all.push_back(row);
    }
    return all;
}

}  // namespace

TEST_CASE("a migration of each kind of change ends at the schema with the rows kept") {
    CHECK(changes.size() >= 30);
    for (const change& c : changes) {
        DYNAMIC_SECTION(c.name) {
            const auto db = filled_sample();
            const snapshot before = inspect(*db), after = snapshot_of(sample_schema(c.what));
            const auto d = compare(before, after, c.told);
            REQUIRE_FALSE(d->empty());
            CHECK(d->losses.empty() == !c.loses);
            const auto rows_before = content(*db, before, after, c.told, false);
            const std::string sql = migration_text(*d);
            INFO(sql);
            CHECK(sql.find('"') == sql.npos);
            CHECK(sql.find("CASE") == sql.npos);
            REQUIRE(run_cut_at_semicolons(*db, sql) == "");
            CHECK(differences_of(after, inspect(*db)) == names{});
            CHECK(content(*db, before, after, c.told, true) == rows_before);
            CHECK(rows(*db, "PRAGMA foreign_key_check").empty());
            CHECK(rows(*db, "SELECT name FROM sqlite_master WHERE name LIKE 'squall%'").empty());
        }
    }
}

TEST_CASE("a column that becomes NOT NULL is warned of, the way back is not") {
    const snapshot nullable = snapshot_of(sample_schema()),
                   required = snapshot_of(sample_schema({{"age INTEGER", "age INTEGER NOT NULL"}}));
    CHECK(compare(nullable, required)->warnings == names{"users.age: the migration stops where a row holds NULL"});
    CHECK(compare(required, nullable)->warnings.empty());
}

TEST_CASE("a migration without its rename would lose the column, and says so") {
    const auto d = compare(snapshot_of(sample_schema()), snapshot_of(sample_schema({{"nick TEXT", "alias TEXT"}, {"(nick)", "(alias)"}})));
    CHECK(d->losses == names{"column users.nick and its content"});
}
