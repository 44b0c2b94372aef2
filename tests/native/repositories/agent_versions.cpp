#include "repositories/agent_versions.hpp"

#include "squall/core/value_list.hpp"
#include "support/outcome.hpp"

using namespace iofold;
using namespace iofold::test;
using squall::list_of;
using lines = std::vector<std::string>;

namespace {

const std::string at_now = '|' + std::string(now);
std::string stored(test_database& db, const std::string& id) { return db.row("SELECT * FROM agent_versions WHERE id = '" + id + "'"); }
/// Which version an agent points at, and the status of each of its versions.
std::string statuses(test_database& db, const std::string& agent = "a1") {
    return db.row(
        "SELECT active_version_id || ':' || (SELECT group_concat(' ' || status, '') FROM agent_versions WHERE agent_id = a.id ORDER BY "
        "version) FROM agents a WHERE id = '" +
        agent + "'");
}

}  // namespace

TEST_CASE("agent_versions.list gives an agent's versions, newest first", "[agent_versions]") {
    test_database db;
    CHECK(shown(run(db, agent_versions::list({.workspace_id = "ws_a", .agent_id = "a1"}))) ==
          db.rows("SELECT * FROM agent_versions WHERE agent_id = 'a1' ORDER BY version DESC"));
    CHECK(run(db, agent_versions::list({.workspace_id = "ws_a", .agent_id = "a1"})).front().id == "a1v4");
    CHECK(run(db, agent_versions::list({.workspace_id = "ws_b", .agent_id = "a1"})).empty());
    CHECK(run(db, agent_versions::list({.workspace_id = "ws_a", .agent_id = "a3"})).empty());
}

TEST_CASE("agent_versions.get gives a version by its number", "[agent_versions]") {
    test_database db;
    CHECK(shown(run(db, agent_versions::get({.workspace_id = "ws_a", .agent_id = "a1", .version = 1}))) ==
          "a1v1|a1|1|one {{x}}|[\"x\"]|discovered|NULL|0.5|archived|2026-01-10T08:00:00.000Z");
    CHECK(shown(run(db, agent_versions::get({.workspace_id = "ws_a", .agent_id = "a1", .version = 4}))) == stored(db, "a1v4"));
    CHECK_FALSE(run(db, agent_versions::get({.workspace_id = "ws_a", .agent_id = "a1", .version = 5})));
    CHECK_FALSE(run(db, agent_versions::get({.workspace_id = "ws_a", .agent_id = "a1", .version = -1})));
    CHECK_FALSE(run(db, agent_versions::get({.workspace_id = "ws_b", .agent_id = "a1", .version = 1})));
}

TEST_CASE("agent_versions.get_by_id knows no workspace", "[agent_versions]") {
    test_database db;
    CHECK(shown(run(db, agent_versions::get_by_id({.id = "b1v1"}))) == stored(db, "b1v1"));
    CHECK_FALSE(run(db, agent_versions::get_by_id({.id = "nope"})));
}

TEST_CASE("agent_versions.get_active_version follows the agent's pointer", "[agent_versions]") {
    test_database db;
    CHECK(shown(run(db, agent_versions::get_active_version({.agent_id = "a1"}))) == stored(db, "a1v2"));
    CHECK_FALSE(run(db, agent_versions::get_active_version({.agent_id = "a3"})));
    CHECK_FALSE(run(db, agent_versions::get_active_version({.agent_id = "nope"})));
    db.sql("UPDATE agents SET active_version_id = 'a1v4' WHERE id = 'a1'");
    CHECK(shown(run(db, agent_versions::get_active_version({.agent_id = "a1"}))) == stored(db, "a1v4"));
    db.sql("UPDATE agents SET active_version_id = 'gone' WHERE id = 'a1'");
    CHECK_FALSE(run(db, agent_versions::get_active_version({.agent_id = "a1"})));
}

TEST_CASE("agent_versions.create adds the next candidate, with the active version as its parent", "[agent_versions]") {
    test_database db;
    const std::string first = new_id("ver", 1) + "|a1|5| next |[]|manual|a1v2|NULL|candidate" + at_now,
                      agent = db.row("SELECT * FROM agents WHERE id = 'a1'");
    CHECK(shown(run(db, agent_versions::create({.workspace_id = "ws_a", .agent_id = "a1", .prompt_template = " next "}))) == first);
    CHECK(stored(db, new_id("ver", 1)) == first);
    CHECK(db.row("SELECT * FROM agents WHERE id = 'a1'") == agent);
    CHECK(run(db, agent_versions::create({.workspace_id = "ws_a", .agent_id = "a1", .prompt_template = "p"})).version == 6);
    CHECK(shown(run(db, agent_versions::create({.workspace_id = "ws_a", .agent_id = "a3", .prompt_template = "p"}))) ==
          new_id("ver", 3) + "|a3|1|p|[]|manual|NULL|NULL|candidate" + at_now);
}

