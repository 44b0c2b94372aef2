// A dump as a database again, and that database against the one that was dumped.
#include <sqlite3.h>

#include "bindings/sqlite/sqlite_statement.hpp"
#include "dump.hpp"
#include "mapped_file.hpp"
#include "migrate/failure.hpp"
#include "migrate/split_statements.hpp"
#include "squall/sqlite/sqlite_database.hpp"

namespace squall::tool {

using namespace migrate;

namespace {

void run(sqlite3* db, const char* sql) {
    while (*sql != '\0') {
        sqlite::statement s(db, sql);
        while (s && s.step()) {
        }
        if (s.code() != SQLITE_OK)
            throw failure(outcome::refused, "the dump cannot be loaded: " + std::string(sqlite3_errmsg(db)) + ", at " +
                                                opening_of(std::string(sql, s.rest())) +
                                                ". Nothing was written; --no-verify writes it anyway");
        sql = s.rest();
    }
}

/// SQLite keeps the white space before a statement's semicolon for some objects.
std::string_view trimmed(std::string_view sql) { return sql.substr(0, sql.find_last_not_of(" \t\r\n") + 1); }

}  // namespace

void load_dump(const std::string& file, const std::string& database) {
    const mapped_file sql(file);
    auto opened = sqlite_database::open(database);
    if (!opened) throw failure(outcome::usage, opened.error().message);
    sqlite3* db = opened.value().handle();
    // Texts in double quotes are what older schemas may hold, and rows may refer to none.
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 1, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 1, nullptr);
    run(db, "PRAGMA foreign_keys = off; PRAGMA journal_mode = off; PRAGMA synchronous = off; BEGIN");
    run(db, sql.text());
    run(db, "COMMIT");
}

void compare_copy(const std::string& database, const dump_contents& expected, bool data) {
    const auto copy = open_sqlite(database, true);
    const dump_contents found = dump(*copy, {.data = data});
    const auto differs = [](const std::string& what) {
        throw failure(outcome::refused,
                      "the dump does not reproduce the database: " + what + ". Nothing was written; --no-verify writes it anyway");
    };
    for (const auto& [name, sql] : expected.objects) {
        const auto at = found.objects.find(name);
        if (at == found.objects.end() || trimmed(at->second) != trimmed(sql))
            differs(name + (at == found.objects.end() ? " is missing" : " differs"));
    }
    for (const auto& [name, sql] : found.objects)
        if (!expected.objects.contains(name)) differs(name + " is one too many");
    for (const auto& [name, t] : expected.tables) {
        const auto at = found.tables.find(name);
        const bool same = at != found.tables.end() && at->second.rows == t.rows && at->second.checksum == t.checksum;
        if (!same) differs("the rows of " + name + " differ");
    }
}

}  // namespace squall::tool
