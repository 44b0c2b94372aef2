-- The shape of a fediverse server on D1: JSON in text, ids that are URLs, full-text search with a text of its own.
CREATE TABLE IF NOT EXISTS actors (id TEXT PRIMARY KEY, type TEXT NOT NULL, email TEXT, privkey BLOB, pubkey TEXT,
  cdate DATETIME NOT NULL DEFAULT (STRFTIME('%Y-%m-%d %H:%M:%f', 'NOW')), properties TEXT NOT NULL DEFAULT (json_object()));
CREATE INDEX IF NOT EXISTS actors_email ON actors(email);
CREATE TABLE IF NOT EXISTS actor_following (id TEXT PRIMARY KEY, actor_id TEXT NOT NULL, target_actor_id TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'pending', cdate DATETIME NOT NULL DEFAULT (STRFTIME('%Y-%m-%d %H:%M:%f', 'NOW')),
  UNIQUE (actor_id, target_actor_id));
CREATE TABLE IF NOT EXISTS objects (id TEXT PRIMARY KEY, mastodon_id TEXT UNIQUE NOT NULL, type TEXT NOT NULL, original_actor_id TEXT NOT NULL,
  reply_to_object_id TEXT, properties TEXT NOT NULL DEFAULT (json_object()), local INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS outbox_objects (id TEXT PRIMARY KEY, actor_id TEXT NOT NULL, object_id TEXT NOT NULL,
  published_date DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP, target TEXT NOT NULL DEFAULT 'https://www.w3.org/ns/activitystreams#Public');
CREATE INDEX IF NOT EXISTS outbox_objects_actor_id ON outbox_objects(actor_id);
CREATE TABLE IF NOT EXISTS idempotency_keys (key TEXT PRIMARY KEY, object_id TEXT NOT NULL, expires_at DATETIME NOT NULL);
CREATE TABLE IF NOT EXISTS note_hashtags (value TEXT NOT NULL, object_id TEXT NOT NULL, cdate DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP);
CREATE VIRTUAL TABLE IF NOT EXISTS search_fts USING fts5(type, name, preferredUsername);
CREATE TRIGGER IF NOT EXISTS actors_search_fts_insert AFTER INSERT ON actors BEGIN
  INSERT INTO search_fts (rowid, type, name, preferredUsername) VALUES (new.rowid, new.type, CASE WHEN json_valid(new.properties) THEN json_extract(new.properties, '$.name') END, new.email); END;