TEST_CASE("agent_versions.create with everything given, and with null where null means something", "[agent_versions]") {
    test_database db;
    CHECK(shown(run(db, agent_versions::create({.workspace_id = "ws_a",
                                                .agent_id = "a1",
                                                .prompt_template = "p",
                                                .variables = list_of({"x", "y"}),
                                                .source = agent_versions::VersionSource::ai_improved,
                                                .parent_version_id = "a1v4",
                                                .id = "mine"}))) == "mine|a1|5|p|[\"x\",\"y\"]|ai_improved|a1v4|NULL|candidate" + at_now);
    agent_versions::create_args nulls{.workspace_id = "ws_a", .agent_id = "a1", .prompt_template = "p", .parent_version_id = std::nullopt};
    spoil(nulls.variables, squall::null_value());
    CHECK(shown(run(db, agent_versions::create(std::move(nulls)))) ==
          new_id("ver", 1) + "|a1|6|p|NULL|manual|NULL|NULL|candidate" + at_now);
    agent_versions::create_args none{.workspace_id = "ws_a", .agent_id = "a1", .prompt_template = "p"};
    for (auto* argument :
         {static_cast<squall::argument_cell*>(&none.variables), static_cast<squall::argument_cell*>(&none.parent_version_id)})
        spoil(*argument, undefined());
    CHECK(shown(run(db, agent_versions::create(std::move(none)))) == new_id("ver", 2) + "|a1|7|p|[]|manual|a1v2|NULL|candidate" + at_now);
}

TEST_CASE("agent_versions.create refuses an agent, a parent or an id that will not do", "[agent_versions]") {
    test_database db;
    const auto create = [](const char* workspace, const char* agent, std::optional<std::string> parent, std::optional<std::string> id) {
        return agent_versions::create(
            {.workspace_id = workspace, .agent_id = agent, .prompt_template = "p", .parent_version_id = parent, .id = id});
    };
    CHECK(refusal(db, create("ws_b", "a1", {}, {})) == "not_found: agent");
    CHECK(refusal(db, create("ws_a", "nope", {}, {})) == "not_found: agent");
    CHECK(refusal(db, create("ws_b", "a1", "b1v1", "b1v1")) == "not_found: agent");
    CHECK(refusal(db, create("ws_a", "a1", "a2v1", {})) == "guard_failed: parent_of_agent");
    CHECK(refusal(db, create("ws_a", "a1", "nope", "b1v1")) == "guard_failed: parent_of_agent");
    CHECK(refusal(db, create("ws_a", "a1", {}, "b1v1")) == "conflict: agent_versions.id");
    CHECK(refusal(db, agent_versions::create({.workspace_id = "ws_a", .agent_id = "a1", .prompt_template = "\t "})) ==
          "invalid_argument: prompt_template must not be blank");
}

TEST_CASE("agent_versions.promote makes a candidate or archived version the active one", "[agent_versions]") {
    test_database db;
    CHECK(shown(run(db, agent_versions::promote({.workspace_id = "ws_a", .agent_id = "a1", .version = 3}))) ==
          "a1v3|a1|3|three|[]|ai_improved|a1v2|NULL|active|2026-01-12T08:00:00.000Z");
    CHECK(statuses(db) == "a1v3: archived archived active rejected");
    CHECK(db.row("SELECT updated_at FROM agents WHERE id = 'a1'") == now);
    CHECK(run(db, agent_versions::promote({.workspace_id = "ws_a", .agent_id = "a1", .version = 1})).status->text == "active");
    CHECK(statuses(db) == "a1v1: active archived archived rejected");
    CHECK(statuses(db, "b1") == "b1v1: active");
}

TEST_CASE("agent_versions.promote without an active version before", "[agent_versions]") {
    test_database db;
    db.sql("INSERT INTO agent_versions (id, agent_id, version, prompt_template, source) VALUES ('a3v1', 'a3', 1, 'p', 'manual')");
    CHECK(run(db, agent_versions::promote({.workspace_id = "ws_a", .agent_id = "a3", .version = 1})).id == "a3v1");
    CHECK(statuses(db, "a3") == "a3v1: active");
}

