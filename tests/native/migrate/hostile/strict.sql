CREATE TABLE st (id INTEGER PRIMARY KEY, n INT, r REAL, t TEXT NOT NULL, b BLOB, x ANY) STRICT;
CREATE TABLE sw (k TEXT PRIMARY KEY, v ANY, n INTEGER) STRICT, WITHOUT ROWID;
INSERT INTO st VALUES (1, 1, 1.5, 't', x'00ff', '01'), (2, NULL, 2, 'u', NULL, 3);
INSERT INTO sw VALUES ('k', '1', 1);
-- probe INSERT INTO st VALUES (3, 'no', 1, 't', x'00', 1)
-- probe INSERT INTO sw VALUES (NULL, 1, 1)
-- probe SELECT typeof(x), quote(b) FROM st
-- probe SELECT rowid FROM sw
