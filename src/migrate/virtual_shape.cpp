#include "virtual_shape.hpp"

#include <algorithm>

#include "squall/sql/virtual_table.hpp"
#include "token_reader.hpp"

namespace squall::migrate {
namespace {

std::string text_of_term(std::string_view sql, token_span term) {
    return std::string(sql.substr(term.front().offset, term.back().end - term.front().offset));
}
bool is_one_name(token_span term) { return term.size() == 1 && (term[0].is_name() || term[0].kind == token_kind::string); }

bool has_column(const virtual_shape& v, const std::string& name) {
    return std::any_of(v.columns.begin(), v.columns.end(), [&](const column_shape& c) { return same_word(c.name, name); });
}

bool read_full_text(virtual_shape& v, std::string_view sql, token_span terms) {
    for (const token_span term : comma_separated(terms)) {
        if (term.size() > 1 && term[1].is_symbol("=")) {
            v.options.push_back(text_of_term(sql, term));
            if (has_comment(v.options.back()) || !detail::is_known_option(v.options.back())) return false;
            continue;
        }
        const bool is_unindexed = term.size() == 2 && term[1].is("UNINDEXED");
        if (!v.options.empty() || term.empty() || !is_one_name(is_unindexed ? term.first(1) : term)) return false;
        const std::string name = token_reader(term).name();
        if (has_column(v, name)) return false;
        v.columns.push_back({.name = name, .type = "TEXT"});
        if (is_unindexed) v.unindexed.push_back(lower(name));
    }
    return v.columns.size() > v.unindexed.size();
}

bool read_rtree(virtual_shape& v, token_span terms) {
    const std::string coordinate = v.module == virtual_module::rtree ? "REAL" : "INTEGER";
    bool is_behind = false;
    for (token_span term : comma_separated(terms)) {
        const bool is_auxiliary = !term.empty() && term[0].is_symbol("+");
        if (is_auxiliary) term = term.subspan(1);
        if (term.empty() || (is_behind && !is_auxiliary)) return false;
        is_behind = is_auxiliary;
        if (!is_one_name(term.first(1)) || term.size() != (is_auxiliary ? 2u : 1u)) return false;
        column_shape c{.name = token_reader(term).name(), .type = v.columns.empty() ? "INTEGER" : coordinate};
        c.not_null = !is_auxiliary;
        if (is_auxiliary) c.type = term[1].text;
        bool is_plain = !is_auxiliary;  // as the types of C++ have it
        for (const std::string_view type : {"TEXT", "INTEGER", "REAL", "BLOB"}) is_plain = is_plain || same_word(type, c.type);
        if (!is_plain || has_column(v, c.name) || (is_auxiliary && v.columns.empty())) return false;
        if (!is_auxiliary && !v.columns.empty()) ++v.coordinates;
        v.columns.push_back(std::move(c));
    }
    return v.coordinates >= 2 && v.coordinates <= 10 && v.coordinates % 2 == 0;
}

/// FTS5 takes a value with either quotes, or without.
names meanings_of(const names& options) {
    names all;
    for (const std::string& text : options) {
        const detail::full_text_option o = detail::read_option(text);
        const std::vector<token> value = tokens_of(o.value);
        const bool is_quoted = value.size() == 1 && (value[0].is_name() || value[0].kind == token_kind::string);
        all.push_back(lower(o.name) + " = " + (is_quoted ? token_reader(value).name() : std::string(o.value)));
    }
    std::sort(all.begin(), all.end());
    return all;
}

}  // namespace

bool virtual_shape::is_contentless() const {
    return std::any_of(options.begin(), options.end(), [](const std::string& text) {
        const detail::full_text_option o = detail::read_option(text);
        return same_word(o.name, "content") && (o.value == "''" || o.value == "\"\"");
    });
}
bool virtual_shape::has_own_rows() const {
    return std::none_of(options.begin(), options.end(),
                        [](const std::string& text) { return same_word(detail::read_option(text).name, "content"); });
}

bool create_same_virtual_table(const std::string& left, const std::string& right) {
    const std::optional<virtual_shape> l = virtual_shape_of(left), r = virtual_shape_of(right);
    if (!l || !r) return meaning_of(left) == meaning_of(right);
    const auto columns = [](const column_shape& a, const column_shape& b) {
        return same_word(a.name, b.name) && same_word(a.type, b.type);
    };
    return same_word(l->name, r->name) && l->module == r->module && l->coordinates == r->coordinates && l->unindexed == r->unindexed &&
           std::equal(l->columns.begin(), l->columns.end(), r->columns.begin(), r->columns.end(), columns) &&
           meanings_of(l->options) == meanings_of(r->options);
}

std::optional<virtual_shape> virtual_shape_of(const std::string& sql) {
    const std::vector<token> tokens = tokens_of(sql);
    token_reader in{tokens};
    if (!in.take_all({"CREATE", "VIRTUAL", "TABLE"})) return std::nullopt;
    in.skip_if_not_exists();
    virtual_shape v{.name = in.qualified_name()};
    if (!in.take("USING")) return std::nullopt;
    const std::string module = lower(in.name());
    const token_span terms = in.parenthesis();
    if (terms.empty() || v.name.empty()) return std::nullopt;
    if (module == "rtree" || module == "rtree_i32") {
        v.module = module == "rtree" ? virtual_module::rtree : virtual_module::rtree_i32;
        if (!read_rtree(v, terms)) return std::nullopt;
    } else if (module != "fts5" || !read_full_text(v, sql, terms)) {
        return std::nullopt;
    }
    for (const column_shape& c : v.columns)
        for (const std::string_view own : {"rank", "rowid"})
            if (v.module == virtual_module::full_text && same_word(own, c.name)) return std::nullopt;
    return v;
}

}  // namespace squall::migrate
