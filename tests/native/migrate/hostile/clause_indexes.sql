CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT NOT NULL, name TEXT, body TEXT, deleted_at TEXT, n INTEGER);
CREATE TABLE docs (id INTEGER PRIMARY KEY, data TEXT, rank REAL, n INTEGER);
CREATE TABLE odd (a TEXT, "b c" TEXT, n INTEGER);
CREATE UNIQUE INDEX users_mail ON users (lower(mail)) WHERE deleted_at IS NULL;
CREATE INDEX users_name ON users (name COLLATE NOCASE DESC, substr(body, 1, 20), id DESC);
CREATE INDEX docs_kind ON docs (json_extract(data, '$.kind') DESC, rank) WHERE rank > 0.5 AND data IS NOT NULL;
CREATE INDEX docs_sum ON docs (rank + n, coalesce(rank, 0) COLLATE BINARY DESC);
CREATE UNIQUE INDEX odd_all ON odd (a || "b c" COLLATE NOCASE DESC);
CREATE INDEX odd_bool ON odd ((n > 1), "b c" DESC) WHERE "b c" <> 'it''s';
INSERT INTO users VALUES (1, 'Ann@x', 'Ann', 'hello', NULL, 1), (2, 'ann@x', 'Ann', 'bye', 'yes', 2);
INSERT INTO docs VALUES (1, '{"kind": "a"}', 0.7, 1), (2, NULL, NULL, NULL);
INSERT INTO odd VALUES ('a', 'b', 1), ('c', NULL, 2);
-- probe INSERT INTO users (mail) VALUES ('ANN@X')
-- probe SELECT id FROM docs WHERE json_extract(data, '$.kind') = 'a'
-- probe INSERT INTO odd VALUES ('A', 'B', 3)
