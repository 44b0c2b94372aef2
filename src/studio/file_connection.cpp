#include "file_connection.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "bindings/sqlite/first_read.hpp"
#include "bindings/sqlite/sqlite_statement.hpp"
#include "request_error.hpp"
#include "squall/core/error.hpp"

namespace squall::studio {
namespace {

std::int64_t now() {
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

void bind(sqlite::statement& s, int at, const cell& c) {
    if (const auto* n = std::get_if<std::int64_t>(&c))
        s.bind(at, *n);
    else if (const auto* d = std::get_if<double>(&c))
        s.bind(at, *d);
    else if (const auto* text = std::get_if<std::string>(&c))
        s.bind(at, std::string_view(*text));
    else if (const auto* b = std::get_if<blob>(&c))
        s.bind_blob(at, b->bytes);
    else if (std::holds_alternative<excerpt>(c))
        throw request_error("limit", "a value that is shown only in part cannot be used here");
    else
        s.bind_null(at);
}

cell read_cell(const sqlite::statement& s, int i, std::size_t max_bytes) {
    const int type = s.type(i);
    if (type == SQLITE_INTEGER) return s.integer(i);
    if (type == SQLITE_FLOAT) return s.real(i);
    if (type == SQLITE_NULL) return std::monostate{};
    const std::string_view all = s.bytes(i);
    std::string bytes(all.substr(0, max_bytes));
    if (all.size() > max_bytes) return excerpt{std::move(bytes), static_cast<std::int64_t>(all.size()), type == SQLITE_BLOB};
    if (type == SQLITE_BLOB) return blob{std::move(bytes)};
    return bytes;
}

std::size_t size_of(const cell& c) {
    if (const auto* text = std::get_if<std::string>(&c)) return text->size();
    if (const auto* b = std::get_if<blob>(&c)) return b->bytes.size();
    if (const auto* e = std::get_if<excerpt>(&c)) return e->beginning.size();
    return sizeof(cell);
}

/// PRAGMAs that describe the schema; and data_version, which FTS5 asks while it searches.
bool is_harmless(std::string_view pragma) {
    static constexpr std::array<std::string_view, 15> names{"table_list",      "table_info",      "table_xinfo",      "index_list",
                                                            "index_info",      "index_xinfo",     "foreign_key_list", "foreign_key_check",
                                                            "quick_check",     "integrity_check", "function_list",    "collation_list",
                                                            "compile_options", "schema_version",  "data_version"};
    return std::find(names.begin(), names.end(), pragma) != names.end();
}

}  // namespace

void file_connection::close::operator()(sqlite3* db) const { sqlite3_close(db); }

file_connection::file_connection(const std::string& path) {
    if (path != ":memory:") {
        auto opener = file_opener::enter(path);
        if (!opener) throw request_error("unavailable", opener.error().message);
        opener_ = std::move(opener).value();
    }
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, nullptr);
    db_.reset(opened);
    if (code != SQLITE_OK) throw request_error("unavailable", path + " cannot be opened: " + sqlite3_errstr(code));
    if (path == ":memory:") {  // for statements that were written elsewhere: D1 takes "text" for a string where nothing has that name
        sqlite3_db_config(opened, SQLITE_DBCONFIG_DQS_DDL, 1, nullptr);
        sqlite3_db_config(opened, SQLITE_DBCONFIG_DQS_DML, 1, nullptr);
    }
    sqlite3_busy_timeout(opened, 5000);
    sqlite3_exec(opened, "PRAGMA foreign_keys = on", nullptr, nullptr, nullptr);
    // The tables behind a full-text or R*Tree index, and the schema itself, are written by SQLite alone.
    sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    if (const auto wrong = sqlite::first_read_error(opened))
        throw request_error("unavailable", path + " cannot be read as a SQLite database: " + *wrong);
    sqlite3_set_authorizer(opened, &file_connection::authorise, this);
    sqlite3_progress_handler(opened, 5000, &file_connection::is_late, this);
}

int file_connection::authorise(void* self, int action, const char* a, const char* b, const char*, const char*) {
    auto& c = *static_cast<file_connection*>(self);
    if (c.is_ours_) return SQLITE_OK;
    bool allowed = c.may_ != permission::read;
    switch (action) {
        case SQLITE_SELECT:
        case SQLITE_READ:
        case SQLITE_FUNCTION:
        case SQLITE_RECURSIVE: allowed = true; break;
        // A virtual table prepares its own writes when it is opened, be it only read. Those of a reading statement itself are
        // refused by run(), those that a virtual table would do meanwhile by query_only.
        case SQLITE_INSERT:
        case SQLITE_UPDATE:
        case SQLITE_DELETE: allowed = true; break;
        case SQLITE_PRAGMA: allowed = is_harmless(a) && (!std::string_view(a).ends_with("_version") || b == nullptr); break;
        case SQLITE_ATTACH:
        case SQLITE_DETACH:
        case SQLITE_TRANSACTION:
        case SQLITE_SAVEPOINT: allowed = false; break;
        default: break;
    }
    c.refused_ = c.refused_ || !allowed;
    return allowed ? SQLITE_OK : SQLITE_DENY;
}
int file_connection::is_late(void* self) { return now() > static_cast<file_connection*>(self)->deadline_; }

void file_connection::fail(int code) {
    sqlite3* db = db_.get();
    if ((code & 0xFF) == SQLITE_INTERRUPT)
        throw request_error("limit", "stopped: it took longer than " + std::to_string(time_limit_ / 1000) + " seconds");
    if ((refused_ && may_ == permission::read) || ((code & 0xFF) == SQLITE_READONLY && is_query_only_))
        throw request_error("check", "read-only: a statement that changes data is refused");
    if (refused_) throw request_error("check", "not allowed here: BEGIN, COMMIT, ATTACH, and PRAGMAs that set a value");
    const std::string text = sqlite3_errmsg(db);
    const error read = read_error(text);
    throw statement_failed(std::string(name_of(read.kind)), text, read.columns.empty() ? std::string() : read.columns[0],
                           sqlite3_error_offset(db));
}

void file_connection::set_query_only(bool on) {
    if (on == is_query_only_) return;
    command(on ? "PRAGMA query_only = on" : "PRAGMA query_only = off");
    is_query_only_ = on;
}

void file_connection::begin_statement(const statement& s, permission may) {
    if (s.sql.find('\0') != s.sql.npos) throw request_error("invalid_argument", "a statement must not contain a NUL character");
    // Within our own transaction a full-text index may still have to write what was inserted before this is read.
    set_query_only(may == permission::read && sqlite3_get_autocommit(db_.get()) != 0);
    may_ = may;
    refused_ = false;
    deadline_ = now() + std::int64_t{time_limit_} * 1000;
}

void file_connection::check(const sqlite::statement& prepared) {
    if (prepared.code() != SQLITE_OK) fail(prepared.code());
    if (!prepared) throw request_error("invalid_argument", "there is no statement");
    if (may_ == permission::read && !sqlite3_stmt_readonly(prepared.handle())) {
        refused_ = true;
        fail(SQLITE_AUTH);
    }
}

std::vector<std::string> file_connection::columns_of(const std::string& sql, permission may) {
    const statement s{sql};
    begin_statement(s, may);
    sqlite::statement prepared(db_.get(), sql);
    check(prepared);
    std::vector<std::string> names;
    for (int i = 0; i < prepared.width(); ++i) names.emplace_back(prepared.column_name(i));
    return names;
}

answer file_connection::run(const statement& s, permission may, const answer_limits& limits) {
    begin_statement(s, may);
    sqlite3* db = db_.get();
    sqlite::statement prepared(db, s.sql);
    check(prepared);
    for (std::size_t i = 0; i < s.values.size(); ++i) bind(prepared, static_cast<int>(i + 1), s.values[i]);

    answer out;
    const int width = prepared.width();
    for (int i = 0; i < width; ++i) out.columns.emplace_back(prepared.column_name(i));
    const std::int64_t before = sqlite3_total_changes64(db), begin = now();
    std::size_t bytes = 0;
    while (prepared.step()) {
        if (out.rows.size() == limits.rows || bytes > limits.bytes) {
            out.is_cut = true;
            if (may != permission::write) break;
            continue;
        }
        row& cells = out.rows.emplace_back();
        for (int i = 0; i < width; ++i) {
            const bool is_whole = static_cast<std::size_t>(i) >= limits.whole_from;
            bytes += size_of(cells.emplace_back(read_cell(prepared, i, is_whole ? std::size_t(-1) : limits.cell_bytes)));
        }
    }
    if (prepared.code() != SQLITE_OK) fail(prepared.code());
    out.milliseconds = static_cast<double>(now() - begin) / 1000;
    out.changed = sqlite3_total_changes64(db) - before;
    out.matched = sqlite3_changes64(db);
    out.steps = sqlite3_stmt_status(prepared.handle(), SQLITE_STMTSTATUS_VM_STEP, 0);
    out.scanned = sqlite3_stmt_status(prepared.handle(), SQLITE_STMTSTATUS_FULLSCAN_STEP, 0);
    return out;
}

void file_connection::command(const char* sql) {
    is_ours_ = true;
    deadline_ = now() + std::int64_t{time_limit_} * 1000;
    const int code = sqlite3_exec(db_.get(), sql, nullptr, nullptr, nullptr);
    is_ours_ = false;
    refused_ = false;
    if (code != SQLITE_OK) fail(code);
}

void file_connection::transaction(const std::function<void()>& body, foreign_keys when) {
    set_query_only(false);
    command("BEGIN IMMEDIATE");
    try {
        if (when == foreign_keys::at_the_end) command("PRAGMA defer_foreign_keys = on");
        body();
        command("COMMIT");
    } catch (...) {
        if (!sqlite3_get_autocommit(db_.get())) command("ROLLBACK");
        throw;
    }
}

std::int64_t file_connection::last_row() const { return sqlite3_last_insert_rowid(db_.get()); }
std::int64_t file_connection::schema_version() { return count({"PRAGMA schema_version"}); }

}  // namespace squall::studio
