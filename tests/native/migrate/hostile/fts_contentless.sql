CREATE TABLE page (body TEXT, n INTEGER);
CREATE VIRTUAL TABLE page_words USING fts5(body, content='', tokenize = "porter ascii");
CREATE VIRTUAL TABLE by_rowid USING fts5(body, content=page);
CREATE TRIGGER words AFTER INSERT ON page WHEN new.body <> '' BEGIN INSERT INTO page_words (rowid, body) VALUES (new.rowid, new.body); INSERT INTO by_rowid (rowid, body) VALUES (new.rowid, new.body); END;
INSERT INTO page (rowid, body) VALUES (9, 'running'), (4, 'walk');
-- probe INSERT INTO page (body) VALUES ('runs; and runs')
-- probe SELECT rowid FROM page_words WHERE page_words MATCH 'run'
-- probe SELECT rowid, body FROM by_rowid WHERE by_rowid MATCH 'walk OR runs'
