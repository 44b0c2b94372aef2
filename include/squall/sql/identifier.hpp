#pragma once
// How a name is written in SQL: one list of keywords and one function for every SQL text, at compile time and at run time.
#include <cstddef>
#include <string>
#include <string_view>

namespace squall {

/// Keywords that are never a name (https://www.sqlite.org/lang_keywords.html; those that SQLite's grammar also takes as an
/// identifier are left out).
inline constexpr std::string_view reserved_words[] = {
    "add",         "all",        "alter",   "and",        "as",         "autoincrement", "between",  "case",    "check",  "collate",
    "commit",      "constraint", "create",  "default",    "deferrable", "delete",        "distinct", "drop",    "else",   "escape",
    "except",      "exists",     "foreign", "from",       "group",      "having",        "in",       "index",   "insert", "intersect",
    "into",        "is",         "isnull",  "join",       "limit",      "not",           "nothing",  "notnull", "null",   "on",
    "or",          "order",      "primary", "references", "returning",  "select",        "set",      "table",   "then",   "to",
    "transaction", "union",      "unique",  "update",     "using",      "values",        "when",     "where"};
/// Words that are a name in some places and something else in others: the clock, a constant, an operator, a join.
inline constexpr std::string_view contextual_words[] = {"cast",      "cross",   "current_date", "current_time", "current_timestamp",
                                                        "explain",   "false",   "filter",       "full",         "glob",
                                                        "if",        "indexed", "inner",        "left",         "like",
                                                        "match",     "natural", "outer",        "over",         "raise",
                                                        "recursive", "regexp",  "right",        "true",         "window",
                                                        "with",      "within"};

namespace identifiers {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
constexpr bool same_word(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (lower(a[i]) != lower(b[i])) return false;
    return true;
}
/// Keywords by their size, so that a name is compared with few of them: every name of every statement comes by here.
template <std::size_t Count>
struct words_by_size {
    static constexpr std::size_t longest = 17;  // "current_timestamp"
    std::string_view words[Count]{};
    std::size_t begin[longest + 2]{};

    constexpr words_by_size(const std::string_view (&all)[Count]) {
        std::size_t count = 0;
        for (std::size_t size = 0; size <= longest; ++size) {
            begin[size] = count;
            for (std::string_view word : all)
                if (word.size() == size) words[count++] = word;
        }
        begin[longest + 1] = count;
    }
    constexpr bool has(std::string_view name) const {
        if (name.empty() || name.size() > longest) return false;
        const char first = lower(name[0]);
        for (std::size_t i = begin[name.size()]; i < begin[name.size() + 1]; ++i)
            if (words[i][0] == first && same_word(words[i], name)) return true;
        return false;
    }
};
inline constexpr words_by_size reserved(reserved_words);
inline constexpr words_by_size contextual(contextual_words);

}  // namespace identifiers

constexpr bool is_reserved(std::string_view name) { return identifiers::reserved.has(name); }

/// Whether SQL can hold the name at all.
constexpr bool is_name(std::string_view name) { return !name.empty() && name.find('\0') == std::string_view::npos; }

/// ASCII letters, digits and _, no digit first, and no keyword: SQLite reads it as a name wherever it stands.
constexpr bool is_plain_identifier(std::string_view name) {
    if (name.empty() || (name[0] >= '0' && name[0] <= '9')) return false;
    for (char c : name) {
        const char l = identifiers::lower(c);
        if (!(l >= 'a' && l <= 'z') && !(c >= '0' && c <= '9') && c != '_') return false;
    }
    return !is_reserved(name) && !identifiers::contextual.has(name);
}

/// Writes a name as it stands in SQL through write(std::string_view): bare where it is a plain identifier, else in [brackets],
/// or in `backticks` where it holds a bracket. Never in double quotes: SQLite turns an unknown double-quoted name into a string.
template <class Write>
constexpr void write_identifier(std::string_view name, Write write) {
    if (is_plain_identifier(name)) return write(name);
    if (name.find(']') == name.npos) {
        write("[");
        write(name);
        return write("]");
    }
    write("`");
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (name[i] == '`') write("`");
        write(name.substr(i, 1));
    }
    write("`");
}

/// A name as it stands in SQL.
inline std::string identifier_text(std::string_view name) {
    std::string out;
    write_identifier(name, [&out](std::string_view part) { out += part; });
    return out;
}

/// The index behind what is quoted at `at` in SQL ('text', [name], `name`, "name"); `at` itself where nothing is quoted there.
constexpr std::size_t end_of_quoted(std::string_view sql, std::size_t at) {
    const char open = sql[at];
    if (open != '\'' && open != '[' && open != '`' && open != '"') return at;
    const char close = open == '[' ? ']' : open;
    for (std::size_t i = at + 1; i < sql.size(); ++i) {
        if (sql[i] != close) continue;
        if (close == ']' || i + 1 == sql.size() || sql[i + 1] != close) return i + 1;
        ++i;
    }
    return sql.size();
}

}  // namespace squall
