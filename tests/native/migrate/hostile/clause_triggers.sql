CREATE TABLE stock (id INTEGER PRIMARY KEY, name TEXT NOT NULL, amount INTEGER NOT NULL, n INTEGER);
CREATE TABLE moves (id INTEGER PRIMARY KEY, stock_id INTEGER REFERENCES stock (id), by INTEGER NOT NULL, n INTEGER);
CREATE TABLE history (what TEXT, n INTEGER);
CREATE VIEW low AS SELECT id, name, amount FROM stock WHERE amount < 5;
CREATE TRIGGER never_negative BEFORE UPDATE OF amount ON stock WHEN new.amount < 0 BEGIN SELECT RAISE(ABORT, 'there is no such amount'); END;
CREATE TRIGGER [log; it] AFTER INSERT ON moves FOR EACH ROW WHEN new.by <> 0 BEGIN UPDATE stock SET amount = amount + new.by WHERE id = new.stock_id; INSERT INTO history (what) VALUES ('moved ' || new.by || ';'); END;
CREATE TRIGGER low_refill INSTEAD OF UPDATE OF amount ON low BEGIN INSERT INTO moves (stock_id, by) VALUES (old.id, new.amount - old.amount); END;
CREATE TRIGGER keep_it BEFORE DELETE ON stock WHEN EXISTS (SELECT 1 FROM moves WHERE stock_id = old.id) BEGIN SELECT CASE WHEN old.amount > 0 THEN RAISE(FAIL, 'not empty') ELSE RAISE(IGNORE) END; END;
INSERT INTO stock VALUES (1, 'a', 3, 1), (2, 'b', 9, NULL);
INSERT INTO moves VALUES (1, 1, 1, 1);
-- probe UPDATE stock SET amount = -1 WHERE id = 2
-- probe UPDATE low SET amount = 8 WHERE id = 1
-- probe SELECT id, amount FROM stock
-- probe DELETE FROM stock WHERE id = 1
-- probe SELECT what FROM history
