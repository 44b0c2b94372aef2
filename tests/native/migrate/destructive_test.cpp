// What removes or overwrites data, and so needs a bookmark first.
#include "migrate/destructive.hpp"

#include <catch2/catch.hpp>

using namespace squall::migrate;

TEST_CASE("a statement that removes or overwrites data is found") {
    for (const char* sql : {"DROP TABLE a", "drop table if exists a", "ALTER TABLE a DROP COLUMN b", "alter table a drop b",
                            "DELETE FROM a", "-- why\nUPDATE a SET b = 1", "UPDATE OR IGNORE a SET b = 1", "REPLACE INTO a VALUES (1)",
                            "INSERT OR REPLACE INTO a VALUES (1)", "WITH c AS (SELECT 1) DELETE FROM a WHERE id IN c"}) {
        CAPTURE(sql);
        CHECK(is_destructive(sql));
    }
    for (const char* sql :
         {"", "CREATE TABLE a (id)", "DROP INDEX a", "DROP VIEW a", "DROP TRIGGER a", "ALTER TABLE a ADD COLUMN b",
          "ALTER TABLE a RENAME TO b", "INSERT INTO a VALUES ('DELETE FROM a')", "INSERT OR IGNORE INTO a VALUES (1)",
          "CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; END", "PRAGMA defer_foreign_keys = on", "SELECT 1 /* DROP TABLE a */"}) {
        CAPTURE(sql);
        CHECK_FALSE(is_destructive(sql));
    }
}

TEST_CASE("the first destructive statement of a file is found, and a column that it sets aside") {
    const auto first = [](const std::string& text) {
        const auto found = first_destructive({.name = "0001_a.sql", .text = text, .checksum = ""});
        return found ? opening_of(found->sql) : "";
    };
    CHECK(first("CREATE TABLE a (id);\nDROP TABLE b;\nDELETE FROM a;") == "DROP TABLE b");
    CHECK(first_destructive({.name = "0001_a.sql", .text = "CREATE TABLE a (id);\n-- squall: set aside a.b\n", .checksum = ""})->sql ==
          "-- squall: set aside a.b");
    CHECK(first("CREATE TABLE a (id);") == "");
}
