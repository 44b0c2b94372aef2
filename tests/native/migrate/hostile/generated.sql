CREATE TABLE box (id INTEGER PRIMARY KEY AUTOINCREMENT, label TEXT COLLATE NOCASE, cents INTEGER NOT NULL CHECK (cents >= 0), euro REAL GENERATED ALWAYS AS (cents / 100.0) STORED, half AS (cents / 2) VIRTUAL, n INTEGER NOT NULL);
CREATE INDEX box_half ON box (half);
INSERT INTO box (label, cents, n) VALUES ('a', 150, 1), ('b', 250, 2);
DELETE FROM box WHERE id = 2;
-- probe INSERT INTO box (label, cents, n) VALUES ('c', 300, 3)
-- probe INSERT INTO box (label, cents, n) VALUES ('c', -5, 3)
-- probe INSERT INTO box (label, cents, euro, n) VALUES ('c', 5, 1, 3)
-- probe SELECT id, euro, half FROM box WHERE label = 'C'
