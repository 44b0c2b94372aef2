#include "affinity.hpp"

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

std::string_view declared_as(std::string_view type) {
    const std::string word = lower(type.substr(0, type.find('(')));
    const bool is_one_word = word.find(' ') == word.npos || word.find_first_not_of(' ', word.find(' ')) == word.npos;
    const std::string bare = word.substr(0, word.find(' '));
    if (is_one_word && (bare == "boolean" || bare == "bool")) return "BOOLEAN";
    if (is_one_word && (bare == "datetime" || bare == "timestamp")) return "DATETIME";
    if (is_one_word && bare == "date") return "DATE";
    if (is_one_word && bare == "json") return "TEXT";
    switch (affinity_of(type)) {
        case affinity::integer: return "INTEGER";
        case affinity::real:
        case affinity::numeric: return "REAL";
        case affinity::blob: return type.empty() ? "TEXT" : "BLOB";
        case affinity::text: break;
    }
    return "TEXT";
}

}  // namespace squall::migrate
