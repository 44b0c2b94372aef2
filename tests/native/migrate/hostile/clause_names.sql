CREATE TABLE "Order Details" ("Order ID" INTEGER NOT NULL, "Unit-Price" REAL NOT NULL DEFAULT 0 CHECK ("Unit-Price" >= 0), [class] TEXT COLLATE NOCASE, "2nd" TEXT GENERATED ALWAYS AS ("class" || '!'), n INTEGER, CONSTRAINT "PK Order" PRIMARY KEY ("Order ID", [class]), CONSTRAINT "Unit 'Price'" CHECK ("Unit-Price" < 1e6));
CREATE TABLE "in-progress" ("new" INTEGER PRIMARY KEY, "größe" TEXT UNIQUE ON CONFLICT IGNORE, "state" TEXT CHECK ("state" IN ('in-progress', '1st')), "Order" INTEGER, "class" TEXT, n INTEGER, FOREIGN KEY ("Order", "class") REFERENCES "Order Details" ("Order ID", "class") ON DELETE SET NULL);
CREATE TABLE "select" ("from" TEXT, "where" TEXT, n INTEGER, UNIQUE ("from" COLLATE NOCASE, "where" DESC)) STRICT;
CREATE INDEX "by größe" ON "in-progress" (lower("größe"), "new" DESC) WHERE "größe" <> '';
CREATE TRIGGER "in-progress" AFTER DELETE ON "in-progress" BEGIN DELETE FROM "select" WHERE "from" = old."größe"; END;
INSERT INTO "Order Details" ("Order ID", "Unit-Price", [class], n) VALUES (1, 2.5, 'a', 1);
INSERT INTO "in-progress" VALUES (1, 'g', '1st', 1, 'a', 1);
INSERT INTO "select" VALUES ('g', 'w', 1);
-- probe INSERT INTO "Order Details" ("Order ID", "Unit-Price", [class]) VALUES (1, 2.5, 'A')
-- probe DELETE FROM "Order Details"
-- probe SELECT "Order", "class" FROM "in-progress"
-- probe DELETE FROM "in-progress"
-- probe SELECT count(*) FROM "select"
