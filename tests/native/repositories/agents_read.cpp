#include "repositories/agents.hpp"
#include "support/outcome.hpp"

using namespace iofold;
using namespace iofold::test;
using lines = std::vector<std::string>;

TEST_CASE("agents.exists looks in the workspace that is given, or in any", "[agents]") {
    test_database db;
    CHECK(run(db, agents::exists({.workspace_id = "ws_a", .id = "a1"})));
    CHECK(run(db, agents::exists({.id = "a1"})));
    CHECK(run(db, agents::exists({.id = "a3"})));  // archived ones count
    CHECK_FALSE(run(db, agents::exists({.workspace_id = "ws_b", .id = "a1"})));
    CHECK_FALSE(run(db, agents::exists({.workspace_id = "", .id = "a1"})));
    CHECK_FALSE(run(db, agents::exists({.id = "nope"})));
}

TEST_CASE("a forgotten workspace never widens a query", "[agents]") {
    test_database db;
    const char* const rule = "invalid_argument: workspace_id must not be undefined or null; leave the name out to mean any";
    for (const squall::value& forgotten : {undefined(), squall::null_value()}) {
        any_workspace_id_args any{.id = "a1"};
        spoil(any.workspace_id, forgotten);
        CHECK(refusal(db, agents::exists(any_workspace_id_args{any})) == rule);
        CHECK(refusal(db, agents::get_metrics(any_workspace_id_args{any})) == rule);
        workspace_id_args one{.workspace_id = "", .id = "a1"};
        spoil(one.workspace_id, forgotten);
        CHECK(refusal(db, agents::get(workspace_id_args{one})) == rule);
        CHECK(refusal(db, agents::delete_(workspace_id_args{one})) == rule);
        CHECK(refusal(db, agents::archive(workspace_id_args{one})) == rule);
    }
}

TEST_CASE("agents.get gives an agent of the workspace, whatever its status", "[agents]") {
    test_database db;
    CHECK(shown(run(db, agents::get({.workspace_id = "ws_a", .id = "a1"}))) ==
          "a1|ws_a|Support|answers|confirmed|a1v2|2026-01-10T08:00:00.000Z|2026-01-10T08:00:00.000Z|NULL");
    CHECK(shown(run(db, agents::get({.workspace_id = "ws_a", .id = "a3"}))) == db.row("SELECT * FROM agents WHERE id = 'a3'"));
    CHECK_FALSE(run(db, agents::get({.workspace_id = "ws_b", .id = "a1"})));
    CHECK_FALSE(run(db, agents::get({.workspace_id = "ws_a", .id = "nope"})));
}

TEST_CASE("agents.get_with_active_version adds nine fields, null where there is no version", "[agents]") {
    test_database db;
    const auto get = [&](const char* id) { return shown(run(db, agents::get_with_active_version({.workspace_id = "ws_a", .id = id}))); };
    CHECK(get("a1") == db.row("SELECT * FROM agents WHERE id = 'a1'") +
                           "|a1v2|2|two {{x}}|[\"x\",\"y\"]|manual|a1v1|0.75|active|2026-01-11T08:00:00.000Z");
    const std::string no_version = "|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL";
    CHECK(get("a3") == db.row("SELECT * FROM agents WHERE id = 'a3'") + no_version);
    db.sql("UPDATE agents SET active_version_id = 'gone' WHERE id = 'a1'");
    CHECK(get("a1") == db.row("SELECT * FROM agents WHERE id = 'a1'") + no_version);
    CHECK(get("b1") == "NULL");
    CHECK(get("nope") == "NULL");
}

TEST_CASE("agents.get_active_prompt is null without an active version", "[agents]") {
    test_database db;
    CHECK(shown(run(db, agents::get_active_prompt({.workspace_id = "ws_a", .id = "a1"}))) ==
          "a1v2|2|two {{x}}|[\"x\",\"y\"]|2026-01-11T08:00:00.000Z");
    CHECK_FALSE(run(db, agents::get_active_prompt({.workspace_id = "ws_a", .id = "a3"})));
    CHECK_FALSE(run(db, agents::get_active_prompt({.workspace_id = "ws_b", .id = "a1"})));
    db.sql("UPDATE agents SET active_version_id = 'a1v4', status = 'archived' WHERE id = 'a1'");
    CHECK(shown(run(db, agents::get_active_prompt({.workspace_id = "ws_a", .id = "a1"}))) == "a1v4|4|four|NULL|2026-01-13 09:30:00");
    db.sql("UPDATE agents SET active_version_id = 'gone' WHERE id = 'a1'");
    CHECK_FALSE(run(db, agents::get_active_prompt({.workspace_id = "ws_a", .id = "a1"})));
}

