#include "sql_text.hpp"

#include <sqlite3.h>

#include "bindings/sqlite/sqlite_statement.hpp"
#include "json_value.hpp"

namespace squall::tool {
namespace {

void append_column(std::string& out, const sqlite::statement& s, int i) {
    switch (s.type(i)) {
        case SQLITE_INTEGER: out += std::to_string(s.integer(i)); break;
        case SQLITE_FLOAT: append_number(out, s.real(i)); break;
        case SQLITE_NULL: out += "null"; break;
        default: append_json_string(out, s.bytes(i));
    }
}

/// Runs the first statement of `sql` and takes it away.
bool run_first(sqlite3* db, std::string_view& sql, std::string& rows) {
    sqlite::statement s(db, sql);
    if (s.code() != SQLITE_OK) return false;
    sql.remove_prefix(static_cast<std::size_t>(s.rest() - sql.data()));
    if (!s) return true;  // white space or a comment
    rows = "[";
    while (s.step()) {
        rows += rows.size() > 1 ? ",{" : "{";
        for (int i = 0; i < s.width(); ++i) {
            if (i > 0) rows += ',';
            append_json_string(rows, s.column_name(i));
            rows += ':';
            append_column(rows, s, i);
        }
        rows += '}';
    }
    rows += ']';
    return s.code() == SQLITE_OK;
}

}  // namespace

sql_answer run_sql(sqlite3* db, std::string_view sql) {
    if (sql.find('\0') != sql.npos) return {true, "the SQL must not contain a NUL character"};
    std::string rows = "[]";
    sqlite::transaction all_or_nothing(db);
    bool passed = all_or_nothing.begun();
    while (passed && !sql.empty()) passed = run_first(db, sql, rows);
    if (passed && all_or_nothing.commit()) return {false, rows};
    return {true, sqlite3_errmsg(db)};
}

}  // namespace squall::tool
