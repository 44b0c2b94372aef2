// What the four views say of a few rows.
#include <catch2/catch.hpp>

#include "database_facts.hpp"

using namespace iofold;
using test::sentences;

namespace {

/// Workspace w1 with agent a1, traces t1 to t4 and evals e1 and e2.
void add_parents(test::database& db) {
    test::apply_migrations(db);
    db.run(R"(
        INSERT INTO users (id, email) VALUES ('u1', 'ann@example.com');
        INSERT INTO workspaces (id, user_id, name) VALUES ('w1', 'u1', 'one');
        INSERT INTO agents (id, workspace_id, name) VALUES ('a1', 'w1', 'agent');
        INSERT INTO integrations (id, workspace_id, name, platform, api_key_encrypted) VALUES ('i1', 'w1', 'one', 'langfuse', 'x');
        INSERT INTO traces (id, workspace_id, integration_id, trace_id, source, timestamp, steps)
            SELECT 't' || value, 'w1', 'i1', 'x' || value, 'langfuse', '2026-01-01', '[]' FROM json_each('[1, 2, 3, 4]');
        INSERT INTO evals (id, agent_id, version, name, code, model_used, test_results) VALUES
            ('e1', 'a1', 1, 'first', '', 'm', '{"accuracy": 1}'), ('e2', 'a1', 2, 'second', '', 'm', 'not JSON');
    )");
}

}  // namespace

TEST_CASE("eval_comparison marks predictions against the human rating") {
    test::database db;
    add_parents(db);
    db.run(R"(
        INSERT INTO feedback (id, trace_id, rating) VALUES ('f1', 't1', 'positive'), ('f2', 't2', 'negative'), ('f3', 't3', 'neutral');
        INSERT INTO eval_executions (id, eval_id, trace_id, predicted_result)
            SELECT t.id || iif(p.value, ' true', ' false'), 'e1', t.id, p.value FROM traces AS t, json_each('[0, 1]') AS p;
    )");
    CHECK(db.rows("SELECT execution_id, is_contradiction FROM eval_comparison ORDER BY 1") ==
          sentences{"t1 false|1", "t1 true|0", "t2 false|0", "t2 true|1", "t3 false|0", "t3 true|0", "t4 false|NULL", "t4 true|NULL"});
}

TEST_CASE("current_eval_metrics looks at the last seven days and at open alerts") {
    test::database db;
    add_parents(db);
    db.run(R"(
        INSERT INTO performance_snapshots (id, eval_id, snapshot_date, execution_count, contradiction_count, error_count) VALUES
            ('s1', 'e1', date('now', '-8 days'), 1000, 1000, 1000), ('s2', 'e1', date('now', '-7 days'), 30, 3, 0), ('s3', 'e1', date('now'), 10, 7, 1);
        INSERT INTO performance_alerts (id, eval_id, alert_type, message, triggered_at, resolved_at) VALUES
            ('p1', 'e1', 'error_spike', '', '2026-01-01T09:00:00.000Z', NULL),
            ('p2', 'e1', 'prompt_drift', '', '2026-01-01 10:00:00', NULL),
            ('p3', 'e1', 'accuracy_drop', '', '2026-01-01T11:00:00.000Z', '2026-01-02 00:00:00');
    )");
    CHECK(
        db.rows(
            R"(SELECT eval_id, current_accuracy, recent_executions, recent_contradiction_rate, recent_error_rate, active_alerts, latest_alert_type
                     FROM current_eval_metrics ORDER BY eval_id)") ==
        sentences{"e1|1.0|40|0.25|0.025|2|prompt_drift", "e2|NULL|NULL|NULL|NULL|0|NULL"});
}

TEST_CASE("prompt_performance_summary has every prompt, covered or not") {
    test::database db;
    add_parents(db);
    db.run(R"(
        INSERT INTO system_prompts (id, workspace_id, agent_name, prompt_hash, content) VALUES ('p1', 'w1', 'agent', '1', ''), ('p2', 'w1', 'agent', '2', '');
        INSERT INTO eval_prompt_coverage (id, eval_id, system_prompt_id, execution_count, accuracy) VALUES
            ('k1', 'e1', 'p1', 3, 0.5), ('k2', 'e2', 'p1', 4, 1.0);
    )");
    CHECK(db.rows(R"(SELECT prompt_id, evals_covering, total_executions, avg_accuracy, min_accuracy, max_accuracy
                     FROM prompt_performance_summary ORDER BY prompt_id)") == sentences{"p1|2|7|0.75|0.5|1.0", "p2|0|NULL|NULL|NULL|NULL"});
}

TEST_CASE("refinement_timeline is newest first, with the alert where there was one") {
    test::database db;
    add_parents(db);
    db.run(R"(
        INSERT INTO performance_alerts (id, eval_id, alert_type, message) VALUES ('p1', 'e1', 'error_spike', 'many errors');
        INSERT INTO refinement_history (id, eval_id, new_version, trigger_type, trigger_alert_id, created_at) VALUES
            ('r1', 'e1', 2, 'threshold', 'p1', '2026-01-01T00:00:00.000Z'), ('r2', 'e2', 3, 'manual', NULL, '2026-01-02T00:00:00.000Z');
    )");
    CHECK(db.rows("SELECT id, eval_name, trigger_alert_type, trigger_alert_message FROM refinement_timeline") ==
          sentences{"r2|second|NULL|NULL", "r1|first|error_spike|many errors"});
}
