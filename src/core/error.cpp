#include "squall/core/error.hpp"

#include <cstddef>

namespace squall {
namespace {

bool has(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

/// What stands between the two, or nothing.
std::string_view between(std::string_view text, std::string_view before, std::string_view after) {
    const std::size_t begin = text.find(before);
    if (begin == text.npos) return {};
    text.remove_prefix(begin + before.size());
    return text.substr(0, text.find(after));
}

struct kind_name {
    std::string_view name;
    error_kind kind;
};
constexpr kind_name kind_names[] = {
    {"not_found", error_kind::not_found},       {"conflict", error_kind::conflict}, {"foreign_key", error_kind::foreign_key},
    {"not_null", error_kind::not_null},         {"check", error_kind::check},       {"invalid_argument", error_kind::invalid_argument},
    {"guard_failed", error_kind::guard_failed}, {"limit", error_kind::limit},       {"unavailable", error_kind::unavailable},
    {"internal", error_kind::internal},
};

/// More than any batch has plans; a text with a larger index is not squall's, and must not overflow.
constexpr int max_batch_index = 100'000'000;

/// kind:name:batch_index, from json_extract()'s complaint about the path (guard.hpp).
bool read_guard(std::string_view text, error& e) {
    std::string_view path = between(text, "bad JSON path: '", "'");
    if (path.empty()) path = between(text, "JSON path error near '", "'");  // SQLite before 3.45
    const std::size_t name = path.find(':');
    const std::size_t batch_index = path.rfind(':');
    if (name == path.npos || batch_index == name) return false;
    for (const kind_name& k : kind_names) {
        if (k.name != path.substr(0, name)) continue;
        e.kind = k.kind;
        e.guard = path.substr(name + 1, batch_index - name - 1);
        e.batch_index = 0;
        for (char c : path.substr(batch_index + 1))
            if (c >= '0' && c <= '9' && e.batch_index < max_batch_index) e.batch_index = e.batch_index * 10 + (c - '0');
        e.message = std::string(k.name) + ": " + e.guard;
        return true;
    }
    return false;
}

/// "t.a, t.b" after "… constraint failed: ".
void read_columns(std::string_view text, error& e) {
    while (!text.empty()) {
        const std::size_t end = text.find(", ");
        const std::string_view one = text.substr(0, end);
        const std::size_t dot = one.find('.');
        if (dot == one.npos) return;
        e.table = one.substr(0, dot);
        e.columns.emplace_back(one.substr(dot + 1));
        if (end == text.npos) return;
        text.remove_prefix(end + 2);
    }
}
/// The detail of a constraint error ends where D1 or REST appends a code.
std::string_view detail_of(std::string_view text, std::string_view constraint) {
    std::string_view rest = between(text, constraint, " [code:");
    return rest.substr(0, rest.find(": SQLITE_"));
}

/// What D1 says of itself: of two that a text has, the first counts.
enum class fault : unsigned char { transient, overloaded, limit };
struct known_text {
    std::string_view part;
    fault what;
};
constexpr known_text known_texts[] = {
    // The database was reset, restarted or out of reach: the same call may succeed at once.
    {"Network connection lost", fault::transient},
    {"Internal error in D1 DB storage caused object to be reset", fault::transient},
    {"Internal error while starting up D1 DB storage caused object to be reset", fault::transient},
    {"D1 DB reset because its code was updated", fault::transient},
    {"Durable Object reset because its code was updated", fault::transient},
    {"code has been updated, this version can no longer access storage", fault::transient},
    {"Cannot resolve D1 DB due to transient issue on remote node", fault::transient},
    {"internal error; reference =", fault::transient},
    {"Failed to parse body as JSON", fault::transient},
    {"Currently processing a long-running export", fault::transient},
    {"client disconnected", fault::transient},
    // More of the same makes it worse.
    {"D1 DB is overloaded", fault::overloaded},
    {"exceeded timeout", fault::overloaded},
    {"exceeded its memory limit", fault::overloaded},
    {"exceeded its CPU time limit", fault::overloaded},
    {"Worker exceeded CPU time limit", fault::overloaded},
    {"database is locked", fault::overloaded},
    {"Too many API requests", fault::overloaded},
    {"Too many subrequests", fault::overloaded},
    // The statement, a value, a result, the database or the account's plan.
    {"too many SQL variables", fault::limit},
    {"integer overflow", fault::limit},  // of sum()
    {"too many columns", fault::limit},
    {"Expression tree is too large", fault::limit},
    {"pattern too complex", fault::limit},
    {"too many terms in compound SELECT", fault::limit},
    {"SQLITE_TOOBIG", fault::limit},
    {"too big", fault::limit},
    {"statement too long", fault::limit},
    {"Wrong number of parameter bindings", fault::limit},
    {"Memory limit would be exceeded before EOF", fault::limit},
    {"Exceeded maximum DB size", fault::limit},
    {"SQLITE_FULL", fault::limit},
    {"database or disk is full", fault::limit},
    {"daily row read limit", fault::limit},
    {"daily row write limit", fault::limit},
};

}  // namespace

std::string_view name_of(error_kind kind) {
    for (const kind_name& k : kind_names)
        if (k.kind == kind) return k.name;
    return "internal";
}

[[gnu::cold]] error read_error(std::string_view text) {
    error e;
    if (read_guard(text, e)) return e;
    if (has(text, "UNIQUE constraint failed") || has(text, "PRIMARY KEY must be unique")) {
        e.kind = error_kind::conflict;
        read_columns(detail_of(text, "UNIQUE constraint failed: "), e);
        e.message = "conflict: a row with the same key is there already";
    } else if (has(text, "FOREIGN KEY constraint failed")) {
        e.kind = error_kind::foreign_key;
        e.message = "foreign_key: a row that is referred to is missing, or a row is still referred to";
    } else if (has(text, "NOT NULL constraint failed")) {
        e.kind = error_kind::not_null;
        read_columns(detail_of(text, "NOT NULL constraint failed: "), e);
        e.message = "not_null: a column that may not be null would be";
    } else if (has(text, "CHECK constraint failed")) {
        e.kind = error_kind::check;
        const std::string_view detail = detail_of(text, "CHECK constraint failed: ");
        const std::size_t end = detail.find_first_of(" (");  // column IN (…); of length(column) > 3 or a name, none
        if (end != detail.npos && end > 0 && detail[end] == ' ') e.columns.emplace_back(detail.substr(0, end));
        e.message = "check: a value is not allowed in its column";
    } else if (has(text, "cannot store ") || has(text, "datatype mismatch") || has(text, "SQLITE_CONSTRAINT_DATATYPE")) {
        e.kind = error_kind::check;
        e.message = "check: a value has a type that its column does not take";
    } else {
        e.message = "internal: the database refused the statement";
        for (const known_text& known : known_texts) {
            if (!has(text, known.part)) continue;
            e.kind = known.what == fault::limit ? error_kind::limit : error_kind::unavailable;
            e.retryable = known.what == fault::transient;
            e.message = known.what == fault::transient    ? "unavailable: the database could not be reached or was reset"
                        : known.what == fault::overloaded ? "unavailable: the database is overloaded or ran out of time"
                                                          : "limit: the statement or a value is beyond what the database takes";
            break;
        }
    }
    return e;
}

error invalid_argument(std::string_view name, std::string_view rule) {
    error e;
    e.kind = error_kind::invalid_argument;
    e.message = "invalid_argument: " + std::string(name) + " " + std::string(rule);
    return e;
}

}  // namespace squall
