#pragma once
// SQLite words that cannot stand alone as a name (https://www.sqlite.org/lang_keywords.html; those with a fallback to
// an identifier are left out).
#include <string_view>

namespace squall {

inline constexpr std::string_view reserved_words[] = {
    "add",         "all",        "alter",   "and",        "as",         "autoincrement", "between",  "case",    "check",  "collate",
    "commit",      "constraint", "create",  "default",    "deferrable", "delete",        "distinct", "drop",    "else",   "escape",
    "except",      "exists",     "foreign", "from",       "group",      "having",        "in",       "index",   "insert", "intersect",
    "into",        "is",         "isnull",  "join",       "limit",      "not",           "nothing",  "notnull", "null",   "on",
    "or",          "order",      "primary", "references", "returning",  "select",        "set",      "table",   "then",   "to",
    "transaction", "union",      "unique",  "update",     "using",      "values",        "when",     "where"};

constexpr bool is_reserved(std::string_view name) {
    for (std::string_view word : reserved_words) {
        if (word.size() != name.size()) continue;
        bool same = true;
        for (std::size_t i = 0; i < name.size(); ++i) same = same && word[i] == (name[i] >= 'A' && name[i] <= 'Z' ? name[i] + 32 : name[i]);
        if (same) return true;
    }
    return false;
}

}  // namespace squall
