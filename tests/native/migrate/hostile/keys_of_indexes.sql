CREATE TABLE owner (id INTEGER PRIMARY KEY, mail TEXT NOT NULL, area INTEGER, spot TEXT, n INTEGER);
CREATE TABLE thing (id INTEGER PRIMARY KEY, mail TEXT NOT NULL REFERENCES owner (MAIL) ON DELETE CASCADE, area INTEGER, spot TEXT, n INTEGER, FOREIGN KEY (area, spot) REFERENCES owner (area, spot));
CREATE TABLE part (thing INTEGER NOT NULL REFERENCES thing (id), code TEXT COLLATE NOCASE, up TEXT REFERENCES part (code), n INTEGER);
CREATE UNIQUE INDEX owner_mail ON owner (mail DESC);
CREATE UNIQUE INDEX owner_place ON owner (spot, area);
CREATE UNIQUE INDEX part_code ON part (code);
CREATE INDEX part_thing ON part (thing);
INSERT INTO owner VALUES (1, 'a', 1, 'x', 1), (2, 'b', 2, 'y', NULL), (3, 'c', NULL, NULL, 3);
INSERT INTO thing VALUES (1, 'a', 1, 'x', 1), (2, 'b', NULL, 'z', 2);
INSERT INTO part VALUES (1, 'P', NULL, 1), (2, 'q', 'p', NULL);
-- probe INSERT INTO thing (mail) VALUES ('none')
-- probe DELETE FROM owner WHERE id = 1
-- probe INSERT INTO part (thing, code, up) VALUES (1, 'r', 'Q')
-- probe SELECT thing, code, up FROM part
