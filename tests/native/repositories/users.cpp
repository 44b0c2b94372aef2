#include "repositories/users.hpp"

#include "support/outcome.hpp"

using namespace iofold;
using namespace iofold::test;
using lines = std::vector<std::string>;

namespace {

/// The ids of every page, "a b / c", by following the cursors.
std::string walked(test_database& db, std::int64_t limit) {
    std::string all;
    std::optional<std::string> cursor;
    do {
        const auto page = run(db, users::list({.cursor = cursor, .limit = limit}));
        CHECK(page.items.size() <= static_cast<std::size_t>(limit));
        CHECK((!page.next_cursor || page.items.size() == static_cast<std::size_t>(limit)));
        if (cursor) all += " /";
        for (const auto& user : page.items) all += ' ' + user.id;
        cursor = page.next_cursor;
    } while (cursor);
    return all;
}

}  // namespace

TEST_CASE("users.get gives one user, or null", "[users]") {
    test_database db;
    CHECK(shown(run(db, users::get({.id = "bob"}))) == "bob|bob@example.com|2026-01-11 09:30:00");
    CHECK_FALSE(run(db, users::get({.id = "nobody"})));
}

TEST_CASE("users.find_by_email is exact and case-sensitive", "[users]") {
    test_database db;
    CHECK(shown(run(db, users::find_by_email({.email = "ann@example.com"}))) == "ann|ann@example.com|2026-01-10T08:00:00.000Z");
    for (const char* other : {"Ann@example.com", "ann@example.com ", "ann@", ""})
        CHECK_FALSE(run(db, users::find_by_email({.email = other})));
}

TEST_CASE("users.list gives every user once, whatever the size of a page", "[users]") {
    test_database db;
    db.sql(R"(INSERT INTO users (id, email, created_at) VALUES
        ('same2', '1', '2026-01-12T08:00:00.000Z'), ('same1', '2', '2026-01-12T08:00:00.000Z'), ('same3', '3', '2026-01-12T08:00:00.000Z'),
        ('null1', '4', NULL), ('null2', '5', NULL), ('odd "''', '6', '2026-01-13T08:00:00.000Z'), ('日本', '7', '2026-01-13T08:00:00.000Z'))");
    CHECK(walked(db, 200) == " null1 null2 ann bob same1 same2 same3 odd \"' 日本");
    CHECK(walked(db, 1) == " null1 / null2 / ann / bob / same1 / same2 / same3 / odd \"' / 日本");
    CHECK(walked(db, 2) == " null1 null2 / ann bob / same1 same2 / same3 odd \"' / 日本");
    CHECK(walked(db, 3) == " null1 null2 ann / bob same1 same2 / same3 odd \"' 日本");  // nothing after a full last page
    CHECK(walked(db, 9) == walked(db, 200));
}

TEST_CASE("users.list has 50 to a page, and no cursor on the last", "[users]") {
    test_database db;
    CHECK_FALSE(run(db, users::list({})).next_cursor);
    db.sql("INSERT INTO users (id, email) SELECT value, value FROM json_each('[" + [] {
        std::string ids;
        for (int i = 10; i < 60; ++i) ids += (i > 10 ? "," : "") + std::to_string(i);
        return ids;
    }() + "]')");
    CHECK(run(db, users::list({})).items.size() == 50);
    CHECK(run(db, users::list({})).next_cursor);
    db.sql("DELETE FROM users");
    CHECK(run(db, users::list({})).items.empty());
    CHECK_FALSE(run(db, users::list({})).next_cursor);
}

TEST_CASE("users.list refuses a spoiled cursor and a limit out of range", "[users]") {
    test_database db;
    const std::string cursor = *run(db, users::list({.limit = 1})).next_cursor;
    CHECK(run(db, users::list({.cursor = cursor})).items.size() == 1);
    for (const std::string& spoiled : {cursor.substr(0, cursor.size() / 2), cursor + "A", std::string(), std::string("x")})
        CHECK(refusal(db, users::list({.cursor = spoiled})) == "invalid_argument: cursor is not a cursor that this list gave");
    for (int limit : {0, -1, 201}) CHECK(refusal(db, users::list({.limit = limit})) == "invalid_argument: limit must be from 1 to 200");
    CHECK(run(db, users::list({.limit = 200})).items.size() == 2);
}

TEST_CASE("users.create adds a user, now", "[users]") {
    test_database db;
    CHECK(shown(run(db, users::create({.email = "ö@例.example"}))) == new_id("user", 1) + "|ö@例.example|" + std::string(now));
    CHECK(shown(run(db, users::create({.email = "cleo@example.com", .id = "cleo"}))) == "cleo|cleo@example.com|" + std::string(now));
    CHECK(db.rows("SELECT id FROM users").size() == 4);
}

TEST_CASE("users.create refuses an address or an id that is taken", "[users]") {
    test_database db;
    CHECK(refusal(db, users::create({.email = "ann@example.com"})) == "conflict: users.email");
    CHECK(refusal(db, users::create({.email = "new@example.com", .id = "ann"})) == "conflict: users.id");
}

TEST_CASE("users.delete takes along memberships and owned workspaces", "[users]") {
    test_database db;
    CHECK(run(db, users::delete_({.id = "bob"})));
    CHECK(db.rows("SELECT id FROM workspaces WHERE user_id = 'bob'").empty());
    CHECK(db.rows("SELECT id FROM workspace_members").empty());
    CHECK_FALSE(run(db, users::delete_({.id = "bob"})));
}

TEST_CASE("users.delete is refused when something in a workspace blocks it", "[users]") {
    test_database db;
    db.sql("INSERT INTO tasksets (id, workspace_id, agent_id, name) VALUES ('k', 'ws_b', 'b1', 'n')");
    CHECK(refusal(db, users::delete_({.id = "bob"})) == "foreign_key");
}
