#include "test_database.hpp"

// Ann owns Alpha (ws_a) and Gamma (ws_c), Bob owns Beta (ws_b). Alpha's agent a1 runs its second version of four; a2 was
// discovered and has one version; a3 is archived. Beta has b1 alone, so that somebody else's rows are there.
const char* const iofold::test::fixture = R"sql(
INSERT INTO users (id, email, created_at) VALUES
    ('ann', 'ann@example.com', '2026-01-10T08:00:00.000Z'),
    ('bob', 'bob@example.com', '2026-01-11 09:30:00');

INSERT INTO workspaces (id, user_id, name, created_at) VALUES
    ('ws_a', 'ann', 'Alpha', '2026-01-12T08:00:00.000Z'),
    ('ws_b', 'bob', 'Beta',  '2026-01-11 09:30:00'),
    ('ws_c', 'ann', 'Gamma', '2026-01-10T08:00:00.000Z');
INSERT INTO workspace_members (id, workspace_id, user_id, role) VALUES ('member', 'ws_b', 'ann', 'admin');

INSERT INTO agents (id, workspace_id, name, description, status, active_version_id, created_at, updated_at) VALUES
    ('a1', 'ws_a', 'Support', 'answers', 'confirmed',  'a1v2', '2026-01-10T08:00:00.000Z', '2026-01-10T08:00:00.000Z'),
    ('a2', 'ws_a', 'Billing', NULL,      'discovered', 'a2v1', '2026-01-11 09:30:00',      '2026-01-11 09:30:00'),
    ('a3', 'ws_a', 'Retired', NULL,      'archived',   NULL,   '2026-01-12T08:00:00.000Z', '2026-01-12T08:00:00.000Z'),
    ('b1', 'ws_b', 'Other',   NULL,      'confirmed',  'b1v1', '2026-01-10T08:00:00.000Z', '2026-01-10T08:00:00.000Z');

INSERT INTO agent_versions (id, agent_id, version, prompt_template, variables, source, parent_version_id, accuracy, status, created_at) VALUES
    ('a1v1', 'a1', 1, 'one {{x}}', '["x"]',     'discovered',  NULL,   0.5,  'archived',  '2026-01-10T08:00:00.000Z'),
    ('a1v2', 'a1', 2, 'two {{x}}', '["x","y"]', 'manual',      'a1v1', 0.75, 'active',    '2026-01-11T08:00:00.000Z'),
    ('a1v3', 'a1', 3, 'three',     '[]',        'ai_improved', 'a1v2', NULL, 'candidate', '2026-01-12T08:00:00.000Z'),
    ('a1v4', 'a1', 4, 'four',      NULL,        'manual',      'a1v2', NULL, 'rejected',  '2026-01-13 09:30:00'),
    ('a2v1', 'a2', 1, 'bill',      '[]',        'discovered',  NULL,   NULL, 'active',    '2026-01-11 09:30:00'),
    ('b1v1', 'b1', 1, 'other',     '[]',        'manual',      NULL,   NULL, 'active',    '2026-01-10T08:00:00.000Z');

INSERT INTO integrations (id, workspace_id, name, platform, api_key_encrypted) VALUES
    ('in_a', 'ws_a', 'A', 'langfuse', 'k'), ('in_b', 'ws_b', 'B', 'langfuse', 'k');
INSERT INTO traces (id, workspace_id, integration_id, trace_id, source, timestamp, steps, agent_version_id, assignment_status) VALUES
    ('t1', 'ws_a', 'in_a', 't1', 'langfuse', '2026-01-10T08:00:00.000Z', '[]', 'a1v1', 'assigned'),
    ('t2', 'ws_a', 'in_a', 't2', 'langfuse', '2026-01-10T08:00:00.000Z', '[]', 'a1v2', 'assigned'),
    ('t3', 'ws_a', 'in_a', 't3', 'langfuse', '2026-01-10T08:00:00.000Z', '[]', NULL,   'unassigned'),
    ('t4', 'ws_a', 'in_a', 't4', 'langfuse', '2026-01-10T08:00:00.000Z', '[]', NULL,   'unassigned'),
    ('u1', 'ws_b', 'in_b', 'u1', 'langfuse', '2026-01-10T08:00:00.000Z', '[]', NULL,   'unassigned');
INSERT INTO feedback (id, trace_id, agent_id, rating) VALUES
    ('f1', 't1', 'a1', 'positive'), ('f2', 't2', 'a1', 'negative'), ('f3', 't3', 'a1', 'neutral');

INSERT INTO jobs (id, workspace_id, type, status, progress, metadata, result, error, retry_count, error_category, next_retry_at, priority,
                  created_at, started_at, completed_at) VALUES
    ('queued',    'ws_a', 'import',   'queued',    0,   '{"n":1}', NULL,         NULL,   0, NULL,                NULL, 0,
     '2026-01-20T08:00:00.000Z', NULL, NULL),
    ('running',   'ws_a', 'generate', 'running',   40,  NULL,      NULL,         NULL,   0, NULL,                NULL, 0,
     '2026-01-21T08:00:00.000Z', '2026-01-21T08:01:00.000Z', NULL),
    ('failed',    'ws_a', 'execute',  'failed',    70,  '{"k":2}', NULL,         'oops', 2, 'transient_network', NULL, 0,
     '2026-01-22T08:00:00.000Z', '2026-01-22T08:01:00.000Z', '2026-01-22T08:02:00.000Z'),
    ('completed', 'ws_a', 'import',   'completed', 100, NULL,      '{"ok":true}', NULL,  0, NULL,                NULL, 0,
     '2026-01-23T08:00:00.000Z', '2026-01-23T08:01:00.000Z', '2026-01-23T08:02:00.000Z'),
    ('cancelled', 'ws_a', 'import',   'cancelled', 10,  NULL,      NULL,         NULL,   0, NULL,                NULL, 0,
     '2026-01-24 08:00:00',      NULL, '2026-01-24 08:02:00'),
    ('other',     'ws_b', 'import',   'queued',    0,   NULL,      NULL,         NULL,   0, NULL,                NULL, 0,
     '2026-01-20 07:00:00',      NULL, NULL);
INSERT INTO job_retry_history (id, job_id, attempt, error, error_category, delay_ms, created_at) VALUES
    ('r2', 'failed', 2, 'again', 'transient_network', 2000, '2026-01-22T08:01:30.000Z'),
    ('r1', 'failed', 1, 'oops',  'unknown',           1000, '2026-01-22T08:01:10.000Z');
)sql";
