#pragma once
// A prepared statement and a transaction of SQLite's C interface, for everything native that uses it.
#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

namespace squall::sqlite {

using cell = std::variant<std::monostate, std::int64_t, double, std::string>;

class statement {
  public:
    /// Prepares the first statement of `sql`.
    statement(sqlite3* db, std::string_view sql) : statement(db, sql.data(), static_cast<int>(sql.size())) {}
    /// The same of a text that ends with NUL. SQLite does not copy it, so a long script takes linear time.
    statement(sqlite3* db, const char* sql) : statement(db, sql, -1) {}
    /// Whether there is a statement: not after an error, nor for white space or a comment.
    explicit operator bool() const { return handle_ != nullptr; }
    /// SQLITE_OK, or the error of the last prepare() or step().
    int code() const { return code_; }
    /// What follows the statement in the text.
    const char* rest() const { return rest_; }
    sqlite3_stmt* handle() const { return handle_.get(); }

    int parameter_count() const { return sqlite3_bind_parameter_count(handle()); }
    // Parameters count from 1. The bytes of a text or a BLOB must outlive the last step().
    void bind(int at, std::int64_t n) { sqlite3_bind_int64(handle(), at, n); }
    void bind(int at, double d) { sqlite3_bind_double(handle(), at, d); }
    void bind(int at, std::string_view text) {
        sqlite3_bind_text64(handle(), at, text.data() ? text.data() : "", text.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    void bind_blob(int at, std::string_view bytes) {
        sqlite3_bind_blob64(handle(), at, bytes.data() ? bytes.data() : "", bytes.size(), SQLITE_STATIC);
    }
    void bind_null(int at) { sqlite3_bind_null(handle(), at); }

    /// True for a row; after the last one code() is SQLITE_OK.
    bool step() {
        const int code = sqlite3_step(handle());
        code_ = code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
        return code == SQLITE_ROW;
    }

    // Columns count from 0.
    int width() const { return sqlite3_column_count(handle()); }
    const char* column_name(int i) const { return sqlite3_column_name(handle(), i); }
    int type(int i) const { return sqlite3_column_type(handle(), i); }
    std::int64_t integer(int i) const { return sqlite3_column_int64(handle(), i); }
    double real(int i) const { return sqlite3_column_double(handle(), i); }
    /// A text in UTF-8, whatever the database's encoding, or the bytes of a BLOB; valid until the next step().
    std::string_view bytes(int i) const {
        const void* begin = type(i) == SQLITE_BLOB ? sqlite3_column_blob(handle(), i) : sqlite3_column_text(handle(), i);
        return {begin ? static_cast<const char*>(begin) : "", static_cast<std::size_t>(sqlite3_column_bytes(handle(), i))};
    }
    cell value(int i) const {
        switch (type(i)) {
            case SQLITE_INTEGER: return integer(i);
            case SQLITE_FLOAT: return real(i);
            case SQLITE_NULL: return std::monostate{};
            default: return std::string(bytes(i));
        }
    }

  private:
    statement(sqlite3* db, const char* sql, int size) : rest_(sql) {
        sqlite3_stmt* prepared = nullptr;
        code_ = sqlite3_prepare_v2(db, sql, size, &prepared, &rest_);
        handle_.reset(prepared);
    }
    struct finalize {
        void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
    };
    std::unique_ptr<sqlite3_stmt, finalize> handle_;
    const char* rest_;
    int code_ = SQLITE_OK;
};

/// BEGIN IMMEDIATE; rolled back unless commit() has succeeded.
class transaction {
  public:
    explicit transaction(sqlite3* db) : db_(db) { is_open_ = run("BEGIN IMMEDIATE"); }
    ~transaction() {
        if (is_open_) run("ROLLBACK");
    }
    transaction(const transaction&) = delete;
    transaction& operator=(const transaction&) = delete;
    bool begun() const { return is_open_; }
    bool commit() {
        const bool committed = run("COMMIT");
        is_open_ = is_open_ && !committed;
        return committed;
    }

  private:
    bool run(const char* sql) { return sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) == SQLITE_OK; }
    sqlite3* db_;
    bool is_open_ = false;
};

}  // namespace squall::sqlite