TEST_CASE("agent_versions.promote refuses rejected and active versions, and what is not there", "[agent_versions]") {
    test_database db;
    const auto promote = [](const char* workspace, const char* agent, int version) {
        return agent_versions::promote({.workspace_id = workspace, .agent_id = agent, .version = version});
    };
    CHECK(refusal(db, promote("ws_a", "a1", 4)) == "guard_failed: candidate_or_archived");
    CHECK(refusal(db, promote("ws_a", "a1", 2)) == "guard_failed: candidate_or_archived");
    CHECK(refusal(db, promote("ws_a", "a1", 9)) == "not_found: version");
    CHECK(refusal(db, promote("ws_b", "a1", 3)) == "not_found: agent");
    CHECK(refusal(db, promote("ws_a", "nope", 1)) == "not_found: agent");
    db.sql("UPDATE agent_versions SET status = NULL WHERE id = 'a1v3'");
    CHECK(refusal(db, promote("ws_a", "a1", 3)) == "guard_failed: candidate_or_archived");
}

TEST_CASE("agent_versions.reject refuses the active version only", "[agent_versions]") {
    test_database db;
    for (int version : {1, 3, 4})
        CHECK(run(db, agent_versions::reject({.workspace_id = "ws_a", .agent_id = "a1", .version = version})).status->text == "rejected");
    CHECK(statuses(db) == "a1v2: rejected active rejected rejected");
    CHECK(refusal(db, agent_versions::reject({.workspace_id = "ws_a", .agent_id = "a1", .version = 2})) == "guard_failed: not_active");
    CHECK(refusal(db, agent_versions::reject({.workspace_id = "ws_a", .agent_id = "a1", .version = 9})) == "not_found: version");
    CHECK(refusal(db, agent_versions::reject({.workspace_id = "ws_b", .agent_id = "a1", .version = 1})) == "not_found: agent");
}

TEST_CASE("agent_versions.set_accuracy takes 0 to 1, or null", "[agent_versions]") {
    test_database db;
    const auto before = db.row("SELECT id, version, status, created_at FROM agent_versions WHERE id = 'a1v3'");
    for (auto [given, expected] : {std::pair{0.875, "0.875"}, {0.0, "0.0"}, {1.0, "1.0"}}) {
        run(db, agent_versions::set_accuracy({.id = "a1v3", .accuracy = given}));
        CHECK(db.row("SELECT accuracy FROM agent_versions WHERE id = 'a1v3'") == expected);
    }
    run(db, agent_versions::set_accuracy({.id = "a1v3", .accuracy = std::nullopt}));
    CHECK(db.row("SELECT accuracy FROM agent_versions WHERE id = 'a1v3'") == "NULL");
    CHECK(db.row("SELECT id, version, status, created_at FROM agent_versions WHERE id = 'a1v3'") == before);
    CHECK(refusal(db, agent_versions::set_accuracy({.id = "nope", .accuracy = 0.5})) == "not_found: version");
    for (double wrong : {-0.01, 1.01})
        CHECK(refusal(db, agent_versions::set_accuracy({.id = "a1v3", .accuracy = wrong})) ==
              "invalid_argument: accuracy must be from 0 to 1");
}

TEST_CASE("agent_versions.delete removes a version that nothing refers to", "[agent_versions]") {
    test_database db;
    const auto remove = [](const char* workspace, const char* agent, int version) {
        return agent_versions::delete_({.workspace_id = workspace, .agent_id = agent, .version = version});
    };
    CHECK_FALSE(run(db, remove("ws_b", "a1", 3)));
    CHECK_FALSE(run(db, remove("ws_b", "a1", 2)));  // not even the active one is told apart
    CHECK_FALSE(run(db, remove("ws_a", "a1", 9)));
    CHECK(refusal(db, remove("ws_a", "a1", 2)) == "guard_failed: not_active");
    CHECK(refusal(db, remove("ws_a", "a1", 1)) == "foreign_key");  // a trace
    db.sql("UPDATE jobs SET agent_version_id = 'a1v4' WHERE id = 'queued'");
    CHECK(refusal(db, remove("ws_a", "a1", 4)) == "foreign_key");
    CHECK(run(db, remove("ws_a", "a1", 3)));
    CHECK(statuses(db) == "a1v2: archived active rejected");
    CHECK_FALSE(run(db, remove("ws_a", "a1", 3)));
}
