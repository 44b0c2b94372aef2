-- The table name eval_executions has stood for three shapes: executions of evals (legacy), the same with columns result and
-- reason (older), and executions of eval candidates (GEPA). Whatever is found, afterwards eval_executions holds the
-- executions of evals in the legacy shape and eval_candidate_executions those of candidates, each with its indexes, and view
-- eval_comparison works. Rows whose eval, candidate or trace is gone cannot stand in either: they are kept aside, in
-- eval_executions_orphans and eval_candidate_executions_orphans. Run again, it changes nothing.
--
-- How columns are read that may not be there: in a subquery a bare name means the inner table's column, and where that table
-- has none of the name, the outer query's, which is NULL AS name.
-- Rows go through two holding tables, since the tables themselves are dropped and made anew. Nothing refers to them, so
-- dropping them takes no other row along.

SELECT json_extract('{}', '0019 needs table ' || needed.value || ': apply the migration that makes it first, 0001_baseline.sql or 012 of the application')
FROM json_each(json_array('eval_candidates', 'evals', 'traces')) AS needed
WHERE NOT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = needed.value);

DROP VIEW IF EXISTS eval_comparison;

CREATE TABLE IF NOT EXISTS eval_executions (id TEXT PRIMARY KEY, eval_id TEXT, trace_id TEXT);
CREATE TABLE IF NOT EXISTS eval_candidate_executions (id TEXT PRIMARY KEY, eval_candidate_id TEXT, trace_id TEXT);

-- Column types of the holding tables are those of the targets, so that every value stays what it is.
CREATE TABLE migration_0019_eval_rows (
  place INTEGER,
  id TEXT,
  eval_id TEXT,
  trace_id TEXT,
  predicted_result BOOLEAN,
  predicted_reason TEXT,
  execution_time_ms INTEGER,
  error TEXT,
  stdout TEXT,
  stderr TEXT,
  executed_at DATETIME,
  is_orphan INTEGER
);
CREATE TABLE migration_0019_candidate_rows (
  source INTEGER,
  place INTEGER,
  id TEXT,
  eval_candidate_id TEXT,
  trace_id TEXT,
  score REAL,
  feedback TEXT,
  success BOOLEAN,
  error TEXT,
  duration_ms INTEGER,
  llm_calls INTEGER,
  llm_cost_usd REAL,
  cache_hits INTEGER,
  created_at DATETIME,
  is_orphan INTEGER
);

-- Rows of evals: those with an eval_id.
INSERT INTO migration_0019_eval_rows
  (place, id, eval_id, trace_id, predicted_result, predicted_reason, execution_time_ms, error, stdout, stderr, executed_at)
SELECT
  o.place,
  (SELECT id FROM eval_executions AS e WHERE e.rowid = o.place),
  (SELECT eval_id FROM eval_executions AS e WHERE e.rowid = o.place),
  (SELECT trace_id FROM eval_executions AS e WHERE e.rowid = o.place),
  (SELECT coalesce(predicted_result, result) FROM eval_executions AS e WHERE e.rowid = o.place),
  (SELECT coalesce(predicted_reason, reason) FROM eval_executions AS e WHERE e.rowid = o.place),
  (SELECT execution_time_ms FROM eval_executions AS e WHERE e.rowid = o.place),
  (SELECT error FROM eval_executions AS e WHERE e.rowid = o.place),
  (SELECT stdout FROM eval_executions AS e WHERE e.rowid = o.place),
  (SELECT stderr FROM eval_executions AS e WHERE e.rowid = o.place),
  (SELECT executed_at FROM eval_executions AS e WHERE e.rowid = o.place)
FROM (
  SELECT rowid AS place, NULL AS id, NULL AS eval_id, NULL AS trace_id, NULL AS predicted_result, NULL AS result,
    NULL AS predicted_reason, NULL AS reason, NULL AS execution_time_ms, NULL AS error, NULL AS stdout, NULL AS stderr,
    NULL AS executed_at
  FROM eval_executions
) AS o
WHERE (SELECT eval_id FROM eval_executions AS e WHERE e.rowid = o.place) IS NOT NULL;

