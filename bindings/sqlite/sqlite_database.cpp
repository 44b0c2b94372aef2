#include "squall/sqlite/sqlite_database.hpp"

#include <sqlite3.h>

#include "sqlite_statement.hpp"
#include "squall/core/statement_text.hpp"

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

void bind_value(sqlite::statement& s, int at, const value& v, const std::string& batch_index) {
    switch (v.type) {
        case value_type::boolean:
        case value_type::integer: s.bind(at, v.integer); break;
        case value_type::real: s.bind(at, v.real); break;
        case value_type::text: s.bind(at, v.view()); break;
        case value_type::blob: s.bind_blob(at, v.view()); break;
        case value_type::batch_index: s.bind(at, std::string_view(batch_index)); break;
        default: s.bind_null(at); break;
    }
}

/// Runs one statement; its rows go into `out` when it is given.
std::optional<error> perform_one(sqlite3* db, const std::string& text, std::span<const value> values, const std::string& batch_index,
                                 bool batch_index_last, answer* out) {
    sqlite::statement s(db, text);
    if (s.code() != SQLITE_OK) return last_error(db);
    const int count = s.parameter_count();
    for (int i = 0; i < count && i < static_cast<int>(values.size()); ++i)
        bind_value(s, i + 1, values[static_cast<std::size_t>(i)], batch_index);
    if (batch_index_last) s.bind(count, std::string_view(batch_index));
    if (out != nullptr) out->width = static_cast<std::size_t>(s.width());
    while (s.step()) {
        if (out == nullptr) continue;
        for (int i = 0; i < s.width(); ++i) {
            if (s.type(i) == SQLITE_BLOB) out->blobs.push_back(out->cells.size());
            out->cells.push_back(s.value(i));
        }
    }
    if (s.code() != SQLITE_OK) return last_error(db);
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
    sqlite::transaction t(handle_);
    if (!t.begun() || sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK || !t.commit()) return last_error(handle_);
    return nothing{};
}

result<batch_answers> sqlite_database::perform(std::span<const plan_core* const> plans, bool guarded) {
    batch_answers all(plans.size());
    sqlite::transaction t(handle_);
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
