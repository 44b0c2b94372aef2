-- Names beyond ASCII, and a column without a name, whose table cannot be declared.
CREATE TABLE "été" ("naïve" TEXT PRIMARY KEY NOT NULL, "日本" TEXT UNIQUE, "ß" INTEGER);
CREATE TABLE "日本" ("ключ" INTEGER PRIMARY KEY, "значение" TEXT NOT NULL DEFAULT 'да');
CREATE TABLE nameless ("" TEXT, b TEXT);
