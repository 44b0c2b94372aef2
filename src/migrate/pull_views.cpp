#include "pull_views.hpp"

#include <algorithm>

#include "failure.hpp"
#include "token_reader.hpp"

namespace squall::migrate {
namespace {

/// The terms of the first SELECT of a query.
std::vector<token_span> selected_terms(token_span query) {
    std::size_t begin = 0;
    while (begin < query.size() && !query[begin].is("SELECT")) ++begin;
    if (++begin >= query.size()) return {};
    if (query[begin].is("DISTINCT") || query[begin].is("ALL")) ++begin;
    std::size_t end = begin;
    int depth = 0;
    for (; end < query.size() && !(depth == 0 && query[end].is("FROM")); ++end) {
        if (query[end].is_symbol("(")) ++depth;
        if (query[end].is_symbol(")")) --depth;
    }
    return comma_separated(query.subspan(begin, end - begin));
}

/// "INTEGER" of count(*), "REAL" of sum(x) and x * 2; empty where nothing tells.
std::string type_of_term(token_span term) {
    int depth = 0;
    bool computes = false;
    for (const token& t : term) {
        if (t.is_symbol("(")) ++depth;
        if (t.is_symbol(")")) --depth;
        if (depth > 0) continue;
        if (t.is_symbol("||") || t.is_symbol("->>") || t.is_symbol("->")) return "TEXT";
        computes = computes || t.is_symbol("*") || t.is_symbol("/") || t.is_symbol("+") || t.is_symbol("-") || t.is_symbol("%");
    }
    if (term.size() < 2) return {};
    if (computes) return "REAL";
    if (!term[1].is_symbol("(")) return {};
    for (const char* f : {"count", "length", "row_number", "rank", "dense_rank", "unixepoch", "instr", "unicode", "changes", "sign"})
        if (term[0].is(f)) return "INTEGER";
    for (const char* f : {"sum", "avg", "total", "abs", "round", "julianday"})
        if (term[0].is(f)) return "REAL";
    return {};
}

std::string type_of_values(target& db, const std::string& view, const std::string& column) {
    bool has_integer = false, has_real = false, has_text = false, has_blob = false;
    for (const auto& row : db.query("SELECT DISTINCT typeof(v) FROM (SELECT " + name_text(column) + " AS v FROM " + name_text(view) +
                                    " LIMIT 1000) WHERE v IS NOT NULL")
                               .rows) {
        const std::string kind = text_of(row[0]);
        has_integer = has_integer || kind == "integer";
        has_real = has_real || kind == "real";
        has_text = has_text || kind == "text";
        has_blob = has_blob || kind == "blob";
    }
    if (has_blob && !has_text && !has_real && !has_integer) return "BLOB";
    if (has_blob || has_text) return "TEXT";
    return has_real ? "REAL" : has_integer ? "INTEGER" : "";
}

std::vector<column_shape> columns_of(target& db, const view_shape& v) {
    std::vector<column_shape> all;
    for (const auto& row : db.query("SELECT name, type FROM pragma_table_xinfo(" + string_text(v.name) + ") ORDER BY cid").rows)
        all.push_back({.name = text_of(row[0]), .type = text_of(row[1])});
    const std::vector<token> query = tokens_of(v.query);
    const std::vector<token_span> terms = selected_terms(query);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!all[i].type.empty()) continue;
        all[i].type = type_of_values(db, v.name, all[i].name);
        if (all[i].type.empty() && terms.size() == all.size()) all[i].type = type_of_term(terms[i]);
        // A sum of whole numbers so far may be another number tomorrow.
        if (all[i].type == "INTEGER" && terms.size() == all.size() && type_of_term(terms[i]) == "REAL") all[i].type = "REAL";
    }
    return all;
}

}  // namespace

std::vector<view_columns> columns_of_views(target& db, const snapshot& s) {
    std::vector<view_columns> all;
    for (const view_shape& v : s.views) {
        all.push_back({v.name, {}});
        try {
            all.back().columns = columns_of(db, v);
        } catch (const failure&) {
        }
    }
    return all;
}

}  // namespace squall::migrate
