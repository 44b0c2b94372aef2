CREATE TABLE pile (a, b TEXT, n INTEGER);
CREATE TABLE named (rowid TEXT, _rowid_ TEXT, n INTEGER);
CREATE TABLE all_named (rowid TEXT, _rowid_ TEXT, oid TEXT, n INTEGER);
INSERT INTO pile VALUES (1, 'x', 1), (1, 'x', 1), ('1', 'x', 1), (x'31', 'y', NULL);
DELETE FROM pile WHERE typeof(a) = 'text';
INSERT INTO named VALUES ('r', 's', 1), ('t', 'u', 2);
DELETE FROM named WHERE n = 1;
INSERT INTO all_named VALUES ('a', 'b', 'c', 1);
-- probe SELECT rowid, a, typeof(a) FROM pile
-- probe SELECT oid, * FROM named
-- probe SELECT * FROM all_named
