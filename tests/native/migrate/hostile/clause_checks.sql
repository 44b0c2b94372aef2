CREATE TABLE products (id INTEGER PRIMARY KEY, name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 40), price REAL NOT NULL CONSTRAINT price_is_positive CHECK (price >= 0) CHECK (price < 1e6), sale REAL, n INTEGER, CHECK (sale IS NULL OR sale < price), CONSTRAINT [name (odd)] CHECK (name <> ');' AND name NOT LIKE '%--%'));
CREATE TABLE bookings (room TEXT NOT NULL, day DATE NOT NULL, until DATE NOT NULL, state TEXT NOT NULL CHECK (state IN ('held', 'paid')), level INTEGER CHECK (level IN (1, 2, 3)), n INTEGER, PRIMARY KEY (room, day), CHECK (until >= day), CHECK (state = 'held' OR level IS NOT NULL));
CREATE TABLE documents (id TEXT PRIMARY KEY NOT NULL, body TEXT NOT NULL CHECK (json_valid(body)), size INTEGER CHECK (typeof(size) = 'integer' AND size > 0), tag TEXT CHECK (tag IN ('a', '', 'b"c')), n INTEGER);
INSERT INTO products VALUES (1, 'pen', 2.5, NULL, 1), (2, 'ink', 9, 3, NULL);
INSERT INTO bookings VALUES ('r1', '2026-01-01', '2026-01-03', 'held', NULL, 1);
INSERT INTO documents VALUES ('d', '{}', 3, '', 2);
-- probe INSERT INTO products (name, price) VALUES ('x', -1)
-- probe INSERT INTO products (name, price, sale) VALUES ('x', 1, 2)
-- probe INSERT INTO products (name, price) VALUES (');', 1)
-- probe INSERT INTO bookings VALUES ('r1', '2026-02-03', '2026-02-01', 'held', NULL, 1)
-- probe INSERT INTO bookings VALUES ('r1', '2026-02-03', '2026-02-04', 'paid', 4, 1)
-- probe INSERT INTO documents VALUES ('e', 'no json', 3, '', 2)
