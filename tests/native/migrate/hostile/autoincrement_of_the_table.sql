CREATE TABLE "book" ("id" INTEGER NOT NULL UNIQUE, "title" TEXT, PRIMARY KEY("id" AUTOINCREMENT));
INSERT INTO book (title) VALUES ('x'), ('y');
DELETE FROM book WHERE id = 2;
-- probe INSERT INTO book (title) VALUES ('next')
-- probe SELECT max(id) FROM book
