CREATE TABLE task (id INTEGER PRIMARY KEY, role TEXT NOT NULL CHECK (role IN ("admin", "guest")), state TEXT DEFAULT "new", n INTEGER, CHECK ("state" <> "bad"));
CREATE INDEX open_tasks ON task (state) WHERE state = "open";
CREATE VIEW shown AS SELECT id, printf("%03d", id) AS label, role FROM "task";
INSERT INTO task (id, role) VALUES (1, 'admin');
-- probe INSERT INTO task (id, role) VALUES (2, 'other')
-- probe INSERT INTO task (id, role, state) VALUES (2, 'guest', 'bad')
-- probe SELECT label, role FROM shown
