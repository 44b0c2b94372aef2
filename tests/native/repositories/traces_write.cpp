#include "repositories/traces.hpp"
#include "squall/core/value_list.hpp"
#include "support/outcome.hpp"

using namespace iofold;
using namespace iofold::test;
using schema::Platform;
using squall::list_of;
using traces::fetched_trace;
using lines = std::vector<std::string>;

namespace {
const std::string at_now = std::string(now);
}  // namespace

TEST_CASE("traces.create takes the platform of the integration, and counts the steps", "[traces]") {
    test_database db;
    db.sql("UPDATE integrations SET platform = 'openai' WHERE id = 'in_a'");
    const auto made =
        run(db, traces::create({.workspace_id = "ws_a", .integration_id = "in_a", .steps = R"([{"a":1},{}])", .has_errors = true}));
    CHECK(made.id == new_id("trace", 1));
    CHECK(made.trace_id == new_id("ext", 2));
    CHECK(made.source.text == "openai");
    CHECK(made.step_count == 2);
    CHECK(made.has_errors == true);
    CHECK(made.timestamp.text == now);
    CHECK(made.assignment_status->text == "unassigned");
}

TEST_CASE("traces.create refuses another workspace's integration, a taken key and steps that are no array", "[traces]") {
    test_database db;
    CHECK(refusal(db, traces::create({.workspace_id = "ws_a", .integration_id = "in_b"})) == "not_found: integration");
    CHECK(refusal(db, traces::create({.workspace_id = "ws_a", .integration_id = "in_b", .id = "t1"})) == "not_found: integration");
    CHECK(refusal(db, traces::create({.workspace_id = "ws_a", .integration_id = "in_a", .trace_id = "t1"})) ==
          "conflict: traces.integration_id traces.trace_id");
    CHECK(refusal(db, traces::create({.workspace_id = "ws_a", .integration_id = "in_a", .steps = "{}"})) ==
          "invalid_argument: steps must be an array");
}

TEST_CASE("traces.import stores a trace once", "[traces]") {
    test_database db;
    const auto import = [](const char* id) {
        return traces::import_({.workspace_id = "ws_a", .integration_id = "in_a", .trace_id = "x", .source = Platform::openai, .id = id});
    };
    CHECK(shown(run(db, import("mine"))) == "1|mine");
    CHECK(shown(run(db, import("mine"))) == "0|mine");
    CHECK(shown(run(db, import("other"))) == "0|mine");
    CHECK(refusal(db, import("t1")) == "conflict: id");  // another trace's
    CHECK(refusal(db, traces::import_({.workspace_id = "ws_a", .integration_id = "in_b", .trace_id = "x", .source = Platform::openai})) ==
          "not_found: integration");
}

TEST_CASE("traces.import: without a time given the first step's counts, where it is one", "[traces]") {
    for (auto [steps, time] : {std::pair{R"([{"timestamp":"2026-01-01T10:00:00+02:00"}])", "2026-01-01T08:00:00.000Z"},
                               {R"([{"timestamp":"2026-01-02 03:04:05"},{"timestamp":"2026-01-09"}])", "2026-01-02T03:04:05.000Z"},
                               {R"([{"timestamp":"2026-01-02"}])", "2026-01-02T00:00:00.000Z"},
                               {R"([{"timestamp":"now"}])", now.data()},
                               {R"([{"timestamp":5}])", now.data()},
                               {R"([{"timestamp":"2026-13-01"}])", now.data()},
                               {R"([1])", now.data()},
                               {R"([])", now.data()}}) {
        test_database db;
        run(db, traces::import_(
                    {.workspace_id = "ws_a", .integration_id = "in_a", .trace_id = "x", .source = Platform::openai, .steps = steps}));
        CHECK(db.row("SELECT timestamp FROM traces WHERE trace_id = 'x'") == time);
    }
}

