#include "sql_text.hpp"

#include <sqlite3.h>

#include <memory>

#include "json_value.hpp"

namespace squall::tool {
namespace {

struct finalize {
    void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
};

void append_column(std::string& out, sqlite3_stmt* s, int i) {
    switch (sqlite3_column_type(s, i)) {
        case SQLITE_INTEGER: out += std::to_string(sqlite3_column_int64(s, i)); break;
        case SQLITE_FLOAT: append_number(out, sqlite3_column_double(s, i)); break;
        case SQLITE_NULL: out += "null"; break;
        default: {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(s, i));
            append_text(out, {text, static_cast<std::size_t>(sqlite3_column_bytes(s, i))});
        }
    }
}

/// Runs the first statement of `sql` and takes it away.
bool run_first(sqlite3* db, std::string_view& sql, std::string& rows) {
    sqlite3_stmt* raw = nullptr;
    const char* rest = nullptr;
    if (sqlite3_prepare_v2(db, sql.data(), static_cast<int>(sql.size()), &raw, &rest) != SQLITE_OK) return false;
    sql.remove_prefix(static_cast<std::size_t>(rest - sql.data()));
    if (raw == nullptr) return true;  // white space or a comment
    const std::unique_ptr<sqlite3_stmt, finalize> statement(raw);
    rows = "[";
    int step = SQLITE_ROW;
    while ((step = sqlite3_step(raw)) == SQLITE_ROW) {
        rows += rows.size() > 1 ? ",{" : "{";
        for (int i = 0; i < sqlite3_column_count(raw); ++i) {
            if (i > 0) rows += ',';
            append_text(rows, sqlite3_column_name(raw, i));
            rows += ':';
            append_column(rows, raw, i);
        }
        rows += '}';
    }
    rows += ']';
    return step == SQLITE_DONE;
}

}  // namespace

sql_answer run_sql(sqlite3* db, std::string_view sql) {
    std::string rows = "[]";
    bool passed = sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK;
    while (passed && !sql.empty()) passed = run_first(db, sql, rows);
    if (passed && sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr) == SQLITE_OK) return {false, rows};
    const std::string why = sqlite3_errmsg(db);
    sqlite3_exec(db, "ROLLBACK", nullptr, nullptr, nullptr);
    return {true, why};
}

}  // namespace squall::tool
