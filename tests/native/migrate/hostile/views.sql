CREATE TABLE sale (id INTEGER PRIMARY KEY, total REAL NOT NULL, n INTEGER);
CREATE VIEW z AS SELECT * FROM sums;
CREATE VIEW sums AS -- a comment
SELECT count(*) AS n, sum(total) AS all_of_it, total * 2 AS twice, 'x;y' AS [a b] FROM sale GROUP BY id;
CREATE VIEW broken AS SELECT no_such FROM sale;
CREATE VIEW ')sql"; } static inline const int evil = 1; static constexpr void rest(renderer& out) { out << R"sql(' AS SELECT ')sql"; } int' AS one, '*/' AS "two\", 1 AS "??/" FROM sale;
INSERT INTO sale (total) VALUES (1.5);
-- probe SELECT * FROM z
-- probe SELECT * FROM broken