-- Rows of candidates: what an earlier attempt has moved already (source 1), then those still in eval_executions (source 2).
INSERT INTO migration_0019_candidate_rows
  (source, place, id, eval_candidate_id, trace_id, score, feedback, success, error, duration_ms, llm_calls, llm_cost_usd,
   cache_hits, created_at)
SELECT
  1,
  o.place,
  (SELECT id FROM eval_candidate_executions AS e WHERE e.rowid = o.place),
  (SELECT eval_candidate_id FROM eval_candidate_executions AS e WHERE e.rowid = o.place),
  (SELECT trace_id FROM eval_candidate_executions AS e WHERE e.rowid = o.place),
  (SELECT score FROM eval_candidate_executions AS e WHERE e.rowid = o.place),
  (SELECT feedback FROM eval_candidate_executions AS e WHERE e.rowid = o.place),
  (SELECT success FROM eval_candidate_executions AS e WHERE e.rowid = o.place),
  (SELECT error FROM eval_candidate_executions AS e WHERE e.rowid = o.place),
  (SELECT duration_ms FROM eval_candidate_executions AS e WHERE e.rowid = o.place),
  (SELECT llm_calls FROM eval_candidate_executions AS e WHERE e.rowid = o.place),
  (SELECT llm_cost_usd FROM eval_candidate_executions AS e WHERE e.rowid = o.place),
  (SELECT cache_hits FROM eval_candidate_executions AS e WHERE e.rowid = o.place),
  (SELECT created_at FROM eval_candidate_executions AS e WHERE e.rowid = o.place)
FROM (
  SELECT rowid AS place, NULL AS id, NULL AS eval_candidate_id, NULL AS trace_id, NULL AS score, NULL AS feedback,
    NULL AS success, NULL AS error, NULL AS duration_ms, NULL AS llm_calls, NULL AS llm_cost_usd, NULL AS cache_hits,
    NULL AS created_at
  FROM eval_candidate_executions
) AS o;

INSERT INTO migration_0019_candidate_rows
  (source, place, id, eval_candidate_id, trace_id, score, feedback, success, error, duration_ms, llm_calls, llm_cost_usd,
   cache_hits, created_at)
SELECT
  2,
  o.place,
  (SELECT id FROM eval_executions AS e WHERE e.rowid = o.place),
  (SELECT eval_candidate_id FROM eval_executions AS e WHERE e.rowid = o.place),
  (SELECT trace_id FROM eval_executions AS e WHERE e.rowid = o.place),
  (SELECT score FROM eval_executions AS e WHERE e.rowid = o.place),
  (SELECT feedback FROM eval_executions AS e WHERE e.rowid = o.place),
  (SELECT success FROM eval_executions AS e WHERE e.rowid = o.place),
  (SELECT error FROM eval_executions AS e WHERE e.rowid = o.place),
  (SELECT duration_ms FROM eval_executions AS e WHERE e.rowid = o.place),
  (SELECT llm_calls FROM eval_executions AS e WHERE e.rowid = o.place),
  (SELECT llm_cost_usd FROM eval_executions AS e WHERE e.rowid = o.place),
  (SELECT cache_hits FROM eval_executions AS e WHERE e.rowid = o.place),
  (SELECT created_at FROM eval_executions AS e WHERE e.rowid = o.place)
FROM (
  SELECT rowid AS place, NULL AS id, NULL AS eval_candidate_id, NULL AS trace_id, NULL AS score, NULL AS feedback,
    NULL AS success, NULL AS error, NULL AS duration_ms, NULL AS llm_calls, NULL AS llm_cost_usd, NULL AS cache_hits,
    NULL AS created_at
  FROM eval_executions
) AS o
WHERE (SELECT eval_candidate_id FROM eval_executions AS e WHERE e.rowid = o.place) IS NOT NULL;

