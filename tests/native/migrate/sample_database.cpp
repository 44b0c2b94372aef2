#include "sample_database.hpp"

#include <catch2/catch.hpp>

#include "migrate/inspect.hpp"
#include "migrate/split_statements.hpp"

namespace squall::test {

using namespace migrate;

namespace {

constexpr const char* schema = R"(
CREATE TABLE users (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  nick TEXT DEFAULT 'none',
  age INTEGER,
  status TEXT NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'old')),
  best_post TEXT REFERENCES posts(id),
  code TEXT
);
CREATE INDEX idx_users_nick ON users (nick);
CREATE INDEX idx_users_new ON users (age DESC) WHERE status = 'new';
CREATE TABLE posts (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  reply_to TEXT REFERENCES posts(id) ON DELETE RESTRICT,
  title TEXT
);
CREATE TABLE comments (
  post_id TEXT NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  text TEXT,
  PRIMARY KEY (post_id, place)
);
CREATE TABLE notes (id INTEGER PRIMARY KEY, user_id TEXT REFERENCES users(id) ON DELETE SET NULL, text TEXT);
CREATE TABLE logs (id TEXT PRIMARY KEY, user_id TEXT REFERENCES users(id), text TEXT);
CREATE TABLE locks (id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users(id) ON DELETE RESTRICT, log_id TEXT REFERENCES logs(id) ON DELETE SET NULL);
CREATE TABLE tags (name TEXT, colour TEXT, UNIQUE (name, colour));
CREATE VIEW user_posts AS SELECT users.email, posts.title FROM users JOIN posts ON posts.user_id = users.id;
)";

constexpr const char* filling = R"(
INSERT INTO users (id, email, age, status, code) VALUES ('u1', 'a@x', 30, 'new', '007'), ('u2', 'b@x', 40, 'old', '12'), ('u3', 'c@x', 0, 'new', 'x');
DELETE FROM users WHERE id = 'u3';
INSERT INTO users (id, email, nick, age, code) VALUES ('u0', 'd@x', 'dee', 50, '1e3');
INSERT INTO posts (id, user_id, title) VALUES ('p1', 'u1', 'one; two'), ('p3', 'u0', 'it''s'), ('p2', 'u2', NULL);
UPDATE posts SET reply_to = 'p1' WHERE id = 'p2';
UPDATE users SET best_post = 'p2' WHERE id = 'u1';
INSERT INTO comments VALUES ('p1', 1, 'a'), ('p1', 2, 'b'), ('p2', 1, 'c');
INSERT INTO notes VALUES (5, 'u1', 'n'), (9, 'u2', 'm'), (7, NULL, 'k');
INSERT INTO logs VALUES ('l1', 'u1', 'x'), ('l2', NULL, 'y');
INSERT INTO locks VALUES ('k1', 'u1', 'l1'), ('k2', 'u2', NULL);
INSERT INTO tags VALUES ('t', 'red'), ('t', 'blue');
)";

}  // namespace

std::string sample_schema(const edits& changes) {
    std::string text = schema;
    for (const auto& [from, to] : changes) {
        const std::size_t at = text.find(from);
        INFO(from);
        REQUIRE(at != text.npos);
        text.replace(at, from.size(), to);
    }
    return text;
}

namespace {
void run_script(target& db, const std::string& sql) {
    std::vector<statement> batch;
    for (const located_statement& s : split_statements(sql)) batch.push_back({s.sql});
    db.run(batch);
}
}  // namespace

snapshot snapshot_of(const std::string& text) {
    const auto db = open_sqlite(":memory:", false);
    run_script(*db, text);
    return inspect(*db);
}
std::unique_ptr<target> filled_sample() {
    auto db = open_sqlite(":memory:", false);
    run_script(*db, sample_schema());
    run_script(*db, filling);
    return db;
}

std::string run_cut_at_semicolons(target& db, const std::string& sql) {
    std::vector<statement> batch;
    for (std::size_t at = 0; at < sql.size();) {
        const std::size_t end = std::min(sql.find(';', at), sql.size());
        batch.push_back({sql.substr(at, end - at)});
        at = end + 1;
    }
    const auto failed = db.batch(batch);
    return failed ? failed->reason : "";
}
std::vector<std::string> rows(target& db, const std::string& sql) {
    std::vector<std::string> all;
    for (const auto& row : db.query(sql).rows) {
        std::string line;
        for (const cell& c : row) line += (line.empty() ? "" : "|") + (std::holds_alternative<std::monostate>(c) ? "NULL" : text_of(c));
        all.push_back(line);
    }
    return all;
}

}  // namespace squall::test
