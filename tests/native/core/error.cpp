// Errors, from every text that SQLite, D1's binding and its REST interface write (shared/facts/d1.md).
#include "squall/core/error.hpp"

#include <catch2/catch.hpp>

using namespace squall;

namespace {

/// "conflict t(a, b)": the kind, the table and its columns, and "retryable" where it is.
std::string read(std::string_view text) {
    const error e = read_error(text);
    CHECK(e.message.starts_with(name_of(e.kind)));
    std::string all(name_of(e.kind));
    if (!e.table.empty() || !e.columns.empty()) {
        all += ' ' + e.table + '(';
        for (std::size_t i = 0; i < e.columns.size(); ++i) all += (i ? ", " : "") + e.columns[i];
        all += ')';
    }
    if (!e.guard.empty()) all += ' ' + e.guard + '@' + std::to_string(e.batch_index);
    return all + (e.retryable ? " retryable" : "");
}

/// Every form in which a text of SQLite reaches a caller: as it is, from D1 with and without the extended code, from REST.
std::vector<std::string> forms(const std::string& text, const std::string& code, const std::string& extended) {
    const std::string d1 = "D1_ERROR: " + text + ": " + code;
    return {text,
            text + ": " + code,
            d1,
            d1 + " (extended: " + extended + ")",
            d1 + " [code: 7500]",
            text + ": " + code + " [code: 7500]",
            d1 + " (extended: " + extended + ") [code: 7500]"};
}
void check_constraint(const std::string& text, const std::string& extended, const std::string& expected) {
    for (const std::string& form : forms(text, "SQLITE_CONSTRAINT", "SQLITE_CONSTRAINT_" + extended)) CHECK(read(form) == expected);
}
void check_sqlite(const std::string& text, const std::string& code, const std::string& expected) {
    for (const std::string& form : forms(text, code, code)) CHECK(read(form) == expected);
}

}  // namespace

TEST_CASE("constraint errors name the table and its columns where SQLite does", "[core][error]") {
    check_constraint("UNIQUE constraint failed: users.email", "UNIQUE", "conflict users(email)");
    check_constraint("UNIQUE constraint failed: t.a, t.b", "UNIQUE", "conflict t(a, b)");
    check_constraint("UNIQUE constraint failed: jobs.id", "PRIMARYKEY", "conflict jobs(id)");
    check_constraint("UNIQUE constraint failed: index 'idx_expression'", "UNIQUE", "conflict");
    check_constraint("NOT NULL constraint failed: jobs.type", "NOTNULL", "not_null jobs(type)");
    check_constraint("CHECK constraint failed: status IN ('queued', 'running')", "CHECK", "check (status)");
    check_constraint("CHECK constraint failed: length(name) > 3", "CHECK", "check");
    check_constraint("CHECK constraint failed: name_is_long", "CHECK", "check");
    check_constraint("FOREIGN KEY constraint failed", "FOREIGNKEY", "foreign_key");
    check_constraint("cannot store TEXT value in INTEGER column t.n", "DATATYPE", "check");
}

TEST_CASE("ON DELETE RESTRICT is a foreign key error, whatever its code says", "[core][error]") {
    check_constraint("FOREIGN KEY constraint failed", "TRIGGER", "foreign_key");
}

TEST_CASE("a deferred violation comes without prefix", "[core][error]") {
    CHECK(read("FOREIGN KEY constraint failed") == "foreign_key");
    CHECK(read("FOREIGN KEY constraint failed: SQLITE_CONSTRAINT_FOREIGNKEY") == "foreign_key");
}

TEST_CASE("a value of the wrong type for a rowid or a strict column is a check error", "[core][error]") {
    check_sqlite("datatype mismatch", "SQLITE_MISMATCH", "check");
    CHECK(read("D1_ERROR: x: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_DATATYPE)") == "check");
}

TEST_CASE("a guard's own text travels in the error, from old and new SQLite", "[core][error]") {
    check_sqlite("bad JSON path: 'not_found:agent:0'", "SQLITE_ERROR", "not_found agent@0");
    check_sqlite("bad JSON path: 'guard_failed:status:12'", "SQLITE_ERROR", "guard_failed status@12");
    check_sqlite("bad JSON path: 'conflict:name:1'", "SQLITE_ERROR", "conflict name@1");
    check_sqlite("bad JSON path: 'foreign_key:agent_id:3'", "SQLITE_ERROR", "foreign_key agent_id@3");
    check_sqlite("JSON path error near 'not_found:row:0'", "SQLITE_ERROR", "not_found row@0");
    check_sqlite("JSON path error near 'guard_failed:candidate_or_archived:7'", "SQLITE_ERROR", "guard_failed candidate_or_archived@7");
    CHECK(read_error("bad JSON path: 'not_found:agent:0'").message == "not_found: agent");
}

TEST_CASE("a JSON path that is no guard is not taken for one", "[core][error]") {
    for (const char* path : {"", "x", "not_found", "not_found:agent", "nonsense:agent:0", "::", ":::", "$.a[", "not found:a:0"})
        check_sqlite("bad JSON path: '" + std::string(path) + "'", "SQLITE_ERROR", "internal");
    check_sqlite("malformed JSON", "SQLITE_ERROR", "internal");
}

