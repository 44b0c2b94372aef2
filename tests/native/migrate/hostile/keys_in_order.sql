CREATE TABLE k (a TEXT NOT NULL, b INTEGER NOT NULL, c TEXT, PRIMARY KEY (a COLLATE NOCASE DESC, b)) WITHOUT ROWID;
CREATE TABLE d (id INTEGER PRIMARY KEY DESC, v TEXT);
CREATE TABLE e (id INTEGER, v TEXT, PRIMARY KEY (id DESC));
CREATE TABLE f (id INT PRIMARY KEY, v TEXT);
INSERT INTO k VALUES ('x', 2, NULL), ('Y', 1, 'c');
INSERT INTO d VALUES (NULL, 'null key'), (7, 'seven');
INSERT INTO e (v) VALUES ('one');
INSERT INTO f VALUES (NULL, 'null'), (3, 'three');
-- probe INSERT INTO k VALUES ('X', 2, NULL)
-- probe SELECT a FROM k
-- probe INSERT INTO d (v) VALUES ('again')
-- probe SELECT id, v FROM d
-- probe INSERT INTO e (v) VALUES ('two')
-- probe SELECT id FROM e
-- probe INSERT INTO f (v) VALUES ('y')
-- probe SELECT id FROM f