SELECT json_extract('{}', '0019 does not know the shape of eval_executions: ' || unread.rows || ' rows have neither eval_id nor eval_candidate_id')
FROM (
  SELECT (SELECT count(*) FROM eval_executions) - (SELECT count(*) FROM migration_0019_eval_rows)
    - (SELECT count(*) FROM migration_0019_candidate_rows WHERE source = 2) AS rows
) AS unread
WHERE unread.rows <> 0;

-- The same row in both places is one row. Two rows that share an id and differ are two: the one not yet moved goes aside.
CREATE INDEX migration_0019_candidate_ids ON migration_0019_candidate_rows (id);
DELETE FROM migration_0019_candidate_rows AS late
WHERE late.source = 2 AND EXISTS (
  SELECT 1 FROM migration_0019_candidate_rows AS early
  WHERE early.source = 1 AND early.id = late.id AND early.eval_candidate_id IS late.eval_candidate_id
    AND early.trace_id IS late.trace_id AND early.score IS late.score AND early.feedback IS late.feedback
    AND early.success IS late.success AND early.error IS late.error AND early.duration_ms IS late.duration_ms
    AND early.llm_calls IS late.llm_calls AND early.llm_cost_usd IS late.llm_cost_usd
    AND early.cache_hits IS late.cache_hits AND early.created_at IS late.created_at
);
UPDATE migration_0019_candidate_rows AS r
SET is_orphan = NOT EXISTS (SELECT 1 FROM eval_candidates AS c WHERE c.id = r.eval_candidate_id)
  OR NOT EXISTS (SELECT 1 FROM traces AS t WHERE t.id = r.trace_id)
  OR (r.source = 2 AND EXISTS (SELECT 1 FROM migration_0019_candidate_rows AS early WHERE early.source = 1 AND early.id = r.id));
UPDATE migration_0019_eval_rows AS r
SET is_orphan = NOT EXISTS (SELECT 1 FROM evals AS v WHERE v.id = r.eval_id)
  OR NOT EXISTS (SELECT 1 FROM traces AS t WHERE t.id = r.trace_id);

CREATE TABLE IF NOT EXISTS eval_executions_orphans (
  id TEXT,
  eval_id TEXT,
  trace_id TEXT,
  predicted_result BOOLEAN,
  predicted_reason TEXT,
  execution_time_ms INTEGER,
  error TEXT,
  stdout TEXT,
  stderr TEXT,
  executed_at DATETIME
);
INSERT INTO eval_executions_orphans
  (id, eval_id, trace_id, predicted_result, predicted_reason, execution_time_ms, error, stdout, stderr, executed_at)
SELECT id, eval_id, trace_id, predicted_result, predicted_reason, execution_time_ms, error, stdout, stderr, executed_at
FROM migration_0019_eval_rows
WHERE is_orphan
ORDER BY place;

CREATE TABLE IF NOT EXISTS eval_candidate_executions_orphans (
  id TEXT,
  eval_candidate_id TEXT,
  trace_id TEXT,
  score REAL,
  feedback TEXT,
  success BOOLEAN,
  error TEXT,
  duration_ms INTEGER,
  llm_calls INTEGER,
  llm_cost_usd REAL,
  cache_hits INTEGER,
  created_at DATETIME
);
INSERT INTO eval_candidate_executions_orphans
  (id, eval_candidate_id, trace_id, score, feedback, success, error, duration_ms, llm_calls, llm_cost_usd, cache_hits, created_at)
SELECT id, eval_candidate_id, trace_id, score, feedback, success, error, duration_ms, llm_calls, llm_cost_usd, cache_hits, created_at
FROM migration_0019_candidate_rows
WHERE is_orphan
ORDER BY source, place;

DROP TABLE eval_executions;
DROP TABLE eval_candidate_executions;

