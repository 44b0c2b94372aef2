CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT NOT NULL, state TEXT, n INTEGER);
CREATE UNIQUE INDEX users_mail ON users (lower(mail));
CREATE UNIQUE INDEX open_state ON users (state) WHERE state = "open";
CREATE INDEX mixed ON users (n DESC, length(mail), state COLLATE NOCASE);
INSERT INTO users (mail, state) VALUES ('A@x', 'open'), ('b@x', 'shut');
-- probe INSERT INTO users (mail) VALUES ('a@X')
-- probe INSERT INTO users (mail, state) VALUES ('c', 'open')
-- probe INSERT INTO users (mail, state) VALUES ('c', 'shut')
