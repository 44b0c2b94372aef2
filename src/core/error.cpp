#include "squall/core/error.hpp"

#include <cstddef>

#include "text_list.hpp"

namespace squall {
namespace {

/// What stands between the two, or nothing.
std::string_view between(std::string_view text, std::string_view before, std::string_view after) {
    const std::size_t begin = text.find(before);
    if (begin == text.npos) return {};
    text.remove_prefix(begin + before.size());
    return text.substr(0, text.find(after));
}

/// In the order of error_kind.
constexpr char kind_names[] =
    "not_found\0conflict\0foreign_key\0not_null\0check\0invalid_argument\0guard_failed\0limit\0unavailable\0internal";
constexpr std::size_t kind_count = 10;
static_assert(static_cast<std::size_t>(error_kind::not_found) == 0 && static_cast<std::size_t>(error_kind::guard_failed) == 6 &&
              static_cast<std::size_t>(error_kind::internal) + 1 == kind_count);

/// More than any batch has plans; a text with a larger index is not squall's, and must not overflow.
constexpr int max_batch_index = 100'000'000;

void set(error& e, error_kind kind, std::string_view message) {
    e.kind = kind;
    e.message = name_of(kind);
    e.message += ": ";
    e.message += message;
}

/// kind:name:batch_index, from json_extract()'s complaint about the path (guard.hpp).
bool read_guard(std::string_view text, error& e) {
    std::string_view path = between(text, "bad JSON path: '", "'");
    if (path.empty()) path = between(text, "JSON path error near '", "'");  // SQLite before 3.45
    const std::size_t name = path.find(':');
    const std::size_t batch_index = path.rfind(':');
    if (name == path.npos || batch_index == name) return false;
    for (std::size_t kind = 0; kind < kind_count; ++kind) {
        if (detail::text_at(kind_names, kind) != path.substr(0, name)) continue;
        e.guard = path.substr(name + 1, batch_index - name - 1);
        e.batch_index = 0;
        for (char c : path.substr(batch_index + 1))
            if (c >= '0' && c <= '9' && e.batch_index < max_batch_index) e.batch_index = e.batch_index * 10 + (c - '0');
        set(e, static_cast<error_kind>(kind), e.guard);
        return true;
    }
    return false;
}

/// What follows "… constraint failed: ". It ends where D1 or REST appends a code.
std::string_view detail_of(std::string_view text, std::size_t end_of_name) {
    std::string_view rest = text.substr(end_of_name);
    constexpr std::string_view colon = ": ";
    if (rest.substr(0, colon.size()) != colon) return {};
    rest.remove_prefix(colon.size());
    rest = rest.substr(0, rest.find(" [code:"));
    return rest.substr(0, rest.find(": SQLITE_"));
}
/// "t.a, t.b" of UNIQUE and NOT NULL.
void read_columns(std::string_view detail, error& e) {
    while (!detail.empty()) {
        const std::size_t end = detail.find(", ");
        const std::string_view one = detail.substr(0, end);
        const std::size_t dot = one.find('.');
        if (dot == one.npos) return;
        e.table = one.substr(0, dot);
        e.columns.emplace_back(one.substr(dot + 1));
        if (end == detail.npos) return;
        detail.remove_prefix(end + 2);
    }
}
/// "column IN (…)" of CHECK; "length(column) > 3" or the name of a constraint has none.
void read_checked_column(std::string_view detail, error& e) {
    const std::size_t space = detail.find(' ');
    if (space != detail.npos && space > 0 && space < detail.find('(')) e.columns.emplace_back(detail.substr(0, space));
}

/// Texts that mean the same, and what squall says instead. What D1 says of itself is behind what SQLite says of the data; of two that a
/// text has, the first counts.
struct known_texts {
    error_kind kind;
    bool is_transient;
    void (*read_detail)(std::string_view detail, error& e);
    const char* parts;
    const char* message;
};
constexpr known_texts all_known_texts[] = {
    {error_kind::conflict, false, read_columns, "UNIQUE constraint failed\0PRIMARY KEY must be unique\0",
     "a row with the same key is there already"},
    {error_kind::foreign_key, false, nullptr, "FOREIGN KEY constraint failed\0",
     "a row that is referred to is missing, or a row is still referred to"},
    {error_kind::not_null, false, read_columns, "NOT NULL constraint failed\0", "a column that may not be null would be"},
    {error_kind::check, false, read_checked_column, "CHECK constraint failed\0", "a value is not allowed in its column"},
    {error_kind::check, false, nullptr, "cannot store \0datatype mismatch\0SQLITE_CONSTRAINT_DATATYPE\0",
     "a value has a type that its column does not take"},
    // The database was reset, restarted or out of reach: the same call may succeed at once.
    {error_kind::unavailable, true, nullptr,
     "Network connection lost\0"
     "Internal error in D1 DB storage caused object to be reset\0"
     "Internal error while starting up D1 DB storage caused object to be reset\0"
     "D1 DB reset because its code was updated\0"
     "Durable Object reset because its code was updated\0"
     "code has been updated, this version can no longer access storage\0"
     "Cannot resolve D1 DB due to transient issue on remote node\0"
     "internal error; reference =\0"
     "Failed to parse body as JSON\0"
     "Currently processing a long-running export\0"
     "client disconnected\0",
     "the database could not be reached or was reset"},
    // More of the same makes it worse.
    {error_kind::unavailable, false, nullptr,
     "D1 DB is overloaded\0"
     "exceeded timeout\0"
     "exceeded its memory limit\0"
     "exceeded its CPU time limit\0"
     "Worker exceeded CPU time limit\0"
     "database is locked\0"
     "Too many API requests\0"
     "Too many subrequests\0",
     "the database is overloaded or ran out of time"},
    // The statement, a value, a result, the database or the account's plan.
    {error_kind::limit, false, nullptr,
     "too many SQL variables\0"
     "integer overflow\0"  // of sum()
     "too many columns\0"
     "Expression tree is too large\0"
     "pattern too complex\0"
     "too many terms in compound SELECT\0"
     "SQLITE_TOOBIG\0"
     "too big\0"
     "statement too long\0"
     "Wrong number of parameter bindings\0"
     "Memory limit would be exceeded before EOF\0"
     "Exceeded maximum DB size\0"
     "SQLITE_FULL\0"
     "database or disk is full\0"
     "daily row read limit\0"
     "daily row write limit\0",
     "the statement or a value is beyond what the database takes"},
};

bool read_known(std::string_view text, error& e) {
    for (const known_texts& known : all_known_texts)
        for (std::string_view part = known.parts; !part.empty(); part = part.data() + part.size() + 1) {
            const std::size_t at = text.find(part);
            if (at == text.npos) continue;
            set(e, known.kind, known.message);
            e.retryable = known.is_transient;
            if (known.read_detail != nullptr) known.read_detail(detail_of(text, at + part.size()), e);
            return true;
        }
    return false;
}

}  // namespace

std::string_view name_of(error_kind kind) { return detail::text_at(kind_names, static_cast<std::size_t>(kind)); }

[[gnu::cold]] error read_error(std::string_view text) {
    error e;
    if (!read_guard(text, e) && !read_known(text, e)) set(e, error_kind::internal, "the database refused the statement");
    return e;
}

error invalid_argument(std::string_view name, std::string_view rule) {
    error e;
    e.kind = error_kind::invalid_argument;
    e.message = "invalid_argument: " + std::string(name) + " " + std::string(rule);
    return e;
}

}  // namespace squall
