CREATE TABLE Author (ID INTEGER PRIMARY KEY, pen TEXT UNIQUE, a TEXT, b TEXT, UNIQUE (a, b));
CREATE TABLE book (id INTEGER PRIMARY KEY, who INTEGER REFERENCES author(id) ON UPDATE CASCADE ON DELETE SET DEFAULT DEFAULT 1, pen TEXT REFERENCES AUTHOR (Pen) MATCH FULL NOT DEFERRABLE, a TEXT, b TEXT, later INTEGER REFERENCES book DEFERRABLE INITIALLY DEFERRED, n INTEGER, FOREIGN KEY (a, b) REFERENCES author (a, b) ON DELETE CASCADE);
CREATE TABLE dangling (id INTEGER PRIMARY KEY, lost INTEGER REFERENCES nowhere (id));
INSERT INTO author VALUES (1, 'p', 'x', 'y'), (2, 'q', 'v', 'w');
INSERT INTO book (id, who, pen, a, b) VALUES (1, 2, 'p', 'x', 'y');
-- probe UPDATE author SET id = 20 WHERE id = 2
-- probe SELECT who FROM book
-- probe DELETE FROM author WHERE id = 20
-- probe SELECT who FROM book
-- probe INSERT INTO book (id, a, b) VALUES (2, 'no', 'such')
-- probe INSERT INTO dangling (lost) VALUES (1)
-- probe INSERT INTO book (id, pen) VALUES (2, 'none')
