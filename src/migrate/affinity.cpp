#include "affinity.hpp"

#include <algorithm>
#include <iterator>

#include "sql_tokens.hpp"

namespace squall::migrate {

affinity affinity_of(std::string_view declared_type) {
    const std::string type = lower(declared_type);
    const auto has = [&](std::string_view part) { return type.find(part) != type.npos; };
    if (has("int")) return affinity::integer;
    if (has("char") || has("clob") || has("text")) return affinity::text;
    if (has("blob") || type.empty()) return affinity::blob;
    if (has("real") || has("floa") || has("doub")) return affinity::real;
    return affinity::numeric;
}

bool store_alike(std::string_view left, std::string_view right) {
    const auto stored = [](std::string_view type) {
        const affinity a = affinity_of(type);
        return a == affinity::integer ? affinity::numeric : a;
    };
    return stored(left) == stored(right);
}

namespace {

/// Whether a type that is not text by SQLite's rules means numbers. UUID, TIME, JSONB and STRING do not: such a column holds texts,
/// which a number would not keep. Nor do INTERVAL and POINT, which are integers to SQLite by their spelling alone.
bool means_numbers(std::string_view type) {
    const std::string word = lower(type);
    const auto has = [&](std::string_view part) { return word.find(part) != word.npos; };
    if (affinity_of(type) == affinity::integer) return !has("interval") && !has("point");
    constexpr std::string_view words[] = {"bit", "bool",    "byte",   "currency", "dec",    "fixed",  "long", "money",
                                          "num", "percent", "serial", "short",    "signed", "single", "year"};
    return std::any_of(std::begin(words), std::end(words), has);
}

}  // namespace

std::string_view declared_as(std::string_view type) {
    const std::string word = lower(type.substr(0, type.find('(')));
    const bool is_one_word = word.find(' ') == word.npos || word.find_first_not_of(' ', word.find(' ')) == word.npos;
    const std::string bare = word.substr(0, word.find(' '));
    if (is_one_word && (bare == "boolean" || bare == "bool")) return "BOOLEAN";
    if (is_one_word && (bare == "datetime" || bare == "timestamp")) return "DATETIME";
    if (is_one_word && bare == "date") return "DATE";
    switch (affinity_of(type)) {
        case affinity::integer: return means_numbers(type) ? "INTEGER" : "TEXT";
        case affinity::real: return "REAL";
        case affinity::numeric: return means_numbers(type) ? "REAL" : "TEXT";
        case affinity::blob: return type.empty() ? "TEXT" : "BLOB";
        case affinity::text: break;
    }
    return "TEXT";
}

}  // namespace squall::migrate