TEST_CASE("traces.upsert_many adds what is new and renews the content of the rest", "[traces]") {
    test_database db;
    const std::vector<fetched_trace> fetched{
        {.trace_id = "t1", .source = Platform::openai, .steps = "[1,2,3]", .has_errors = true, .id = "t1"},
        {.trace_id = "n1", .source = Platform::langsmith, .steps = "[]", .id = "given"},
        {.trace_id = "n2", .source = Platform::langfuse, .steps = "[{}]", .timestamp = "2020-01-01 00:00:00"}};
    const auto list = list_of(fetched);
    const auto counts = run(db, traces::upsert_many({.workspace_id = "ws_a", .integration_id = "in_a", .traces = list}));
    CHECK(counts.inserted_count == 2);
    CHECK(counts.updated_count == 1);
    CHECK(db.rows("SELECT id, source, timestamp, steps, step_count, has_errors, agent_version_id, assignment_status FROM traces "
                  "WHERE trace_id IN ('t1', 'n1', 'n2') ORDER BY trace_id") ==
          lines{"given|langsmith|" + at_now + "|[]|0|0|NULL|unassigned",
                new_id("trc", 1) + "|langfuse|2020-01-01T00:00:00.000Z|[{}]|1|0|NULL|unassigned",
                "t1|openai|" + at_now + "|[1,2,3]|3|1|a1v1|assigned"});
    CHECK(db.rows("SELECT id FROM feedback WHERE trace_id = 't1'") == lines{"f1"});
}

TEST_CASE("traces.upsert_many takes all items or none", "[traces]") {
    test_database db;
    const auto upsert = [&](const char* integration, const std::vector<fetched_trace>& fetched) {
        const auto list = list_of(fetched);
        return refusal(db, traces::upsert_many({.workspace_id = "ws_a", .integration_id = integration, .traces = list}));
    };
    const fetched_trace plain{.trace_id = "n1", .source = Platform::openai, .steps = "[]"};
    CHECK(upsert("in_b", {plain}) == "not_found: integration");
    CHECK(upsert("in_a", {plain, {.trace_id = "n2", .source = Platform::openai, .steps = "[]", .id = "u1"}}) == "conflict: id");
    CHECK(upsert("in_a", {plain, {.trace_id = "t1", .source = Platform::openai, .steps = "[]", .id = "t2"}}) == "conflict: id");
    CHECK(upsert("in_a", {plain, plain}) == "invalid_argument: traces must have different trace_ids");
    CHECK(upsert("in_b", {}) == "no error");
}

TEST_CASE("traces.mark_orphaned and delete_many leave other workspaces' traces alone", "[traces]") {
    test_database db;
    const std::vector<std::string> some{"t1", "t3", "u1", "t3", "nope"}, none;
    const auto ids = list_of(some), no_ids = list_of(none);
    CHECK(run(db, traces::mark_orphaned({.workspace_id = "ws_a", .trace_ids = ids})) == 1);
    CHECK(db.rows("SELECT id FROM traces WHERE assignment_status = 'orphaned'") == lines{"t3"});
    CHECK(run(db, traces::delete_many({.workspace_id = "ws_a", .trace_ids = ids})) == 2);
    CHECK(db.rows("SELECT id FROM traces ORDER BY id") == lines{"t2", "t4", "u1"});
    CHECK(run(db, traces::delete_many({.workspace_id = "ws_a", .trace_ids = no_ids})) == 0);
}

TEST_CASE("traces.delete_many is refused when a task was made from one of them", "[traces]") {
    test_database db;
    db.sql(
        "INSERT INTO tasksets (id, workspace_id, agent_id, name) VALUES ('k', 'ws_a', 'a1', 'n');"
        "INSERT INTO taskset_tasks (id, taskset_id, user_message, source, source_trace_id, content_hash) VALUES ('x', 'k', 'm', 'trace', "
        "'t1', 'h')");
    const std::vector<std::string> some{"t4", "t1"};
    const auto ids = list_of(some);
    CHECK(refusal(db, traces::delete_many({.workspace_id = "ws_a", .trace_ids = ids})) == "foreign_key");
    CHECK(refusal(db, traces::delete_({.workspace_id = "ws_a", .id = "t1"})) == "foreign_key");
}
