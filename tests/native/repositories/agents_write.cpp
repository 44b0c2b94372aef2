#include "repositories/agents.hpp"
#include "support/outcome.hpp"

using namespace iofold;
using namespace iofold::test;
using agents::agent_patch;
using lines = std::vector<std::string>;

namespace {
const std::string at_now = '|' + std::string(now);
std::string stored(test_database& db, const std::string& id) { return db.row("SELECT * FROM agents WHERE id = '" + id + "'"); }
}  // namespace

TEST_CASE("agents.create makes a confirmed agent with a trimmed name", "[agents]") {
    test_database db;
    const std::string first = new_id("agent", 1) + "|ws_a|New Bot|NULL|confirmed|NULL" + at_now + at_now + "|NULL";
    CHECK(shown(run(db, agents::create({.workspace_id = "ws_a", .name = "New Bot"}))) == first);
    CHECK(stored(db, new_id("agent", 1)) == first);
    const std::string odd = "Ü \"q\" 's' 100% _x\n\\ 日本 😀";
    CHECK(shown(run(db, agents::create({.workspace_id = "ws_a", .name = "\u3000 " + odd + " \n", .description = odd, .id = "mine"}))) ==
          "mine|ws_a|" + odd + '|' + odd + "|confirmed|NULL" + at_now + at_now + "|NULL");
    CHECK(run(db, agents::create({.workspace_id = "ws_a", .name = "Third", .description = ""})).description == std::nullopt);
}

TEST_CASE("agents.create: a name is taken by agents of the workspace that are not archived", "[agents]") {
    test_database db;
    const auto create = [](const char* workspace, const char* name) { return agents::create({.workspace_id = workspace, .name = name}); };
    CHECK(refusal(db, create("ws_a", "Support")) == "conflict: name");
    CHECK(refusal(db, create("ws_a", "  Billing ")) == "conflict: name");
    CHECK(db.run(create("ws_a", "support")).ok());
    CHECK(db.run(create("ws_a", "Retired")).ok());
    CHECK(db.run(create("ws_b", "Support")).ok());
    CHECK(refusal(db, create("ws_b", "Support")) == "conflict: name");
    db.sql("UPDATE agents SET status = NULL WHERE id = 'a1'");
    CHECK(refusal(db, create("ws_a", "Support")) == "conflict: name");
}

TEST_CASE("agents.create refuses a taken id, an unknown workspace and a blank name", "[agents]") {
    test_database db;
    CHECK(refusal(db, agents::create({.workspace_id = "ws_a", .name = "New", .id = "b1"})) == "conflict: agents.id");
    CHECK(refusal(db, agents::create({.workspace_id = "nope", .name = "New"})) == "foreign_key");
    CHECK(refusal(db, agents::create({.workspace_id = "nope", .name = " \u00a0"})) == "invalid_argument: name must not be blank");
}

TEST_CASE("agents.confirm turns a discovered agent into a confirmed one, and renames it when asked", "[agents]") {
    const auto confirmed = [](const char* name) {
        return "a2|ws_a|" + std::string(name) + "|NULL|confirmed|a2v1|2026-01-11 09:30:00" + at_now + "|NULL";
    };
    for (auto [given, name] :
         {std::pair{"  Fresh ", "Fresh"}, {"", "Billing"}, {" \n", "Billing"}, {"Billing", "Billing"}, {"Retired", "Retired"}}) {
        test_database db;
        CHECK(shown(run(db, agents::confirm({.workspace_id = "ws_a", .id = "a2", .name = given}))) == confirmed(name));
        CHECK(stored(db, "a2") == confirmed(name));
    }
    test_database db;
    CHECK(shown(run(db, agents::confirm({.workspace_id = "ws_a", .id = "a2"}))) == confirmed("Billing"));
    CHECK(refusal(db, agents::confirm({.workspace_id = "ws_a", .id = "a2"})) == "guard_failed: discovered");
}

TEST_CASE("agents.confirm: not_found comes before guard_failed, and that before conflict", "[agents]") {
    test_database db;
    CHECK(refusal(db, agents::confirm({.workspace_id = "ws_a", .id = "a2", .name = " Support "})) == "conflict: name");
    CHECK(refusal(db, agents::confirm({.workspace_id = "ws_a", .id = "a3", .name = "Support"})) == "guard_failed: discovered");
    CHECK(refusal(db, agents::confirm({.workspace_id = "ws_b", .id = "a2", .name = "Other"})) == "not_found: agent");
    CHECK(refusal(db, agents::confirm({.workspace_id = "ws_a", .id = "nope"})) == "not_found: agent");
    db.sql("UPDATE agents SET status = NULL WHERE id = 'a2'");
    CHECK(refusal(db, agents::confirm({.workspace_id = "ws_a", .id = "a2"})) == "guard_failed: discovered");
}

TEST_CASE("agents.update writes the fields that are given", "[agents]") {
    struct {
        agent_patch patch;
        std::string name_and_description;
    } const cases[] = {
        {{.name = " N "}, "N|answers"},
        {{.description = "d"}, "Support|d"},
        {{.name = "N", .description = "d"}, "N|d"},
        {{.description = std::nullopt}, "Support|NULL"},
        {{.description = ""}, "Support|NULL"},
        {{.description = " "}, "Support| "},
        {{.name = "Support"}, "Support|answers"},  // its own name
        {{.name = "Retired"}, "Retired|answers"},  // an archived agent has given it up
    };
    for (const auto& c : cases) {
        test_database db;
        const std::string expected = "a1|ws_a|" + c.name_and_description + "|confirmed|a1v2|2026-01-10T08:00:00.000Z" + at_now + "|NULL";
        CHECK(shown(run(db, agents::update({.workspace_id = "ws_a", .id = "a1", .patch = c.patch}))) == expected);
        CHECK(stored(db, "a1") == expected);
    }
}

