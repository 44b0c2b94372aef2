#include "sqlite_database.hpp"

#include <sqlite3.h>

#include "core/statement_text.hpp"

namespace squall {
namespace {

error last_error(sqlite3* db) {
    error e = read_error(sqlite3_errmsg(db));
    const int code = sqlite3_errcode(db);
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED) {
        e.kind = error_kind::unavailable;
        e.retryable = true;
        e.message = "unavailable: the database is locked";
    }
    if (e.kind == error_kind::internal && code == SQLITE_TOOBIG) {
        e.kind = error_kind::limit;
        e.message = "limit: the statement or a value is beyond what the database takes";
    }
    return e;
}

struct finalize {
    void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
};
using prepared = std::unique_ptr<sqlite3_stmt, finalize>;

void bind_value(sqlite3_stmt* s, int at, const value& v, const std::string& batch_index) {
    switch (v.type) {
        case value_type::boolean:
        case value_type::integer: sqlite3_bind_int64(s, at, v.integer); break;
        case value_type::real: sqlite3_bind_double(s, at, v.real); break;
        case value_type::text: sqlite3_bind_text64(s, at, v.text == nullptr ? "" : v.text, v.size, SQLITE_TRANSIENT, SQLITE_UTF8); break;
        case value_type::batch_index: sqlite3_bind_text(s, at, batch_index.c_str(), -1, SQLITE_TRANSIENT); break;
        default: sqlite3_bind_null(s, at); break;
    }
}

cell read_column(sqlite3_stmt* s, int i) {
    switch (sqlite3_column_type(s, i)) {
        case SQLITE_INTEGER: return std::int64_t{sqlite3_column_int64(s, i)};
        case SQLITE_FLOAT: return sqlite3_column_double(s, i);
        case SQLITE_NULL: return std::monostate{};
        default: {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(s, i));
            return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(s, i)));
        }
    }
}

class transaction {
  public:
    explicit transaction(sqlite3* db) : db_(db) { begun_ = sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK; }
    ~transaction() {
        if (begun_ && !done_) sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
    }
    transaction(const transaction&) = delete;
    transaction& operator=(const transaction&) = delete;
    bool begun() const { return begun_; }
    bool commit() {
        done_ = sqlite3_exec(db_, "COMMIT", nullptr, nullptr, nullptr) == SQLITE_OK;
        return done_;
    }

  private:
    sqlite3* db_;
    bool begun_ = false, done_ = false;
};

/// Runs one statement; its rows go into `out` when it is given.
std::optional<error> perform_one(sqlite3* db, const std::string& text, std::span<const value> values, const std::string& batch_index,
                                 bool batch_index_last, answer* out) {
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v2(db, text.c_str(), static_cast<int>(text.size()), &raw, nullptr) != SQLITE_OK) return last_error(db);
    const prepared s(raw);
    const int count = sqlite3_bind_parameter_count(raw);
    for (int i = 0; i < count && i < static_cast<int>(values.size()); ++i)
        bind_value(raw, i + 1, values[static_cast<std::size_t>(i)], batch_index);
    if (batch_index_last) sqlite3_bind_text(raw, count, batch_index.c_str(), -1, SQLITE_TRANSIENT);
    int step = SQLITE_ROW;
    if (out != nullptr) out->width = static_cast<std::size_t>(sqlite3_column_count(raw));
    while ((step = sqlite3_step(raw)) == SQLITE_ROW) {
        if (out == nullptr) continue;
        for (int i = 0; i < static_cast<int>(out->width); ++i) out->cells.push_back(read_column(raw, i));
    }
    if (step != SQLITE_DONE) return last_error(db);
    return std::nullopt;
}

}  // namespace

sqlite_database sqlite_database::in_memory() { return std::move(open(":memory:")).value(); }

result<sqlite_database> sqlite_database::open(const std::string& path) {
    auto opener = file_opener::enter(path);
    if (!opener) return opener.error();
    sqlite3* db = nullptr;
    if (sqlite3_open(path.c_str(), &db) != SQLITE_OK) {
        sqlite3_close(db);
        error e;
        e.kind = error_kind::unavailable;
        e.message = "unavailable: the database file cannot be opened";
        return e;
    }
    sqlite_database opened(db, std::move(opener).value());
    sqlite3_busy_timeout(db, 5000);
    sqlite3_exec(db, "PRAGMA foreign_keys = on", nullptr, nullptr, nullptr);
    return opened;
}

sqlite_database::sqlite_database(sqlite_database&& other) noexcept
    : opener_(std::move(other.opener_)), handle_(std::exchange(other.handle_, nullptr)) {}
sqlite_database& sqlite_database::operator=(sqlite_database&& other) noexcept {
    std::swap(opener_, other.opener_);
    std::swap(handle_, other.handle_);
    return *this;
}
sqlite_database::~sqlite_database() { sqlite3_close(handle_); }

result<nothing> sqlite_database::execute(const std::string& sql) {
    transaction t(handle_);
    if (!t.begun() || sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK || !t.commit()) return last_error(handle_);
    return nothing{};
}

result<batch_answers> sqlite_database::perform(std::span<const plan_core* const> plans, bool guarded) {
    batch_answers all(plans.size());
    transaction t(handle_);
    if (!t.begun()) return last_error(handle_);
    for (std::size_t i = 0; i < plans.size(); ++i) {
        const std::string batch_index = std::to_string(i);
        for (const plan_statement& s : plans[i]->statements()) {
            const std::span values{plans[i]->values_of(s), s.value_count};
            if (guarded && s.is_answer && plans[i]->needs_row() && !s.statement->writes) {
                const std::string guard = row_guard_text(*s.statement, s.active_conditions);
                if (auto failed = perform_one(handle_, guard, values, batch_index, true, nullptr)) return *std::move(failed);
            }
            answer* out = nullptr;
            if (s.is_answer) out = &all[i].emplace_back();
            if (auto failed = perform_one(handle_, variant_text(*s.statement, s.active_conditions), values, batch_index, false, out))
                return *std::move(failed);
        }
    }
    if (!t.commit()) return last_error(handle_);
    return all;
}

}  // namespace squall
