CREATE TABLE bill (id INTEGER PRIMARY KEY, total NUMERIC(10,2) NOT NULL, n INT NOT NULL, name VARCHAR(40), big BIGINT, small tinyint(1), flag bool, ok BOOLEAN, at TIMESTAMP DEFAULT CURRENT_TIMESTAMP, day date, doc JSON, raw, data BLOB, f FLOAT, d DOUBLE PRECISION, c NVARCHAR(5), m "money", y INTEGER(4));
INSERT INTO bill VALUES (1, 25.86, 100, 'a', 9007199254740993, 1, 1, 0, '2026-01-01 00:00:00', '2026-01-01', '{}', '007', x'00', 1, 2, 'x', '1.50', '7'), (2, 9.91, 9, 'b', 'text', 'x', 'true', 'false', 1767225600, 5, 7, 7, 'text', 'f', '3', 4, 5, 6);
-- probe SELECT max(total), max(n), max(name) FROM bill
-- probe INSERT INTO bill (id, total, n, small, raw, data) VALUES (3, '1e2', '5', '5', '5', '5')
-- probe SELECT typeof(total), typeof(n), typeof(small), typeof(raw), typeof(data), typeof(at) FROM bill
