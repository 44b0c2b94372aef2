-- The shape of a mail service on D1: ids that SQLite assigns, upper-case types, indexes on what is looked up, searched subjects.
CREATE TABLE IF NOT EXISTS address (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, password TEXT,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP, updated_at DATETIME DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE IF NOT EXISTS raw_mails (id INTEGER PRIMARY KEY AUTOINCREMENT, message_id TEXT, source TEXT, address TEXT, raw TEXT,
  metadata TEXT, created_at DATETIME DEFAULT CURRENT_TIMESTAMP);
CREATE INDEX IF NOT EXISTS idx_raw_mails_address ON raw_mails(address);
CREATE INDEX IF NOT EXISTS idx_raw_mails_created_at ON raw_mails(created_at);
CREATE TABLE IF NOT EXISTS auto_reply_mails (id INTEGER PRIMARY KEY AUTOINCREMENT, source_prefix TEXT, subject TEXT,
  address TEXT UNIQUE, enabled INTEGER DEFAULT 1);
CREATE TABLE IF NOT EXISTS settings (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS users (id INTEGER PRIMARY KEY AUTOINCREMENT, user_email TEXT UNIQUE NOT NULL, password TEXT NOT NULL, user_info TEXT);
CREATE TABLE IF NOT EXISTS users_address (id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER, address_id INTEGER UNIQUE);
CREATE TABLE IF NOT EXISTS user_roles (id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER UNIQUE NOT NULL, role_text TEXT NOT NULL);
CREATE VIRTUAL TABLE mail_search USING fts5(source, raw, content='raw_mails', content_rowid='id');
CREATE TRIGGER mail_search_insert AFTER INSERT ON raw_mails BEGIN INSERT INTO mail_search (rowid, source, raw) VALUES (new.id, new.source, new.raw); END;
CREATE TRIGGER mail_search_update AFTER UPDATE ON raw_mails BEGIN INSERT INTO mail_search (mail_search, rowid, source, raw) VALUES ('delete', old.id, old.source, old.raw); INSERT INTO mail_search (rowid, source, raw) VALUES (new.id, new.source, new.raw); END;
CREATE TRIGGER mail_search_delete AFTER DELETE ON raw_mails BEGIN INSERT INTO mail_search (mail_search, rowid, source, raw) VALUES ('delete', old.id, old.source, old.raw); END;
