CREATE TABLE lines (id INTEGER PRIMARY KEY, price REAL NOT NULL, quantity INTEGER NOT NULL DEFAULT 1, total REAL GENERATED ALWAYS AS (price * quantity), label TEXT GENERATED ALWAYS AS ('#' || id || ' (' || quantity || ')') STORED, n INTEGER);
CREATE TABLE events (id TEXT PRIMARY KEY NOT NULL, body TEXT NOT NULL, kind TEXT NOT NULL AS (json_extract(body, '$.kind')) STORED CHECK (kind <> ''), at INTEGER AS (json_extract(body, '$.at')), n INTEGER);
CREATE TABLE people (first TEXT, last TEXT, name TEXT COLLATE NOCASE AS (first || ' ' || last) UNIQUE, n INTEGER) STRICT;
CREATE INDEX events_kind ON events (kind, at DESC);
INSERT INTO lines (id, price, quantity, n) VALUES (1, 2.5, 2, 1), (2, 1, 3, NULL);
INSERT INTO events (id, body) VALUES ('e', '{"kind": "k", "at": 5}');
INSERT INTO people (first, last) VALUES ('Ada', 'L');
-- probe UPDATE lines SET quantity = 4 WHERE id = 1
-- probe SELECT total, label FROM lines ORDER BY id
-- probe INSERT INTO lines (price, total) VALUES (1, 2)
-- probe INSERT INTO events (id, body) VALUES ('f', '{"kind": ""}')
-- probe INSERT INTO people (first, last) VALUES ('ADA', 'l')
