CREATE TABLE a (
  id INTEGER PRIMARY KEY, -- the key (of each row)
  lo INT NOT NULL CHECK (lo >= 0),
  hi INT CONSTRAINT has_room CHECK (hi < 1e3),
  /* a CHECK in a comment */
  mood TEXT CHECK (mood IN ('in-progress', '1st', '', 'it''s')),
  kind TEXT CHECK (kind IN ('one', 'two')),
  n INTEGER,
  CONSTRAINT ordered CHECK (lo < hi OR hi IS NULL)
);
INSERT INTO a VALUES (1, 0, 9, 'in-progress', 'one', 3), (2, 5, NULL, '', NULL, NULL);
-- probe INSERT INTO a VALUES (3, -1, 9, NULL, NULL, 1)
-- probe INSERT INTO a VALUES (3, 1, 1000, NULL, NULL, 1)
-- probe INSERT INTO a VALUES (3, 9, 1, NULL, NULL, 1)
-- probe INSERT INTO a VALUES (3, 1, 2, 'other', NULL, 1)
-- probe INSERT INTO a VALUES (3, 1, 2, 'it''s', 'three', 1)
