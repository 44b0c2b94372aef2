-- table mailboxes is added
-- table messages is added
-- full-text index message_search is added
-- trigger count_gone_message on messages is added
-- trigger count_new_message on messages is added

CREATE TABLE mailboxes (
  id TEXT PRIMARY KEY NOT NULL,
  message_count INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE messages (
  id INTEGER PRIMARY KEY,
  mailbox_id TEXT NOT NULL REFERENCES mailboxes(id) ON DELETE CASCADE,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  received_at DATETIME NOT NULL
);

CREATE INDEX idx_messages_mailbox_id ON messages (mailbox_id);

CREATE VIRTUAL TABLE message_search USING fts5(subject, body, content='messages', content_rowid='id', tokenize='unicode61 remove_diacritics 2');

CREATE TRIGGER count_gone_message AFTER DELETE ON messages BEGIN
  UPDATE mailboxes SET message_count = mailboxes.message_count - 1 WHERE mailboxes.id = old.mailbox_id;
END;

CREATE TRIGGER count_new_message AFTER INSERT ON messages BEGIN
  UPDATE mailboxes SET message_count = mailboxes.message_count + 1 WHERE mailboxes.id = new.mailbox_id;
END;

CREATE TRIGGER message_search_delete AFTER DELETE ON messages BEGIN
  INSERT INTO message_search (message_search, rowid, subject, body) VALUES ('delete', old.id, old.subject, old.body);
END;

CREATE TRIGGER message_search_insert AFTER INSERT ON messages BEGIN
  INSERT INTO message_search (rowid, subject, body) VALUES (new.id, new.subject, new.body);
END;

CREATE TRIGGER message_search_update AFTER UPDATE ON messages BEGIN
  INSERT INTO message_search (message_search, rowid, subject, body) VALUES ('delete', old.id, old.subject, old.body);
  INSERT INTO message_search (rowid, subject, body) VALUES (new.id, new.subject, new.body);
END;
