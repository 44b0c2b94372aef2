#include "dependency.hpp"

#include <algorithm>

#include "sql_tokens.hpp"

namespace squall::migrate {

name_set with_descendants(const snapshot& s, const name_set& tables) {
    name_set all = tables;
    for (std::size_t before = 0; before != all.size();) {
        before = all.size();
        for (const table_shape& t : s.tables)
            for (const foreign_key& k : t.foreign_keys)
                if (all.contains(lower(k.table))) all.insert(lower(t.name));
    }
    return all;
}

namespace {
bool waits_for(const table_shape& t, const name_set& missing, bool only_required) {
    return std::any_of(t.foreign_keys.begin(), t.foreign_keys.end(), [&](const foreign_key& k) {
        if (same_word(k.table, t.name) || !missing.contains(lower(k.table))) return false;
        const column_shape* c = t.column(k.columns.front());
        return !only_required || (c != nullptr && c->not_null);
    });
}
}  // namespace

std::vector<const table_shape*> parents_first(const snapshot& s, const name_set& tables) {
    std::vector<const table_shape*> order, left;
    name_set missing;
    for (const table_shape& t : s.tables)
        if (tables.contains(lower(t.name))) left.push_back(&t), missing.insert(lower(t.name));
    while (!left.empty()) {
        auto next = std::find_if(left.begin(), left.end(), [&](const table_shape* t) { return !waits_for(*t, missing, false); });
        if (next == left.end())
            next = std::find_if(left.begin(), left.end(), [&](const table_shape* t) { return !waits_for(*t, missing, true); });
        if (next == left.end()) next = left.begin();
        order.push_back(*next);
        missing.erase(lower((*next)->name));
        left.erase(next);
    }
    return order;
}

namespace {
name_set words_in(const names& columns) {
    name_set all;
    for (const std::string& c : columns) all.insert(lower(c));
    return all;
}
/// The columns of an index's terms, "created_at DESC"; nothing where one is an expression or has a collation.
name_set columns_of(const index_shape& index) {
    name_set all;
    for (const std::string& term : index.columns) {
        const std::vector<token> words = tokens_of(term);
        const bool is_column = !words.empty() && words[0].is_name() && (words.size() == 1 || (words.size() == 2 && words[1].is("DESC")));
        if (!is_column) return {};
        all.insert(lower(words[0].text));
    }
    return all;
}
}  // namespace

bool has_key(const table_shape& t, const names& columns) {
    const name_set wanted = words_in(columns);
    return words_in(t.primary_key) == wanted ||
           std::any_of(t.unique.begin(), t.unique.end(), [&](const names& u) { return words_in(u) == wanted; }) ||
           std::any_of(t.indexes.begin(), t.indexes.end(),
                       [&](const index_shape& i) { return i.unique && i.where.empty() && columns_of(i) == wanted; });
}

bool is_parent_key(const snapshot& s, const table_shape& parent, const index_shape& index) {
    if (!index.unique || !index.where.empty()) return false;
    name_set columns;
    for (const std::string& term : index.columns)  // "created_at DESC"
        if (const std::vector<token> words = tokens_of(term); !words.empty() && words[0].is_name()) columns.insert(lower(words[0].text));
    return std::any_of(s.tables.begin(), s.tables.end(), [&](const table_shape& t) {
        return std::any_of(t.foreign_keys.begin(), t.foreign_keys.end(), [&](const foreign_key& k) {
            name_set to;
            for (const std::string& column : k.to) to.insert(lower(column));
            return same_word(k.table, parent.name) && to == columns;
        });
    });
}

namespace {
bool is_name_or_text(const token& t, const std::string& name) {
    return (t.is_name() && same_word(t.text, name)) || (t.kind == token_kind::string && same_word(unquoted(t.text), name));
}
}  // namespace

bool virtual_table_names(std::string_view create, const std::string& name) {
    const std::vector<token> tokens = tokens_of(create);
    return std::any_of(tokens.begin(), tokens.end(), [&](const token& t) { return is_name_or_text(t, name); });
}
bool reads_column(std::string_view create, const std::string& table, const std::string& column) {
    const std::vector<token> tokens = tokens_of(create);
    bool has_content = false;
    for (std::size_t i = 0; i + 2 < tokens.size(); ++i)
        has_content = has_content || (tokens[i].is("content") && tokens[i + 1].is_symbol("=") && is_name_or_text(tokens[i + 2], table));
    return has_content && virtual_table_names(create, column);
}

}  // namespace squall::migrate