TEST_CASE("agents.update works in every status", "[agents]") {
    test_database db;
    CHECK(run(db, agents::update({.workspace_id = "ws_a", .id = "a3", .patch = agent_patch{.description = "d"}})).status->text ==
          "archived");
    db.sql("UPDATE agents SET status = NULL WHERE id = 'a3'");
    CHECK(run(db, agents::update({.workspace_id = "ws_a", .id = "a3", .patch = agent_patch{.description = "e"}})).description == "e");
}

TEST_CASE("agents.update refuses an empty patch, a blank or taken name and an absent agent", "[agents]") {
    test_database db;
    const auto update = [](const char* workspace, const char* id, const agent_patch& patch) {
        return agents::update({.workspace_id = workspace, .id = id, .patch = patch});
    };
    CHECK(refusal(db, update("ws_a", "a1", {})) == "invalid_argument: patch must change at least one field");
    CHECK(refusal(db, update("ws_a", "nope", {})) == "invalid_argument: patch must change at least one field");
    CHECK(refusal(db, update("ws_a", "a1", {.name = " "})) == "invalid_argument: patch.name must not be blank");
    CHECK(refusal(db, update("ws_a", "a1", {.name = "Billing", .description = "d"})) == "conflict: name");
    CHECK(refusal(db, update("ws_b", "a1", {.description = "d"})) == "not_found: agent");
    CHECK(refusal(db, update("ws_b", "a1", {.name = "Other"})) == "not_found: agent");
    agents::update_args none{.workspace_id = "ws_a", .id = "a1", .patch = agent_patch{}};
    spoil(none.patch, squall::null_value());
    CHECK(refusal(db, agents::update(std::move(none))) == "invalid_argument: patch is required");
}

TEST_CASE("agents.archive retires an agent from any status, again if asked", "[agents]") {
    test_database db;
    for (const char* id : {"a1", "a2", "a3"}) {
        run(db, agents::archive({.workspace_id = "ws_a", .id = id}));
        CHECK(db.row("SELECT status, updated_at FROM agents WHERE id = '" + std::string(id) + "'") == "archived" + at_now);
    }
    CHECK(db.rows("SELECT id FROM agent_versions").size() == 6);
    CHECK(refusal(db, agents::archive({.workspace_id = "ws_b", .id = "a1"})) == "not_found: agent");
    CHECK(refusal(db, agents::archive({.workspace_id = "ws_a", .id = "nope"})) == "not_found: agent");
}

TEST_CASE("agents.set_active_eval points at a candidate of the agent, or clears", "[agents]") {
    test_database db;
    db.sql(R"(INSERT INTO eval_candidates (id, agent_id, code) VALUES ('ca', 'a1', ''), ('cb', 'b1', ''))");
    const auto before = stored(db, "a1");
    run(db, agents::set_active_eval({.workspace_id = "ws_a", .id = "a1", .active_eval_id = "ca"}));
    CHECK(db.row("SELECT active_eval_id, updated_at FROM agents WHERE id = 'a1'") == "ca|2026-01-10T08:00:00.000Z");
    run(db, agents::set_active_eval({.id = "b1", .active_eval_id = "cb"}));
    CHECK(db.row("SELECT active_eval_id FROM agents WHERE id = 'b1'") == "cb");
    for (const char* wrong : {"cb", "nope", ""})
        CHECK(refusal(db, agents::set_active_eval({.id = "a1", .active_eval_id = wrong})) == "guard_failed: candidate_of_agent");
    CHECK(refusal(db, agents::set_active_eval({.workspace_id = "ws_b", .id = "a1", .active_eval_id = "ca"})) == "not_found: agent");
    CHECK(refusal(db, agents::set_active_eval({.id = "nope", .active_eval_id = "ca"})) == "not_found: agent");
    CHECK(refusal(db, agents::set_active_eval({.id = "nope", .active_eval_id = std::nullopt})) == "not_found: agent");
    run(db, agents::set_active_eval({.id = "a1", .active_eval_id = std::nullopt}));
    CHECK(stored(db, "a1") == before);
    agents::set_active_eval_args missing{.id = "a1", .active_eval_id = "ca"};
    spoil(missing.active_eval_id, undefined());
    CHECK(refusal(db, agents::set_active_eval(std::move(missing))) == "invalid_argument: active_eval_id is required");
}

TEST_CASE("agents.delete takes along what hangs on the agent", "[agents]") {
    test_database db;
    CHECK_FALSE(run(db, agents::delete_({.workspace_id = "ws_b", .id = "a2"})));
    CHECK(run(db, agents::delete_({.workspace_id = "ws_a", .id = "a2"})));
    CHECK(db.rows("SELECT id FROM agent_versions WHERE agent_id = 'a2'").empty());
    CHECK_FALSE(run(db, agents::delete_({.workspace_id = "ws_a", .id = "a2"})));
}

TEST_CASE("agents.delete is refused while traces, tasksets or jobs refer to the agent", "[agents]") {
    test_database db;
    CHECK(refusal(db, agents::delete_({.workspace_id = "ws_a", .id = "a1"})) == "foreign_key");  // traces
    db.sql("INSERT INTO tasksets (id, workspace_id, agent_id, name) VALUES ('k', 'ws_a', 'a2', 'n')");
    CHECK(refusal(db, agents::delete_({.workspace_id = "ws_a", .id = "a2"})) == "foreign_key");
    db.sql("UPDATE jobs SET agent_id = 'a3' WHERE id = 'queued'");
    CHECK(refusal(db, agents::delete_({.workspace_id = "ws_a", .id = "a3"})) == "foreign_key");
}
