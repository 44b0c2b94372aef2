#pragma once
// What D1 says when it fails, and what a caller must be told.
#include <string_view>

namespace iofold::test {

struct d1_error {
    std::string_view text, kind;
    bool retryable;
};
inline constexpr d1_error d1_errors[] = {
    {"D1_ERROR: Network connection lost.", "unavailable", true},
    {"D1_ERROR: Internal error in D1 DB storage caused object to be reset.", "unavailable", true},
    {"D1_ERROR: Internal error while starting up D1 DB storage caused object to be reset.", "unavailable", true},
    {"D1_ERROR: D1 DB reset because its code was updated.", "unavailable", true},
    {"D1_ERROR: Cannot resolve D1 DB due to transient issue on remote node.", "unavailable", true},
    {"D1_ERROR: D1 DB is overloaded. Requests queued for too long.", "unavailable", false},
    {"D1_ERROR: D1 DB is overloaded. Too many requests queued.", "unavailable", false},
    {"D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.", "unavailable", false},
    {"D1_ERROR: D1 DB exceeded its memory limit and was reset.", "unavailable", false},
    {"D1_ERROR: Too many API requests by single worker invocation.", "unavailable", false},
    {"D1_ERROR: UNIQUE constraint failed: users.email: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_UNIQUE)", "conflict", false},
    {"D1_ERROR: UNIQUE constraint failed: jobs.id: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_PRIMARYKEY)", "conflict", false},
    {"D1_ERROR: UNIQUE constraint failed: t.a, t.b: SQLITE_CONSTRAINT [code: 7500]", "conflict", false},
    {"D1_ERROR: NOT NULL constraint failed: jobs.type: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_NOTNULL)", "not_null", false},
    {"D1_ERROR: CHECK constraint failed: name_is_long: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_CHECK)", "check", false},
    {"D1_ERROR: FOREIGN KEY constraint failed: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_FOREIGNKEY)", "foreign_key", false},
    {"D1_ERROR: FOREIGN KEY constraint failed: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_TRIGGER)", "foreign_key", false},
    {"FOREIGN KEY constraint failed: SQLITE_CONSTRAINT_FOREIGNKEY", "foreign_key", false},
    {"D1_ERROR: cannot store TEXT value in INTEGER column t.n: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_DATATYPE)", "check", false},
    {"D1_ERROR: bad JSON path: 'not_found:agent:0': SQLITE_ERROR", "not_found", false},
    {"D1_ERROR: bad JSON path: 'guard_failed:status:0': SQLITE_ERROR", "guard_failed", false},
    {"D1_ERROR: near \"x\": syntax error at offset 3: SQLITE_ERROR", "internal", false},
    {"D1_ERROR: no such table: x: SQLITE_ERROR", "internal", false},
    {"D1_ERROR: no such column: x at offset 7: SQLITE_ERROR", "internal", false},
    {"D1_ERROR: too many SQL variables at offset 7: SQLITE_ERROR", "limit", false},
    {"D1_ERROR: too many columns in result set: SQLITE_ERROR", "limit", false},
    {"D1_ERROR: Expression tree is too large (maximum depth 100): SQLITE_ERROR", "limit", false},
    {"D1_ERROR: LIKE or GLOB pattern too complex: SQLITE_ERROR", "limit", false},
    {"D1_ERROR: statement too long: SQLITE_TOOBIG", "limit", false},
    {"D1_ERROR: string or blob too big: SQLITE_TOOBIG", "limit", false},
    {"D1_ERROR: not authorized: SQLITE_AUTH", "internal", false},
    {"D1_TYPE_ERROR: Type 'bigint' not supported for value '1'", "internal", false},
    {"D1_COLUMN_NOTFOUND: Column not found (x)", "internal", false},
    {"D1_EXEC_ERROR: Error in line 1: x", "internal", false},
    {"D1_SESSION_ERROR: x", "internal", false},
    {"internal error; reference = 0123456789abcdef", "unavailable", true},
    {"", "internal", false},
};

}  // namespace iofold::test
