#include "table_text.hpp"

#include <optional>

#include "ddl_text.hpp"
#include "read_create.hpp"
#include "token_reader.hpp"

namespace squall::migrate {
namespace {

bool begins_constraint_of_table(const token& t) {
    return t.is("CONSTRAINT") || t.is("PRIMARY") || t.is("UNIQUE") || t.is("CHECK") || t.is("FOREIGN");
}

/// One item between the parentheses, with the white space and comments before it.
struct item {
    std::string column{};  // empty: a constraint of the table
    std::string text{};
};
struct parts {
    std::string head{}, tail{};
    std::vector<item> items{};
};

parts parts_of(std::string_view sql) {
    const std::vector<token> tokens = tokens_of(sql);
    std::size_t open = 0;
    while (open < tokens.size() && !tokens[open].is_symbol("(")) ++open;
    const std::size_t close = after_parenthesis(tokens, open) - 1;
    parts all{.head = std::string(sql.substr(0, tokens[open].end)), .tail = std::string(sql.substr(tokens[close].offset))};
    std::size_t begin = tokens[open].end;
    for (const token_span one : comma_separated(token_span(tokens).subspan(open + 1, close - open - 1))) {
        const token* behind = &one.back() + 1;  // the comma, or what closes
        const bool is_column = one[0].kind != token_kind::word || !begins_constraint_of_table(one[0]);
        all.items.push_back({is_column ? token_reader(one).name() : "", std::string(sql.substr(begin, behind->offset - begin))});
        begin = behind->end;
    }
    return all;
}

/// Whether the column, with its keys and references, is written alike for both tables.
bool is_written_alike(const table_shape& before, const table_shape& after, const column_shape& c) {
    const column_shape* then = before.column(c.name);
    return then && meaning_of(column_text(before, *then)) == meaning_of(column_text(after, c));
}

/// The table without the keys and references that its own constraints write: its columns must not write them again.
table_shape without_written(table_shape t, std::string_view constraint) {
    const std::vector<token> tokens = tokens_of(constraint);
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        const bool is_reference = tokens[i].is("FOREIGN"), is_primary = tokens[i].is("PRIMARY");
        if (!is_reference && !is_primary && !tokens[i].is("UNIQUE")) continue;
        token_reader in{token_span(tokens).subspan(i + (is_reference || is_primary ? 2 : 1))};
        if (!in.peek().is_symbol("(")) continue;
        names columns;
        for (token_span term : comma_separated(in.parenthesis())) columns.push_back(token_reader(term).name());
        if (is_primary) t.primary_key.clear();
        if (is_reference) std::erase_if(t.foreign_keys, [&](const foreign_key& k) { return same_names(k.columns, columns); });
        if (!is_reference && !is_primary) std::erase_if(t.unique, [&](const names& u) { return same_names(u, columns); });
    }
    return t;
}

table_shape read_back(const std::string& sql, const table_shape& expected) {
    snapshot s;
    read_create(s, sql);
    if (!s.table(expected.name)) return {};
    table_shape t = *s.table(expected.name);
    // REFERENCES parent: to which of its columns, the text alone does not tell.
    for (foreign_key& k : t.foreign_keys)
        for (const foreign_key& e : expected.foreign_keys)
            if (k.to.empty() && same_names(k.columns, e.columns) && same_word(k.table, e.table)) k.to = e.to;
    return t;
}

}  // namespace

std::string edited_text(const table_shape& before, const table_shape& after) {
    const parts then = parts_of(before.sql);
    table_shape of_columns = after;
    for (const item& i : then.items)
        if (i.column.empty()) of_columns = without_written(std::move(of_columns), i.text);
    std::string out = then.head;
    bool first = true;
    const auto add = [&](const std::string& text) {
        out += (first ? "" : ",") + text;
        first = false;
    };
    for (const column_shape& c : after.columns) {
        const item* same = nullptr;
        if (is_written_alike(before, after, c))
            for (const item& i : then.items)
                if (!i.column.empty() && same_word(i.column, c.name)) same = &i;
        add(same ? same->text : "\n  " + column_text(of_columns, c));
    }
    for (const item& i : then.items)
        if (i.column.empty()) add(i.text);
    out += then.tail;
    // Where a change touches more than columns, the text says something else than the structure.
    return read_back(out, after).same_rows(after) ? out : "";
}

}  // namespace squall::migrate
