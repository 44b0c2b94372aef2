CREATE TABLE half (id INTEGER PRIMARY KEY, share REAL DEFAULT .5, body TEXT NOT NULL DEFAULT 'one
two', semi TEXT DEFAULT 'a; b', quo TEXT DEFAULT 'it''s "q" \ ?? 	', neg INT DEFAULT (-1), plus INT DEFAULT +2, hex INT DEFAULT 0x10, e REAL DEFAULT 1.5e-3, yes BOOL DEFAULT TRUE, nul TEXT DEFAULT NULL, blo BLOB DEFAULT x'00ff', word TEXT DEFAULT bare, at TEXT DEFAULT current_timestamp, fn TEXT DEFAULT (upper('x') || char(10)), paren TEXT DEFAULT ('p'), n INTEGER);
INSERT INTO half (id, at) VALUES (1, 'then');
-- probe INSERT INTO half (id, at) VALUES (2, 'now')
-- probe SELECT share, body, semi, quo, neg, plus, hex, e, yes, nul, quote(blo), word, at, fn, paren, typeof(hex), typeof(blo), typeof(yes) FROM half
