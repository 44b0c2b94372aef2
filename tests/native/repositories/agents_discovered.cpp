// agents.create_discovered_agent: an agent, its first version and the traces that it was found in, in one step.
#include "repositories/agents.hpp"
#include "squall/core/value_list.hpp"
#include "support/outcome.hpp"

using namespace iofold;
using namespace iofold::test;
using agents::create_discovered_agent;
using squall::list_of;
using lines = std::vector<std::string>;

namespace {

const std::string at_now = '|' + std::string(now);

struct found {
    std::vector<std::string> traces{"t3", "t4"};
    std::optional<std::string> id{}, version_id{};
    const char* workspace = "ws_a";
};
std::string refused(test_database& db, const found& f) {
    return refusal(db, create_discovered_agent({.workspace_id = f.workspace,
                                                .name = "Found",
                                                .prompt_template = "p",
                                                .trace_ids = list_of(f.traces),
                                                .id = f.id,
                                                .version_id = f.version_id}));
}

}  // namespace

TEST_CASE("a discovered agent comes with its version and takes its traces", "[agents]") {
    test_database db;
    const auto made = run(db, create_discovered_agent(
                                  {.workspace_id = "ws_a", .name = "Support", .prompt_template = "p", .trace_ids = list_of({"t4", "t3"})}));
    const std::string agent = new_id("agent", 1), version = new_id("ver", 2);
    CHECK(shown(made.agent) == agent + "|ws_a|Support|Discovered from 2 similar traces|discovered|" + version + at_now + at_now + "|NULL");
    CHECK(shown(made.version) == version + '|' + agent + "|1|p|[]|discovered|NULL|NULL|active" + at_now);
    CHECK(made.assigned_count == 2);
    CHECK(db.row("SELECT * FROM agents WHERE id = '" + agent + "'") == shown(made.agent));
    CHECK(db.row("SELECT * FROM agent_versions WHERE id = '" + version + "'") == shown(made.version));
    CHECK(db.rows("SELECT id, agent_version_id, assignment_status FROM traces WHERE id IN ('t2', 't3', 't4', 'u1')") ==
          lines{"t2|a1v2|assigned", "t3|" + version + "|assigned", "t4|" + version + "|assigned", "u1|NULL|unassigned"});
}

TEST_CASE("a discovered agent with everything given", "[agents]") {
    test_database db;
    const auto made = run(db, create_discovered_agent({.workspace_id = "ws_a",
                                                       .name = "",
                                                       .description = "mine",
                                                       .prompt_template = "",
                                                       .variables = list_of({"x", "\"ü\""}),
                                                       .trace_ids = list_of({"t3"}),
                                                       .id = "id",
                                                       .version_id = "vid"}));
    CHECK(shown(made.agent) == "id|ws_a||mine|discovered|vid" + at_now + at_now + "|NULL");
    CHECK(shown(made.version) == "vid|id|1||[\"x\",\"\\\"ü\\\"\"]|discovered|NULL|NULL|active" + at_now);
    CHECK(made.assigned_count == 1);
}

TEST_CASE("every trace must be in the workspace and still unassigned", "[agents]") {
    test_database db;
    for (const auto& traces : {lines{"t3", "t2"}, lines{"t3", "u1"}, lines{"nope"}, lines{"t3", "t4", "nope"}})
        CHECK(refused(db, {.traces = traces}) == "guard_failed: traces_unassigned");
    CHECK(refused(db, {.workspace = "ws_b"}) == "guard_failed: traces_unassigned");
    CHECK(refused(db, {.workspace = "nope"}) == "guard_failed: traces_unassigned");
    db.sql("UPDATE traces SET assignment_status = 'orphaned' WHERE id = 't3'");
    CHECK(refused(db, {}) == "guard_failed: traces_unassigned");
    db.sql("UPDATE traces SET assignment_status = NULL WHERE id = 't3'");
    CHECK(refused(db, {}) == "guard_failed: traces_unassigned");
}

TEST_CASE("of two runs that claim a common trace one wins", "[agents]") {
    test_database db;
    CHECK(
        db.run(create_discovered_agent({.workspace_id = "ws_a", .name = "A", .prompt_template = "p", .trace_ids = list_of({"t3"})})).ok());
    CHECK(refused(db, {}) == "guard_failed: traces_unassigned");
}

TEST_CASE("ids of a discovered agent that are taken are a conflict, after the traces were judged", "[agents]") {
    test_database db;
    CHECK(refused(db, {.id = "b1"}) == "conflict: agents.id");
    CHECK(refused(db, {.version_id = "b1v1"}) == "conflict: agent_versions.id");
    CHECK(refused(db, {.traces = {"t1"}, .id = "b1"}) == "guard_failed: traces_unassigned");
}

TEST_CASE("one to 500 different traces", "[agents]") {
    test_database db;
    CHECK(refused(db, {.traces = {}}) == "invalid_argument: trace_ids must have 1 to 500 items");
    CHECK(refused(db, {.traces = lines(501, "t3")}) == "invalid_argument: trace_ids must have 1 to 500 items");
    CHECK(refused(db, {.traces = {"t3", "t4", "t3"}}) == "invalid_argument: trace_ids must be different from each other");
    lines many;
    for (int i = 0; i < 500; ++i) many.push_back("m" + std::to_string(i));
    for (const std::string& id : many)
        db.sql("INSERT INTO traces (id, workspace_id, integration_id, trace_id, source, timestamp, steps) VALUES ('" + id +
               "', 'ws_a', 'in_a', '" + id + "', 'langfuse', '2026-01-10T08:00:00.000Z', '[]')");
    CHECK(run(db, create_discovered_agent({.workspace_id = "ws_a", .name = "A", .prompt_template = "p", .trace_ids = list_of(many)}))
              .assigned_count == 500);
}
