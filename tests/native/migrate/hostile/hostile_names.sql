CREATE TABLE "x"";}//'\" (id INTEGER PRIMARY KEY, "secret FROM users --" TEXT, "new
line" TEXT, "tab	" TEXT, "a]b`c" TEXT, "quo'te" TEXT, "semi;colon" TEXT DEFAULT 'd', "back\" TEXT, "*/" TEXT, "??/" TEXT, "%s" TEXT, n INTEGER);
CREATE INDEX "i "";'" ON "x"";}//'\" ("semi;colon") WHERE "quo'te" <> ')sql"; evil(); //';
CREATE TABLE "sys_cmd(""rm"")" (id INTEGER PRIMARY KEY, v TEXT CHECK (v IN ('x"; int evil = 1; //', 'y')));
INSERT INTO "x"";}//'\" (id, "a]b`c") VALUES (1, 'v');
-- probe SELECT "a]b`c", "semi;colon" FROM "x"";}//'\"
-- probe INSERT INTO "sys_cmd(""rm"")" (v) VALUES ('z')
