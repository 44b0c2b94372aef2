-- Generated columns, checks, defaults of every form, triggers, views that cannot be read, full-text and R*Tree tables.
CREATE TABLE parts (id INTEGER PRIMARY KEY, a INTEGER NOT NULL, b INTEGER AS (a + 1) STORED, c TEXT AS (a || 'x') VIRTUAL, UNIQUE (b));
CREATE TABLE strict_parts (id INTEGER PRIMARY KEY, a TEXT NOT NULL, b TEXT NOT NULL AS (a || 'y')) STRICT;
CREATE TABLE defaults (id INTEGER PRIMARY KEY, a TEXT NOT NULL DEFAULT 'it''s; -- $1 ? :x', b TEXT DEFAULT "quoted", c REAL NOT NULL DEFAULT 1e3, d INTEGER NOT NULL DEFAULT -1,
  e BOOLEAN DEFAULT TRUE, f TEXT DEFAULT NULL, g DATETIME DEFAULT (datetime('now', '-1 day')), h INTEGER DEFAULT 0x1f, i TEXT DEFAULT 'two
lines', j TEXT NOT NULL DEFAULT CURRENT_DATE, k TEXT NOT NULL DEFAULT '', l INTEGER DEFAULT (abs(-3)), m DATE DEFAULT CURRENT_DATE);
CREATE TABLE kinds (id INTEGER PRIMARY KEY, state TEXT NOT NULL DEFAULT 'in-progress' CHECK (state IN ('new', 'in-progress', 'EOF', 'class', 'a"b', 'é', '1st', 'New')),
  size TEXT CHECK (size IN ('s', 'm')), n INTEGER CHECK (n IN (1, 2)), empty TEXT CHECK (empty IN ('', 'x')));
CREATE INDEX kinds_state ON kinds (state);
CREATE TABLE logged (id INTEGER PRIMARY KEY, v TEXT);
CREATE TABLE log (at DATETIME DEFAULT CURRENT_TIMESTAMP, id INTEGER);
CREATE TRIGGER log_it AFTER INSERT ON logged BEGIN INSERT INTO log (id) VALUES (new.id); END;
CREATE TABLE untyped (a, b BLOB, c ANY, d NUMERIC, e UNSIGNED BIG INT, f FLOAT, g JSON);
CREATE VIEW broken AS SELECT missing FROM nowhere;
CREATE VIEW fine AS SELECT id, count(*) AS "how many", max(v) FROM logged GROUP BY id;
CREATE VIRTUAL TABLE words USING fts5(word, tokenize = 'porter unicode61');
CREATE VIRTUAL TABLE boxes USING rtree(id, x1, x2);
CREATE VIRTUAL TABLE areas USING rtree(id, -- the number
  "limit", "max limit", low, "high", +label TEXT, +picture BLOB);
CREATE VIRTUAL TABLE "Hidden Words" USING fts5("order", [page url] UNINDEXED, content = '', tokenize = "unicode61 tokenchars '-_'");
CREATE VIRTUAL TABLE pages USING fts5(url UNINDEXED, "select", command_, prefix = '2 3');
CREATE VIRTUAL TABLE logged_words USING fts5(v, content = logged, content_rowid = 'id');
CREATE TRIGGER logged_in AFTER INSERT ON logged BEGIN INSERT INTO logged_words (rowid, v) VALUES (new.id, new.v); END;
CREATE VIRTUAL TABLE ranked USING fts4(word);
