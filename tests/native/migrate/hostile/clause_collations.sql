CREATE TABLE accounts (id INTEGER PRIMARY KEY, mail TEXT NOT NULL UNIQUE COLLATE NOCASE, code TEXT COLLATE RTRIM, plain VARCHAR(9) COLLATE BINARY, n INTEGER);
CREATE TABLE words (word TEXT COLLATE NOCASE, lang TEXT NOT NULL, n INTEGER, PRIMARY KEY (word COLLATE BINARY, lang DESC));
CREATE TABLE tags (name TEXT NOT NULL, note TEXT, n INTEGER, UNIQUE (name COLLATE NOCASE), CONSTRAINT by_note UNIQUE (note COLLATE RTRIM DESC, name));
CREATE INDEX accounts_code ON accounts (code COLLATE NOCASE DESC, mail);
CREATE UNIQUE INDEX tags_all ON tags (name COLLATE RTRIM, note COLLATE NOCASE DESC) WHERE note <> '' COLLATE NOCASE;
INSERT INTO accounts VALUES (1, 'Ann@x', 'c  ', 'p', 1);
INSERT INTO words VALUES ('a', 'de', 1), ('A', 'de', 2);
INSERT INTO tags VALUES ('one', 'x', 1), ('two', NULL, 2);
-- probe INSERT INTO accounts (mail) VALUES ('ANN@X')
-- probe SELECT id FROM accounts WHERE code = 'c'
-- probe INSERT INTO words VALUES ('a', 'de', 3)
-- probe INSERT INTO tags VALUES ('ONE', 'y', 3)
-- probe INSERT INTO tags VALUES ('three', 'x ', 3)