TEST_CASE("agents.list gives agents that are not archived, newest first, with counts that joins do not multiply", "[agents]") {
    test_database db;
    db.sql(
        R"(INSERT INTO evals (id, agent_id, version, name, code, model_used) VALUES ('e1', 'a1', 1, 'n', '', 'm'), ('e2', 'a1', 2, 'n', '', 'm');
              INSERT INTO tasksets (id, workspace_id, agent_id, name, task_count, status) VALUES
                  ('k1', 'ws_a', 'a1', 'n', 3, 'active'), ('k2', 'ws_a', 'a1', 'n', 4, 'active'), ('k3', 'ws_a', 'a1', 'n', 9, 'archived'))");
    const auto list = shown(run(db, agents::list({.workspace_id = "ws_a"})));
    REQUIRE(list.size() == 2);
    CHECK(list[0] ==
          "a2|ws_a|Billing|NULL|discovered|a2v1|2026-01-11 09:30:00|2026-01-11 "
          "09:30:00|a2v1|1|bill|[]|discovered|NULL|NULL|active|2026-01-11 09:30:00|0|0|0|0");
    CHECK(list[1] ==
          "a1|ws_a|Support|answers|confirmed|a1v2|2026-01-10T08:00:00.000Z|2026-01-10T08:00:00.000Z|a1v2|2|two "
          "{{x}}|[\"x\",\"y\"]|manual|a1v1|0.75|active|"
          "2026-01-11T08:00:00.000Z|2|2|3|7");
    CHECK(run(db, agents::list({.workspace_id = "ws_a", .limit = 1})).size() == 1);
    CHECK(run(db, agents::list({.workspace_id = "ws_a", .limit = 1})).front().id == "a2");
    CHECK(run(db, agents::list({.workspace_id = "ws_c"})).empty());
    CHECK(refusal(db, agents::list({.workspace_id = "ws_a", .limit = 0})) == "invalid_argument: limit must be at least 1");
}

TEST_CASE("agents.list orders equals by id, and leaves out a status of null", "[agents]") {
    test_database db;
    db.sql("UPDATE agents SET created_at = '2026-01-01', status = 'confirmed' WHERE workspace_id = 'ws_a'");
    const auto ids = [&] {
        std::string all;
        for (const auto& a : run(db, agents::list({.workspace_id = "ws_a"}))) all += a.id + ' ';
        return all;
    };
    CHECK(ids() == "a3 a2 a1 ");
    db.sql("UPDATE agents SET status = NULL WHERE id = 'a2'");
    CHECK(ids() == "a3 a1 ");
    db.sql("UPDATE agents SET created_at = NULL WHERE id = 'a3'");
    CHECK(ids() == "a1 a3 ");
}

TEST_CASE("agents.count_by_status counts discovered ones unless another status is given", "[agents]") {
    test_database db;
    CHECK(run(db, agents::count_by_status({.workspace_id = "ws_a"})) == 1);
    CHECK(run(db, agents::count_by_status({.workspace_id = "ws_a", .status = agents::AgentStatus::archived})) == 1);
    CHECK(run(db, agents::count_by_status({.workspace_id = "ws_b"})) == 0);
    CHECK(run(db, agents::count_by_status({.workspace_id = "nope"})) == 0);
    agents::count_by_status_args args{.workspace_id = "ws_a"};
    spoil(args.status, squall::text_value("secret"));
    CHECK(refusal(db, agents::count_by_status(std::move(args))) ==
          "invalid_argument: status must be one of discovered, confirmed, archived");
}

TEST_CASE("agents.get_metrics is one row, all zero for an agent that is not there", "[agents]") {
    test_database db;
    db.sql("INSERT INTO evals (id, agent_id, version, name, code, model_used) VALUES ('e1', 'a1', 1, 'n', '', 'm')");
    CHECK(shown(run(db, agents::get_metrics({.id = "a1"}))) == "2|3|1|1|1");
    CHECK(shown(run(db, agents::get_metrics({.workspace_id = "ws_a", .id = "a1"}))) == "2|3|1|1|1");
    CHECK(shown(run(db, agents::get_metrics({.workspace_id = "ws_b", .id = "a1"}))) == "0|0|0|0|0");
    CHECK(shown(run(db, agents::get_metrics({.id = "nope"}))) == "0|0|0|0|0");
    CHECK(shown(run(db, agents::get_metrics({.id = "a3"}))) == "0|0|0|0|0");
}
