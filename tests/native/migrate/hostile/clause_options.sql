CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL DEFAULT 0, n INTEGER) WITHOUT ROWID;
CREATE TABLE measures (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, value REAL, raw BLOB, anything ANY, n INT) STRICT;
CREATE TABLE cells (x INTEGER NOT NULL, y INTEGER NOT NULL, text TEXT, n INTEGER, PRIMARY KEY (x, y)) STRICT, WITHOUT ROWID;
CREATE TABLE numbered (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, n INTEGER);
CREATE TABLE keyed (id INTEGER PRIMARY KEY, n INTEGER) WITHOUT ROWID;
CREATE TABLE other_integer (id INT PRIMARY KEY, n INTEGER);
INSERT INTO counters VALUES ('a', 1, 1), ('b', 2, NULL);
INSERT INTO measures VALUES (5, 'now', 1.5, x'00ff', 'x', 1), (6, 'then', NULL, NULL, 7, 2);
INSERT INTO cells VALUES (1, 2, 't', NULL), (2, 1, NULL, 3);
INSERT INTO numbered VALUES (41, 1), (42, 2);
INSERT INTO keyed VALUES (1, 1);
INSERT INTO other_integer VALUES (7, 1), (NULL, 2);
DELETE FROM numbered WHERE id = 42;
-- probe INSERT INTO counters (value) VALUES (3)
-- probe INSERT INTO measures (at, value) VALUES ('x', 'text')
-- probe INSERT INTO cells (x, y) VALUES (1, 'y')
-- probe INSERT INTO numbered (n) VALUES (9)
-- probe SELECT max(id) FROM numbered
-- probe INSERT INTO keyed (n) VALUES (3)
-- probe SELECT rowid, id FROM other_integer ORDER BY rowid
