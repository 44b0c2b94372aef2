CREATE TABLE actor (id INTEGER PRIMARY KEY, name TEXT NOT NULL, n INTEGER);
CREATE VIRTUAL TABLE actor_search USING fts5(name, prefix='2 3', detail=column);
CREATE TABLE actor_search_history (id INTEGER PRIMARY KEY, text TEXT, n INTEGER);
CREATE TRIGGER feed_search AFTER INSERT ON actor BEGIN INSERT INTO actor_search (rowid, name) VALUES (new.id, new.name); END;
INSERT INTO actor (name) VALUES ('Ann'), ('Bert');
INSERT INTO actor_search_history (text) VALUES ('an');
-- probe INSERT INTO actor (name) VALUES ('Anton')
-- probe SELECT rowid FROM actor_search WHERE actor_search MATCH 'an*'
-- probe SELECT text FROM actor_search_history
