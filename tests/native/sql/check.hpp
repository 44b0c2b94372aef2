#pragma once
// What the tests of the language ask of a statement: its text, its result, its parameters, and whether SQLite takes it.
#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <initializer_list>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "test_schema.hpp"

using namespace squall;
using namespace test_schema;

/// An empty database with the tables of test_schema.hpp.
class test_database {
  public:
    test_database() {
        sqlite3* opened = nullptr;
        sqlite3_open(":memory:", &opened);
        handle.reset(opened);
        run(create_table<users>);
        run(create_table<agents>);
        run(create_table<runs>);
        run(create_indexes<runs>);
    }
    void run(std::string_view sql) {
        char* message = nullptr;
        if (sqlite3_exec(handle.get(), std::string(sql).c_str(), nullptr, nullptr, &message) != SQLITE_OK) {
            const std::string said = message;
            sqlite3_free(message);
            throw std::runtime_error(said);
        }
    }
    /// At most so many terms in a compound query, as on D1.
    void limit_terms(int terms) { sqlite3_limit(handle.get(), SQLITE_LIMIT_COMPOUND_SELECT, terms); }
    /// SQLite's error for a text; empty when it takes it.
    std::string error_in(std::string_view sql) {
        sqlite3_stmt* statement = nullptr;
        const int code = sqlite3_prepare_v2(handle.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
        sqlite3_finalize(statement);
        return code == SQLITE_OK ? "" : sqlite3_errmsg(handle.get());
    }
    /// Calls f with each row of a query; SQLite's error, empty when there is none.
    template <class F>
    std::string each_row(std::string_view sql, F f) {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(handle.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr) != SQLITE_OK)
            return sqlite3_errmsg(handle.get());
        int code = sqlite3_step(statement);
        for (; code == SQLITE_ROW; code = sqlite3_step(statement)) f(statement);
        sqlite3_finalize(statement);
        return code == SQLITE_DONE ? "" : sqlite3_errmsg(handle.get());
    }
    /// The first column of every row, "a b c", with texts bound to ?1, ?2 …; "null" for null, or SQLite's error.
    std::string answer(std::string_view sql, std::initializer_list<const char*> bound = {}) {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(handle.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr) != SQLITE_OK)
            return sqlite3_errmsg(handle.get());
        int place = 0;
        for (const char* text : bound)
            if (++place <= sqlite3_bind_parameter_count(statement)) sqlite3_bind_text(statement, place, text, -1, SQLITE_STATIC);
        std::string all;
        int code = sqlite3_step(statement);
        for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
            const auto* cell = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
            all += (all.empty() ? "" : " ") + std::string(cell ? cell : "null");
        }
        if (code != SQLITE_DONE) all = sqlite3_errmsg(handle.get());
        sqlite3_finalize(statement);
        return all;
    }

  private:
    struct close {
        void operator()(sqlite3* db) const { sqlite3_close(db); }
    };
    std::unique_ptr<sqlite3, close> handle;
};
inline test_database& shared_database() {
    static test_database database;
    return database;
}

/// The statement's text is exactly this, and SQLite takes it.
template <class Q>
void check_text(const Q& query, std::string_view expected) {
    CHECK(text_of(query) == expected);
    CHECK(shared_database().error_in(text_of(query)) == "");
}

inline std::string name_of_type(const sql_type* type) {
    static constexpr const char* names[] = {"text", "integer", "real", "boolean", "timestamp", "date",
                                            "enum", "json",    "rows", "blob",    "bigint"};
    return names[static_cast<std::size_t>(type->kind)];
}
/// The result's columns, "id text, name text?": the mark says that null may come.
template <class Q>
std::string columns_of(const Q&) {
    std::string all;
    for (std::size_t i = 0; i < detail::analysis_of<Q>.column_count; ++i) {
        const detail::result_column& c = detail::analysis_of<Q>.columns[i];
        all += (all.empty() ? "" : ", ") + std::string(c.name) + ' ' + name_of_type(c.type) + (c.nullable ? "?" : "");
    }
    return all;
}
/// The parameters in order, "id text, ids text list, name text not null".
template <class Q>
std::string parameters_of(const Q&) {
    std::string all;
    for (std::size_t i = 0; i < detail::analysis_of<Q>.parameter_count; ++i) {
        const detail::parameter_use& p = detail::analysis_of<Q>.parameters[i];
        all += (all.empty() ? "" : ", ") + std::string(p.name) + ' ' + name_of_type(p.type) + (p.is_list ? " list" : "") +
               (p.not_null ? " not null" : "");
    }
    return all;
}
/// The text as it is sent when the values of these names are given; SQLite takes it.
template <class Q>
std::string text_when(const Q&, std::initializer_list<std::string_view> given) {
    using rendered = detail::rendered_statement<Q>;
    std::string text;
    rendered::data.for_each_piece([&](const statement_piece& piece) {
        bool there = piece.condition == statement_piece::no_condition;
        for (std::string_view name : given) there = there || (!there && rendered::conditions.names[piece.condition] == name);
        if (there) text += piece.text;
    });
    CHECK(shared_database().error_in(text) == "");
    return text;
}
