-- table customers is added
-- table addresses is added
-- table categories is added
-- table products is added
-- table product_images is added
-- table product_tags is added
-- table warehouses is added
-- table stock is added
-- table orders is added
-- table order_lines is added
-- table stock_movements is added
-- table order_audit is added
-- table tickets is added
-- table ticket_messages is added
-- full-text index product_search is added
-- trigger audit_order_status on orders is added

CREATE TABLE customers (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at DATETIME NOT NULL,
  deleted_at DATETIME
);

CREATE TABLE addresses (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers(id) ON DELETE CASCADE,
  street TEXT NOT NULL,
  city TEXT NOT NULL,
  country TEXT NOT NULL,
  is_default BOOLEAN NOT NULL DEFAULT 0
);

CREATE TABLE categories (
  id INTEGER PRIMARY KEY,
  parent_id INTEGER REFERENCES categories(id),
  name TEXT NOT NULL
);

CREATE TABLE products (
  id INTEGER PRIMARY KEY,
  category_id INTEGER NOT NULL REFERENCES categories(id),
  sku TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  price INTEGER NOT NULL,
  supplier_id INTEGER,
  attributes TEXT NOT NULL DEFAULT '{}',
  version INTEGER NOT NULL DEFAULT 1
);

CREATE TABLE product_images (
  id INTEGER PRIMARY KEY,
  product_id INTEGER NOT NULL REFERENCES products(id) ON DELETE CASCADE,
  media_type TEXT NOT NULL,
  content BLOB NOT NULL
);

CREATE TABLE product_tags (
  product_id INTEGER NOT NULL REFERENCES products(id) ON DELETE CASCADE,
  tag TEXT NOT NULL,
  PRIMARY KEY (product_id, tag)
);

CREATE TABLE warehouses (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

CREATE TABLE stock (
  warehouse_id INTEGER NOT NULL REFERENCES warehouses(id),
  product_id INTEGER NOT NULL REFERENCES products(id),
  quantity INTEGER NOT NULL,
  PRIMARY KEY (warehouse_id, product_id),
  CONSTRAINT stock_is_not_negative CHECK (quantity >= 0)
);

CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers(id),
  warehouse_id INTEGER NOT NULL REFERENCES warehouses(id),
  idempotency_key TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL DEFAULT 'placed' CHECK (status IN ('placed', 'paid', 'shipped', 'cancelled')),
  total INTEGER NOT NULL,
  placed_at DATETIME NOT NULL
);

CREATE TABLE order_lines (
  order_id INTEGER NOT NULL REFERENCES orders(id) ON DELETE CASCADE,
  product_id INTEGER NOT NULL REFERENCES products(id),
  quantity INTEGER NOT NULL,
  unit_price INTEGER NOT NULL,
  PRIMARY KEY (order_id, product_id)
);

CREATE TABLE stock_movements (
  id INTEGER PRIMARY KEY,
  warehouse_id INTEGER NOT NULL REFERENCES warehouses(id),
  product_id INTEGER NOT NULL REFERENCES products(id),
  quantity INTEGER NOT NULL,
  order_id INTEGER REFERENCES orders(id),
  moved_at DATETIME NOT NULL
);

CREATE TABLE order_audit (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL,
  old_status TEXT NOT NULL CHECK (old_status IN ('placed', 'paid', 'shipped', 'cancelled')),
  new_status TEXT NOT NULL CHECK (new_status IN ('placed', 'paid', 'shipped', 'cancelled'))
);

CREATE TABLE tickets (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers(id),
  order_id INTEGER REFERENCES orders(id),
  subject TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'on hold', 'closed'))
);

CREATE TABLE ticket_messages (
  id INTEGER PRIMARY KEY,
  ticket_id INTEGER NOT NULL REFERENCES tickets(id) ON DELETE CASCADE,
  author TEXT NOT NULL CHECK (author IN ('customer', 'agent')),
  body TEXT NOT NULL,
  sent_at DATETIME NOT NULL
);

CREATE UNIQUE INDEX ux_customers_email ON customers (lower(email)) WHERE deleted_at IS NULL;

CREATE INDEX idx_addresses_customer_id ON addresses (customer_id);

CREATE UNIQUE INDEX ux_addresses_default ON addresses (customer_id) WHERE is_default = 1;

CREATE INDEX idx_categories_parent_id ON categories (parent_id);

CREATE INDEX idx_products_category_id ON products (category_id, price);

CREATE INDEX idx_products_name ON products (name);

CREATE INDEX idx_products_price ON products (price);

CREATE INDEX idx_product_images_product_id ON product_images (product_id);

CREATE INDEX idx_product_tags_tag ON product_tags (tag);

CREATE INDEX idx_stock_product_id ON stock (product_id);

CREATE INDEX idx_orders_customer_id ON orders (customer_id, placed_at DESC, id DESC);

CREATE INDEX idx_order_lines_product_id ON order_lines (product_id);

CREATE INDEX idx_stock_movements_place ON stock_movements (warehouse_id, product_id);

CREATE INDEX idx_order_audit_order_id ON order_audit (order_id);

CREATE INDEX idx_tickets_customer_id ON tickets (customer_id);

CREATE INDEX idx_ticket_messages_ticket_id ON ticket_messages (ticket_id);

CREATE VIRTUAL TABLE product_search USING fts5(name, description, content='products', content_rowid='id', tokenize='unicode61 remove_diacritics 2');

CREATE TRIGGER audit_order_status AFTER UPDATE ON orders BEGIN
  INSERT INTO order_audit (order_id, old_status, new_status) SELECT new.id, old.status, new.status WHERE new.status <> old.status;
END;

CREATE TRIGGER product_search_delete AFTER DELETE ON products BEGIN
  INSERT INTO product_search (product_search, rowid, name, description) VALUES ('delete', old.id, old.name, old.description);
END;

CREATE TRIGGER product_search_insert AFTER INSERT ON products BEGIN
  INSERT INTO product_search (rowid, name, description) VALUES (new.id, new.name, new.description);
END;

CREATE TRIGGER product_search_update AFTER UPDATE ON products BEGIN
  INSERT INTO product_search (product_search, rowid, name, description) VALUES ('delete', old.id, old.name, old.description);
  INSERT INTO product_search (rowid, name, description) VALUES (new.id, new.name, new.description);
END;
