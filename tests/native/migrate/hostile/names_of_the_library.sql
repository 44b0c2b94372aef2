CREATE TABLE views (id INTEGER PRIMARY KEY, page TEXT NOT NULL, n INTEGER);
CREATE TABLE tables (id INTEGER PRIMARY KEY, seats INTEGER NOT NULL, "column" TEXT, self_ TEXT, tables_table TEXT);
CREATE TABLE cache ("table" TEXT NOT NULL, view_source TEXT NOT NULL, n INTEGER, PRIMARY KEY ("table", view_source));
CREATE INDEX cache_table ON cache ("table", n DESC);
CREATE VIEW cached AS SELECT "table", view_source FROM cache;
CREATE TABLE list (id INTEGER PRIMARY KEY, literal TEXT NOT NULL, "desc" TEXT);
CREATE INDEX list_literal ON list (literal, "desc" DESC);
CREATE TABLE date (id INTEGER PRIMARY KEY, at TEXT NOT NULL);
CREATE INDEX date_at ON date (at);
CREATE TABLE count (id INTEGER PRIMARY KEY, lower TEXT NOT NULL, std TEXT, squall TEXT, renderer TEXT);
CREATE INDEX count_lower ON count (lower);
CREATE TABLE full_texts (id INTEGER PRIMARY KEY, "index" TEXT, constraints TEXT, UNIQUE ("index", constraints));
CREATE TABLE std (id INTEGER PRIMARY KEY, string TEXT);
CREATE TABLE squall (id INTEGER PRIMARY KEY, "table" TEXT);
CREATE TABLE "table" (id INTEGER PRIMARY KEY, "int" TEXT);
INSERT INTO views (page) VALUES ('a');
-- probe SELECT page FROM views
