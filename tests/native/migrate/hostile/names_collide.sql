CREATE TABLE t (id INTEGER PRIMARY KEY, "a b" TEXT, "a-b" TEXT, a_b_ TEXT, errno INTEGER, stdin TEXT, NULL_ TEXT, "NULL" TEXT, EOF TEXT, linux TEXT, INT_MAX TEXT, _under TEXT, a__b TEXT, "2024" TEXT, "" TEXT, "größe" TEXT, "日本" TEXT, "__proto__" TEXT);
CREATE TABLE "t-" (id INTEGER PRIMARY KEY, t TEXT);
CREATE TABLE "t " (id INTEGER PRIMARY KEY, v TEXT);
CREATE TABLE user_role (id INTEGER PRIMARY KEY, type TEXT NOT NULL CHECK (type IN ('a', 'b')));
CREATE TABLE user (id INTEGER PRIMARY KEY, role_type TEXT NOT NULL CHECK (role_type IN ('x', 'y')), s TEXT CHECK (s IN ('NULL', 'EOF')), UserRoleType TEXT, dup TEXT CHECK (dup IN ('a', 'a')), kw TEXT CHECK (kw IN ('int', 'class')));
CREATE TABLE "Order Details" ("Order ID" INTEGER NOT NULL, "Product ID" INTEGER NOT NULL, "Unit Price" DECIMAL NOT NULL DEFAULT 0, PRIMARY KEY ("Order ID", "Product ID"));
INSERT INTO t (id, "a b", "a-b") VALUES (1, 'x', 'y');
INSERT INTO "Order Details" VALUES (1, 2, 9.5);
-- probe SELECT "a b", "a-b" FROM t
-- probe INSERT INTO "user" (id, role_type) VALUES (1, 'z')
-- probe INSERT INTO "user" (id, role_type, s) VALUES (1, 'x', 'z')
-- probe INSERT INTO "Order Details" VALUES (1, 2, 1)
