// Rows that are not as declared: each kind is found, counted and shown by its id.
#include <catch2/catch.hpp>

#include "migrate/inspect.hpp"
#include "migrate/typescript_shape.hpp"
#include "migrate/verify_rows.hpp"
#include "sample_database.hpp"
#include "tool/application_schema.hpp"
#include "tool/schema_statements.hpp"

using namespace squall::migrate;
using squall::tool::the_schema;

namespace {

/// The schema without what would keep bad rows out: no CHECK, no keys, no references, everything may be NULL.
std::unique_ptr<target> lax_database() {
    snapshot lax = the_schema().shapes;
    for (table_shape& t : lax.tables) {
        t.foreign_keys.clear();
        t.unique.clear();
        t.primary_key.clear();
        t.indexes.clear();
        for (column_shape& c : t.columns) c.not_null = false, c.values.clear(), c.default_sql.clear();
    }
    auto db = open_sqlite(":memory:", false);
    db->run(squall::tool::as_statements(squall::tool::schema_statements(lax)));
    return db;
}
std::string found(const verify_result& r) {
    std::string all;
    for (const row_problem& p : r.problems) {
        all += p.table + '.' + p.column + ' ' + p.what + ": " + std::to_string(p.count);
        for (const std::string& id : p.examples) all += ' ' + id;
        all += '\n';
    }
    return all;
}
std::string verified(std::string_view sql, std::vector<std::string> tables) {
    const auto db = lax_database();
    db->run({{std::string(sql)}});
    return found(verify_rows(*db, the_schema(), {.tables = std::move(tables)}));
}

}  // namespace

TEST_CASE("nulls, enum values, times, booleans, orphans and keys that stand twice") {
    CHECK(verified("INSERT INTO agents (id, workspace_id, name, status, created_at) VALUES ('a', 'w', NULL, 'no such', '2026-02-30 "
                   "00:00:00'), ('b', 'w', 'n', 'archived', '2026-02-03 04:05:06'), "
                   "('b', 'w', 'n', NULL, '2026-02-03T04:05:06.789Z'), (NULL, 'w', 'n', NULL, 'yesterday')",
                   {"agents"}) ==
          "agents.id is NULL: 1 NULL\n"
          "agents.workspace_id refers to no row of workspaces: 4 a b b\n"
          "agents.name is NULL: 1 a\n"
          "agents.status is NULL: 2 b NULL\n"
          "agents.status is not in its list: 1 a\n"
          "agents.created_at is not a timestamp of either form: 2 a NULL\n"
          "agents.updated_at is NULL: 4 a b b\n"
          "agents.id is a duplicate key: 1 b\n");
    CHECK(verified("INSERT INTO eval_executions (id, eval_id, trace_id, predicted_result, execution_time_ms) VALUES ('x', NULL, NULL, "
                   "'yes', 1.5), ('y', NULL, NULL, 1, 'soon')",
                   {"eval_executions"}) ==
          "eval_executions.eval_id is NULL: 2 x y\n"
          "eval_executions.trace_id is NULL: 2 x y\n"
          "eval_executions.predicted_result is neither 0 nor 1: 1 x\n"
          "eval_executions.execution_time_ms is not an integer: 2 x y\n"
          "eval_executions.executed_at is NULL: 2 x y\n");
}

TEST_CASE("JSON that is none, and JSON of another shape") {
    CHECK(verified("INSERT INTO agent_versions (id, agent_id, version, prompt_template, source, variables) VALUES ('1', NULL, 1, '', "
                   "'manual', '[\"a\"]'), ('2', NULL, 1, '', 'manual', '[1]'), "
                   "('3', NULL, 1, '', 'manual', '{}'), ('4', NULL, 1, '', 'manual', 'a, b'), ('5', NULL, 1, '', 'manual', '[2]')",
                   {"agent_versions"}) ==
          "agent_versions.agent_id is NULL: 5 1 2 3\n"
          "agent_versions.variables is not JSON: 1 4\n"
          "agent_versions.status is NULL: 5 1 2 3\n"
          "agent_versions.created_at is NULL: 5 1 2 3\n"
          "agent_versions.variables has the wrong shape: $ is not an array: 1 3\n"
          "agent_versions.variables has the wrong shape: $[] is not a string: 2 2 5\n");
}

TEST_CASE("tables and columns that are missing are problems, not errors") {
    const auto db = open_sqlite(":memory:", false);
    db->run({{"CREATE TABLE users (id TEXT PRIMARY KEY, email TEXT)"}});
    CHECK(found(verify_rows(*db, the_schema(), {.tables = {"users", "tools"}})) ==
          "users.created_at the column is missing: 1\ntools. the table is missing: 1\n");
}

TEST_CASE("documents are tested against the TypeScript type of their shape") {
    const auto fault = [](std::string_view type, std::string document) {
        simdjson::dom::parser parser;
        simdjson::dom::element e;
        REQUIRE(parser.parse(document).get(e) == simdjson::SUCCESS);
        return fault_of(*read_shape(type), e);
    };
    constexpr std::string_view type =
        "{ id: string; n?: number; tags: string[]; more: Record<string, { ok: boolean }>; any: unknown; kind: \"a\" | \"b\"; [key: "
        "string]: unknown }";
    const std::string good = R"({"id": "x", "tags": [], "more": {"p": {"ok": true}}, "any": null, "kind": "b", "other": 1})";
    CHECK(fault(type, good) == "");
    CHECK(fault(type, R"({"tags": []})") == "$.id is missing");
    CHECK(fault(type, R"({"id": 1})") == "$.id is not a string");
    CHECK(fault(type, R"({"id": "x", "n": "1"})") == "$.n is not a number");
    CHECK(fault(type, R"({"id": "x", "tags": [1]})") == "$.tags[] is not a string");
    CHECK(fault(type, R"({"id": "x", "tags": [], "more": {"secret": {"ok": 1}}})") == "$.more.*.ok is not a boolean");
    CHECK(fault(type, R"({"id": "x", "tags": [], "more": {}, "any": 1, "kind": "c"})") == "$.kind is not a value of its list");
    CHECK(fault("{ a: number }[]", "[{\"a\": 1}, {}]") == "$[].a is missing");
}
