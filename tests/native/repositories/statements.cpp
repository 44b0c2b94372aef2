// Here and not in tests/cases: every statement of every exported function, its SQL text with and without its optional pieces.
#include "support/sent_statements.hpp"

#include <sqlite3.h>

#include "squall/core/statement_text.hpp"
#include "support/outcome.hpp"

using namespace squall;
using namespace iofold::test;

namespace {

void check_text(sqlite3* db, const std::string& text, int parameters) {
    sqlite3_stmt* s = nullptr;
    const int code = sqlite3_prepare_v2(db, ("EXPLAIN " + text).c_str(), -1, &s, nullptr);
    if (code != SQLITE_OK) FAIL_CHECK(sqlite3_errmsg(db) << " in " << text);
    if (sqlite3_bind_parameter_count(s) != parameters) FAIL_CHECK(parameters << " parameters were expected in " << text);
    sqlite3_finalize(s);
}

std::uint32_t all_conditions(const statement_data& s) {
    std::uint32_t all = 0;
    s.for_each_piece([&](const statement_piece& piece) {
        if (piece.condition != statement_piece::no_condition) all |= 1U << piece.condition;
    });
    return all;
}

}  // namespace

TEST_CASE("SQLite takes every statement, with and without each optional piece", "[repositories]") {
    const sqlite_database db = migrated_database();
    for (const sent_function& f : sent_statements()) {
        INFO(f.function->full_name());
        for (const sent_statement& s : f.statements) {
            for (std::uint32_t given = 0; given <= all_conditions(*s.statement); ++given) {
                const int parameters = chosen_parameter_count(*s.statement, given);
                check_text(db.handle(), variant_text(*s.statement, given), parameters);
                if (s.may_be_guarded) check_text(db.handle(), row_guard_text(*s.statement, given), parameters + 1);
            }
        }
    }
}

TEST_CASE("the sample calls make every function send something, and every optional piece", "[repositories]") {
    for (const sent_function& f : sent_statements()) {
        INFO(f.function->full_name() << ' ' << f.refused);
        CHECK(f.statements.size() > 0);
        for (const sent_statement& s : f.statements) {
            std::uint32_t sent = 0;
            for (std::uint32_t given : s.choices) sent |= given;
            INFO(s.statement->view());
            CHECK(sent == all_conditions(*s.statement));
        }
    }
}

TEST_CASE("no statement asks within itself whether a filter is given", "[repositories]") {
    for (const sent_function& f : sent_statements()) {
        for (const sent_statement& s : f.statements) {
            const std::string_view text = s.statement->view();
            for (std::size_t at = text.find(" IS NULL OR "); at != text.npos; at = text.find(" IS NULL OR ", at + 1)) {
                INFO(f.function->full_name() << ": " << text);
                const std::size_t before = text.find_last_not_of("0123456789", at - 1);
                CHECK(text[before] != '?');
            }
        }
    }
}
