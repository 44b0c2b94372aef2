#pragma once
// The first read of an opened file, where SQLite finds out whether it can read it at all.
#include <sqlite3.h>

#include <optional>
#include <string>

namespace squall::sqlite {

/// Reads the schema. What is wrong, if that fails: not a database, locked, damaged, or where it lies.
inline std::optional<std::string> first_read_error(sqlite3* db) {
    if (sqlite3_exec(db, "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr) == SQLITE_OK) return std::nullopt;
    // Readers of a database in WAL mode share an index of the log, a file beside the database; after a crash the first reader
    // rolls the unfinished write back.
    if ((sqlite3_errcode(db) & 0xff) == SQLITE_READONLY)
        return "SQLite cannot read it without writing beside it, and its directory cannot be written: copy it, with its -wal or "
               "-journal file, to a directory that can be";
    return sqlite3_errmsg(db);
}

}  // namespace squall::sqlite
