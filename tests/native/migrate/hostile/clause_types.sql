CREATE TABLE customers (id VARCHAR(36) NOT NULL PRIMARY KEY, name VARCHAR(255) NOT NULL, balance NUMERIC(10,2) DEFAULT 0.00, rate DECIMAL(5, 4), visits UNSIGNED BIG INT, active TINYINT(1), n INTEGER);
CREATE TABLE untyped (a, b ANY, c "odd type", d DOUBLE PRECISION, e NATIVE CHARACTER(70), f CLOB, n INTEGER);
CREATE TABLE times (id BIGINT PRIMARY KEY, at TIMESTAMP WITH TIME ZONE, day date, stamp timestamp DEFAULT CURRENT_TIMESTAMP, mood NVARCHAR(4) CHECK (mood IN ('good', 'bad')), data JSON, n int);
INSERT INTO customers VALUES ('c1', 'Ann', 2.5, 0.5, 3, 1, 1);
INSERT INTO untyped VALUES (1, 'b', 'c', 1.5, 'e', 'f', NULL);
INSERT INTO times (id, at, day, mood, data) VALUES (1, 'now', '2026-01-01', 'good', '{}');
-- probe SELECT typeof(balance), typeof(visits), typeof(active) FROM customers
-- probe SELECT typeof(a), typeof(b), typeof(c) FROM untyped
-- probe INSERT INTO times (id, mood) VALUES (2, 'other')
