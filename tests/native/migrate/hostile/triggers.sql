CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT, n INTEGER);
CREATE TABLE log (id INTEGER PRIMARY KEY AUTOINCREMENT, what TEXT, n INTEGER);
CREATE VIEW tv (the_id, "the v") AS SELECT id, v FROM t;
CREATE VIEW tvv AS SELECT the_id FROM tv WHERE the_id > 0;
CREATE TRIGGER before_t BEFORE UPDATE OF v ON t FOR EACH ROW WHEN new.v IS NOT old.v BEGIN SELECT CASE WHEN new.v = 'no' THEN RAISE(ABORT, 'no; never') END; INSERT INTO log (what) VALUES (old.v || ' -> ' || new.v); END;
CREATE TRIGGER of_view INSTEAD OF INSERT ON tv BEGIN INSERT INTO t (id, v) VALUES (new.the_id, new."the v"); END;
CREATE TEMP TRIGGER gone AFTER INSERT ON t BEGIN SELECT 1; END;
INSERT INTO t (v) VALUES ('a');
UPDATE t SET v = 'b';
-- probe UPDATE t SET v = 'no'
-- probe UPDATE t SET v = 'c'
-- probe INSERT INTO tv VALUES (9, 'nine')
-- probe SELECT id, what FROM log
-- probe SELECT * FROM tvv
-- probe SELECT "the v" FROM tv