CREATE TABLE eval_executions (
  id TEXT PRIMARY KEY,
  eval_id TEXT NOT NULL REFERENCES evals(id) ON DELETE CASCADE,
  trace_id TEXT NOT NULL REFERENCES traces(id) ON DELETE CASCADE,
  predicted_result BOOLEAN NOT NULL,
  predicted_reason TEXT,
  execution_time_ms INTEGER,
  error TEXT,
  stdout TEXT,
  stderr TEXT,
  executed_at DATETIME DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO eval_executions
  (id, eval_id, trace_id, predicted_result, predicted_reason, execution_time_ms, error, stdout, stderr, executed_at)
SELECT id, eval_id, trace_id, predicted_result, predicted_reason, execution_time_ms, error, stdout, stderr, executed_at
FROM migration_0019_eval_rows
WHERE NOT is_orphan
ORDER BY place;

CREATE TABLE eval_candidate_executions (
  id TEXT PRIMARY KEY,
  eval_candidate_id TEXT NOT NULL REFERENCES eval_candidates(id) ON DELETE CASCADE,
  trace_id TEXT NOT NULL REFERENCES traces(id) ON DELETE CASCADE,
  score REAL,
  feedback TEXT,
  success BOOLEAN,
  error TEXT,
  duration_ms INTEGER,
  llm_calls INTEGER,
  llm_cost_usd REAL,
  cache_hits INTEGER,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO eval_candidate_executions
  (id, eval_candidate_id, trace_id, score, feedback, success, error, duration_ms, llm_calls, llm_cost_usd, cache_hits, created_at)
SELECT id, eval_candidate_id, trace_id, score, feedback, success, error, duration_ms, llm_calls, llm_cost_usd, cache_hits, created_at
FROM migration_0019_candidate_rows
WHERE NOT is_orphan
ORDER BY source, place;

SELECT json_extract('{}', '0019 would have lost ' || missing.rows || ' rows')
FROM (
  SELECT (SELECT count(*) FROM migration_0019_eval_rows WHERE NOT is_orphan) - (SELECT count(*) FROM eval_executions)
    + (SELECT count(*) FROM migration_0019_candidate_rows WHERE NOT is_orphan) - (SELECT count(*) FROM eval_candidate_executions) AS rows
) AS missing
WHERE missing.rows <> 0;

DROP TABLE migration_0019_eval_rows;
DROP TABLE migration_0019_candidate_rows;

-- The last index of evals and the last two of candidates came with the typed queries. They are made here and not in 0020, so
-- that a second run, which makes the tables anew, leaves them standing.
CREATE INDEX idx_eval_executions_eval_id ON eval_executions (eval_id);
CREATE INDEX idx_eval_executions_executed_trace ON eval_executions (eval_id, executed_at, trace_id);
CREATE INDEX idx_eval_executions_trace_id ON eval_executions (trace_id);
CREATE INDEX idx_eval_executions_eval_id_trace_id ON eval_executions (eval_id, trace_id);
CREATE INDEX idx_eval_candidate_executions_candidate ON eval_candidate_executions (eval_candidate_id);
CREATE INDEX idx_eval_candidate_executions_created ON eval_candidate_executions (created_at DESC);
CREATE INDEX idx_eval_candidate_executions_success ON eval_candidate_executions (success);
CREATE INDEX idx_eval_candidate_executions_trace ON eval_candidate_executions (trace_id);
CREATE INDEX idx_eval_candidate_executions_trace_id_eval_candidate_id_created_at
  ON eval_candidate_executions (trace_id, eval_candidate_id, created_at DESC);
CREATE INDEX idx_eval_candidate_executions_eval_candidate_id_created_at_trace_id_id
  ON eval_candidate_executions (eval_candidate_id, created_at, trace_id, id);

CREATE VIEW eval_comparison AS
SELECT
  eval_executions.id AS execution_id,
  eval_executions.eval_id,
  eval_executions.trace_id,
  eval_executions.predicted_result,
  eval_executions.predicted_reason,
  eval_executions.execution_time_ms,
  eval_executions.error,
  feedback.rating AS human_rating,
  feedback.rating_detail AS human_notes,
  feedback.rating = 'positive' AND NOT eval_executions.predicted_result
    OR feedback.rating = 'negative' AND eval_executions.predicted_result AS is_contradiction
FROM eval_executions
LEFT JOIN feedback ON feedback.trace_id = eval_executions.trace_id;
