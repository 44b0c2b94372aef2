CREATE TABLE p (code TEXT COLLATE NOCASE PRIMARY KEY, name TEXT COLLATE RTRIM, other TEXT, n INTEGER, UNIQUE (other COLLATE NOCASE));
CREATE INDEX p_name ON p (name COLLATE NOCASE DESC, other);
INSERT INTO p VALUES ('a', 'x  ', 'L', 1);
-- probe INSERT INTO p VALUES ('A', 'y', 'm', 1)
-- probe INSERT INTO p VALUES ('b', 'y', 'l', 1)
-- probe SELECT count(*) FROM p WHERE name = 'x'
