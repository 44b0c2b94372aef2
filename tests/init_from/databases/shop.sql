-- The shape of a web shop: STRICT tables, generated columns, money in minor units, composite foreign keys, soft deletion by a partial index.
CREATE TABLE products (sku TEXT PRIMARY KEY, title TEXT NOT NULL, cents INTEGER NOT NULL CHECK (cents >= 0), gross INTEGER GENERATED ALWAYS AS (cents * 119 / 100) STORED,
  slug TEXT AS (lower(replace(title, ' ', '-'))), deleted_at TEXT) STRICT;
CREATE UNIQUE INDEX products_slug ON products (slug) WHERE deleted_at IS NULL;
CREATE TABLE warehouses (code TEXT NOT NULL, bay INTEGER NOT NULL, size REAL, PRIMARY KEY (code, bay)) WITHOUT ROWID, STRICT;
CREATE TABLE stock (sku TEXT NOT NULL REFERENCES products(sku) ON DELETE CASCADE, code TEXT NOT NULL, bay INTEGER NOT NULL, amount INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (sku, code, bay), FOREIGN KEY (code, bay) REFERENCES warehouses (code, bay) DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE orders (id TEXT PRIMARY KEY NOT NULL DEFAULT (lower(hex(randomblob(16)))), state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'paid', 'sent', 'void')),
  placed_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP, gift BOOLEAN NOT NULL DEFAULT FALSE, note TEXT DEFAULT 'it''s a gift? no; $5');
CREATE TABLE order_lines (order_id TEXT NOT NULL REFERENCES orders(id) ON DELETE CASCADE, position INTEGER NOT NULL, sku TEXT NOT NULL REFERENCES products(sku),
  amount INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (order_id, position));
CREATE INDEX order_lines_sku ON order_lines (sku);
