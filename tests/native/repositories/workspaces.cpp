#include "repositories/workspaces.hpp"

#include "support/outcome.hpp"

using namespace iofold;
using namespace iofold::test;
using lines = std::vector<std::string>;

TEST_CASE("workspaces.exists says whether there is one", "[workspaces]") {
    test_database db;
    CHECK(run(db, workspaces::exists({.id = "ws_a"})));
    CHECK_FALSE(run(db, workspaces::exists({.id = "WS_A"})));
    CHECK_FALSE(run(db, workspaces::exists({.id = ""})));
}

TEST_CASE("workspaces.get gives the whole row, or null", "[workspaces]") {
    test_database db;
    CHECK(shown(run(db, workspaces::get({.id = "ws_b"}))) == "ws_b|bob|Beta|2026-01-11 09:30:00");
    CHECK_FALSE(run(db, workspaces::get({.id = "nope"})));
}

TEST_CASE("workspaces.list gives what a user owns, oldest first, then by id", "[workspaces]") {
    test_database db;
    db.sql(
        "INSERT INTO workspaces (id, user_id, name, created_at) VALUES ('ws_0', 'ann', 'Zero', '2026-01-12T08:00:00.000Z'), ('ws_n', "
        "'ann', 'None', NULL)");
    CHECK(shown(run(db, workspaces::list({.user_id = "ann"}))) == lines{"ws_n|ann|None|NULL", "ws_c|ann|Gamma|2026-01-10T08:00:00.000Z",
                                                                        "ws_0|ann|Zero|2026-01-12T08:00:00.000Z",
                                                                        "ws_a|ann|Alpha|2026-01-12T08:00:00.000Z"});
    CHECK(run(db, workspaces::list({.user_id = "nobody"})).empty());
}

TEST_CASE("workspaces.create adds one, now", "[workspaces]") {
    test_database db;
    const std::string stored = new_id("ws", 1) + "|bob|New|" + std::string(now);
    CHECK(shown(run(db, workspaces::create({.user_id = "bob", .name = "New"}))) == stored);
    CHECK(db.row("SELECT * FROM workspaces WHERE name = 'New'") == stored);
    CHECK(shown(run(db, workspaces::create({.user_id = "bob", .name = " Ü \"q\" 's'\n", .id = "mine"}))) ==
          "mine|bob| Ü \"q\" 's'\n|" + std::string(now));
}

TEST_CASE("workspaces.create refuses a taken id, an unknown user and a blank name", "[workspaces]") {
    test_database db;
    CHECK(refusal(db, workspaces::create({.user_id = "bob", .name = "New", .id = "ws_a"})) == "conflict: workspaces.id");
    CHECK(refusal(db, workspaces::create({.user_id = "nobody", .name = "New"})) == "foreign_key");
    CHECK(refusal(db, workspaces::create({.user_id = "nobody", .name = "New", .id = "ws_a"})) == "conflict: workspaces.id");
    CHECK(refusal(db, workspaces::create({.user_id = "nobody", .name = " \n"})) == "invalid_argument: name must not be blank");
}

TEST_CASE("workspaces.delete takes along what belongs to it", "[workspaces]") {
    test_database db;
    CHECK(run(db, workspaces::delete_({.id = "ws_b"})));
    for (const char* gone : {"SELECT id FROM workspaces WHERE id = 'ws_b'", "SELECT id FROM agents WHERE workspace_id = 'ws_b'",
                             "SELECT id FROM agent_versions WHERE id = 'b1v1'", "SELECT id FROM traces WHERE id = 'u1'",
                             "SELECT id FROM jobs WHERE id = 'other'", "SELECT id FROM workspace_members"})
        CHECK(db.rows(gone).empty());
    CHECK(db.rows("SELECT id FROM agents").size() == 3);
    CHECK_FALSE(run(db, workspaces::delete_({.id = "ws_b"})));
}

TEST_CASE("workspaces.delete is refused while there are tasksets", "[workspaces]") {
    test_database db;
    db.sql("INSERT INTO tasksets (id, workspace_id, agent_id, name) VALUES ('k', 'ws_b', 'b1', 'n')");
    CHECK(refusal(db, workspaces::delete_({.id = "ws_b"})) == "foreign_key");
}