TEST_CASE("a batch index beyond all numbers is read without harm", "[core][error]") {
    const error e = read_error("bad JSON path: 'not_found:agent:" + std::string(40, '9') + "'");
    CHECK(e.kind == error_kind::not_found);
    CHECK(e.batch_index >= 100'000'000);
}

TEST_CASE("transient faults are worth a retry", "[core][error]") {
    for (const char* text : {"Network connection lost.", "Internal error in D1 DB storage caused object to be reset.",
                             "Internal error while starting up D1 DB storage caused object to be reset.",
                             "D1 DB reset because its code was updated.", "Cannot resolve D1 DB due to transient issue on remote node."}) {
        CHECK(read(text) == "unavailable retryable");
        CHECK(read(std::string("D1_ERROR: ") + text) == "unavailable retryable");
        CHECK(read(std::string(text) + " [code: 7500]") == "unavailable retryable");
    }
}

TEST_CASE("an overloaded database is not simply asked again", "[core][error]") {
    for (const char* text :
         {"D1 DB is overloaded. Requests queued for too long.", "D1 DB is overloaded. Too many requests queued.",
          "D1 DB storage operation exceeded timeout which caused object to be reset.", "D1 DB exceeded its memory limit and was reset.",
          "Isolate has exceeded its memory limit", "database is locked", "Too many API requests by single worker invocation."}) {
        CHECK(read(text) == "unavailable");
        CHECK(read(std::string("D1_ERROR: ") + text) == "unavailable");
    }
}

TEST_CASE("what is beyond the database's limits", "[core][error]") {
    for (const char* text :
         {"too many SQL variables", "too many columns in result set", "too many columns on t",
          "Expression tree is too large (maximum depth 100)", "LIKE or GLOB pattern too complex", "too many terms in compound SELECT"})
        check_sqlite(std::string(text) + " at offset 7", "SQLITE_ERROR", "limit");
    check_sqlite("integer overflow", "SQLITE_ERROR", "limit");  // of sum()
    check_sqlite("statement too long", "SQLITE_TOOBIG", "limit");
    check_sqlite("string or blob too big", "SQLITE_TOOBIG", "limit");
}

TEST_CASE("everything else is internal", "[core][error]") {
    for (const char* text : {"near \"x\": syntax error at offset 3", "no such table: x", "no such column: x", "ambiguous column name: id",
                             "no such function: f"})
        check_sqlite(text, "SQLITE_ERROR", "internal");
    check_sqlite("not authorized", "SQLITE_AUTH", "internal");
    for (const char* text : {"", "x", "D1_ERROR", "D1_TYPE_ERROR: Type 'bigint' not supported for value '1'",
                             "D1_COLUMN_NOTFOUND: Column not found (x)", "D1_EXEC_ERROR: Error in line 1: x", "D1_SESSION_ERROR: x"})
        CHECK(read(text) == "internal");
}

TEST_CASE("no value of the database's text stands in a message", "[core][error]") {
    for (const char* text : {"UNIQUE constraint failed: t.secret", "D1_TYPE_ERROR: Type 'object' not supported for value 'secret'",
                             "no such table: secret", "CHECK constraint failed: secret IN ('secret')", "near \"secret\": syntax error",
                             "cannot store TEXT value in INTEGER column t.secret"})
        CHECK(read_error(text).message.find("secret") == std::string::npos);
}

TEST_CASE("every kind has a name", "[core][error]") {
    for (const char* name : {"not_found", "conflict", "foreign_key", "not_null", "check", "invalid_argument", "guard_failed", "limit",
                             "unavailable", "internal"}) {
        const error e = read_error("bad JSON path: '" + std::string(name) + ":x:0'");
        CHECK(name_of(e.kind) == name);
    }
    const error e = invalid_argument("limit", "must be from 1 to 100");
    CHECK(e.kind == error_kind::invalid_argument);
    CHECK(e.message == "invalid_argument: limit must be from 1 to 100");
}

TEST_CASE("what D1 says of itself is transient, an overload or a limit", "[core][error]") {
    for (std::string_view text : {"internal error; reference = abc", "D1_ERROR: Failed to parse body as JSON, got: <html>",
                                  "Durable Object reset because its code was updated.", "Currently processing a long-running export"})
        CHECK(read(text) == "unavailable retryable");
    for (std::string_view text : {"D1 DB exceeded its CPU time limit and was reset.", "Too many subrequests."})
        CHECK(read(text) == "unavailable");
    for (std::string_view text : {"Memory limit would be exceeded before EOF", "Exceeded maximum DB size", "SQLITE_FULL",
                                  "database or disk is full", "D1's free tier daily row read limit", "D1's free tier daily row write limit",
                                  "Wrong number of parameter bindings for SQL query."})
        CHECK(read(text) == "limit");
    CHECK(read("PRIMARY KEY must be unique") == "conflict");
}

TEST_CASE("of two faults in one text the transient one counts, in kind, message and retryable", "[core][error]") {
    for (std::string_view text : {"D1 DB is overloaded. Network connection lost.", "Network connection lost. D1 DB is overloaded.",
                                  "SQLITE_TOOBIG, Network connection lost"}) {
        CHECK(read(text) == "unavailable retryable");
        CHECK(read_error(text).message == "unavailable: the database could not be reached or was reset");
    }
    CHECK(read("D1 DB is overloaded. too big") == "unavailable");
}
