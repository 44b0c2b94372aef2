#include "repositories/overviews.hpp"

#include "repositories/agent_versions.hpp"
#include "support/outcome.hpp"

using namespace iofold;
using namespace iofold::test;

TEST_CASE("overviews.agent gives what agent_versions gives, as one row", "[overviews]") {
    test_database db;
    db.sql("UPDATE agent_versions SET accuracy = 0.1 + 0.2, prompt_template = 'a \"b\" \\' || char(10, 7) || 'é' WHERE id = 'a1v3'");
    db.sql("INSERT INTO tools (id, name, description, parameters_schema, handler_key) VALUES ('t', 'Mail', 'm', '{}', 'k')");
    db.sql("INSERT INTO agent_tools (agent_id, tool_id, config) VALUES ('a1', 't', '{\"n\":[1,2]}')");

    const auto found = run(db, overviews::agent({.workspace_id = "ws_a", .id = "a1"}));
    REQUIRE(found.has_value());
    const auto versions = run(db, agent_versions::list({.workspace_id = "ws_a", .agent_id = "a1"}));
    REQUIRE(found->versions.size() == versions.size());
    for (std::size_t i = 0; i < versions.size(); ++i) CHECK(shown(found->versions[i]) == shown(versions[i]));
    REQUIRE(found->active_version.has_value());
    CHECK(found->active_version->id == "a1v2");
    REQUIRE(found->tools.size() == 1);
    CHECK(found->tools[0].config->text == "{\"n\":[1,2]}");
    CHECK(found->trace_count == 2);
    CHECK(found->feedback_count == 3);

    const auto bare = run(db, overviews::agent({.workspace_id = "ws_a", .id = "a3"}));
    CHECK(!bare->active_version.has_value());
    CHECK(bare->versions.empty());
    CHECK(!run(db, overviews::agent({.workspace_id = "ws_b", .id = "a1"})).has_value());
    CHECK(refusal(db, overviews::agent({.workspace_id = "ws_a", .id = "a1", .limit = 0})) ==
          "invalid_argument: limit must be from 1 to 500");
}
