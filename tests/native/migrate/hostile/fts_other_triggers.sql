CREATE TABLE doc (id INTEGER PRIMARY KEY, title TEXT NOT NULL, n INTEGER);
CREATE VIRTUAL TABLE doc_fts USING fts5(title, content='doc', content_rowid='id');
CREATE TRIGGER doc_ai AFTER INSERT ON doc BEGIN INSERT INTO doc_fts (rowid, title) VALUES (new.id, new.title); END;
CREATE TRIGGER doc_ad AFTER DELETE ON doc BEGIN INSERT INTO doc_fts (doc_fts, rowid, title) VALUES ('delete', old.id, old.title); END;
INSERT INTO doc (id, title) VALUES (1, 'hello'), (5, 'world');
DELETE FROM doc WHERE id = 1;
-- probe INSERT INTO doc (id, title) VALUES (2, 'new')
-- probe SELECT rowid FROM doc_fts WHERE doc_fts MATCH 'new OR world'
-- probe INSERT INTO doc_fts (doc_fts, rank) VALUES ('integrity-check', 1)
