CREATE TABLE notes (id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL, n INTEGER);
CREATE VIRTUAL TABLE notes_search USING fts5(title, body, content='notes', content_rowid='id', prefix='2 3', columnsize=0, detail=column, tokenize='porter unicode61 remove_diacritics 2');
CREATE TRIGGER notes_added AFTER INSERT ON notes BEGIN INSERT INTO notes_search (rowid, title, body) VALUES (new.id, new.title, new.body); END;
CREATE VIRTUAL TABLE own_text USING fts5(subject, body UNINDEXED, tokenize = "trigram");
CREATE VIRTUAL TABLE no_text USING fts5(word, content='', contentless_delete=1);
CREATE VIRTUAL TABLE boxes USING rtree(id, west, east, south, north, +name TEXT);
CREATE VIRTUAL TABLE "whole boxes" USING rtree_i32(id, low, high);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(own_text, 'row');
INSERT INTO notes VALUES (1, 'one', 'first', 1), (2, 'two', 'second', NULL);
INSERT INTO own_text VALUES ('hello', 'x');
INSERT INTO boxes VALUES (1, 0, 1, 2, 3, 'b');
-- probe SELECT rowid FROM notes_search WHERE notes_search MATCH 'first'
-- probe SELECT subject FROM own_text WHERE own_text MATCH 'ell'
-- probe SELECT id, name FROM boxes WHERE west <= 0.5
-- probe INSERT INTO notes (title, body) VALUES ('three', 'third')
